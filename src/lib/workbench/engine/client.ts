import * as Comlink from 'comlink';
import type { Choices } from '../../import/report.ts';
import type { LayerInfo } from '../../import/source.ts';
import type { Mend } from '../../network/mend-lines.ts';
import { WASM_ASSETS } from '../../tables/wasm-assets.ts';
import type { Chosen, EngineApi, ExportKind, NamedBytes, OnStep } from './engine-api.ts';
import type { History } from '../history.ts';
import type { KeptStory } from '../present/kept-story.ts';
import type { Move } from './follower.ts';
import type { TableLayer } from './table-rows.ts';
import type { LonLat } from '../../network/along.ts';
import { EngineGone, UserError, type GoneWhy } from './user-error.ts';
import { watchLife } from './worker-life.ts';
import type { AreaBy } from './views.ts';
import type { Language } from '../words/words.svelte.ts';
import type { Standard } from '../../standards/standard.ts';
import type { LinkChoice } from '../../study/link-choice.ts';
import type { SitingChoice } from '../../study/siting-choice.ts';
import type { Edits, NamedScenario, Question, RuleChoices, SitingGlimpse } from './scene.ts';
import EngineWorker from './engine.worker.ts?worker';

/** The page's end of the worker: the same calls, with errors a user can mend as `UserError`. */
export class Engine {
  private readonly makeWorker: () => Worker;
  private worker: Worker;
  private remote: Comlink.Remote<EngineApi>;
  /** Told when the worker has died or can't be trusted any more; until `restart` every call fails. */
  onGone: (why: GoneWhy) => void = () => undefined;

  constructor(makeWorker: () => Worker) {
    this.makeWorker = makeWorker;
    this.worker = makeWorker();
    this.remote = this.wrap(this.worker);
  }

  private wrap(worker: Worker): Comlink.Remote<EngineApi> {
    worker.addEventListener('error', ({ message }) => {
      // Without a message: its file could not be loaded.
      if (worker === this.worker && (!message || isBroken(message))) this.lose(message ? 'memory' : 'load');
    });
    return Comlink.wrap<EngineApi>(worker);
  }

  begin = async (onStep: OnStep) => {
    const at = (asset: string) => new URL(asset, location.href).href;
    const life = `${Date.now()}-${Math.random()}`;
    const urls = { wasm: at(WASM_ASSETS.wasm), worker: at(WASM_ASSETS.worker), life };
    const { worker } = this;
    const started = await this.call(this.remote.start(urls, Comlink.proxy(onStep)));
    watchLife(life, () => {
      if (worker === this.worker) this.lose('ended');
    });
    return started;
  };

  /** The worker is no more: what waits for it fails, and so does what is asked of it from now on. */
  private lose(why: GoneWhy): void {
    const error = new EngineGone(why);
    this.worker.terminate();
    this.remote = deadRemote(error);
    for (const fail of [...this.waiting]) fail(error);
    this.onGone(why);
  }

  /** A new worker in the place of the old one; what waits for that fails. `begin` it next. */
  restart(): void {
    this.worker.terminate();
    for (const fail of [...this.waiting]) fail(new EngineGone('ended'));
    this.worker = this.makeWorker();
    this.remote = this.wrap(this.worker);
  }

  private readonly waiting = new Set<(error: Error) => void>();

  /** An answer of the worker, or why there will be none. */
  private async call<P extends Promise<unknown>>(answer: P): Promise<Awaited<P>> {
    let fail: (error: Error) => void = () => undefined;
    const lost = new Promise<never>((_, reject) => (fail = reject));
    this.waiting.add(fail);
    try {
      return await Promise.race([answer, lost]);
    } catch (error) {
      const isDead = error instanceof Error && !(error instanceof EngineGone) && isBroken(error.message);
      if (isDead) this.lose('memory');
      throw UserError.fromWire(error);
    } finally {
      this.waiting.delete(fail);
    }
  }
  restore = (id: string, onStep: OnStep) => this.call(this.remote.restore(id, Comlink.proxy(onStep)));
  studies = () => this.call(this.remote.studies());
  nameStudy = (id: string, title: string) => this.call(this.remote.nameStudy(id, title));
  copyStudy = (id: string, title: string) => this.call(this.remote.copyStudy(id, title));
  dropStudy = (id: string) => this.call(this.remote.dropStudy(id));
  detach = (title: string) => this.call(this.remote.detach(title));
  openSample = (files: Record<string, string>, onStep: OnStep) =>
    this.call(this.remote.openSample(files, Comlink.proxy(onStep)));
  openStudy = (text: string, files: Record<string, Uint8Array>, language: Language, onStep: OnStep) => {
    const buffers = Object.values(files).map((bytes) => bytes.buffer);
    return this.call(
      this.remote.openStudy(text, Comlink.transfer(files, buffers), language, Comlink.proxy(onStep))
    );
  };
  newStudy = (title: string) => this.call(this.remote.newStudy(title));
  rename = (title: string) => this.call(this.remote.rename(title));
  inspect = (files: NamedBytes[], remembered: string, language: Language, onStep: OnStep) => {
    const buffers = files.map(({ bytes }) => bytes.buffer);
    return this.call(
      this.remote.inspect(Comlink.transfer(files, buffers), remembered, language, Comlink.proxy(onStep))
    );
  };
  inspectLayer = (key: number, layer: LayerInfo, language: Language, onStep: OnStep) =>
    this.call(this.remote.inspectLayer(key, { ...layer }, language, Comlink.proxy(onStep)));
  propose = (key: number, said: Partial<Choices>, language: Language, onStep: OnStep) =>
    this.call(this.remote.propose(key, plain(said), language, Comlink.proxy(onStep)));
  crossCheck = (chosen: Chosen[], language: Language) =>
    this.call(this.remote.crossCheck(plain(chosen), language));
  forget = (keys: number[]) => this.call(this.remote.forget(keys));
  importFiles = (
    chosen: Chosen[],
    same: Record<string, string>,
    remembered: string,
    language: Language,
    onStep: OnStep
  ) =>
    this.call(
      this.remote.importFiles(plain(chosen), plain(same), remembered, language, Comlink.proxy(onStep))
    );
  handGround = (port: MessagePort) => this.call(this.remote.handGround(Comlink.transfer(port, [port])));
  checkRoads = () => this.call(this.remote.checkRoads());
  mendRoads = (mends: Mend[], kept: Mend[], onStep: OnStep) =>
    this.call(this.remote.mendRoads(plain(mends), plain(kept), Comlink.proxy(onStep)));
  keepBreaks = (kept: Mend[]) => this.call(this.remote.keepBreaks(plain(kept)));
  limits = (question: Question, onStep: OnStep) =>
    this.call(this.remote.limits(question, Comlink.proxy(onStep)));
  sensitivity = (question: Question, onStep: OnStep) =>
    this.call(this.remote.sensitivity(question, Comlink.proxy(onStep)));
  setScenario = (edits: Edits) => this.call(this.remote.setScenario(edits));
  setHistory = (history: History) => this.call(this.remote.setHistory(history));
  setStory = (story: KeptStory) => this.call(this.remote.setStory(plain(story)));
  setScenarios = (scenarios: NamedScenario[]) => this.call(this.remote.setScenarios(plain(scenarios)));
  compareScenarios = (question: Question, onStep: OnStep) =>
    this.call(this.remote.compareScenarios(question, Comlink.proxy(onStep)));
  ask = (question: Question, trial: Edits, onStep?: OnStep) =>
    this.call(this.remote.ask(question, trial, onStep && Comlink.proxy(onStep)));
  askAs = (question: Question, edits: Edits) => this.call(this.remote.askAs(question, plain(edits)));
  snapLink = (at: LonLat) => this.call(this.remote.snapLink(at));
  linkFacts = (question: Question, from: LonLat, to: LonLat) =>
    this.call(this.remote.linkFacts(question, from, to));
  housingShares = (at: LonLat) => this.call(this.remote.housingShares(at));
  facilitySizes = (code: string) => this.call(this.remote.facilitySizes(code));
  follow = (question: Question, move: Move, fresh: boolean) =>
    this.call(this.remote.follow(question, move, fresh));
  handArea = (question: Question, port: MessagePort, by: AreaBy = 'own') =>
    this.call(this.remote.handArea(question, Comlink.transfer(port, [port]), by));
  services = () => this.call(this.remote.services());
  view = (question: Question) => this.call(this.remote.view(question));
  score = (question: Question, services: string[]) => this.call(this.remote.score(question, plain(services)));
  byGroup = (question: Question, unit: number) => this.call(this.remote.byGroup(question, unit));
  breakDown = (question: Question, unit: number) => this.call(this.remote.breakDown(question, unit));
  catchment = (question: Question, code: string) => this.call(this.remote.catchment(question, code));
  point = (question: Question, point: number) => this.call(this.remote.point(question, point));
  walkOf = (question: Question, unit: number) => this.call(this.remote.walkOf(question, unit));
  measureWalk = (question: Question, places: LonLat[]) =>
    this.call(this.remote.measureWalk(question, places));
  roadNames = () => this.call(this.remote.roadNames());
  site = (
    question: Question,
    choice: SitingChoice,
    onStep: OnStep,
    onBetter: (glimpse: SitingGlimpse) => void
  ) => this.call(this.remote.site(question, plain(choice), Comlink.proxy(onStep), Comlink.proxy(onBetter)));
  siteLinks = (question: Question, choice: LinkChoice, onStep: OnStep) =>
    this.call(this.remote.siteLinks(question, plain(choice), Comlink.proxy(onStep)));
  stopSiting(): void {
    void this.remote.stopSiting();
  }
  compliance = (onStep: OnStep) => this.call(this.remote.compliance(Comlink.proxy(onStep)));
  complianceOf = (about: { standard: string } | { unit: number }) =>
    this.call(this.remote.complianceOf(about));
  tasks = () => this.call(this.remote.tasks());
  complianceMatrix = () => this.call(this.remote.complianceMatrix());
  setRules = (choices: RuleChoices, onStep: OnStep) =>
    this.call(this.remote.setRules(plain(choices), Comlink.proxy(onStep)));
  previewRule = (draft: Standard) => this.call(this.remote.previewRule(plain(draft)));
  tableRows = (layer: TableLayer) => this.call(this.remote.tableRows(layer));
  sqlTables = () => this.call(this.remote.sqlTables());
  runSql = (text: string, question: Question, onStep: OnStep) =>
    this.call(this.remote.runSql(text, question, Comlink.proxy(onStep)));
  stopSql(): void {
    void this.remote.stopSql();
  }
  exportFile = (kind: ExportKind, question: Question, choice: SitingChoice) =>
    this.call(this.remote.exportFile(kind, question, plain(choice)));
  proposal = () => this.call(this.remote.proposal());
  handDossier = (
    port: MessagePort,
    about: { choice: SitingChoice | null; language: Language; name: string },
    onStep: OnStep
  ) =>
    this.call(this.remote.handDossier(Comlink.transfer(port, [port]), plain(about), Comlink.proxy(onStep)));
  save = (question: Question | null) => this.call(this.remote.save(question));
  toFile = (question: Question | null) => this.call(this.remote.toFile(question));
  fromFile = (bytes: Uint8Array, onStep: OnStep) =>
    this.call(this.remote.fromFile(Comlink.transfer(bytes, [bytes.buffer]), Comlink.proxy(onStep)));

  stop(): void {
    void this.remote.stop();
  }

  close(): void {
    this.worker.terminate();
  }
}

export function startEngine(): Engine {
  return new Engine(() => new EngineWorker());
}

/** State proxies can't be cloned to a worker. */
function plain<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T;
}

/** What a broken engine says of itself: nothing that it answers after that can be trusted. */
const isBroken = (message: string): boolean =>
  /memory access out of bounds|table index is out of bounds|the database worker failed|null function or function signature/i.test(
    message
  );

/** In the place of a worker that is no more: every call fails at once. */
function deadRemote(error: Error): Comlink.Remote<EngineApi> {
  const refuse = (): Promise<never> => {
    const answer = Promise.reject<never>(error);
    answer.catch(() => undefined);
    return answer;
  };
  return new Proxy({}, { get: () => refuse }) as Comlink.Remote<EngineApi>;
}
