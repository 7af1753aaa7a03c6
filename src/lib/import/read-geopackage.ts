import { ImportError } from './import-error.ts';
import type { FileInput, Source, Tick } from './source.ts';

/** Being written. */
export async function readGeopackage({ file }: FileInput, _tick?: Tick): Promise<Source> {
  throw new ImportError('unsupported', file, {
    found: 'GeoPackage',
    found_en: 'GeoPackage',
    todo: '',
    todo_en: ''
  });
}
