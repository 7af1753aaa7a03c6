import { unzipSync, zipSync, type Zippable } from 'fflate';

/** Earliest day that a zip file can say. */
const DAY = new Date(1980, 0, 1);

/**
 * The zip file anew, its parts in the order of their names (`[Content_Types].xml` and `mimetype` first) and without times, so that the same parts give the
 * same bytes. `mend` may change the parts.
 */
export function zipPlainly(
  bytes: Uint8Array,
  mend: (parts: Record<string, Uint8Array>) => void = () => {}
): Uint8Array<ArrayBuffer> {
  const parts = unzipSync(bytes);
  mend(parts);
  return zipParts(parts);
}

/** The day of a report (`2026-11-22`) as its zip file says it of each part; the earliest there is of a text that is none. */
export function dayOf(date: string): Date {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date) ?? [];
  // A zip file's years go to 2107.
  return year && year >= '1980' && year < '2100'
    ? new Date(Number(year), Number(month) - 1, Number(day))
    : DAY;
}

/** Parts as a zip file, in the same plain way. A user unpacks it to files that are as old as `day`. */
export function zipParts(parts: Record<string, Uint8Array>, day: Date = DAY): Uint8Array<ArrayBuffer> {
  const first = (name: string) => (name === 'mimetype' ? 0 : name === '[Content_Types].xml' ? 1 : 2);
  const names = Object.keys(parts)
    .filter((name) => !name.endsWith('/'))
    .sort((a, b) => first(a) - first(b) || (a < b ? -1 : 1));
  const files: Zippable = {};
  for (const name of names) {
    // Pictures are packed already.
    const level = /\.(png|jpe?g)$/i.test(name) ? 0 : 6;
    files[name] = [parts[name], { level, mtime: day, os: 0 }];
  }
  return zipSync(files) as Uint8Array<ArrayBuffer>;
}
