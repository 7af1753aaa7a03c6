import type { ComplianceRow, Status } from '../../coverage/coverage.ts';
import type { Measure } from '../../coverage/measure.ts';
import type { DemandMethod } from '../../demand/demand.ts';
import type { ImportReport } from '../../import/report.ts';
import type { NetworkFigures } from '../../network/network.ts';
import type { Citation, PopulationGroup, Standard, UnitLevel } from '../../standards/standard.ts';
import type { Edit, LinkEditKind } from '../../study/scenario.ts';
import type { Counted } from '../../study/session.ts';
import type { SitingChoice } from '../../study/siting-choice.ts';
import type { StudyFile } from '../../study/study-file.ts';
import type { WalkNote } from '../../study/walkers.ts';

/** What the page needs of an opened study and keeps until another is opened. */
export interface Scene {
  title: string;
  /** The made-up sample town; said wherever it shows. */
  sample: boolean;
  bounds: [west: number, south: number, east: number, north: number];
  units: SceneUnit[];
  /** Facilities of the present state. */
  facilities: SceneFacilities;
  candidates: ScenePoint[];
  measures: MeasureChoice[];
  walkers: WalkerChoice[];
  points: { lon: Float64Array; lat: Float64Array; people: Float64Array };
  methods: { demand: DemandMethod; network: NetworkFigures | null; unconnected: number; outside: number };
  layers: ImportReport[];
  /** The rules in force, with what was changed of them, and what the study says of its rules. */
  rules: Standard[];
  choices: RuleChoices;
  /** Siting questions: as they were asked last, else as the study file has them. */
  siting: SitingChoice[];
  /** What the study area is called: its name where the study gives one, else ''. */
  areaName: string;
}

export interface SceneUnit {
  code: string;
  name: string;
  level: UnitLevel;
  parent: number;
  people: number;
  /** A place inside it for its name; null without a shape. */
  label: [lon: number, lat: number] | null;
}

export interface ScenePoint {
  code: string;
  name: string;
  lon: number;
  lat: number;
  floorAreaM2: number;
  cost: number;
}

/** A measure that can be chosen: a coverage standard, or one the study file defines. */
export interface MeasureChoice {
  id: string;
  titleZh: string;
  titleEn: string;
  categories: string[];
  /** Group the standard speaks of. */
  group: string;
  minutes: number | null;
  metres: number | null;
  citations: Citation[];
  /** Pack of the standard; null for a measure of the user's own. */
  profile: string | null;
  /** What the standard asks for (`>= 95`); null where the source gives no figure. */
  threshold: string | null;
  /** True where the speed is the project's default, no policy figure. */
  speedIsDefault: boolean;
}

/** `speedSaid`: its speed is the study file's, not the one proposed. */
export type WalkerChoice = PopulationGroup & { given: boolean; speedSaid: boolean };

/** What the user asks of the map. */
export interface Question {
  measure: string;
  walker: string;
  /** Null: the measure's own. */
  minutes: number | null;
  metres: number | null;
  /** What is counted; absent: people. */
  of?: 'people' | 'building' | 'land';
}

/** As columns: a city has tens of thousands, and a page takes columns in one go. */
export interface SceneFacilities {
  code: string[];
  name: string[];
  category: string[];
  lon: Float64Array;
  lat: Float64Array;
  floorAreaM2: Float64Array;
}

export interface SceneFacility {
  code: string;
  name: string;
  category: string;
  lon: number;
  lat: number;
  floorAreaM2: number;
  /** `resized`: of another size than in the present state, and in its place. */
  state: 'present' | 'added' | 'moved' | 'resized' | 'closed';
  qualifies: boolean;
}

/** The answer to a question for one scenario. */
export interface Outcome {
  measure: Measure;
  /** Field that people were counted by, and whether it stands in for a group that the data does not give. */
  field: string;
  stoodIn: boolean;
  estimated: boolean;
  /** What counts in the walks beside lengths; null where the roads say nothing of it. */
  walking: WalkNote | null;
  /** Those that the question counts, and those that edits have touched; all others are as in the scene. */
  facilities: SceneFacility[];
  /** The demand points the columns below are of; null: those of the scene. */
  points: Scene['points'] | null;
  covered: Uint8Array;
  cause: Uint8Array;
  distanceM: Float64Array;
  units: OutcomeUnit[];
  total: number;
  coveredPeople: number;
  straightPeople: number;
  /** People covered in the present state, to compare a scenario with; the same as `coveredPeople` without edits. */
  presentPeople: number;
  /** All people of the present state, whom housing and totals of the scenario are not in. */
  presentTotal: number;
  /** What the scenario changes of the ground under all questions; null: nothing. */
  ground: OutcomeGround | null;
}

/** Ground that a scenario changes: what the page would else take from the scene. */
export interface OutcomeGround {
  /** All candidates as the scenario leaves them. */
  candidates: ScenePoint[];
  /** Of each unit (index in the scene): what it is called, and its residents (NaN: not known). */
  names: string[];
  people: Float64Array;
  /** Housing that is added, where it stands, and the community that it lies in (−1: none). */
  housing: { code: string; name: string; lon: number; lat: number; people: number; unit: number }[];
  /** Links that are added; `lost`: it fits nowhere, since no way passes one of its ends. */
  links: {
    code: string;
    name: string;
    kind: LinkEditKind;
    from: [lon: number, lat: number];
    to: [lon: number, lat: number];
    lost: boolean;
  }[];
}

/** Coverage and gap of one unit; numbers are NaN where the data gives none. */
export interface OutcomeUnit {
  unit: number;
  total: number;
  covered: number;
  share: number;
  shareStraight: number;
  uncovered: number;
  personM: number;
  medianM: number;
  p95M: number;
  maxM: number;
  /** People by cause: none, far, detour, full, unconnected. */
  byCause: number[];
  rank: number;
  sentenceZh: string;
  sentenceEn: string;
}

/** The walk from a unit's worst-off connected point to the facility that serves it. */
export interface Walk {
  /** On the ground. */
  lengthM: number;
  seconds: number;
  facility: string;
  /** Way by way; empty where no way on it has a name. */
  ways: { zh: string; en: string }[];
  line: [number, number][];
}

/** A proposed site, in the order in which to build. Numbers are NaN where they are not known. */
export interface SitingSite {
  /** Candidate's code; unique with `size`. */
  code: string;
  name: string;
  /** What is there: stock, land, facility or network. */
  kind: string;
  lon: number;
  lat: number;
  unit: number;
  /** Name of the size that is proposed; '' where there is one only. */
  size: string;
  /** People newly served given the sites before it, and all served after it. */
  gain: number;
  coveredAfter: number;
  /** Share of the runs in which it, and in which it or one within 100 m of it, stays in the answer. */
  robustness: number;
  robustnessNear: number;
  cost: number;
  costPerPerson: number;
  floorAreaM2: number;
  locked: boolean;
  /** Newly covered people by group and by unit, most first. */
  groups: { zh: string; en: string; people: number }[];
  units: { unit: number; people: number }[];
  savedM: number;
  savedPersonM: number;
  /** What is lost if it alone is left out. */
  loss: number;
  runnerUp: { code: string; name: string; behind: number; share: number } | null;
  rules: { id: string; units: number[] }[];
  sentenceZh: string;
  sentenceEn: string;
  /** What builds it. */
  edits: Edit[];
}

/** The best answer so far, while it is being improved and proven. Objective and bound as in `SitingOutcome`. */
export interface SitingGlimpse {
  sites: { code: string; name: string; lon: number; lat: number }[];
  objective: number;
  bound: number;
  gap: number;
  proven: boolean;
}

export interface SitingOutcome {
  measure: string;
  choice: SitingChoice;
  /** Why there is no answer; empty where there is one. */
  faults: { zh: string; en: string }[];
  sites: SitingSite[];
  /** Facilities that are given up. */
  closed: { code: string; name: string }[];
  /** People newly served (`mclp`), number or yuan (`lscp`), mean metres (`pmedian`), metres (`pcenter`). */
  objective: number;
  bound: number;
  gap: number;
  proven: boolean;
  /** Ended before it was proven, by the user or by the time given. */
  stopped: boolean;
  seconds: number;
  by: string[];
  /** People served today, and by all sites; of all people. */
  today: number;
  after: number;
  total: number;
  /** People whom neither a candidate nor a facility reaches, and whom a model of distances leaves out. */
  leftOut: number;
  /** People newly served by the best 1, 2, … sites, and by money. */
  curve: number[];
  money: { cost: number; value: number }[];
  /** Where the curves bend: so many sites, so much money; null: nowhere. */
  knee: number | null;
  kneeMoney: number | null;
  candidates: { code: string[]; name: string[]; lon: Float64Array; lat: Float64Array; gain: Float64Array };
  /** Of each demand point of the question the number of the site that newly serves it (`rowsWon`); empty without an answer. */
  wonBy: Uint16Array;
  unfit: { code: string; name: string; zh: string; en: string }[];
  unsaid: { zh: string; en: string }[];
  /** Conditions that were not heeded, and why there are fewer sites than asked for. */
  notes: { zh: string; en: string }[];
  phases: SitingPhases | null;
}

/** Building step by step, and what it costs against all at once. */
export interface SitingPhases {
  steps: { name: string; sites: string[]; value: number }[];
  atOnce: { name: string; sites: string[]; value: number }[];
  priceOfSteps: number;
  priceShare: number;
}

/** What the study says of its rules, as its file has it. */
export type RuleChoices = Pick<
  StudyFile,
  'profiles' | 'standards' | 'rules' | 'off' | 'on' | 'packs' | 'area'
>;

/** Compliance as a matrix: for each unit and standard a place in `STATUSES`, −1 where the rule does not ask the unit. */
export interface ComplianceMatrix {
  standards: string[];
  /** Unit (index in the scene; one more than it has is the study area) of each row. */
  unit: Int32Array;
  /** Row by row, as long as units × standards. */
  status: Int8Array;
  /** How many units below are met, not met, and without data, three in a row for each place of `status`; 0 where there are none. */
  below: Int32Array;
}

/** What a change of a rule would do: how many units have which status as it stands, and with the change. */
export interface RulePreview {
  before: Partial<Record<Status, number>>;
  after: Partial<Record<Status, number>>;
  /** Units whose status changes, the first of them, and how many there are. */
  changes: { unit: number; before: Status | null; after: Status }[];
  changed: number;
}

/** A standard as the table of compliance heads it, and how many units have which status. */
export interface ComplianceHead {
  standard: string;
  titleZh: string;
  titleEn: string;
  comparator: string;
  threshold: Standard['threshold'];
  unitOfValue: string;
  citations: Citation[];
  deadline: string;
  profile: string;
  level: UnitLevel;
  kind: Standard['kind'];
  bindingness: Standard['bindingness'];
  verified: boolean;
  /** Changed by the user. */
  changed: boolean;
  counts: Partial<Record<Status, number>>;
}

/** A task of the ledger; numbers are NaN and texts '' where it says nothing. */
export interface TaskLine {
  id: string;
  rule: string;
  requirement: string;
  title: string;
  lead: string;
  joint: string[];
  unit: string;
  /** ISO date, month or year. */
  deadline: string;
  target: number;
  actual: number;
  unitOfValue: string;
  status: string;
  evidence: string;
  updated: string;
}

/** One unit by one standard. */
export interface ComplianceLine {
  standard: string;
  unit: number;
  status: Status;
  value: number;
  numerator: number;
  denominator: number;
  features: string[];
  whyZh: string;
  whyEn: string;
  parts: NonNullable<ComplianceRow['parts']>;
}

export interface Step {
  name: StepName;
  /** 0 to 1 of the whole. */
  share: number;
  counted?: Counted;
}
export type StepName =
  'database' | 'read' | 'import' | 'inputs' | 'network' | 'demand' | 'coverage' | 'siting' | 'save' | 'open';

export type Edits = Edit[];

/** 方案: edits under a name, kept with the study. */
export interface NamedScenario {
  name: string;
  edits: Edits;
  /** Yuan that it was said to cost; null: not known. */
  cost: number | null;
}

/** A scenario as the table of scenarios compares it, by the question on the desk. */
export interface ScenarioLine {
  /** '' for the present state; null for the edits on the desk. */
  name: string | null;
  cost: number | null;
  added: number;
  moved: number;
  closed: number;
  resized: number;
  /** Housing and links that are added; edits of candidates and attributes. */
  housing: number;
  links: number;
  others: number;
  /** Codes of the links that fit nowhere. */
  lostLinks: string[];
  /** Edits left out since their facilities are gone. */
  dropped: number;
  total: number;
  covered: number;
  /** Uncovered person-metres and median walk of the study area's people; NaN: nobody, or none. */
  personM: number;
  meanM: number;
  /** By unit (index in the scene): people, those covered, and their share, 0 to 1; NaN: not known. */
  units: { total: Float64Array; covered: Float64Array; share: Float64Array };
}
