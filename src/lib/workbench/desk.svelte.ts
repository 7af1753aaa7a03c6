import type { Map as MapLibre } from 'maplibre-gl';
import { CATEGORIES } from '../standards/taxonomy.ts';
import { sentenceOf } from './words/sentence.ts';
import { named, say } from './words/words.svelte.ts';
import type { Engine } from './engine/client.ts';
import { StudyFiles } from './files/study-files.svelte.ts';
import type { ExportKind, KeptIn, Opened } from './engine/engine-api.ts';
import type { Move } from './engine/follower.ts';
import { applyChange, type OutcomeChange } from './engine/outcome-change.ts';
import type {
  ComplianceHead,
  Edits,
  NamedScenario,
  Outcome,
  Question,
  RuleChoices,
  Scene,
  SceneFacility,
  ScenarioLine,
  SitingGlimpse,
  SitingOutcome,
  Step,
  Walk
} from './engine/scene.ts';
import {
  actOfEdits,
  NO_HISTORY,
  redoAct,
  remember,
  undoAct,
  type Act,
  type Changeable,
  type History,
  type Roads
} from './history.ts';
import type { Limits, RoadCheck } from './engine/road-check.ts';
import type { LonLat } from '../network/along.ts';
import type { Mend } from '../network/mend-lines.ts';
import type { ImportReport, Layer } from '../import/report.ts';
import { firstQuestion, walkerFor } from './first-question.ts';
import { FIRST_WEIGHTS, type RankBy, type Weights } from './ranking.ts';
import { Commands } from './commands/commands.svelte.ts';
import { Tools } from './tools/tools.svelte.ts';
import type { AreaTier } from '../study/explain.ts';
import type { DemandSensitivity } from '../study/demand-sensitivity.ts';
import type { Edit, LinkEditKind } from '../study/scenario.ts';
import { linkChoice } from '../study/link-choice.ts';
import { sitingChoice, type SitingChoice } from '../study/siting-choice.ts';
import { firstSizeOf, stepOf, tabsOf, type StepId, type Tab, type TableSize } from './shell/steps.ts';
import type { LinkSiting } from '../siting/link-siting.ts';
import type { AreaBy } from './engine/views.ts';
import { gainsShown } from './map/site-gains.ts';
import { Brush } from './charts/brush.svelte.ts';
import { Basemap } from './basemap/basemap.svelte.ts';
import { Legend } from './legend/legend.svelte.ts';
import { Paced } from './long/paced.svelte.ts';
import type { Themed } from './views/themed.ts';
import { Views } from './views/views.svelte.ts';
import { Plan } from './scenarios/plan.svelte.ts';
import { Swipe } from './compare/swipe.svelte.ts';
import { Present } from './present/present.svelte.ts';
import { Reports } from './report/reports.svelte.ts';
import type { Facts } from '../report/facts.ts';
import type { KeptStory } from './present/kept-story.ts';

export type Selection =
  | { kind: 'unit'; unit: number }
  | { kind: 'point'; point: number }
  | { kind: 'facility' | 'site' | 'candidate' | 'housing' | 'link'; code: string }
  | null;

/** The open study as the page sees it: one place for what is asked, found, selected and under way. */
export class Desk {
  scene = $state.raw<Scene | null>(null);
  title = $state('');
  sample = $state(false);
  layers = $state.raw<ImportReport[]>([]);
  needs = $state.raw<Layer[]>([]);
  question = $state.raw<Question | null>(null);
  outcome = $state.raw<Outcome | null>(null);
  /** What the colours of the map say; null: nothing has been worked out for them yet. */
  themed = $state.raw<Themed | null>(null);
  /** Service areas on the map, the least first; null: none are drawn yet. */
  area = $state.raw<AreaTier[] | null>(null);
  /** The question whose service areas the map is to draw: a new object each time. */
  areaAsked = $state.raw<{ question: Question; by?: AreaBy } | null>(null);
  siting = $state.raw<SitingOutcome | null>(null);
  /** The scenario that `siting` was worked out for. */
  private sitedEdits = $state.raw<Edits | null>(null);
  /** How sites are asked for, but for the measure; and the best answer so far while one is being worked out. */
  choice = $state.raw<SitingChoice>(sitingChoice({ standard: '' }));
  glimpse = $state.raw<SitingGlimpse | null>(null);
  solving = $state(false);
  sitingView = $state<'sites' | 'links' | 'scenarios' | 'compare'>('sites');
  /** Links that were looked for; null: not yet, or the question has changed. */
  links = $state.raw<LinkSiting | null>(null);
  /** The map shows how it would be with the proposed sites built. */
  showsAfter = $state(false);
  private before: Outcome | null = null;
  /** Null: not worked out for the present scenario. */
  compliance = $state.raw<ComplianceHead[] | null>(null);
  walk = $state.raw<Walk | null>(null);
  selection = $state.raw<Selection>(null);
  edits = $state.raw<Edits>([]);
  history = $state.raw<History>(NO_HISTORY);
  /** Scenarios under a name, and how they compare by the question; null: they are being compared. */
  scenarios = $state.raw<NamedScenario[]>([]);
  comparison = $state.raw<ScenarioLine[] | null>(null);
  adding = $state<string | null>(null);
  /** Files are being brought in: the map shows where they would lie, and nothing else is done on it. */
  importing = $state(false);
  /** The map, once it is drawn: parts of the desk put their own layers onto it. */
  map = $state.raw<MapLibre | null>(null);
  /** Zoom of the map. */
  zoom = $state(0);
  incoming = $state.raw<GeoJSON.FeatureCollection[]>([]);
  tab = $state<Tab>('gaps');
  /** How high a table stands where the user has chosen so. */
  sizes = $state<Partial<Record<Tab, TableSize>>>({});
  tableHidden = $state(false);
  /** Table that each step showed last. */
  private lastTabs: Partial<Record<StepId, Tab>> = {};
  leftView = $state<'ask' | 'layers'>('ask');
  /** The question and the edits that the outcome on the desk answers. */
  private answered = $state.raw<{ question: Question | null; edits: Edits; scene: Scene | null } | null>(
    null
  );
  /** The answer to the present question is being worked out; it was stopped by the user before it came. */
  updating = $state(false);
  stopped = $state(false);
  /** Compliance is being worked out. */
  assessing = $state(false);
  /** The edits and the scene that the compliance on the desk is of. */
  private assessed = $state.raw<{ edits: Edits; scene: Scene | null } | null>(null);
  /** What gaps are ranked by, and with which weights of the user's own. */
  rankBy = $state<RankBy>('people');
  weights = $state<Weights>({ ...FIRST_WEIGHTS });
  /** The rule that the standards tab shows. */
  ruleChosen = $state('');
  /** The rule whose units the compliance tab lists; '' for all rules. */
  matrixRule = $state('');
  show = $state({
    ...{ points: true, area: true, facilities: false, sites: true, roads: true },
    ...{ unconnected: true, edge: false, pieces: false, causes: true, candidates: false }
  });
  /** The check of the walking network; null until it is asked for, and again after the network has changed. */
  check = $state.raw<RoadCheck | null>(null);
  checking = $state(false);
  limits = $state.raw<Limits | null>(null);
  /** The answer beside that of the second-best way of spreading people; null where the data allows no other. */
  sensitivity = $state.raw<DemandSensitivity | null>(null);
  breakChosen = $state.raw<Mend | null>(null);
  /** A place to show on the map. */
  flight = $state.raw<{ to: LonLat; zoom: number } | null>(null);
  step = $state.raw<Step | null>(null);
  failure = $state<string | null>(null);
  notice = $state<string | null>(null);
  keptIn = $state<KeptIn>('idb');
  saved = $state<'no' | 'saving' | 'yes'>('no');

  readonly engine: Engine;
  /** Layers of the map, their order and classes. */
  readonly legend = new Legend(this);
  readonly tools = new Tools();
  readonly commands = new Commands();
  readonly basemap = new Basemap(this);
  readonly views = new Views(this);
  readonly plan = new Plan(this);
  readonly swipe = new Swipe(this);
  readonly present = new Present(this);
  readonly reports = new Reports(this);
  readonly files = new StudyFiles(this);
  /** What is brushed over in the charts, and what they are of. */
  readonly brush = new Brush(this);
  /** The last siting question has been answered, be it with nothing to choose from. */
  sitingDone = $state(false);
  private mending = false;
  /** Something is being undone or done again. */
  private stepping = false;
  /** The step of a drag that led to the outcome; null or of another outcome where a full answer is shown. */
  followed = $state.raw<{ before: Outcome; after: Outcome; change: OutcomeChange } | null>(null);
  private readonly paced = new Paced<Outcome>();
  /** The outcome for tables and other things that are read and cost time to draw: steps of a drag come a few times a second. */
  readonly tabled: Outcome | null = $derived(
    this.followed?.after === this.outcome ? this.paced.shown : this.outcome
  );
  private asking = 0;
  private sitingTicket = 0;
  /** Counts changes, so that a save that a change has overtaken does not say saved. */
  private changes = 0;
  private saveTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(engine: Engine) {
    this.engine = engine;
  }

  onStep = (step: Step): void => {
    // Read by the benchmark: seconds of each step.
    if (step.name !== this.step?.name) performance.mark(`yike:${step.name}`);
    this.step = step;
  };

  /**
   * Runs work with progress; a failure becomes a sentence, which stays until the user closes it or does something else
   * (`begin`), being stopped a notice. Null where it did not end well.
   */
  async work<T>(task: (onStep: (step: Step) => void) => Promise<T>): Promise<T | null> {
    let isOver = false;
    try {
      // A step that is heard of after the answer would be shown for ever.
      return await task((step) => {
        if (!isOver) this.onStep(step);
      });
    } catch (error) {
      // The study has given way to one that lacks layers yet: nobody waits for this answer any more.
      if (error instanceof Error && error.name === 'NoStudy') return null;
      const stopped = error instanceof Error && error.name === 'Stopped';
      // Where an earlier answer is left standing, that is said on the map.
      if (stopped && this.updating) this.stopped = true;
      else if (stopped) this.notice = say('app.stopped');
      else this.failure = sentenceOf(error);
      return null;
    } finally {
      isOver = true;
      this.step = null;
    }
  }

  /** A new act of the user: what was said of the one before is done with. */
  begin(): void {
    this.failure = null;
    this.notice = null;
    this.stopped = false;
  }

  /** Takes an opened study onto the desk and asks its first question. */
  async put(opened: Opened): Promise<void> {
    await this.files.arrived(opened);
    this.title = opened.title;
    this.sample = opened.sample;
    this.layers = opened.layers;
    this.needs = opened.needs;
    this.edits = opened.edits;
    this.history = opened.history;
    this.scenarios = opened.scenarios;
    this.present.take(opened.story);
    this.comparison = null;
    this.brush.clear();
    this.selection = null;
    this.outcome = null;
    this.area = null;
    this.areaAsked = null;
    this.leaveSiting();
    this.siting = null;
    this.links = null;
    this.walk = null;
    this.compliance = null;
    this.check = null;
    this.limits = null;
    this.sensitivity = null;
    this.breakChosen = null;
    if (opened.dropped > 0) this.notice = say('edit.dropped', { n: opened.dropped });
    this.scene = opened.scene;
    if (!opened.scene) {
      this.question = null;
      this.tab = 'data';
      return;
    }
    const kept = opened.question;
    const { measures } = opened.scene;
    this.question = kept && measures.some((m) => m.id === kept.measure) ? kept : firstQuestion(opened.scene);
    this.takeChoice();
    await this.refresh();
    await this.site();
  }

  async checkRoads(): Promise<void> {
    this.checking = true;
    const check = await this.work(() => this.engine.checkRoads());
    this.check = check;
    this.checking = false;
  }

  /** Joins a break by a click; the network is built anew and everything is asked again. */
  mend = (at: Mend): Promise<void> => this.setMends([...(this.check?.mends ?? []), endsOf(at)]);

  unmend = (at: Mend): Promise<void> =>
    this.setMends((this.check?.mends ?? []).filter((mend) => !isSameEnds(mend, at)));

  private setMends(mends: Mend[]): Promise<void> {
    return this.setRoads({ mends, kept: this.keptBreaks() });
  }

  /** Takes other mends and kept breaks, which can be undone. */
  private async setRoads(after: Roads): Promise<void> {
    const { check } = this;
    if (!check || this.mending) return;
    const before = { mends: check.mends, kept: this.keptBreaks() };
    if (await this.takeRoads(after)) this.remember({ what: 'roads', before, after });
  }

  /** The network is built anew and everything is asked again; tells whether it was. */
  private async takeRoads({ mends, kept }: Roads): Promise<boolean> {
    const { question, selection, tab } = this;
    if (this.mending) return false;
    this.begin();
    this.mending = true;
    try {
      const opened = await this.work(() => this.engine.mendRoads([...mends], [...kept], this.onStep));
      if (!opened) return false;
      this.updating = true;
      this.scene = opened.scene;
      await this.checkRoads();
      this.changed();
      await this.refresh();
      if (question) await this.site();
      this.selection = selection;
      this.tab = tab;
      return true;
    } finally {
      this.mending = false;
    }
  }

  keep = (at: Mend): Promise<void> => this.setKept(at, true);
  unkeep = (at: Mend): Promise<void> => this.setKept(at, false);

  private keptBreaks(): Mend[] {
    return (this.check?.breaks ?? []).filter(({ kept }) => kept).map(endsOf);
  }

  private async setKept(at: Mend, kept: boolean): Promise<void> {
    if (!this.check) return;
    this.begin();
    const before = { mends: this.check.mends, kept: this.keptBreaks() };
    const breaks = this.check.breaks.map((each) => (isSameEnds(each, at) ? { ...each, kept } : each));
    this.check = { ...this.check, breaks };
    this.remember({ what: 'roads', before, after: { ...before, kept: this.keptBreaks() } });
    await this.work(() => this.engine.keepBreaks(this.keptBreaks()));
    this.changed();
  }

  showBreak(at: Mend): void {
    this.breakChosen = endsOf(at);
    this.fly([(at.from[0] + at.to[0]) / 2, (at.from[1] + at.to[1]) / 2], 18);
  }

  fly(to: LonLat, zoom = 16.5): void {
    this.flight = { to, zoom };
  }

  /** Shows a step of the work: the table of it that was shown last. */
  goTo(step: StepId): void {
    this.lastTabs[stepOf(this.tab)] = this.tab;
    if (stepOf(this.tab) !== step) this.tab = this.lastTabs[step] ?? tabsOf(step)[0];
    this.tableHidden = false;
  }

  get tableSize(): TableSize {
    return this.sizes[this.tab] ?? firstSizeOf(this.tab);
  }

  /** What the map and the tables show is of another question or scenario than that on the desk, whose answer is on its way. */
  get stale(): boolean {
    const { answered, question, edits, outcome, scene } = this;
    if (question === null) return false;
    if (!outcome || answered === null) return true;
    return answered.question !== question || answered.edits !== edits || answered.scene !== scene;
  }

  /** The compliance on the desk is of another scenario, or there is none yet. */
  get isComplianceStale(): boolean {
    const { compliance, assessed, edits, scene } = this;
    return compliance === null || assessed?.edits !== edits || assessed.scene !== scene;
  }

  /** Works out anew what was stopped or failed. */
  async again(): Promise<void> {
    this.begin();
    await this.refresh();
    await this.site();
  }

  get measure() {
    return this.scene?.measures.find((m) => m.id === this.question?.measure) ?? null;
  }

  async choose(change: Partial<Question>): Promise<void> {
    if (!this.question || !this.scene) return;
    this.begin();
    const next = { ...this.question, ...change };
    if (change.measure && change.measure !== this.question.measure) {
      const measure = this.scene.measures.find((m) => m.id === change.measure);
      next.walker = walkerFor(this.scene, measure?.group ?? 'all');
      next.minutes = null;
      next.metres = null;
    }
    const isOther = next.measure !== this.question.measure;
    this.question = next;
    if (isOther) this.takeChoice();
    this.leaveSiting();
    this.siting = null;
    this.links = null;
    this.changed();
    await this.refresh();
    await this.site();
  }

  /** Asks again after the question or the scenario has changed; an answer that a newer one has overtaken is dropped. */
  async refresh(): Promise<void> {
    const { question, edits, scene } = this;
    if (!question) {
      this.updating = false;
      return;
    }
    const ticket = ++this.asking;
    this.sensitivity = null;
    this.updating = true;
    await this.work(async (onStep) => {
      const outcome = await this.engine.ask(question, [], onStep);
      if (ticket !== this.asking) return;
      // What it would be with sites built was of the answer before.
      this.showsAfter = false;
      this.before = null;
      this.outcome = outcome;
      this.answered = { question, edits, scene };
      this.updating = false;
      this.areaAsked = { question, by: this.views.bands };
      const limits = await this.engine.limits(question, onStep);
      if (ticket !== this.asking) return;
      this.limits = limits;
      await this.traceWalk();
      const sensitivity = await this.engine.sensitivity(question, onStep);
      if (ticket === this.asking) this.sensitivity = sensitivity;
    });
    if (ticket === this.asking) this.updating = false;
  }

  /** Compliance asks every standard of the study, so it is worked out only where it is looked at. */
  async assess(): Promise<void> {
    const { edits, scene } = this;
    this.assessing = true;
    const compliance = await this.work((onStep) => this.engine.compliance(onStep));
    this.assessing = false;
    if (!compliance || this.edits !== edits || this.scene !== scene) return;
    this.compliance = compliance;
    this.assessed = { edits, scene };
  }

  /** Takes other rules: the network and the people stay, what rests on the rules is asked anew. */
  async setRules(choices: RuleChoices): Promise<void> {
    const before = this.scene?.choices;
    if (!(await this.takeRules(choices)) || !before) return;
    this.remember({ what: 'rules', before, after: choices });
  }

  private async takeRules(choices: RuleChoices): Promise<boolean> {
    this.begin();
    const opened = await this.work(() => this.engine.setRules(choices, this.onStep));
    if (!opened?.scene) return false;
    this.scene = opened.scene;
    this.compliance = null;
    this.changed();
    const { measures } = opened.scene;
    if (!this.question || !measures.some(({ id }) => id === this.question?.measure)) {
      this.question = firstQuestion(opened.scene);
      this.takeChoice();
      this.siting = null;
      this.links = null;
    }
    // No rule left that asks who reaches what: there is nothing to show on the map.
    if (!this.question) {
      Object.assign(this, { outcome: null, area: null, areaAsked: null, walk: null, limits: null });
      return true;
    }
    // Where the question is the same, the rule behind it may still have changed.
    await this.refresh();
    await this.site();
    return true;
  }

  /** Name of a unit, as the scenario calls it; the one after the last is the study area. */
  unitName(unit: number): string {
    const called = this.tabled?.ground?.names[unit] ?? this.scene?.units[unit]?.name;
    return called ?? (this.scene?.areaName || say('unit.area'));
  }

  /** What coverage would be with a facility moved, while it is being dragged: only what changes comes from the worker. */
  async tryOut(move: Move): Promise<void> {
    const { question, outcome } = this;
    if (!question || !outcome) return;
    const ticket = ++this.asking;
    const change = await this.engine.follow(question, move, this.followed?.after !== outcome);
    if (ticket !== this.asking || this.outcome !== outcome) {
      // The worker is a step ahead of the page: the next step begins again from a full answer.
      this.followed = null;
      return;
    }
    const after = applyChange(outcome, change);
    if (this.followed?.after !== outcome) this.paced.begin(outcome);
    this.paced.take(after);
    this.followed = { before: outcome, after, change };
    this.outcome = after;
  }

  /** What would be with further edits while they are tried (a drag under way): nothing is kept; `edit` or `refresh` ends it. */
  async tryEdits(trial: Edits): Promise<void> {
    const { question } = this;
    if (!question) return;
    const ticket = ++this.asking;
    const outcome = await this.engine.ask(question, trial);
    if (ticket === this.asking) this.outcome = outcome;
  }

  private codes: { of: Scene | null; at: Map<string, number> } = { of: null, at: new Map() };

  /** A facility by its code, as the question and the edits leave it; null: there is none. */
  facilityOf(code: string): SceneFacility | null {
    const found = this.outcome?.facilities.find((facility) => facility.code === code);
    if (found) return found;
    const { scene } = this;
    if (!scene) return null;
    const { facilities } = scene;
    if (this.codes.of !== scene)
      this.codes = { of: scene, at: new Map(facilities.code.map((each, i) => [each, i])) };
    const i = this.codes.at.get(code);
    if (i === undefined) return null;
    return {
      ...{ code, name: facilities.name[i], category: facilities.category[i] },
      ...{ lon: facilities.lon[i], lat: facilities.lat[i], floorAreaM2: facilities.floorAreaM2[i] },
      ...{ state: 'present', qualifies: false }
    };
  }

  async edit(edit: Edit): Promise<void> {
    await this.setEdits([...this.edits, edit]);
  }

  /** Makes several edits as one act, which is undone as one. */
  async editAll(edits: Edits): Promise<void> {
    if (edits.length > 0) await this.setEdits([...this.edits, ...edits]);
  }

  /** Adds a facility and selects it; without a name it is called after its category. */
  async addFacility(category: string, lon: number, lat: number, called = ''): Promise<void> {
    const [code] = this.freshCodes(1);
    const name = called || say('edit.newName', { category: categoryName(category) });
    await this.edit({ do: 'add', code, category, name, lon, lat });
    await this.select({ kind: 'facility', code });
  }

  /** Codes that nothing in the study has yet, nor an edit: an address tells what is added by its code alone. */
  freshCodes(count: number): string[] {
    const { facilities, candidates = [], units = [] } = this.scene ?? {};
    const there = [...candidates, ...units].map(({ code }) => code);
    const taken = new Set([...this.edits.map((edit) => edit.code), ...(facilities?.code ?? []), ...there]);
    const codes: string[] = [];
    for (let n = 1; codes.length < count; n++) if (!taken.has(`new-${n}`)) codes.push(`new-${n}`);
    return codes;
  }

  async undo(): Promise<void> {
    const { acts, done } = this.history;
    if (done === 0 || this.stepping) return;
    await this.takeState(undoAct(acts[done - 1], this), { acts, done: done - 1 });
    // The list of scenarios may not be in sight.
    if (acts[done - 1].what === 'scenarios') this.notice = say('undo.what', { what: say('act.scenarios') });
  }

  async redo(): Promise<void> {
    const { acts, done } = this.history;
    if (done === acts.length || this.stepping) return;
    await this.takeState(redoAct(acts[done], this), { acts, done: done + 1 });
  }

  private remember(act: Act): void {
    this.takeHistory(remember(this.history, act));
  }

  private takeHistory(history: History): void {
    this.history = history;
    void this.engine.setHistory(history);
  }

  /**
   * Takes what undoing or doing again an act makes of the study. Edits may follow each other quickly, each overtaking the
   * answer to the one before; rules and roads are built anew one at a time.
   */
  private async takeState(state: Partial<Changeable>, history: History): Promise<void> {
    const { edits, rules, roads, scenarios, story } = state;
    const isLong = rules !== undefined || roads !== undefined;
    this.stepping = isLong;
    try {
      this.takeHistory(history);
      if (edits) await this.takeEdits([...edits]);
      if (rules) await this.takeRules(rules);
      if (roads) await this.takeRoads(roads);
      if (scenarios) await this.takeScenarios([...scenarios]);
      if (story) await this.takeStory(story);
    } finally {
      if (isLong) this.stepping = false;
    }
  }

  /** Keeps edits under a name; one that is there already is replaced. */
  async saveScenario(scenario: NamedScenario): Promise<void> {
    this.begin();
    await this.setScenarios([...this.scenarios.filter(({ name }) => name !== scenario.name), scenario]);
  }

  async removeScenario(name: string): Promise<void> {
    this.begin();
    await this.setScenarios(this.scenarios.filter((each) => each.name !== name));
  }

  /** Puts the edits of a named scenario onto the desk; '' is the present state. */
  async openScenario(name: string): Promise<void> {
    const edits = this.scenarios.find((each) => each.name === name)?.edits ?? [];
    await this.setEdits(edits);
  }

  /** Takes another list of scenarios, which can be undone. */
  async setScenarios(scenarios: NamedScenario[]): Promise<void> {
    this.remember({ what: 'scenarios', before: this.scenarios, after: scenarios });
    await this.takeScenarios(scenarios);
  }

  private async takeScenarios(scenarios: NamedScenario[]): Promise<void> {
    this.scenarios = scenarios;
    this.changed();
    await this.engine.setScenarios(scenarios);
    await this.compare();
  }

  /** Takes other pages of the presentation, which can be undone. */
  async setStory(story: KeptStory): Promise<void> {
    this.remember({ what: 'story', before: this.present.kept, after: story });
    await this.takeStory(story);
  }

  private async takeStory(story: KeptStory): Promise<void> {
    this.present.kept = story;
    this.changed();
    await this.engine.setStory(story);
  }

  /** Compares the scenarios by the question on the desk. */
  async compare(): Promise<void> {
    const { question } = this;
    if (!question) return;
    this.comparison = null;
    const lines = await this.work((onStep) => this.engine.compareScenarios(question, onStep));
    if (this.question === question) this.comparison = lines;
  }

  /** Takes another list of edits, which can be undone. */
  async setEdits(edits: Edits): Promise<void> {
    const act = actOfEdits(this.edits, edits);
    if (act) this.remember(act);
    await this.takeEdits(edits);
  }

  private async takeEdits(edits: Edits): Promise<void> {
    this.begin();
    this.leaveSiting();
    this.updating = true;
    this.edits = edits;
    this.changed();
    await this.engine.setScenario(edits);
    await this.refresh();
    await this.site();
  }

  async select(selection: Selection): Promise<void> {
    this.selection = selection;
    this.walk = null;
    await this.traceWalk();
  }

  private async traceWalk(): Promise<void> {
    const { selection, question } = this;
    if (selection?.kind === 'point') return this.views.takePoint(selection.point);
    if (selection?.kind !== 'unit' || !question) return;
    const walk = await this.engine.walkOf(question, selection.unit);
    if (this.selection === selection) this.walk = walk;
  }

  /** Takes the study's own siting question of the measure on the desk, where it has one. */
  private takeChoice(): void {
    const standard = this.question?.measure ?? '';
    const said = this.scene?.siting.find((each) => each.standard === standard);
    this.choice = said ?? sitingChoice({ standard });
  }

  /** Asks for sites in another way: the answer follows. */
  async askSites(change: Partial<SitingChoice>): Promise<void> {
    this.begin();
    this.choice = { ...this.choice, ...change };
    this.changed();
    await this.site();
  }

  /** Locks a candidate into the answer, forbids it, or neither. */
  async pin(code: string, as: 'lock' | 'forbid' | null): Promise<void> {
    const without = (codes: string[] | undefined) => (codes ?? []).filter((each) => each !== code);
    const put = (codes: string[] | undefined, on: boolean) => {
      const next = on ? [...without(codes), code] : without(codes);
      return next.length > 0 ? next : undefined;
    };
    const { lock, forbid } = this.choice;
    await this.askSites({ lock: put(lock, as === 'lock'), forbid: put(forbid, as === 'forbid') });
  }

  /** What is being worked out is of a question that has changed: it is not to be shown any more. */
  private leaveSiting(): void {
    this.sitingTicket++;
    this.glimpse = null;
    this.solving = false;
  }

  async site(): Promise<void> {
    const question = this.question;
    if (!question || this.stopped) return;
    this.leaveSiting();
    const ticket = this.sitingTicket;
    await this.showAfter(false);
    this.sitingDone = false;
    this.solving = true;
    const hear = (glimpse: SitingGlimpse) => {
      if (ticket === this.sitingTicket) this.glimpse = glimpse;
    };
    const choice = { ...this.choice, standard: question.measure };
    const siting = await this.work(() => this.engine.site(question, choice, this.onStep, hear));
    if (ticket !== this.sitingTicket) return;
    this.siting = siting;
    this.sitedEdits = this.edits;
    this.solving = false;
    this.sitingDone = true;
  }

  get isSited(): boolean {
    return this.sitedEdits === this.edits;
  }

  /** The site that wins each point of the map, where it shows that. */
  readonly gains: Uint16Array | null = $derived.by(() => gainsShown(this));

  /** Looks for links that win most people, alone or together with so many new sites. */
  async siteLinks(links: number, sites: number): Promise<void> {
    const { question } = this;
    if (!question) return;
    this.begin();
    const choice = linkChoice({ standard: question.measure, links, sites });
    const found = await this.work(() => this.engine.siteLinks(question, choice, this.onStep));
    if (this.question === question) this.links = found;
  }

  /** Opens a link: an edit of the scenario. Faults of the data are mended in the check of the roads. */
  async openLink(link: Mend & { kind: LinkEditKind; name: string }): Promise<void> {
    const [code] = this.freshCodes(1);
    const { kind, name, from, to } = link;
    await this.edit({ do: 'link', code, kind, name, from, to });
  }

  /** All people whom the question counts. */
  peopleOf(): number {
    return this.outcome?.total ?? NaN;
  }

  /** Ends the search with the best answer so far. */
  stopSiting(): void {
    this.engine.stopSiting();
  }

  /** The proposed sites, and what they give up, as edits of the scenario. */
  sitingEdits(): Edits {
    const { siting } = this;
    if (!siting || this.solving) return [];
    return [
      ...siting.closed.map(({ code }): Edit => ({ do: 'close', code })),
      ...siting.sites.flatMap(({ edits }) => edits)
    ];
  }

  /** Shows the map with the proposed sites built, or without; nothing is changed by it. */
  async showAfter(after: boolean): Promise<void> {
    const { question, outcome } = this;
    if (after === this.showsAfter || !question) return;
    if (!after) {
      this.showsAfter = false;
      if (this.before) this.outcome = this.before;
      this.before = null;
      return;
    }
    const ticket = ++this.asking;
    const shown = await this.work(() => this.engine.ask(question, this.sitingEdits()));
    if (ticket !== this.asking || !shown) return;
    this.before = outcome;
    this.outcome = shown;
    this.showsAfter = true;
  }

  /** Builds one of the proposed sites. */
  async buildSite(index: number): Promise<void> {
    // While a new answer is being worked out the list is the old one's.
    const built = this.solving ? [] : (this.siting?.sites[index]?.edits ?? []);
    if (built.length === 0) return;
    await this.setEdits([...this.edits, ...built]);
    const [first] = built;
    await this.select({ kind: 'facility', code: first.code });
  }

  async buildAll(): Promise<void> {
    await this.setEdits([...this.edits, ...this.sitingEdits()]);
  }

  /** Keeps the edits on the desk with the proposed sites as a scenario, called after what is built. */
  async saveSiting(): Promise<void> {
    const { siting } = this;
    if (!siting) return;
    const category = categoryName(this.measure?.categories[0] ?? '');
    const called = say('siting.name', { n: siting.sites.length, category });
    const taken = new Set(this.scenarios.map(({ name }) => name));
    let name = called;
    for (let n = 2; taken.has(name); n++) name = `${called} ${n}`;
    const costs = siting.sites.map(({ cost }) => cost);
    // What earlier edits cost is not known.
    const cost =
      this.edits.length === 0 && costs.every(Number.isFinite)
        ? costs.reduce((sum, each) => sum + each, 0)
        : null;
    const edits = [...this.edits, ...this.sitingEdits()];
    await this.saveScenario({ name, edits, cost });
    this.notice = say('siting.saved', { name });
  }

  async rename(title: string): Promise<void> {
    if (title === this.title) return;
    this.title = title;
    await this.engine.rename(title);
    this.changed();
  }

  /** Marks the study as changed and saves it soon. */
  changed(): void {
    this.changes++;
    this.saved = 'no';
    this.files.noteChange();
    clearTimeout(this.saveTimer);
    this.saveTimer = setTimeout(() => void this.save(), 800);
  }

  /** Saves at once what was to be saved soon, before another study comes onto the desk. */
  async flush(): Promise<void> {
    if (this.saveTimer !== undefined) await this.save();
  }

  /** Says saved only when the files are written and read back. */
  async save(): Promise<void> {
    clearTimeout(this.saveTimer);
    this.saveTimer = undefined;
    if (!this.files.maySave) return;
    const { question, changes } = this;
    this.saved = 'saving';
    const done = await this.work(() => this.files.keep(question));
    if (changes !== this.changes) return;
    this.saved = done ? 'yes' : 'no';
    if (done) this.files.unsaved = false;
  }

  /** The figures of the study as reports say them; null where they can't be had. */
  makeFacts(): Promise<Facts | null> {
    return this.reports.makeFacts();
  }

  async exportFile(kind: ExportKind): Promise<{ name: string; bytes: Uint8Array } | null> {
    const question = this.question;
    this.begin();
    return question
      ? this.work(() =>
          this.engine.exportFile(kind, question, { ...this.choice, standard: question.measure })
        )
      : null;
  }
}

const endsOf = ({ from, to }: Mend): Mend => ({ from, to });

/** True where two breaks or mends have the same ends. */
export const isSameEnds = (a: Mend, b: Mend): boolean =>
  a.from.join() === b.from.join() && a.to.join() === b.to.join();

/** Name of a category in the language on screen; the code where the taxonomy has none such. */
export function categoryName(code: string): string {
  const category = CATEGORIES.find((c) => c.code === code);
  return category ? named(category.zh, category.en) : code;
}
