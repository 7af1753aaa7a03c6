import type { Columns } from '../columns.ts';
import type { Dossier, Said } from '../dossier.ts';

/** A layer to be written: its name in files, what it is called, and its rows with the geometry as WKB (WGS84). */
export interface LayerTable {
  name: string;
  title: Said;
  columns: Columns;
  /** Ways and homes: thousands of rows that a proposal is not about; formats of one table leave them out. */
  isGround: boolean;
}

const TITLES: Record<string, Said> = {
  communities: { zh: '社区（含各项结果）', en: 'communities with results' },
  upper_units: { zh: '街道及以上单元', en: 'units above the communities' },
  facilities: { zh: '设施', en: 'facilities' },
  sites: { zh: '建议选址', en: 'proposed sites' },
  links: { zh: '建议打通', en: 'proposed links' },
  roads: { zh: '步行路网', en: 'walking network' },
  demand_points: { zh: '居住点', en: 'demand points' }
};

const ORDER = Object.keys(TITLES);

/** The layers of a study in the order of a legend; those it has not, and those without rows, are absent. */
export function layerTables({ layers }: Dossier): LayerTable[] {
  const titleOf = (name: string): Said => {
    if (Object.hasOwn(TITLES, name)) return TITLES[name];
    const way = name.replace(/^demand_points_/, '');
    return { zh: `居住点（${way}）`, en: `demand points (${way})` };
  };
  const place = (name: string) => ORDER.indexOf(name.startsWith('demand_points') ? 'demand_points' : name);
  return [...layers]
    .filter(([, columns]) => columns.get('geometry')?.type === 'BLOB' && rowsOf(columns) > 0)
    .map(([name, columns]) => ({
      ...{ name, title: titleOf(name), columns },
      isGround: name === 'roads' || name.startsWith('demand_points')
    }))
    .sort((a, b) => place(a.name) - place(b.name) || (a.name < b.name ? -1 : 1));
}

/** Rows of a table. */
export const rowsOf = (columns: Columns): number => [...columns.values()][0]?.values.length ?? 0;

/** The columns beside the geometry. */
export function* attributesOf(
  columns: Columns
): Generator<[name: string, Exclude<ReturnType<Columns['get']>, undefined | { type: 'BLOB' }>]> {
  for (const [name, column] of columns) if (column.type !== 'BLOB') yield [name, column];
}

/** The bytes of the geometry of each row, null where it has none. */
export function geometryOf(columns: Columns): (Uint8Array | null)[] {
  const column = columns.get('geometry');
  if (column?.type !== 'BLOB') throw new Error('expected a column geometry of WKB');
  return column.values;
}
