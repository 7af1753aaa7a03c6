import { ImportError } from './import-error.ts';
import type { FileInput, Source, Tick } from './source.ts';

/** Being written. */
export async function readParquet({ file }: FileInput, _tick?: Tick): Promise<Source> {
  throw new ImportError('unsupported', file, {
    found: 'Parquet',
    found_en: 'Parquet',
    todo: '',
    todo_en: ''
  });
}
