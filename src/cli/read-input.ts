import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, extname, join, relative } from 'node:path';
import { groupFiles } from '../lib/import/group-files.ts';
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
  const extension = extname(path).toLowerCase();
  const beside = extension === '.shp' ? await readParts(path) : new Map<string, Uint8Array>();
  return { name: basename(path), bytes, beside, layer };
}

/** The files of the same name with other extensions. */
async function readParts(path: string): Promise<Map<string, Uint8Array>> {
  const stem = basename(path, extname(path)).toLowerCase();
  const parts = new Map<string, Uint8Array>();
  for (const name of await readdir(dirname(path))) {
    const extension = extname(name);
    if (extension === '' || basename(name, extension).toLowerCase() !== stem) continue;
    if (extension.toLowerCase() === '.shp') continue;
    parts.set(extension.slice(1).toLowerCase(), await readBytes(join(dirname(path), name)));
  }
  return parts;
}

async function readFolder(folder: string, layer?: string): Promise<InputFile> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const files = await Promise.all(
    paths.sort().map(async (path) => ({ name: relative(folder, path), bytes: await readBytes(path) }))
  );
  const { files: grouped } = groupFiles(files);
  const named = grouped.filter(
    ({ name }) =>
      layer === undefined ||
      layer === name ||
      layer === name.slice(0, -extname(name).length) ||
      layer.startsWith(`${name}/`)
  );
  if (named.length === 1) {
    const [{ name, bytes, beside }] = named;
    const inner = layer?.startsWith(`${name}/`) ? layer.slice(name.length + 1) : undefined;
    return { name: basename(name), bytes, beside, layer: inner };
  }
  const names = grouped.map(({ name }) => name);
  throw new Failure(
    grouped.length === 0
      ? `${folder}：文件夹里没有能读的文件`
      : `${folder}：文件夹里有多个文件，请用 --layer 指明一个：${names.join('、')}`,
    grouped.length === 0
      ? `${folder}: the folder has no file that can be read`
      : `${folder}: the folder has several files, say which with --layer: ${names.join(', ')}`
  );
}
