import { LAYER_CRS, LAYER_ENCODINGS, type LayerChoice } from '../../report/layers/layer-choice.ts';
import {
  ATLASES,
  ORIENTATIONS,
  PAPERS,
  SHEET_KINDS,
  type SheetChoice
} from '../../report/sheets/sheet-choice.ts';

/** What the user said of reports last; it is remembered in this browser, not with the study. */
export interface ReportSettings {
  author: string;
  mapNumber: string;
  isInternal: boolean;
  sheets: Pick<SheetChoice, 'paper' | 'orientation' | 'maps' | 'atlas'>;
  layers: Omit<LayerChoice, 'format'>;
}

export const FIRST_SETTINGS: ReportSettings = {
  author: '',
  mapNumber: '',
  isInternal: true,
  sheets: { paper: 'A4', orientation: 'landscape', maps: ['share', 'uncovered', 'sites'], atlas: 'none' },
  layers: { crs: 'wgs84', encoding: 'utf8' }
};

const KEY = 'yike.report';

/** What was kept; of anything that is not as it should be, what is taken at first. */
export function loadSettings(storage: () => Storage | undefined): ReportSettings {
  let kept: unknown;
  try {
    kept = JSON.parse(storage()?.getItem(KEY) ?? '{}');
  } catch {
    // A browser may refuse storage, or what is kept may be broken.
    kept = {};
  }
  const of = (value: unknown): Record<string, unknown> =>
    typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  const one = <T>(value: unknown, list: readonly T[], first: T): T =>
    list.includes(value as T) ? (value as T) : first;
  const text = (value: unknown): string => (typeof value === 'string' ? value.slice(0, 100) : '');
  const said = of(kept);
  const [sheets, layers] = [of(said['sheets']), of(said['layers'])];
  const first = FIRST_SETTINGS;
  const maps = Array.isArray(sheets['maps'])
    ? SHEET_KINDS.filter((kind) => (sheets['maps'] as unknown[]).includes(kind))
    : [];
  return {
    author: text(said['author']),
    mapNumber: text(said['mapNumber']),
    isInternal: said['isInternal'] !== false,
    sheets: {
      paper: one(sheets['paper'], PAPERS, first.sheets.paper),
      orientation: one(sheets['orientation'], ORIENTATIONS, first.sheets.orientation),
      maps: maps.length > 0 ? maps : first.sheets.maps,
      atlas: one(sheets['atlas'], ATLASES, first.sheets.atlas)
    },
    layers: {
      crs: one(layers['crs'], LAYER_CRS, first.layers.crs),
      encoding: one(layers['encoding'], LAYER_ENCODINGS, first.layers.encoding)
    }
  };
}

export function keepSettings(settings: ReportSettings, storage: () => Storage | undefined): void {
  try {
    storage()?.setItem(KEY, JSON.stringify(settings));
  } catch {
    // A browser that keeps nothing asks again next time.
  }
}
