import { download } from '../download.ts';
import type { Engine } from '../engine/client.ts';
import type { KeptIn, OnStep, Opened, StudyLine } from '../engine/engine-api.ts';
import type { Question } from '../engine/scene.ts';
import type { GoneWhy } from '../engine/user-error.ts';
import { clearLives } from '../engine/worker-life.ts';
import { sampleFiles } from '../sample-files.ts';
import { sentenceOf } from '../words/sentence.ts';
import { currentLanguage, say } from '../words/words.svelte.ts';
import {
  canPickFiles,
  diskFileNames,
  mayWrite,
  pickToOpen,
  pickToSave,
  readDiskFile,
  writeDiskFile,
  writeFile,
  type DiskFile
} from './file-handles.ts';
import { sessionMarks } from './session-marks.ts';
import { clockOf, copyTitle } from './study-words.ts';
import { lockStudy, type StudyLock } from './study-lock.ts';

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
  saved: 'no' | 'saving' | 'yes';
  begin(): void;
  work<T>(task: () => Promise<T>): Promise<T | null>;
  put(opened: Opened): Promise<void>;
  changed(): void;
  flush(): Promise<void>;
  save(): Promise<void>;
}

/**
 * Whose the study is: `here` this tab keeps it; `other` another tab has it; `taken` another tab has taken it from this one;
 * `free` the tab that had it is gone, and this one may have it.
 */
export type Hold = 'here' | 'other' | 'taken' | 'free';

/** Something to be decided before it is done. */
export interface Decision {
  about: 'delete' | 'overwrite';
  name: string;
  settle: (go: boolean) => void;
}

const SAMPLE = 'sample';

/** Where the study on the desk comes from and goes to: the browser's keeps, files on disk, the sample; and who has it. */
export class StudyFiles {
  /** The start has ended: a study is on the desk, or it is said why not. */
  ready = $state(false);
  /** Files that wait to be brought in. */
  dropped = $state.raw<Dropped[]>([]);
  /** The study on the desk, and when it was kept last (null: not yet). */
  id = $state('');
  savedAt = $state<number | null>(null);
  /** Kept studies, the one changed last first, and the files that some are saved to. */
  studies = $state.raw<StudyLine[]>([]);
  fileNames = $state.raw<ReadonlyMap<string, string>>(new Map());
  listing = $state(false);
  hold = $state<Hold>('here');
  /** Changes that are kept nowhere yet. */
  unsaved = $state(false);
  disk = $state.raw<DiskFile | null>(null);
  decision = $state.raw<Decision | null>(null);
  /** There was no room to save: bytes used of those that the browser allows, null where it does not tell. */
  full = $state.raw<{ used: number | null; quota: number | null } | null>(null);
  /** The engine is no more, and why. */
  gone = $state<GoneWhy | null>(null);
  private readonly desk: FilesDesk;
  private lock: StudyLock | null = null;
  private askedToPersist = false;
  private readonly marks = sessionMarks(
    () => sessionStorage,
    () => localStorage
  );

  constructor(desk: FilesDesk) {
    this.desk = desk;
  }

  /** A question or a list stands before everything else: keys are for it alone. */
  get inFront(): boolean {
    return this.listing || this.decision !== null || this.full !== null || this.gone !== null;
  }

  /** False where what is saved would go over what another tab has saved, or there is nobody to save it. */
  get maySave(): boolean {
    return this.hold === 'here' && this.gone === null;
  }

  async start(): Promise<void> {
    const { desk } = this;
    desk.engine.onGone = (why) => (this.gone = why);
    await desk.work(async () => {
      void clearLives().catch(() => undefined);
      const { keptIn, studies } = await desk.engine.begin(desk.onStep);
      desk.keptIn = keptIn;
      this.studies = studies;
      const own = studies.filter(({ id }) => id !== SAMPLE);
      const last = this.marks.last();
      const first = studies.find(({ id }) => id === last) ?? own.at(0);
      try {
        if (first && first.id !== SAMPLE && (await this.bring(first.id, true))) return;
      } catch (error) {
        // The sample is always there to work on; what could not be opened stays as it is.
        desk.failure = say('file.damaged', { why: sentenceOf(error) });
      }
      await this.bringSample(true);
    });
    this.ready = true;
  }

  /** Puts a kept study onto the desk; false where there is none. The study on the desk keeps its place until then. */
  private async bring(id: string, starts = false): Promise<boolean> {
    const { desk } = this;
    const isOther = id !== this.id || this.lock === null;
    const lock = isOther ? await this.lockFor(id) : this.lock!;
    const cutOff = lock.isHeld && starts && this.marks.wasCutOff(id);
    try {
      const kept = await desk.engine.restore(id, desk.onStep);
      if (!kept) {
        if (isOther) lock.release();
        return false;
      }
      this.takeLock(lock);
      await desk.put(kept);
      desk.saved = 'yes';
      this.unsaved = false;
      const time = clockOf(kept.savedAt);
      if (cutOff) desk.notice = say('files.recovered', { time });
      else if (starts && id !== SAMPLE) desk.notice ??= say('file.restored');
      return true;
    } catch (error) {
      if (isOther && this.lock !== lock) lock.release();
      throw error;
    }
  }

  private lockFor(id: string): Promise<StudyLock> {
    const lock: Promise<StudyLock> = lockStudy(id, {
      giveAway: async () => {
        if (this.id === id) await this.desk.flush();
      },
      lost: () => {
        if (this.id === id) this.hold = 'taken';
      },
      freed: () => {
        if (this.id === id) this.hold = 'free';
      }
    });
    return lock;
  }

  private takeLock(lock: StudyLock): void {
    if (this.lock !== lock) this.lock?.release();
    this.lock = lock;
  }

  /** Called for every study that comes onto the desk, before it is shown. */
  async arrived(opened: Opened): Promise<void> {
    if (opened.id !== this.id) this.closeMark();
    if (this.lock?.id !== opened.id) this.takeLock(await this.lockFor(opened.id));
    this.id = opened.id;
    this.savedAt = opened.savedAt;
    this.hold = this.lock!.isHeld ? 'here' : 'other';
    this.unsaved = false;
    this.marks.opened(opened.id);
    this.disk = await readDiskFile(opened.id).catch(() => null);
  }

  /** The tab is closed, or another study comes: what is saved needs no rescue. */
  closeMark(): void {
    if (this.id && this.hold === 'here' && !this.unsaved) this.marks.closed(this.id);
  }

  /** The sample as it was left, else afresh. */
  private async bringSample(starts = false): Promise<void> {
    const { desk } = this;
    if (await this.bring(SAMPLE, starts).catch(() => false)) return;
    await desk.put(await desk.engine.openSample(sampleFiles(), desk.onStep));
  }

  /** Before another study comes: what can't be kept where it belongs is kept as a copy, so that nothing is lost. */
  private async leave(): Promise<void> {
    const { desk } = this;
    await desk.flush();
    if (!this.unsaved || this.gone) return;
    if (this.hold === 'here') await desk.save();
    else await this.toCopy();
  }

  async openSample(): Promise<void> {
    const { desk } = this;
    desk.begin();
    await this.leave();
    await desk.work(async () => {
      if (this.id !== SAMPLE) {
        await this.bringSample();
        return;
      }
      await desk.put(await desk.engine.openSample(sampleFiles(), desk.onStep));
      desk.changed();
    });
    this.listing = false;
  }

  /** Opens a kept study. */
  async open(id: string): Promise<void> {
    const { desk } = this;
    this.listing = false;
    if (id === this.id) return;
    desk.begin();
    await this.leave();
    await desk.work(async () => {
      if (!(await this.bring(id))) await this.list();
    });
  }

  async newStudy(): Promise<void> {
    const { desk } = this;
    desk.begin();
    await this.leave();
    this.listing = false;
    await desk.work(async () => desk.put(await desk.engine.newStudy('')));
  }

  /** Shows the list of kept studies. */
  async list(): Promise<void> {
    this.listing = true;
    await this.desk.flush();
    await this.look();
  }

  private async look(): Promise<void> {
    const found = await this.desk.work(() => this.desk.engine.studies());
    if (found) this.studies = found;
    this.fileNames = await diskFileNames().catch(() => new Map<string, string>());
  }

  /** Runs an act on a kept study that no tab has open; what is open elsewhere is let be, and said. */
  private async withStudy(id: string, act: () => Promise<unknown>): Promise<void> {
    await this.desk.work(async () => {
      const lock = await this.lockFor(id);
      try {
        if (lock.isHeld) await act();
        else this.desk.failure = say('files.busy');
      } finally {
        lock.release();
      }
    });
    await this.look();
  }

  async rename(id: string, title: string): Promise<void> {
    if (id === this.id) {
      this.desk.title = title;
      await this.desk.engine.rename(title);
      await this.desk.save();
      await this.look();
    } else await this.withStudy(id, () => this.desk.engine.nameStudy(id, title));
  }

  async duplicate({ id, title }: StudyLine): Promise<void> {
    await this.desk.flush();
    await this.desk.work(() => this.desk.engine.copyStudy(id, copyTitle(title)));
    await this.look();
  }

  /** Deletes a kept study for good, once the user has agreed; the one on the desk gives way to the sample. */
  async remove({ id, title }: StudyLine): Promise<void> {
    if (!(await this.decide('delete', title || say('file.untitled')))) return;
    if (id === this.id) {
      await this.desk.flush();
      this.unsaved = false;
      await this.desk.work(() => this.bringSample());
      this.listing = true;
    }
    await this.withStudy(id, () => this.desk.engine.dropStudy(id));
    await writeDiskFile(id, null).catch(() => undefined);
    this.marks.closed(id);
    await this.look();
  }

  private async decide(about: Decision['about'], name: string): Promise<boolean> {
    const go = await new Promise<boolean>((settle) => (this.decision = { about, name, settle }));
    this.decision = null;
    return go;
  }

  /** Something has changed: it is kept nowhere yet. */
  noteChange(): void {
    this.unsaved = true;
    if (this.disk && !this.disk.behind) void this.noteDisk({ ...this.disk, behind: true });
  }

  private async noteDisk(disk: DiskFile | null): Promise<void> {
    this.disk = disk;
    await writeDiskFile(this.id, disk).catch(() => undefined);
  }

  /** Keeps the study in the browser. Throws where that fails; what was kept before stands then. */
  async keep(question: Question | null): Promise<true> {
    const { id } = this;
    try {
      const savedAt = await this.desk.engine.save(question);
      if (id === this.id) this.savedAt = savedAt;
    } catch (error) {
      if ((error as Error | null)?.name !== 'QuotaExceededError') throw error;
      this.full = await roomOf();
      throw Object.assign(new Error('no room'), { said: { zh: FULL_ZH, en: FULL_EN } });
    }
    void this.askToPersist();
    return true;
  }

  /** Asks the browser once to keep what is saved even when its disk runs full. */
  private async askToPersist(): Promise<void> {
    if (this.askedToPersist || this.desk.sample) return;
    this.askedToPersist = true;
    await navigator.storage?.persist?.().catch(() => false);
  }

  /** Ctrl+S: keeps the study in the browser and, where it has a file, writes it there too. */
  async save(): Promise<void> {
    const { desk } = this;
    desk.begin();
    if (this.maySave) await desk.save();
    if (this.disk) await this.writeBack(this.disk);
    else if (desk.saved === 'yes') desk.notice = say('files.keptOnly');
  }

  private async writeBack(disk: DiskFile): Promise<void> {
    const { desk } = this;
    await desk.work(async () => {
      if (!(await mayWrite(disk.handle))) {
        desk.notice = say('files.notAllowed', { name: disk.name });
        return;
      }
      const found = await disk.handle.getFile().catch(() => null);
      const isOther = found !== null && found.lastModified !== disk.seenAt;
      if (isOther && !(await this.decide('overwrite', disk.name))) return;
      await this.writeTo(disk.handle);
    });
  }

  private async writeTo(handle: FileSystemFileHandle): Promise<void> {
    const { desk } = this;
    const bytes = await desk.engine.toFile(desk.question);
    const seenAt = await writeFile(handle, bytes);
    await this.noteDisk({ handle, name: handle.name, seenAt, behind: false });
    desk.notice = say('files.written', { name: handle.name });
  }

  /** Asks for a file and saves to it from then on; without such a way of the browser a file is downloaded. */
  async saveAs(): Promise<void> {
    const { desk } = this;
    if (!canPickFiles()) return this.toFile();
    desk.begin();
    await desk.work(async () => {
      const handle = await pickToSave(desk.title || say('file.untitled'));
      if (handle) await this.writeTo(handle);
    });
  }

  /** Hands the study to the user as a downloaded file. */
  async toFile(): Promise<void> {
    const { desk } = this;
    desk.begin();
    const bytes = await desk.work(() => desk.engine.toFile(desk.question));
    if (bytes) download(`${desk.title || 'study'}.yike`, bytes);
  }

  /** Asks for a file to open; `openInput` asks where the page has no picker of its own. */
  async pickFile(openInput: () => void): Promise<void> {
    if (!canPickFiles()) return openInput();
    const picked = await this.desk.work(pickToOpen);
    if (picked) await this.openFile(picked.file, picked.handle);
  }

  /** Opens a `.yike` file as a study of its own, beside those that are kept. */
  async openFile(file: File, handle: FileSystemFileHandle | null = null): Promise<void> {
    const { desk } = this;
    desk.begin();
    this.listing = false;
    desk.importing = false;
    await this.leave();
    await desk.work(async () => {
      const bytes = new Uint8Array(await file.arrayBuffer());
      await desk.put(await desk.engine.fromFile(bytes, desk.onStep));
      if (handle)
        await this.noteDisk({ handle, name: handle.name, seenAt: file.lastModified, behind: false });
      this.unsaved = true;
      await desk.save();
    });
  }

  /** Keeps what is on the desk as a study of its own and goes on with that. */
  async toCopy(): Promise<void> {
    const { desk } = this;
    await desk.work(async () => {
      const title = copyTitle(desk.title);
      const id = await desk.engine.detach(title);
      this.takeLock(await this.lockFor(id));
      desk.title = title;
      this.id = id;
      this.hold = 'here';
      this.disk = null;
      this.marks.opened(id);
      await desk.save();
      desk.notice = say('files.copied', { title });
    });
  }

  /** Takes the study from the other tab, as that has saved it last; changes made here meanwhile are kept as a copy. */
  async takeOver(): Promise<void> {
    const { desk, id, lock } = this;
    if (!lock) return;
    desk.begin();
    await desk.work(async () => {
      const title = copyTitle(desk.title);
      const copied = this.unsaved;
      if (copied) {
        await desk.engine.detach(title);
        await this.keep(desk.question);
      }
      await lock.takeOver();
      if (await this.bring(id)) this.hold = 'here';
      if (copied) desk.notice = say('files.takenWithCopy', { title });
    });
  }

  /** Starts the engine again and opens the study as it was saved last. */
  async restart(): Promise<void> {
    const { desk, id } = this;
    this.gone = null;
    this.ready = false;
    desk.engine.restart();
    desk.begin();
    this.unsaved = false;
    await desk.work(async () => {
      await desk.engine.begin(desk.onStep);
      if (!id || !(await this.bring(id))) await this.bringSample();
      desk.begin();
      const { savedAt } = this;
      desk.notice =
        savedAt === null ? say('files.restartedAnew') : say('files.restarted', { time: clockOf(savedAt) });
    });
    this.ready = true;
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
      await this.leave();
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

const FULL_ZH = '浏览器给本页的空间已满，刚才的改动没有存进浏览器；上一次保存的内容还在。';
const FULL_EN =
  'The browser has no room left for this page: the last changes were not kept in it; what was saved before still stands.';

async function roomOf(): Promise<{ used: number | null; quota: number | null }> {
  const found = await navigator.storage?.estimate?.().catch(() => null);
  return { used: found?.usage ?? null, quota: found?.quota ?? null };
}
