import { ImportError } from './import-error.ts';
import type { FileInput, Source, Tick } from './source.ts';

/** Being written. */
export async function readDxf({ file }: FileInput, _tick?: Tick): Promise<Source> {
  throw new ImportError('unsupported', file, { found: 'DXF', found_en: 'DXF', todo: '', todo_en: '' });
}
