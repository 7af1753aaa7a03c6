/**
 * Layers of the map, lowest first, with those of `wanted` (lowest first) in that order. A layer that is not in it stays upon the
 * one that it lies on now, so that what other parts of the desk put there keeps its place.
 */
export function orderLayers(current: readonly string[], wanted: readonly string[]): string[] {
  const there = new Set(current);
  const known = wanted.filter((layer) => there.has(layer));
  const isKnown = new Set(known);
  const upon = new Map<string, string[]>();
  let below = '';
  for (const layer of current) {
    if (isKnown.has(layer)) below = layer;
    else upon.set(below, [...(upon.get(below) ?? []), layer]);
  }
  return [...(upon.get('') ?? []), ...known.flatMap((layer) => [layer, ...(upon.get(layer) ?? [])])];
}

/** The ids with one put to another place, 0 the first; as they are where it is not among them. */
export function moveRow(ids: readonly string[], id: string, to: number): string[] {
  if (!ids.includes(id)) return [...ids];
  const others = ids.filter((each) => each !== id);
  const place = Math.min(others.length, Math.max(0, to));
  return [...others.slice(0, place), id, ...others.slice(place)];
}

/** Kept ids in their order; ids that are new are put above the one that they stand above in `first`. */
export function mergeOrder(kept: readonly string[], first: readonly string[]): string[] {
  const merged = kept.filter((id, i) => first.includes(id) && kept.indexOf(id) === i);
  for (let i = first.length - 1; i >= 0; i--) {
    if (merged.includes(first[i])) continue;
    const next = first.slice(i + 1).find((id) => merged.includes(id));
    merged.splice(next === undefined ? merged.length : merged.indexOf(next), 0, first[i]);
  }
  return merged;
}
