import type { CategoryGroup } from '../../import/meanings/categories.ts';
import type { LayerChanges } from '../../import/compare-layers.ts';
import type { Choices, ImportReport, Layer, Question } from '../../import/report.ts';
import type { ProposedColumn } from '../../import/propose.ts';
import type { Mend } from '../../network/mend-lines.ts';
import type { Standard } from '../../standards/standard.ts';
import type { DemandSensitivity } from '../../study/demand-sensitivity.ts';
import type { LinkSiting } from '../../siting/link-siting.ts';
import type { AreaTier } from '../../study/explain.ts';
import type { LinkChoice } from '../../study/link-choice.ts';
import type { SitingChoice } from '../../study/siting-choice.ts';
import type { LayerInfo } from '../../import/source.ts';
import type { History } from '../history.ts';
import type { KeptStory } from '../present/kept-story.ts';
import type { Breakdown, Catchment, PointFacts } from './breakdown.ts';
import type { Limits, RoadCheck } from './road-check.ts';
import type { SourceRow } from './sources.ts';
import type { AreaBy, GroupLine, ScoreColumns, Service, ViewColumns } from './views.ts';
import type { Move } from './follower.ts';
import type { LonLat } from '../../network/along.ts';
import type { SqlOutcome, SqlTable } from '../sql/sql-answer.ts';
import type { WalkLeg } from './measure-walk.ts';
import type { RoadNames } from './road-names.ts';
import type { OutcomeChange } from './outcome-change.ts';
import type { FacilitySizes, HousingShares } from './plan-facts.ts';
import type { LinkFacts } from './snap-link.ts';
import type { TableLayer, TableRows } from './table-rows.ts';
import type {
  ComplianceHead,
  ComplianceLine,
  ComplianceMatrix,
  Edits,
  Outcome,
  Question as MapQuestion,
  NamedScenario,
  RuleChoices,
  RulePreview,
  Scene,
  ScenarioLine,
  SitingGlimpse,
  SitingOutcome,
  Step,
  TaskLine,
  Walk
} from './scene.ts';

/** A sentence for the user in both languages. */
export interface Said {
  zh: string;
  en: string;
}

/** A file, or a layer of one, looked into, with what Yike would do with it. Nothing is stored yet. */
export interface Inspection {
  /** Key under which the worker keeps the file until the import. */
  key: number;
  file: string;
  format: string;
  encoding: string;
  /** The layer (sheet, inner file) of the file that this is; null where it has one only. */
  layer: string | null;
  layers: LayerInfo[];
  rows: number;
  headers: string[];
  /** The first rows, row by row. */
  preview: (string | null)[][];
  /** Type of the first shape; '' for a table. */
  geometry: string;
  choices: Choices;
  /** What the user has said of it, or said of the last file of this shape. */
  said: Partial<Choices>;
  /** Something of it was said of an earlier file of this shape, not of this one. */
  recalled: boolean;
  asWhy: string;
  crs: { value: string; why: string };
  /** The column of each field, and other columns or sums of columns that a field could have. */
  columns: ProposedColumn[];
  offers: ProposedColumn[];
  /** Groups of facilities that one decision classifies, the doubtful first. */
  groups: CategoryGroup[];
  /** What an import would find; null where the file would be refused as this layer, and then why. */
  counts: { accepted: number; repaired: number; rejected: number } | null;
  refusal: string | null;
  /** The first of the rows that would be rejected, and what is worth knowing. */
  rejects: string[];
  warnings: string[];
  mends: MendGroup[];
  questions: Question[];
  /** What would lie on the map (WGS84), at most some thousand shapes. */
  shapes: GeoJSON.FeatureCollection;
  /** Rows that were rejected once and come back mended: they are added to the layer. */
  adds: boolean;
  /** How it differs from the layer that it would replace; null where there is none. */
  changes: LayerChanges | null;
}

/** Mends of one kind. */
export interface MendGroup {
  code: string;
  title: string;
  count: number;
  refused: boolean;
  refusable: boolean;
  examples: { row: number; field: string; was: string; now: string }[];
}

/** What the files together say of one of them: a question with its evidence, or a word to know. */
export interface CrossFinding {
  key: number;
  question: Question | null;
  remark: string | null;
}

export type Inspected = { ok: true; inspection: Inspection } | { ok: false; file: string; said: Said };

export type Imported =
  | {
      ok: true;
      report: ImportReport;
      /** The rejected rows as a CSV to mend and drop in again. */ rejected: Uint8Array | null;
    }
  | { ok: false; file: string; said: Said };

/** An opened study: the scene (null while layers are missing) and what is kept with it. */
export interface Opened {
  /** Where it is kept, or will be when it is saved; and when it was saved last, null: never. */
  id: string;
  savedAt: number | null;
  title: string;
  sample: boolean;
  scene: Scene | null;
  layers: ImportReport[];
  /** Layers still missing for an analysis. */
  needs: Layer[];
  edits: Edits;
  history: History;
  /** Edits that a new facility table has left without their facility, and that were left out. */
  dropped: number;
  question: MapQuestion | null;
  scenarios: NamedScenario[];
  story: KeptStory;
}

/** What an import did: a result a file, and the study as it now is; null where nothing was stored. */
export interface ImportOutcome {
  results: Imported[];
  opened: Opened | null;
  /** Names of the population table that only the user can settle; until they are answered nothing is stored. */
  names: Question[];
  /** What is to be remembered for the next files of the same shape, as text. */
  remembered: string;
}

export type ExportKind =
  'coverage' | 'gaps' | 'compliance' | 'siting' | 'units' | 'points' | 'facilities' | 'area';

type Language = 'zh' | 'en';

/** A kept study as a list tells it; `problem`: why it can't be read now. Times in milliseconds since 1970, null: not known. */
export interface StudyLine {
  id: string;
  title: string;
  sample: boolean;
  savedAt: number | null;
  bytes: number;
  problem: Said | null;
}

export interface Started {
  keptIn: KeptIn;
  studies: StudyLine[];
}

/** Where a study is kept in this browser. */
export type KeptIn = 'opfs' | 'idb';

export type OnStep = (step: Step) => void;

/**
 * What the worker offers the page. Calls that take `onStep` report progress and can be stopped by `stop()`; they then
 * reject with an error named `Stopped`, and what was there before stays. Errors that a user can mend are `UserError`s.
 */
export interface EngineApi {
  start(urls: EngineUrls, onStep: OnStep): Promise<Started>;
  /** The kept study of an id, else null. */
  restore(id: string, onStep: OnStep): Promise<Opened | null>;
  /** All kept studies, the one changed last first. */
  studies(): Promise<StudyLine[]>;
  /** Of a kept study that is not on the desk: another title, a copy (gives its id), its end. */
  nameStudy(id: string, title: string): Promise<void>;
  copyStudy(id: string, title: string): Promise<string>;
  dropStudy(id: string): Promise<void>;
  /** Lets the study on the desk be kept apart from what it was opened from, under a title and the id that is given. */
  detach(title: string): Promise<string>;
  openSample(files: Record<string, string>, onStep: OnStep): Promise<Opened>;
  /** A study file (`study.json`) with the files it names. */
  openStudy(
    text: string,
    files: Record<string, Uint8Array>,
    language: Language,
    onStep: OnStep
  ): Promise<Opened>;
  newStudy(title: string): Promise<Opened>;
  rename(title: string): Promise<void>;
  /**
   * Looks into files: the parts of a shapefile are one, an archive or a GeoPackage one a layer. `remembered` is what
   * `importFiles` gave to be remembered.
   */
  inspect(files: NamedBytes[], remembered: string, language: Language, onStep: OnStep): Promise<Inspected[]>;
  /** Another layer of a file that was looked into. */
  inspectLayer(key: number, layer: LayerInfo, language: Language, onStep: OnStep): Promise<Inspected>;
  /** The same file with other choices: what is said stays, the rest is worked out again. */
  propose(key: number, said: Partial<Choices>, language: Language, onStep: OnStep): Promise<Inspected>;
  /** What the files say of each other and of the layers that are there: above all, whose coordinates are shifted. */
  crossCheck(chosen: Chosen[], language: Language): Promise<CrossFinding[]>;
  /** Forgets files that were looked into and will not be imported. */
  forget(keys: number[]): Promise<void>;
  /**
   * Imports inspected files, boundaries first, and opens the study again; a file with open questions is not stored. `same`
   * answers names of a population table that came before its boundaries. Stopped or failed, nothing has changed.
   */
  importFiles(
    chosen: Chosen[],
    same: Record<string, string>,
    remembered: string,
    language: Language,
    onStep: OnStep
  ): Promise<ImportOutcome>;
  /** Gives the ground of the open study to the tile worker that listens at the other end of `port`. */
  handGround(port: MessagePort): Promise<void>;
  /** The check of the walking network (断头路检查); null without roads. */
  checkRoads(): Promise<RoadCheck | null>;
  /** Joins what `mends` say, no more and no less, keeps the breaks `kept` as they are, and builds the network anew. */
  mendRoads(mends: Mend[], kept: Mend[], onStep: OnStep): Promise<Opened>;
  /** Breaks that are meant so; nothing is worked out anew. */
  keepBreaks(kept: Mend[]): Promise<void>;
  /** What the end of the network's data and unconnected points leave open of an answer. */
  limits(question: MapQuestion, onStep?: OnStep): Promise<Limits>;
  /** What the second-best way of spreading people would answer; null where the data allows no other. */
  sensitivity(question: MapQuestion, onStep?: OnStep): Promise<DemandSensitivity | null>;
  setScenario(edits: Edits): Promise<void>;
  setHistory(history: History): Promise<void>;
  /** What the user has changed of the pages of the presentation. */
  setStory(story: KeptStory): Promise<void>;
  /** The named scenarios of the study. */
  setScenarios(scenarios: NamedScenario[]): Promise<void>;
  /** The present state, the edits on the desk and the named scenarios side by side. */
  compareScenarios(question: MapQuestion, onStep?: OnStep): Promise<ScenarioLine[]>;
  /**
   * Works out a question for the scenario; `trial` adds an edit that is not kept (a drag under way). With `onStep` it can be stopped
   * between its searches, as the calls that take one can.
   */
  ask(question: MapQuestion, trial: Edits, onStep?: OnStep): Promise<Outcome>;
  /** Works out a question for other edits than those on the desk, which stay; edits of what is gone are left out. */
  askAs(question: MapQuestion, edits: Edits): Promise<Outcome>;
  /** The nearest place on the network to put the end of a link on; null: no way is near. */
  snapLink(at: LonLat): Promise<LonLat | null>;
  linkFacts(question: MapQuestion, from: LonLat, to: LonLat): Promise<LinkFacts>;
  housingShares(at: LonLat): Promise<HousingShares>;
  /** Null: there is no such facility. */
  facilitySizes(code: string): Promise<FacilitySizes | null>;
  /**
   * What a step of a drag changes of the outcome on the page, for `applyChange`: with `fresh` of the full answer to the question
   * as it is kept, else of the outcome after the step before.
   */
  follow(question: MapQuestion, move: Move, fresh: boolean): Promise<OutcomeChange>;
  /** Draws the service areas, gives them to the tile worker at the other end of `port`, and tells which there are, the least first. */
  handArea(question: MapQuestion, port: MessagePort, by?: AreaBy): Promise<AreaTier[]>;
  /** The services that the living-circle score can count. */
  services(): Promise<Service[]>;
  /** What the views show of an answer beside its outcome. */
  view(question: MapQuestion): Promise<ViewColumns>;
  /** How many of these services are within reach. */
  score(question: MapQuestion, services: string[]): Promise<ScoreColumns>;
  /** The question for each group that the data gives, in a unit, −1: in all communities. */
  byGroup(question: MapQuestion, unit: number): Promise<GroupLine[]>;
  /** Who serves whom in a unit, −1: in all communities, and the input rows that it rests on. */
  breakDown(question: MapQuestion, unit: number): Promise<Breakdown & { sources: SourceRow[] }>;
  /** Whom a facility serves, and the input row that it is from. */
  catchment(
    question: MapQuestion,
    code: string
  ): Promise<{ catchment: Catchment | null; sources: SourceRow[] }>;
  /** All that is known of a demand point; null where there is none of that number. */
  point(question: MapQuestion, point: number): Promise<(PointFacts & { sources: SourceRow[] }) | null>;
  walkOf(question: MapQuestion, unit: number): Promise<Walk | null>;
  /** The shortest walks from place to place of those who walk in a question. */
  measureWalk(question: MapQuestion, places: LonLat[]): Promise<WalkLeg[]>;
  roadNames(): Promise<RoadNames>;
  /** Null where there are neither candidates nor roads. */
  site(
    question: MapQuestion,
    choice: SitingChoice,
    onStep: OnStep,
    onBetter: (glimpse: SitingGlimpse) => void
  ): Promise<SitingOutcome | null>;
  /** Ends the search for sites: the best so far is the answer. */
  stopSiting(): void;
  /** Links (gates, crossings, paths) that win most people of a measure; null where there are no roads. */
  siteLinks(question: MapQuestion, choice: LinkChoice, onStep: OnStep): Promise<LinkSiting | null>;
  /** Every standard of the study with how many units have which status; works out the whole study. */
  compliance(onStep: OnStep): Promise<ComplianceHead[]>;
  /** The rows of the standards that `compliance` was asked for last, as a matrix. */
  complianceMatrix(): Promise<ComplianceMatrix>;
  /** The task ledger; empty where none was given. */
  tasks(): Promise<TaskLine[]>;
  /** Takes other rules; the network and the people stay as they are. Throws a sentence for a rule that is not right. */
  setRules(choices: RuleChoices, onStep: OnStep): Promise<Opened>;
  /** What a rule would find as drafted, against the rule of that id in force (null counts where there is none). */
  previewRule(draft: Standard): Promise<RulePreview>;
  /** Of one standard, or of one unit, for the scenario that `compliance` was asked for last. */
  complianceOf(about: { standard: string } | { unit: number }): Promise<ComplianceLine[]>;
  /** The attribute table of a layer, as the data has it, without edits; null where the study has none. */
  tableRows(layer: TableLayer): Promise<TableRows | null>;
  /** The tables that queries of the user's own can be put to. */
  sqlTables(): Promise<SqlTable[]>;
  /** Puts one query to the tables, which stay as they are; throws `Stopped` when `stopSql` ends it. */
  runSql(text: string, question: MapQuestion, onStep: OnStep): Promise<SqlOutcome>;
  stopSql(): void;
  exportFile(
    kind: ExportKind,
    question: MapQuestion,
    choice: SitingChoice
  ): Promise<{ name: string; bytes: Uint8Array }>;
  /** All that the study proposes that was handed over last, as edits after those on the desk. */
  proposal(): Promise<Edits>;
  /**
   * Analyses the study on the desk whole and hands it to the port as reports read it (`Dossier`), once; `choice` is the siting question on the desk,
   * null for none; `name` what the scenario is called.
   */
  handDossier(
    port: MessagePort,
    about: { choice: SitingChoice | null; language: Language; name: string },
    onStep: OnStep
  ): Promise<void>;
  /** Keeps the study, and tells when. */
  save(question: MapQuestion | null): Promise<number>;
  toFile(question: MapQuestion | null): Promise<Uint8Array>;
  fromFile(bytes: Uint8Array, onStep: OnStep): Promise<Opened>;
  stop(): void;
}

/** A file as it was dropped; the name may have folders. */
export interface NamedBytes {
  name: string;
  bytes: Uint8Array;
}

/** An inspected file and how it is to be imported. */
export interface Chosen {
  key: number;
  choices: Choices;
}

export interface EngineUrls {
  wasm: string;
  worker: string;
  /** Name under which the page watches whether the worker lives; absent: it does not. */
  life?: string;
}
