import { createWallLineFinder, type WallKind, type Walls } from '../network/walls.ts';
import type { LinkPairs } from './link-pairs.ts';
import type { LinkKind } from './link-siting.ts';

/** What a link runs across. */
export interface LinkCrossing {
  kind: LinkKind;
  /** '' where the data has no name. */
  crosses: string;
}

/** Of several the first counts: a railway is harder to open than water, water than a wall. */
const ORDER: readonly WallKind[] = ['rail', 'water', 'estate'];

/**
 * What each pair runs across as the crow flies: of the outlines known the hardest to open, else the way it runs over (`lineName` by
 * line of the network), else nothing that is known.
 */
export function findLinkCrossings(
  pairs: LinkPairs,
  walls: Walls | null,
  lineName: ArrayLike<string>
): LinkCrossing[] {
  const find = createWallLineFinder(walls);
  return Array.from(pairs.lengthM, (_, k): LinkCrossing => {
    const lines = walls
      ? find([pairs.fromAt.lon[k], pairs.fromAt.lat[k]], [pairs.toAt.lon[k], pairs.toAt.lat[k]])
      : [];
    for (const wanted of ORDER) {
      const crossed = lines.filter((line) => walls!.kind[line] === wanted);
      if (crossed.length === 0) continue;
      const names = new Set(crossed.map((line) => (walls!.name?.[line] ?? '').trim()).filter(Boolean));
      return { kind: wanted === 'estate' ? 'wall' : wanted, crosses: [...names].join('、') };
    }
    const over = pairs.overLine[k];
    return over < 0
      ? { kind: 'other', crosses: '' }
      : { kind: 'road', crosses: (lineName[over] ?? '').trim() };
  });
}
