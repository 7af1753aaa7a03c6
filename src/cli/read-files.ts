import { readFile } from 'node:fs/promises';
import { describeFileError } from './failure.ts';

/** The bytes of a file. Throws a `Failure` that names the file where it can't be read. */
export async function readBytes(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch (error) {
    throw describeFileError(error, path);
  }
}

/** The text of a file (UTF-8), as `readBytes`. */
export async function readText(path: string): Promise<string> {
  return new TextDecoder().decode(await readBytes(path));
}
