import { download } from '../download.ts';
import type { Engine } from '../engine/client.ts';
import type { KeptIn, Opened } from '../engine/engine-api.ts';
import type { OnStep } from '../engine/engine-api.ts';
import type { Question } from '../engine/scene.ts';
import { sampleFiles } from '../sample-files.ts';
import { sentenceOf } from '../words/sentence.ts';
import { currentLanguage, say } from '../words/words.svelte.ts';

/** A file as it was dropped; the name may have folders. */
export type Dropped = { name: string; file: File };

/** What the files need of the desk. */
export interface FilesDesk {
  readonly engine: Engine;
  readonly onStep: OnStep;
  title: string;
  sample: boolean;
  importing: boolean;
  question: Question | null;
  failure: string | null;
  notice: string | null;
  keptIn: KeptIn;
  ownTitle: string | null;
  saved: 'no' | 'saving' | 'yes';
  begin(): void;
  work<T>(task: () => Promise<T>): Promise<T | null>;
  put(opened: Opened): Promise<void>;
  changed(): void;
  flush(): Promise<void>;
  mayReplace(): Promise<boolean>;
}

/** Where the study on the desk comes from and goes to: the browser's keep, files, the sample. */
export class StudyFiles {
  /** The start has ended: a study is on the desk, or it is said why not. */
  ready = $state(false);
  /** Files that wait to be brought in. */
  dropped = $state.raw<Dropped[]>([]);
  private readonly desk: FilesDesk;

  constructor(desk: FilesDesk) {
    this.desk = desk;
  }

  async start(): Promise<void> {
    const { desk } = this;
    await desk.work(async () => {
      const { keptIn, ownTitle, damage } = await desk.engine.begin(desk.onStep);
      desk.keptIn = keptIn;
      desk.ownTitle = ownTitle;
      try {
        if (damage) throw Object.assign(new Error(), { said: damage });
        const kept = await desk.engine.restore('own', desk.onStep);
        if (kept) {
          await desk.put(kept);
          desk.saved = 'yes';
          desk.notice ??= say('file.restored');
          return;
        }
      } catch (error) {
        // The sample is always there to work on; what could not be opened stays as it is.
        desk.failure = say('file.damaged', { why: sentenceOf(error) });
      }
      await this.showSample();
    });
    this.ready = true;
  }

  /** The sample as it was left, else afresh. */
  private async showSample(): Promise<void> {
    const { desk } = this;
    const kept = await desk.engine.restore('sample', desk.onStep).catch(() => null);
    await desk.put(kept ?? (await desk.engine.openSample(sampleFiles(), desk.onStep)));
    if (kept) desk.saved = 'yes';
  }

  async openSample(): Promise<void> {
    const { desk } = this;
    desk.begin();
    await desk.flush();
    await desk.work(async () => {
      if (!desk.sample) {
        await this.showSample();
        return;
      }
      await desk.put(await desk.engine.openSample(sampleFiles(), desk.onStep));
      desk.changed();
    });
  }

  async openOwn(): Promise<void> {
    const { desk } = this;
    desk.begin();
    await desk.flush();
    await desk.work(async () => {
      const kept = await desk.engine.restore('own', desk.onStep);
      if (!kept) return;
      await desk.put(kept);
      desk.saved = 'yes';
    });
  }

  async newStudy(): Promise<void> {
    const { desk } = this;
    if (!(await desk.mayReplace())) return;
    desk.begin();
    await desk.work(async () => desk.put(await desk.engine.newStudy('')));
  }

  async toFile(): Promise<void> {
    const { desk } = this;
    desk.begin();
    const bytes = await desk.work(() => desk.engine.toFile(desk.question));
    if (bytes) download(`${desk.title || 'study'}.yike`, bytes);
  }

  async openFile(file: File): Promise<void> {
    const { desk } = this;
    if (!(await desk.mayReplace())) return;
    desk.begin();
    await desk.work(async () => {
      const bytes = new Uint8Array(await file.arrayBuffer());
      await desk.put(await desk.engine.fromFile(bytes, desk.onStep));
      desk.changed();
    });
  }

  /** Takes dropped files: a study file is opened, others are brought in. */
  takeFiles(list: Dropped[]): void {
    if (!list.length) return;
    const study = list.find(({ name }) => name.toLowerCase().endsWith('.yike'));
    if (study) {
      void this.openFile(study.file);
      return;
    }
    void this.takeStudyOrData(list);
  }

  /** A study file (`study.json`) among the files brings its own choices; other files are asked about. */
  async takeStudyOrData(list: Dropped[]): Promise<void> {
    const { desk } = this;
    for (const { file } of list.filter(({ name }) => name.toLowerCase().endsWith('.json'))) {
      if (!/"yike"\s*:/.test(await file.slice(0, 4096).text())) continue;
      const text = await file.text();
      desk.importing = false;
      if (!(await desk.mayReplace())) return;
      await desk.work(async () => {
        const others = list.filter((each) => each.file !== file);
        const files: Record<string, Uint8Array> = {};
        for (const each of others) files[each.file.name] = new Uint8Array(await each.file.arrayBuffer());
        await desk.put(await desk.engine.openStudy(text, files, currentLanguage(), desk.onStep));
        desk.changed();
      });
      return;
    }
    this.dropped = list;
    desk.importing = true;
  }
}
