import { fromWgs84, type Datum } from '../../geometry/datum.ts';
import type { Known } from './datum-batches.ts';
import { comparePair } from './datum-evidence.ts';
import { DATUMS, fieldOf, relationOf, TWICE, type Move } from './datum-field.ts';
import { relationMoves } from './datum-field.ts';
import type { DatumView } from './datum-view.ts';

/** Being converted twice is rare: it must fit far better than any one datum. */
const FAR_BETTER = 10;

/**
 * Whether a layer only fits those of known datum if it was converted once too often, or converted back from a datum that
 * it was never in; null where one of the three datums fits as well. `most` is what speaks for each of the three.
 */
export function findTwice(
  view: DatumView,
  others: Known[],
  most: number[]
): { datum: Datum; added: boolean } | null {
  if (others.length === 0 || most.every((gain) => gain === -Infinity)) return null;
  const plain = relationMoves();
  const gains = [...DATUMS, ...TWICE].map(() => 0);
  for (const { view: other, datum } of others) {
    const moves: Move[] = [
      ...DATUMS.map((own) => plain[relationOf(own, datum)]),
      ...TWICE.map(({ toWgs84 }) => fieldOf((lon, lat) => fromWgs84(...toWgs84(lon, lat), datum)))
    ];
    for (const { kind, score } of comparePair(view, other, moves))
      if (kind !== 'inside' && kind !== 'water') score.forEach((value, m) => (gains[m] += value));
  }
  const ordinary = Math.max(...gains.slice(0, 3));
  const best = gains.indexOf(Math.max(...gains));
  if (best < 3 || gains[best] - ordinary < FAR_BETTER) return null;
  const { datum, added } = TWICE[best - 3];
  return { datum, added };
}
