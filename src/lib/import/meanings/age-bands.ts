import type { Source } from '../source.ts';

/** Ages that a column counts, both ends in it; Infinity where it is open. */
export interface Band {
  from: number;
  to: number;
}

/** Fields that are a band of ages. */
export const BANDS: Record<string, Band> = {
  pop_60p: { from: 60, to: Infinity },
  pop_65p: { from: 65, to: Infinity },
  pop_80p: { from: 80, to: Infinity },
  pop_0_2: { from: 0, to: 2 },
  pop_0_17: { from: 0, to: 17 },
  pop_3_5: { from: 3, to: 5 },
  pop_6_11: { from: 6, to: 11 },
  pop_18_59: { from: 18, to: 59 }
};

/** Words of one sex, of a share, of those registered: such a column is no total of an age. */
const PART = /男|女|male|female|性别|比|率|占|%|户籍|流动|外来|独居|空巢|失能|残疾|低保/i;

/**
 * The band of ages that a header names (`60岁及以上人口`, `60-64岁`, `AGE_65_69`, `18岁以下`); null where it names none or only
 * a part of the people of that age. 以下 does not hold the year it names, 及以下 does.
 */
export function readBand(header: string): Band | null {
  // Every band has a number.
  if (!/\p{N}/u.test(header)) return null;
  const text = header.normalize('NFKC').replace(/\s/g, '').replace(/周岁/g, '岁').toLowerCase();
  if (PART.test(text)) return null;
  const between = /(?:^|[^\d])(\d{1,3})岁?(?:-|~|—|–|至|到|_)(\d{1,3})(?:岁|$|[^\d])/.exec(text);
  if (between && (/岁|age|pop/.test(text) || /^\d+[-~—–至到]\d+$/.test(text))) {
    const [from, to] = [Number(between[1]), Number(between[2])];
    return from <= to && to <= 130 ? { from, to } : null;
  }
  const open =
    /(?:^|[^\d])(\d{2,3})岁?(?:(?:及|\(含\)|含)?以上|\+|plus|_?over|_?up)/.exec(text) ??
    /(?:>=|≥)(\d{2,3})/.exec(text);
  if (open) return { from: Number(open[1]), to: Infinity };
  const under = /(?:^|[^\d])(\d{1,3})岁?(及)?以下/.exec(text);
  if (under && /岁/.test(text)) return { from: 0, to: Number(under[1]) - (under[2] ? 0 : 1) };
  const one = /^(\d{1,3})岁(?:人口|人数)?$/.exec(text);
  return one ? { from: Number(one[1]), to: Number(one[1]) } : null;
}

/**
 * Columns whose bands add up to `wanted` exactly, none overlapping, in the order of the ages and as few as can be; null
 * where no columns do.
 */
export function tile(bands: { column: number; band: Band }[], wanted: Band): number[] | null {
  // Shortest way from the first age to one beyond the last, each band an edge.
  const best = new Map<number, number[]>([[wanted.from, []]]);
  const sorted = bands
    .filter(({ band }) => band.from >= wanted.from && band.to <= wanted.to)
    .sort((a, b) => a.band.from - b.band.from || b.band.to - a.band.to);
  for (const { column, band } of sorted) {
    const way = best.get(band.from);
    if (!way) continue;
    const next = band.to + 1;
    const before = best.get(next);
    if (!before || before.length > way.length + 1) best.set(next, [...way, column]);
  }
  const found = best.get(wanted.to + 1);
  return found && found.length > 0 ? found : null;
}

/** The bands of a source's headers. */
export function bandsOf(source: Source): { column: number; band: Band }[] {
  return source.headers.flatMap((header, column) => {
    const band = readBand(header);
    return band ? [{ column, band }] : [];
  });
}
