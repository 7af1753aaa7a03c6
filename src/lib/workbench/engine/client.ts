import * as Comlink from 'comlink';
import type { Choices } from '../../import/report.ts';
import type { LayerInfo } from '../../import/source.ts';
import type { Mend } from '../../network/mend-lines.ts';
import { WASM_ASSETS } from '../../tables/wasm-assets.ts';
import type { Chosen, EngineApi, ExportKind, NamedBytes, OnStep } from './engine-api.ts';
import type { History } from '../history.ts';
import type { Move } from './follower.ts';
import type { LonLat } from '../../network/along.ts';
import { UserError } from './user-error.ts';
import type { AreaBy } from './views.ts';
import type { Language } from '../words/words.svelte.ts';
import type { Standard } from '../../standards/standard.ts';
import type { LinkChoice } from '../../study/link-choice.ts';
import type { SitingChoice } from '../../study/siting-choice.ts';
import type { Edits, NamedScenario, Question, RuleChoices, SitingGlimpse } from './scene.ts';
import EngineWorker from './engine.worker.ts?worker';

/** The page's end of the worker: the same calls, with errors a user can mend as `UserError`. */
export class Engine {
  private readonly worker: Worker;
  private readonly remote: Comlink.Remote<EngineApi>;

  constructor(worker: Worker) {
    this.worker = worker;
    this.remote = Comlink.wrap<EngineApi>(worker);
  }

  begin = (onStep: OnStep) => {
    const at = (asset: string) => new URL(asset, location.href).href;
    const urls = { wasm: at(WASM_ASSETS.wasm), worker: at(WASM_ASSETS.worker) };
    return call(this.remote.start(urls, Comlink.proxy(onStep)));
  };
  restore = (which: 'own' | 'sample', onStep: OnStep) =>
    call(this.remote.restore(which, Comlink.proxy(onStep)));
  openSample = (files: Record<string, string>, onStep: OnStep) =>
    call(this.remote.openSample(files, Comlink.proxy(onStep)));
  openStudy = (text: string, files: Record<string, Uint8Array>, language: Language, onStep: OnStep) => {
    const buffers = Object.values(files).map((bytes) => bytes.buffer);
    return call(
      this.remote.openStudy(text, Comlink.transfer(files, buffers), language, Comlink.proxy(onStep))
    );
  };
  newStudy = (title: string) => call(this.remote.newStudy(title));
  rename = (title: string) => call(this.remote.rename(title));
  inspect = (files: NamedBytes[], remembered: string, language: Language, onStep: OnStep) => {
    const buffers = files.map(({ bytes }) => bytes.buffer);
    return call(
      this.remote.inspect(Comlink.transfer(files, buffers), remembered, language, Comlink.proxy(onStep))
    );
  };
  inspectLayer = (key: number, layer: LayerInfo, language: Language, onStep: OnStep) =>
    call(this.remote.inspectLayer(key, { ...layer }, language, Comlink.proxy(onStep)));
  propose = (key: number, said: Partial<Choices>, language: Language, onStep: OnStep) =>
    call(this.remote.propose(key, plain(said), language, Comlink.proxy(onStep)));
  crossCheck = (chosen: Chosen[], language: Language) =>
    call(this.remote.crossCheck(plain(chosen), language));
  forget = (keys: number[]) => call(this.remote.forget(keys));
  importFiles = (
    chosen: Chosen[],
    same: Record<string, string>,
    remembered: string,
    language: Language,
    onStep: OnStep
  ) => call(this.remote.importFiles(plain(chosen), plain(same), remembered, language, Comlink.proxy(onStep)));
  handGround = (port: MessagePort) => call(this.remote.handGround(Comlink.transfer(port, [port])));
  checkRoads = () => call(this.remote.checkRoads());
  mendRoads = (mends: Mend[], kept: Mend[], onStep: OnStep) =>
    call(this.remote.mendRoads(plain(mends), plain(kept), Comlink.proxy(onStep)));
  keepBreaks = (kept: Mend[]) => call(this.remote.keepBreaks(plain(kept)));
  limits = (question: Question) => call(this.remote.limits(question));
  sensitivity = (question: Question) => call(this.remote.sensitivity(question));
  setScenario = (edits: Edits) => call(this.remote.setScenario(edits));
  setHistory = (history: History) => call(this.remote.setHistory(history));
  setScenarios = (scenarios: NamedScenario[]) => call(this.remote.setScenarios(plain(scenarios)));
  compareScenarios = (question: Question) => call(this.remote.compareScenarios(question));
  ask = (question: Question, trial: Edits) => call(this.remote.ask(question, trial));
  follow = (question: Question, move: Move, fresh: boolean) =>
    call(this.remote.follow(question, move, fresh));
  handArea = (question: Question, port: MessagePort, by: AreaBy = 'own') =>
    call(this.remote.handArea(question, Comlink.transfer(port, [port]), by));
  services = () => call(this.remote.services());
  view = (question: Question) => call(this.remote.view(question));
  score = (question: Question, services: string[]) => call(this.remote.score(question, plain(services)));
  byGroup = (question: Question, unit: number) => call(this.remote.byGroup(question, unit));
  breakDown = (question: Question, unit: number) => call(this.remote.breakDown(question, unit));
  catchment = (question: Question, code: string) => call(this.remote.catchment(question, code));
  point = (question: Question, point: number) => call(this.remote.point(question, point));
  walkOf = (question: Question, unit: number) => call(this.remote.walkOf(question, unit));
  measureWalk = (question: Question, places: LonLat[]) => call(this.remote.measureWalk(question, places));
  roadNames = () => call(this.remote.roadNames());
  site = (
    question: Question,
    choice: SitingChoice,
    onStep: OnStep,
    onBetter: (glimpse: SitingGlimpse) => void
  ) => call(this.remote.site(question, plain(choice), Comlink.proxy(onStep), Comlink.proxy(onBetter)));
  siteLinks = (question: Question, choice: LinkChoice, onStep: OnStep) =>
    call(this.remote.siteLinks(question, plain(choice), Comlink.proxy(onStep)));
  stopSiting(): void {
    void this.remote.stopSiting();
  }
  compliance = (onStep: OnStep) => call(this.remote.compliance(Comlink.proxy(onStep)));
  complianceOf = (about: { standard: string } | { unit: number }) => call(this.remote.complianceOf(about));
  tasks = () => call(this.remote.tasks());
  complianceMatrix = () => call(this.remote.complianceMatrix());
  setRules = (choices: RuleChoices, onStep: OnStep) =>
    call(this.remote.setRules(plain(choices), Comlink.proxy(onStep)));
  previewRule = (draft: Standard) => call(this.remote.previewRule(plain(draft)));
  exportFile = (kind: ExportKind, question: Question, choice: SitingChoice) =>
    call(this.remote.exportFile(kind, question, plain(choice)));
  save = (question: Question | null) => call(this.remote.save(question));
  toFile = (question: Question | null) => call(this.remote.toFile(question));
  fromFile = (bytes: Uint8Array, onStep: OnStep) =>
    call(this.remote.fromFile(Comlink.transfer(bytes, [bytes.buffer]), Comlink.proxy(onStep)));

  stop(): void {
    void this.remote.stop();
  }

  close(): void {
    this.worker.terminate();
  }
}

export function startEngine(): Engine {
  return new Engine(new EngineWorker());
}

async function call<P extends Promise<unknown>>(answer: P): Promise<Awaited<P>> {
  try {
    return await answer;
  } catch (error) {
    throw UserError.fromWire(error);
  }
}

/** State proxies can't be cloned to a worker. */
function plain<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T;
}
