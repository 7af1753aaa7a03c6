import { ImportError } from './import-error.ts';
import type { FileInput, Source, Tick } from './source.ts';

/** Being written. */
export async function readDbf({ file }: FileInput, _tick?: Tick): Promise<Source> {
  throw new ImportError('unsupported', file, { found: 'dBase', found_en: 'dBase', todo: '', todo_en: '' });
}
