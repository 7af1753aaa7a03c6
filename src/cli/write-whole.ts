import { rmSync } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { describeFileError, Failure } from './failure.ts';

/** What a file is to hold: its content, or what writes it at the path it is given. */
export type Content = string | Uint8Array | ((path: string) => Promise<void>);

/** How to tell an earlier result of the same command: it has the file `marker`, and nothing but files of these names. */
export interface Ours {
  marker: string;
  names: RegExp;
}

/** Paths that exist only until they are whole; taken away when the program ends before that. */
const unfinished = new Set<string>();

/** Takes away what is not whole: for a program that is stopped. */
export function removeUnfinished(): void {
  for (const path of unfinished) rmSync(path, { recursive: true, force: true });
  unfinished.clear();
}

/** Writes a file so that it is there whole or, if anything fails, as it was: beside it, to the disk, then renamed. */
export async function writeFileWhole(path: string, content: Content): Promise<void> {
  const beside = besideOf(path);
  unfinished.add(beside);
  try {
    await writeToDisk(beside, content);
    await rename(beside, path);
  } catch (error) {
    throw describeFileError(error, path);
  } finally {
    await rm(beside, { force: true });
    unfinished.delete(beside);
  }
}

/**
 * Makes a folder whole or not at all: `fill` gets a function that writes one file into it. A folder that is there
 * already is replaced only where it is empty or an earlier result (`ours`; null: never); otherwise a `Failure` says so
 * before anything is done, for what lies there may be somebody's work.
 */
export async function writeFolderWhole(
  path: string,
  ours: Ours | null,
  fill: (write: (name: string, content: Content) => Promise<void>) => Promise<void>
): Promise<void> {
  await refuseStrangers(path, ours);
  const beside = besideOf(path);
  unfinished.add(beside);
  try {
    await mkdir(beside, { recursive: true }).catch((error) => {
      throw describeFileError(error, path);
    });
    await fill(async (name, content) => {
      const file = join(beside, name);
      try {
        await mkdir(dirname(file), { recursive: true });
        await writeToDisk(file, content);
      } catch (error) {
        throw describeFileError(error, join(path, name));
      }
    });
    await putInPlace(beside, path);
  } finally {
    await rm(beside, { recursive: true, force: true });
    unfinished.delete(beside);
  }
}

/** Throws where `writeFolderWhole` would refuse the folder: to be asked before long work. */
export async function refuseStrangers(path: string, ours: Ours | null): Promise<void> {
  const found = await stat(path).catch(() => null);
  if (found === null) return;
  if (!found.isDirectory())
    throw new Failure(
      `${path}：这里已有同名文件，请换一个文件夹名`,
      `${path}: a file has this name; give another folder`
    );
  const names = await readdir(path);
  const isEarlier = ours !== null && names.includes(ours.marker);
  const stranger = names.find((name) => !isEarlier || !ours.names.test(name));
  if (stranger !== undefined)
    throw new Failure(
      `${path}：文件夹里已有内容（${stranger}），不会覆盖；请换一个新文件夹`,
      `${path}: the folder holds something already (${stranger}) and is not overwritten; give a new folder`
    );
}

/** Characters that are gathered before they are written. */
const PIECE = 1 << 20;

/** Writes text that comes in pieces as a file in UTF-8, about a million characters at a time. */
export async function writeParts(parts: Iterable<string>, path: string): Promise<void> {
  const file = await open(path, 'w');
  try {
    let waiting = '';
    for (const part of parts) {
      waiting += part;
      if (waiting.length < PIECE) continue;
      await file.writeFile(waiting);
      waiting = '';
    }
    await file.writeFile(waiting);
  } finally {
    await file.close();
  }
}

function besideOf(path: string): string {
  const whole = resolve(path);
  return join(dirname(whole), `.${basename(whole)}.${process.pid}.part`);
}

async function writeToDisk(path: string, content: Content): Promise<void> {
  if (typeof content === 'function') await content(path);
  const file = await open(path, typeof content === 'function' ? 'r+' : 'w');
  try {
    if (typeof content !== 'function') await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** A folder can't be renamed onto one that holds files, so the old one steps aside until the new one stands. */
async function putInPlace(beside: string, path: string): Promise<void> {
  const aside = `${besideOf(path)}-old`;
  try {
    const old = await stat(path).catch(() => null);
    if (old === null) return await rename(beside, path);
    await rename(path, aside);
    try {
      await rename(beside, path);
    } catch (error) {
      await rename(aside, path);
      throw error;
    }
    await rm(aside, { recursive: true, force: true });
  } catch (error) {
    throw describeFileError(error, path);
  }
}
