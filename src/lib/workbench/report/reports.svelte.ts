import * as Comlink from 'comlink';
import type { ReportOptions } from '../../report/dossier.ts';
import type { Facts } from '../../report/facts.ts';
import { noEdits, type StoryEdits } from '../../report/story/story-edits.ts';
import type { Format, ReportStep } from '../../report/write-report.ts';
import { dayOf, zipParts } from '../../report/zip-plainly.ts';
import { download } from '../download.ts';
import type { Engine } from '../engine/client.ts';
import type { OnStep } from '../engine/engine-api.ts';
import type { Outcome, Question } from '../engine/scene.ts';
import type { SitingChoice } from '../../study/siting-choice.ts';
import { scenarioName, type ScenarioDesk } from '../shell/scenario-name.ts';
import { currentLanguage, named as saidIn, say } from '../words/words.svelte.ts';
import { fileStem, reportFileName, type NamedBy } from './file-names.ts';
import type { ReportApi } from './report-api.ts';
import { keepSettings, loadSettings, type ReportSettings } from './settings.ts';
import ReportWorker from './report.worker.ts?worker';

const browserStorage = (): Storage | undefined => globalThis.localStorage;

/** What reports need of the desk. */
export interface ReportsDesk extends ScenarioDesk {
  outcome: Outcome | null;
  question: Question | null;
  choice: SitingChoice;
  title: string;
  readonly engine: Engine;
  notice: string | null;
  begin(): void;
  work<T>(task: (onStep: OnStep) => Promise<T>): Promise<T | null>;
}

/** Reports of the study on the desk: what the user said of them, and how far the writing is. */
export class Reports {
  settings = $state.raw<ReportSettings>(loadSettings(browserStorage));
  /** Formats that are being written, and how far; null: none. */
  busy = $state.raw<{ formats: Format[]; step: ReportStep | null } | null>(null);
  /** The user has said stop, and what is being worked on has not yet ended. */
  stopping = $state(false);
  /** What was written last, to be saved again one by one. */
  written = $state.raw<{ name: string; bytes: Uint8Array }[]>([]);
  /** Version of the app, told by who knows it. */
  version = '';
  private readonly desk: ReportsDesk;
  private worker: Worker | null = null;
  private remote: Comlink.Remote<ReportApi> | null = null;

  constructor(desk: ReportsDesk) {
    this.desk = desk;
  }

  change(change: Partial<ReportSettings>): void {
    this.settings = { ...this.settings, ...change };
    keepSettings(this.settings, browserStorage);
  }

  /** What stands on every output. */
  get options(): ReportOptions {
    const { author, mapNumber, isInternal } = this.settings;
    return {
      language: currentLanguage(),
      date: today(),
      version: this.version,
      author,
      mapNumber,
      isInternal
    };
  }

  /** Writes the study on the desk in these formats and hands over the file, several as one zip file. */
  async write(formats: Format[], story: StoryEdits = noEdits): Promise<void> {
    const { desk, settings } = this;
    if (this.busy || !desk.outcome) return;
    desk.begin();
    this.busy = { formats, step: null };
    this.stopping = false;
    // Two works: the steps of the analysis are over when the writing begins.
    const remote = await desk.work((onStep) => this.take(onStep));
    const files =
      remote &&
      (await desk.work(() => {
        const ask = {
          ...{ formats, options: this.options, story, layers: settings.layers },
          sheets: { ...settings.sheets, measures: desk.question ? [desk.question.measure] : [] },
          viewerUrl: new URL('./story-viewer.js', location.href).href
        };
        const tell = (step: ReportStep) => {
          if (this.busy) this.busy = { formats, step };
        };
        return remote.write(JSON.parse(JSON.stringify(ask)) as typeof ask, Comlink.proxy(tell));
      }));
    this.busy = null;
    this.stopping = false;
    if (!files) return;
    const by: NamedBy = {
      ...{ title: desk.title, scenario: desk.edits.length > 0 ? scenarioName(desk) : '', settings, say }
    };
    const named = files.map((file) => ({ name: reportFileName(file, by), bytes: file.bytes }));
    this.written = named;
    const notes = files.flatMap(({ notes: own = [] }) => own.map(({ zh, en }) => saidIn(zh, en)));
    if (notes.length > 0) desk.notice = [...new Set(notes)].join(' ');
    // A browser asks before a page hands over a second file without a click, and some never ask but drop it.
    if (named.length === 1) download(named[0].name, named[0].bytes);
    else {
      const parts = Object.fromEntries(named.map(({ name, bytes }) => [name, bytes]));
      download(`${fileStem(by)}.zip`, zipParts(parts, dayOf(today())));
    }
  }

  /** The figures of the study on the desk; null where they can't be had. */
  async makeFacts(): Promise<Facts | null> {
    return this.desk.work(async (onStep) => (await this.take(onStep)).facts(this.options));
  }

  stop(): void {
    this.stopping = true;
    void this.remote?.stop();
    this.desk.engine.stop();
  }

  /** The worker, with the study on the desk as it is now. */
  private async take(onStep: OnStep): Promise<Comlink.Remote<ReportApi>> {
    const { desk } = this;
    if (!this.worker) {
      this.worker = new ReportWorker();
      this.remote = Comlink.wrap<ReportApi>(this.worker);
    }
    const remote = this.remote!;
    const { port1, port2 } = new MessageChannel();
    const choice = desk.question ? { ...desk.choice, standard: desk.question.measure } : null;
    const name = desk.edits.length > 0 ? scenarioName(desk) : '';
    const about = { choice, language: currentLanguage(), name };
    const taken = remote.take(Comlink.transfer(port2, [port2]));
    // The port stays silent where the study can't be analysed.
    await Promise.all([desk.engine.handDossier(port1, about, onStep), taken]);
    return remote;
  }
}

/** The day on this machine. */
function today(): string {
  const now = new Date();
  const two = (n: number) => String(n).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
