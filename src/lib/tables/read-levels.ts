/** Columns of the table of roads that say on which level lines are. */
export const LEVEL_COLUMNS = ['layer', 'bridge', 'tunnel', 'level'] as const;

const NO = /^(no|n|false|f|0|否|无|building_passage)?$/i;
const WHOLE = /^[-+]?\d+(\.0+)?$/;

/**
 * Level of each line from the texts of their table's rows (`source` says which row a line is of; a column that is not there
 * is undefined): the layer from −5 to 5 as OpenStreetMap counts it, else 1 for a bridge, −1 for a tunnel, the floor of a way
 * inside a building, or 0. A passage through a building is on the ground. Null where no column is there.
 */
export function readLevels(
  textsOf: (column: (typeof LEVEL_COLUMNS)[number]) => ArrayLike<string | null> | undefined,
  source: Uint32Array
): Int8Array | null {
  const [layer, bridge, tunnel, level] = LEVEL_COLUMNS.map(textsOf);
  if (!layer && !bridge && !tunnel && !level) return null;
  const said = (column: ArrayLike<string | null> | undefined, row: number): string =>
    (column?.[row] ?? '').trim();
  return Int8Array.from(source, (row) => {
    const layered = said(layer, row);
    // A column of this name may say something else, as the layer of a drawing.
    if (WHOLE.test(layered) && Math.abs(Number(layered)) <= 5 && Number(layered) !== 0)
      return Number(layered);
    if (!NO.test(said(bridge, row))) return 1;
    if (!NO.test(said(tunnel, row))) return -1;
    const [floor] = said(level, row).split(';');
    return WHOLE.test(floor) && Math.abs(Number(floor)) <= 100 ? Number(floor) : 0;
  });
}
