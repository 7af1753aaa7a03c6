const NAMES = ['NaN', 'Infinity', '-Infinity'];

/** A copy for JSON in which numbers that JSON has no word for are `{ "$": "NaN" }` and the like. */
export function markUnknown(value: unknown): unknown {
  if (typeof value === 'number') return Number.isFinite(value) ? value : { $: String(value) };
  if (Array.isArray(value)) return value.map(markUnknown);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, markUnknown(part)]));
}

/** What `markUnknown` was given. */
export function readUnknown(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(readUnknown);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value);
  if (entries.length === 1 && entries[0][0] === '$' && NAMES.includes(String(entries[0][1])))
    return Number(entries[0][1]);
  return Object.fromEntries(entries.map(([key, part]) => [key, readUnknown(part)]));
}
