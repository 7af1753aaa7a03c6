import { boundsWithin } from './columns-of.ts';
import type { Bounds, MapGround } from './ground.ts';

/** What a map is about: the whole study, or one unit. */
export interface Focus {
  /** Communities that belong to it, by row. */
  rows: Uint8Array;
  count: number;
  bounds: Bounds;
  /** The unit; null for the whole study. */
  unit: { name: string; code: string; level: string } | null;
}

/** The communities of a unit: itself, or all below it. Of a code that the study has not: the whole study. */
export function findFocus(ground: MapGround, code: string | undefined): Focus {
  const { communities, communityRow, upper, upperRow } = ground;
  const rows = new Uint8Array(communities.code.length);
  const own = code === undefined ? undefined : communityRow.get(code);
  if (code !== undefined && own !== undefined) {
    rows[own] = 1;
    const bounds = areaBounds(ground, rows) ?? ground.bounds;
    return { rows, count: 1, bounds, unit: { name: communities.name[own], code, level: 'community' } };
  }
  const above = code === undefined ? undefined : upperRow.get(code);
  const isBelow = (row: number): boolean => {
    let parent = communities.parent[row];
    // As many steps as there are levels: parents that go round must not hang.
    for (let step = 0; step < 8 && parent !== ''; step++) {
      if (parent === code) return true;
      parent = upper.parent[upperRow.get(parent) ?? -1] ?? '';
    }
    return false;
  };
  if (code !== undefined) for (let row = 0; row < rows.length; row++) rows[row] = isBelow(row) ? 1 : 0;
  const count = rows.reduce((sum, is) => sum + is, 0);
  if (code === undefined || (count === 0 && above === undefined)) {
    return { rows: rows.fill(1), count: rows.length, bounds: ground.bounds, unit: null };
  }
  const bounds = areaBounds(ground, rows) ?? upperBounds(ground, above) ?? ground.bounds;
  const at = above ?? -1;
  const unit = { name: upper.name[at] ?? code, code, level: upper.level[at] ?? 'subdistrict' };
  return { rows, count, bounds, unit };
}

function areaBounds({ communities: { bounds } }: MapGround, rows: Uint8Array): Bounds | null {
  const x: number[] = [];
  const y: number[] = [];
  rows.forEach((is, row) => {
    if (!is) return;
    x.push(bounds[4 * row], bounds[4 * row + 2]);
    y.push(bounds[4 * row + 1], bounds[4 * row + 3]);
  });
  const found = boundsWithin(Float64Array.from(x), Float64Array.from(y));
  return Number.isNaN(found[0]) ? null : found;
}

function upperBounds({ upper }: MapGround, row: number | undefined): Bounds | null {
  if (row === undefined || Number.isNaN(upper.bounds[4 * row])) return null;
  const [west, south, east, north] = upper.bounds.subarray(4 * row, 4 * row + 4);
  return [west, south, east, north];
}
