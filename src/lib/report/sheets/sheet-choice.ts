import type { Said } from '../dossier.ts';

export type Paper = 'A4' | 'A3';
export type Orientation = 'landscape' | 'portrait';

/** `pair`: two maps of the share on one sheet, before and after. */
export type SheetKind = 'share' | 'uncovered' | 'facilities' | 'sites' | 'pair';

/** Which map sheets are wanted. */
export interface SheetChoice {
  paper: Paper;
  orientation: Orientation;
  /** A sheet each, for every area. */
  maps: SheetKind[];
  /** `MeasureFacts.key`s; empty: the measure that leads (`leadMeasure`). */
  measures: string[];
  /** A sheet for each unit of this level, behind an index sheet; `none`: the whole study on one. */
  atlas: 'none' | 'subdistrict' | 'community';
  /** One PDF with all sheets, or a PNG at 300 dpi for each. */
  as: 'pdf' | 'png';
}

export const PAPERS: readonly Paper[] = ['A4', 'A3'];
export const ORIENTATIONS: readonly Orientation[] = ['landscape', 'portrait'];
export const SHEET_KINDS: readonly SheetKind[] = ['share', 'uncovered', 'facilities', 'sites', 'pair'];
export const ATLASES: readonly SheetChoice['atlas'][] = ['none', 'subdistrict', 'community'];

/** What is taken where nothing is said. */
export const DEFAULT_CHOICE: SheetChoice = {
  paper: 'A4',
  orientation: 'landscape',
  maps: ['share'],
  measures: [],
  atlas: 'none',
  as: 'pdf'
};

/**
 * A choice of sheets from the words that a user typed (`maps` and `measures` with commas between them), letters in any case; what is absent is taken from
 * `DEFAULT_CHOICE`. A word that is none of ours comes back as `fault` with the words that are.
 */
export function parseSheetChoice(said: {
  paper?: string;
  orientation?: string;
  maps?: string;
  measures?: string;
  atlas?: string;
  as?: string;
}): { choice: SheetChoice } | { fault: Said } {
  const faults: Said[] = [];
  const one = <T extends string>(
    name: string,
    word: string | undefined,
    of: readonly T[],
    otherwise: T
  ): T => {
    if (word === undefined) return otherwise;
    const found = of.find((known) => known.toLowerCase() === word.trim().toLowerCase());
    if (found === undefined)
      faults.push({
        zh: `${name}：需要 ${of.join('、')} 之一，得到的是“${word}”`,
        en: `${name}: expected one of ${of.join(', ')}, got "${word}"`
      });
    return found ?? otherwise;
  };
  const words = (list: string | undefined) =>
    (list ?? '')
      .split(/[,，、]/)
      .map((word) => word.trim())
      .filter((word) => word !== '');
  const maps = words(said.maps).map((word) => one('maps', word, SHEET_KINDS, 'share'));
  const choice: SheetChoice = {
    paper: one('paper', said.paper, PAPERS, DEFAULT_CHOICE.paper),
    orientation: one('orientation', said.orientation, ORIENTATIONS, DEFAULT_CHOICE.orientation),
    maps: maps.length > 0 ? [...new Set(maps)] : DEFAULT_CHOICE.maps,
    measures: [...new Set(words(said.measures))],
    atlas: one('atlas', said.atlas, ATLASES, DEFAULT_CHOICE.atlas),
    as: one('as', said.as, ['pdf', 'png'] as const, DEFAULT_CHOICE.as)
  };
  return faults.length > 0 ? { fault: faults[0] } : { choice };
}
