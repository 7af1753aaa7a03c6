import type { InputReport, ReportOptions, Said } from './dossier.ts';

/**
 * All figures and names that reports say, read from a dossier once by `readFacts`: every output takes them from here and writes them by `figure`,
 * so that no two outputs can differ. Shares are 0–1; NaN is "not known".
 */
export interface Facts {
  options: ReportOptions;
  title: string;
  scenario: { name: string; edits: number };
  profiles: string[];
  inputs: InputReport[];
  /** Rows of all inputs. */
  quality: { files: number; rows: number; accepted: number; repaired: number; rejected: number };
  rules: RuleFacts[];
  methods: {
    /** How people became points; code and words. */
    population: { code: string } & Said;
    isNetwork: boolean;
    walker: { code: string } & Said;
    speedMps: number;
  };
  totals: {
    communities: number;
    /** Units above the communities by level. */
    upper: { level: string; count: number }[];
    /** People by population field, in the order of the taxonomy. */
    people: { field: string; name: Said; count: number }[];
    facilities: number;
    facilitiesNotServing: number;
    demandPoints: number;
    networkM: number;
  };
  measures: MeasureFacts[];
  facilities: FacilityFacts[];
  compliance: ComplianceFacts;
  sitings: SitingFacts[];
  unsited: ({ standard: string; title: Said } & Said)[];
  links: LinkFacts[];
  linkedSites: LinkedSiteFacts[];
  tasks: TaskFacts[];
  limits: LimitFacts[];
}

/** A rule in force. `isUsed`: something of this study was worked out by it. */
export interface RuleFacts {
  id: string;
  title: Said;
  profile: string;
  kind: string;
  level: string;
  /** `≥ 20` and such; '' where the rule has no threshold. */
  threshold: string;
  unitOfValue: string;
  /** Document, clause, quote and how well the source was seen. */
  citation: Said;
  /** How it is worked out. */
  computed: Said;
  isChanged: boolean;
  /** Its threshold was seen in a source. */
  isVerified: boolean;
  isUsed: boolean;
}

/** A measure with what it found. */
export interface MeasureFacts {
  /** `id/group`, unique. */
  key: string;
  id: string;
  group: string;
  title: Said;
  groupName: Said;
  counts: 'people' | 'building' | 'land';
  /** How people became points for this measure; code and words. */
  population: { code: string } & Said;
  limitM: number;
  limitS: number;
  speedMps: number;
  /** Codes and names of the facilities that count. */
  categories: ({ code: string } & Said)[];
  total: number;
  covered: number;
  share: number;
  uncovered: number;
  /** Straight-line share of all units together, for what a plain buffer would say. */
  shareStraight: number;
  /** With the base (no scenario) and with all that is proposed; the same as `covered` where there is neither. */
  totalBase: number;
  coveredBase: number;
  shareBase: number;
  coveredAfter: number;
  shareAfter: number;
  /** Communities whose people are not known. */
  unknownUnits: number;
  /** Units of each level, in the order of the file. */
  units: UnitFacts[];
  /** Facilities of the study that count. */
  facilities: number;
}

/** One unit by one measure. */
export interface UnitFacts {
  level: string;
  code: string;
  name: string;
  /** Code of the unit above it; '' where there is none. */
  parent: string;
  total: number;
  covered: number;
  share: number;
  shareStraight: number;
  shareBase: number;
  shareAfter: number;
  totalBase: number;
  coveredBase: number;
  coveredAfter: number;
  uncovered: number;
  personM: number;
  medianM: number;
  p95M: number;
  maxM: number;
  /** Uncovered people by cause: nothing in the study, too far, only by a detour, full, off the network. */
  none: number;
  far: number;
  detour: number;
  full: number;
  unconnected: number;
  /** Place among the communities by need, 1 the first; NaN where nobody is uncovered or it has no rank. */
  rank: number;
}

/** A facility of the study, in the order of its table. */
export interface FacilityFacts {
  code: string;
  name: string;
  category: { code: string } & Said;
  /** Code and name of the community that it lies in; '' outside all. */
  unit: string;
  unitName: string;
  lon: number;
  lat: number;
  floorAreaM2: number;
  beds: number;
  capacity: number;
  /** Code and name of the unit that it is for; '' where the table says none. */
  servesUnit: string;
  servesUnitName: string;
}

/** Verdicts. */
export interface ComplianceFacts {
  met: number;
  notMet: number;
  noData: number;
  notApplicable: number;
  reported: number;
  /** By rule, in the order of the table. */
  rules: {
    id: string;
    title: Said;
    level: string;
    met: number;
    notMet: number;
    noData: number;
    notApplicable: number;
    reported: number;
    /** met / (met + not met); NaN without a verdict. */
    shareMet: number;
  }[];
  rows: {
    standard: string;
    level: string;
    unit: string;
    unitName: string;
    status: 'met' | 'not_met' | 'no_data' | 'not_applicable' | 'reported';
    value: number;
    comparator: string;
    threshold: string;
    unitOfValue: string;
    numerator: number;
    denominator: number;
    /** What must be known of the value, in the language of the report; '' for nothing. */
    note: string;
    /** Columns that are missing. */
    lacks: string;
  }[];
}

/** A siting question and its answer. */
export interface SitingFacts {
  question: number;
  standard: string;
  title: Said;
  groupName: Said;
  counts: 'people' | 'building' | 'land';
  /** How many services each site gives; with several a person counts once for each, by its weight. */
  services: number;
  model: string;
  modelName: Said;
  candidates: number;
  unfit: number;
  objective: number;
  bound: number;
  gap: number;
  isProven: boolean;
  today: number;
  total: number;
  /** Covered with all sites of this answer. */
  after: number;
  cost: number;
  curve: { by: 'number' | 'money'; at: number; value: number }[];
  kneeNumber: number;
  kneeMoney: number;
  sites: SiteFacts[];
  faults: Said[];
  notes: Said[];
}

/** A proposed site, in the order of building. */
export interface SiteFacts {
  order: number;
  code: string;
  name: string;
  kind: string;
  kindName: Said;
  unit: string;
  unitName: string;
  lon: number;
  lat: number;
  gain: number;
  coveredAfter: number;
  cost: number;
  costPerPerson: number;
  /** People won by population field. */
  won: { field: string; name: Said; people: number }[];
  /** Communities won, most people first. */
  units: { name: string; people: number }[];
  savedPersonM: number;
  meanSavedM: number;
  loss: number;
  runnerUp: string;
  runnerUpName: string;
  runnerUpBehind: number;
  /** Share of the resampled runs in which it stays, and in which it or a neighbour stays. */
  robustness: number;
  robustnessNear: number;
  /** Rules that become met, with the names of the units. */
  rulesWon: { id: string; title: Said; units: string[] }[];
  sentence: Said;
}

/** A gate, crossing or path that is worth opening. */
export interface LinkFacts {
  standard: string;
  title: Said;
  order: number;
  kind: string;
  crosses: string;
  fromLon: number;
  fromLat: number;
  toLon: number;
  toLat: number;
  lengthM: number;
  /** Today's walk; Infinity where there is none, 2,000 where it is that or longer. */
  walkM: number;
  gain: number;
  coveredAfter: number;
  cost: number;
  sentence: string;
}

/** A building that was sited together with links; what the proposals bring is worked out without it. */
export interface LinkedSiteFacts {
  standard: string;
  title: Said;
  /** Place among the links and sites of its answer. */
  order: number;
  code: string;
  name: string;
  /** Newly covered given those before it, and by it alone. */
  gain: number;
  alone: number;
  cost: number;
}

/** A row of the ledger of tasks. */
export interface TaskFacts {
  id: string;
  rule: string;
  requirement: string;
  title: string;
  lead: string;
  departments: string;
  unit: string;
  unitName: string;
  deadline: string;
  target: number;
  actual: number;
  unitOfValue: string;
  status: string;
  evidence: string;
  updated: string;
  note: string;
  isDone: boolean;
  /** Past its deadline by the date of the report and not done. */
  isOverdue: boolean;
}

/** What a reader must know of the figures: the sentence, and how many people or things it concerns (0: it concerns all). */
export interface LimitFacts extends Said {
  code: string;
  count: number;
}
