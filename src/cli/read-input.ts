import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, extname, join, relative } from 'node:path';
import { groupByName, type FileGroup } from '../lib/import/group-files.ts';
import { describeFileError, Failure } from './failure.ts';
import { readBytes } from './read-files.ts';

/** A file with those that belong to it, and the layer in it that is meant. */
export interface InputFile {
  name: string;
  bytes: Uint8Array;
  /** By extension: the parts of a shapefile. */
  beside: ReadonlyMap<string, Uint8Array>;
  layer: string | undefined;
}

/**
 * The file at `path`, with the parts of a shapefile that stand beside it; of a folder the one file in it, or the one
 * that `layer` names (`file` or `file/layer`). Throws a `Failure` that names the file where it can't be read.
 */
export async function readInput(path: string, layer?: string): Promise<InputFile> {
  const found = await stat(path).catch((error: unknown) => {
    throw describeFileError(error, path);
  });
  if (found.isDirectory()) return readFolder(path, layer);
  const bytes = await readBytes(path);
  return { name: basename(path), bytes, beside: await readParts(path), layer };
}

interface Found {
  name: string;
  path: string;
}

/** What belongs to the file at `path`: of the files of its name those that are parts, and nothing else. */
async function readParts(path: string): Promise<Map<string, Uint8Array>> {
  const own = basename(path);
  const folder = dirname(path);
  // Parts belong to a .shp before they belong to a .dbf: a table that is named itself is looked at alone.
  const others = /\.shp$/i.test(own) ? /$^/ : /\.shp$/i;
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const files = entries
    .filter((entry) => entry.name === own || (!entry.isDirectory() && !others.test(entry.name)))
    .map(({ name }): Found => ({ name, path: join(folder, name) }));
  const group = groupByName(files).groups.find(({ file }) => file.name === own);
  return group ? readBeside(group) : new Map();
}

async function readBeside({ beside }: FileGroup<Found>): Promise<Map<string, Uint8Array>> {
  const parts = new Map<string, Uint8Array>();
  for (const [extension, { path }] of beside) parts.set(extension, await readBytes(path));
  return parts;
}

async function readFolder(folder: string, layer?: string): Promise<InputFile> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .map((path): Found => ({ name: relative(folder, path), path }));
  // Only what is meant is read: a folder may hold anything beside it.
  const { groups } = groupByName(files);
  const named = groups.filter(
    ({ file: { name } }) =>
      layer === undefined ||
      layer === name ||
      layer === name.slice(0, -extname(name).length) ||
      layer.startsWith(`${name}/`)
  );
  if (named.length === 1) {
    const [group] = named;
    const { name, path } = group.file;
    const inner = layer?.startsWith(`${name}/`) ? layer.slice(name.length + 1) : undefined;
    return {
      name: basename(name),
      bytes: await readBytes(path),
      beside: await readBeside(group),
      layer: inner
    };
  }
  const names = groups.map(({ file }) => file.name);
  throw new Failure(
    groups.length === 0
      ? `${folder}：文件夹里没有能读的文件`
      : `${folder}：文件夹里有多个文件，请用 --layer 指明一个：${names.join('、')}`,
    groups.length === 0
      ? `${folder}: the folder has no file that can be read`
      : `${folder}: the folder has several files, say which with --layer: ${names.join(', ')}`
  );
}
