import { ImportError } from './import-error.ts';
import type { FileInput, Source, Tick } from './source.ts';

/** Being written. */
export async function readArchive({ file }: FileInput, _tick?: Tick): Promise<Source> {
  throw new ImportError('unsupported', file, { found: 'zip', found_en: 'zip', todo: '', todo_en: '' });
}
