import { ImportError } from './import-error.ts';
import type { FileInput, Source, Tick } from './source.ts';

/** Being written. */
export async function readFlatgeobuf({ file }: FileInput, _tick?: Tick): Promise<Source> {
  throw new ImportError('unsupported', file, {
    found: 'FlatGeobuf',
    found_en: 'FlatGeobuf',
    todo: '',
    todo_en: ''
  });
}
