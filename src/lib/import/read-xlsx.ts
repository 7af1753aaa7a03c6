import { ImportError } from './import-error.ts';
import type { FileInput, Source, Tick } from './source.ts';

/** Being written. */
export async function readXlsx({ file }: FileInput, _tick?: Tick): Promise<Source> {
  throw new ImportError('unsupported', file, { found: 'Excel', found_en: 'Excel', todo: '', todo_en: '' });
}
