import type { Lines } from '../geometry/shapes.ts';
import type { RoadTraits } from '../network/traits.ts';

/**
 * Traits of lines that became others: `line[i]` is the line before that line i is, or is a part of (−1: none). Vertices keep
 * what they had where they stand as before; the height of one put in between is not known.
 */
export function carryTraits(
  before: Lines,
  traits: RoadTraits,
  after: Lines,
  line: ArrayLike<number>
): RoadTraits {
  const places = new Map<number, number[]>();
  traits.placePosition.forEach((k, i) => places.set(k, [...(places.get(k) ?? []), i]));
  const heightM = traits.heightM && new Float64Array(after.lon.length).fill(NaN);
  const carried: { position: number; place: number }[] = [];
  for (let i = 0; i + 1 < after.first.length; i++) {
    if (line[i] < 0) continue;
    const was = new Map<string, number>();
    for (let k = before.first[line[i]]; k < before.first[line[i] + 1]; k++)
      was.set(`${before.lon[k]} ${before.lat[k]}`, k);
    for (let k = after.first[i]; k < after.first[i + 1]; k++) {
      const old = was.get(`${after.lon[k]} ${after.lat[k]}`);
      if (old === undefined) continue;
      if (heightM && traits.heightM) heightM[k] = traits.heightM[old];
      for (const place of places.get(old) ?? []) carried.push({ position: k, place });
    }
  }
  return {
    lineFlags: Uint8Array.from(line, (l) => (l < 0 ? 0 : traits.lineFlags[l])),
    lineGradient: Float64Array.from(line, (l) => (l < 0 ? NaN : traits.lineGradient[l])),
    heightM,
    placePosition: Uint32Array.from(carried, ({ position }) => position),
    placeKind: Uint8Array.from(carried, ({ place }) => traits.placeKind[place]),
    placeHours: carried.map(({ place }) => traits.placeHours[place])
  };
}
