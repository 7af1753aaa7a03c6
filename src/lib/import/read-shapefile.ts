import { ImportError } from './import-error.ts';
import type { FileInput, Source, Tick } from './source.ts';

/** Being written. */
export async function readShapefile({ file }: FileInput, _tick?: Tick): Promise<Source> {
  throw new ImportError('unsupported', file, {
    found: 'Shapefile',
    found_en: 'Shapefile',
    todo: '',
    todo_en: ''
  });
}
