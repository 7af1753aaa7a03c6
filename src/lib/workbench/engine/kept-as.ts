import type { StudyFiles } from '../../tables/manifest.ts';

/** Where a study on the desk is kept, and what of it this version does not know but saves again. */
export interface KeptAs {
  id: string;
  /** The generation that the study was read from or written to last; null: whatever is there is replaced. */
  generation: number | null;
  savedAt: number | null;
  /** Fields of the kept study, and of its study file, that are not known. */
  fields: Record<string, unknown>;
  fileFields: Record<string, unknown>;
  files: StudyFiles;
}

/** A place where nothing is kept yet. */
export const newPlace = (id: string): KeptAs => ({
  ...{ id, generation: null, savedAt: null },
  ...{ fields: {}, fileFields: {}, files: new Map() }
});
