import { STUDY } from '../../tables/archive.ts';
import { withManifest, MANIFEST, type StudyFiles } from '../../tables/manifest.ts';
import { ArchiveError } from '../../tables/archive-error.ts';
import type { StudyLine } from './engine-api.ts';
import type { Keeps } from './open-keep.ts';
import { saidOf } from './user-error.ts';

/**
 * What a list tells of each kept study, the one changed last first; those that are said to be of no known time come last. A
 * place where nothing was ever saved whole is none.
 */
export async function listStudies(keeps: Keeps): Promise<StudyLine[]> {
  const lines = await Promise.all((await keeps.ids()).map((id) => lineOf(keeps, id)));
  return lines
    .filter((line) => line !== null)
    .sort((a, b) => (b.savedAt ?? 0) - (a.savedAt ?? 0) || (a.id < b.id ? -1 : 1));
}

async function lineOf(keeps: Keeps, id: string): Promise<StudyLine | null> {
  const unread = { id, title: '', sample: false, savedAt: null, bytes: 0 };
  try {
    const found = await (await keeps.of(id)).glance(STUDY);
    if (!found) return null;
    const { file, sample, savedAt } = studyOf(found.file);
    const title = typeof file?.title === 'string' ? file.title : '';
    const at = typeof savedAt === 'number' && Number.isFinite(savedAt) ? savedAt : null;
    return { id, title, sample: sample === true, savedAt: at, bytes: found.bytes, problem: null };
  } catch (error) {
    // What can't be read now may be readable by a newer version: it is listed, and stays.
    return { ...unread, problem: saidOf(error) };
  }
}

interface SaidStudy {
  file?: { title?: unknown };
  sample?: unknown;
  savedAt?: unknown;
}

function studyOf(bytes: Uint8Array): SaidStudy {
  try {
    const said = JSON.parse(new TextDecoder().decode(bytes)) as SaidStudy | null;
    if (said && typeof said === 'object') return said;
  } catch {
    // The same as a study that is none.
  }
  throw new ArchiveError('incomplete', STUDY);
}

/** Gives a kept study that is on no desk another title; all else of it stays, whatever it is. */
export async function nameStudy(keeps: Keeps, id: string, title: string, now: number): Promise<void> {
  const keep = await keeps.of(id);
  const latest = await keep.readLatest();
  if (latest) await keep.write(retitled(latest.files, title, now), latest.generation);
}

/** Keeps what is kept under `id` a second time, under `copy` and another title. */
export async function copyStudy(
  keeps: Keeps,
  id: string,
  copy: string,
  title: string,
  now: number
): Promise<void> {
  const latest = await (await keeps.of(id)).readLatest();
  if (latest) await (await keeps.of(copy)).write(retitled(latest.files, title, now));
}

function retitled(files: StudyFiles, title: string, now: number): StudyFiles {
  const said = studyOf(files.get(STUDY) ?? new Uint8Array());
  const study = { ...said, file: { ...said.file, title }, savedAt: now };
  const next = new Map(files).set(STUDY, new TextEncoder().encode(JSON.stringify(study)));
  next.delete(MANIFEST);
  return withManifest(next);
}

/** An id that no study has: twelve letters and digits at random. */
export function freshId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(6));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
