import { ImportError } from './import-error.ts';
import type { FileInput, Source, Tick } from './source.ts';

/** Being written. */
export async function readGpx({ file }: FileInput, _tick?: Tick): Promise<Source> {
  throw new ImportError('unsupported', file, { found: 'GPX', found_en: 'GPX', todo: '', todo_en: '' });
}
