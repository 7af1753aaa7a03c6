import { CANDIDATE_KINDS, type CandidateKind, type Candidates } from './siting.ts';

/** Columns that may be absent, with what stands where a candidate does not say. */
const TEXTS = ['floorLevel', 'tenure', 'acquisition', 'availableFrom'] as const;
const NUMBERS = ['siteAreaM2', 'barrierFree', 'groundFloorCommercial', 'capacity'] as const;
const INDEXES = ['facility', 'unit'] as const;

/** The candidates of `indexes`, in the order given, with all columns that there are. */
export function pickCandidates(from: Candidates, indexes: ArrayLike<number>): Candidates {
  const rows = Array.from(indexes);
  const numbers = (values: Float64Array) => Float64Array.from(rows, (i) => values[i]);
  const out: Candidates = {
    lon: numbers(from.lon),
    lat: numbers(from.lat),
    code: rows.map((i) => from.code[i]),
    name: rows.map((i) => from.name[i]),
    cost: numbers(from.cost),
    floorAreaM2: numbers(from.floorAreaM2)
  };
  if (from.kind) out.kind = rows.map((i) => from.kind![i]);
  for (const field of TEXTS) if (from[field]) out[field] = rows.map((i) => from[field]![i]);
  for (const field of NUMBERS) if (from[field]) out[field] = numbers(from[field]);
  for (const field of INDEXES) if (from[field]) out[field] = Int32Array.from(rows, (i) => from[field]![i]);
  return out;
}

/**
 * Lists of candidates one behind the other. A column is there where one of them has it. Codes stay as they are; one that stands
 * before already gets a number behind it (`F012_2`), so that each names one candidate.
 */
export function concatCandidates(lists: readonly Candidates[]): Candidates {
  const numbers = (field: (list: Candidates) => Float64Array | undefined) =>
    Float64Array.from(lists.flatMap((list) => Array.from(field(list) ?? list.code.map(() => NaN))));
  const out: Candidates = {
    lon: numbers(({ lon }) => lon),
    lat: numbers(({ lat }) => lat),
    code: nameApart(lists.flatMap(({ code }) => code)),
    name: lists.flatMap(({ name }) => name),
    cost: numbers(({ cost }) => cost),
    floorAreaM2: numbers(({ floorAreaM2 }) => floorAreaM2)
  };
  if (lists.some(({ kind }) => kind))
    out.kind = lists.flatMap(({ kind, code }) => kind ?? code.map((): CandidateKind => CANDIDATE_KINDS[0]));
  for (const field of TEXTS)
    if (lists.some((list) => list[field]))
      out[field] = lists.flatMap((list) => list[field] ?? list.code.map(() => ''));
  for (const field of NUMBERS)
    if (lists.some((list) => list[field])) out[field] = numbers((list) => list[field]);
  for (const field of INDEXES)
    if (lists.some((list) => list[field]))
      out[field] = Int32Array.from(
        lists.flatMap((list) => Array.from(list[field] ?? list.code.map(() => -1)))
      );
  return out;
}

function nameApart(codes: string[]): string[] {
  const all = new Set(codes);
  const taken = new Set<string>();
  return codes.map((code) => {
    let own = code;
    for (let n = 2; taken.has(own) || (own !== code && all.has(own)); n++) own = `${code}_${n}`;
    taken.add(own);
    return own;
  });
}

const stock = new WeakMap<Candidates, Candidates>();

/** The candidates without vacant land; the same object for the same candidates, and these themselves where there is none. */
export function withoutLand(candidates: Candidates): Candidates {
  const { kind } = candidates;
  if (!kind?.includes('land')) return candidates;
  const known = stock.get(candidates);
  if (known) return known;
  const rows = Array.from(kind.keys()).filter((i) => kind[i] !== 'land');
  const found = pickCandidates(candidates, rows);
  stock.set(candidates, found);
  return found;
}

/**
 * Which of two candidates that are worth the same is to be taken: the one with the lower number. What stands comes before what
 * is to be built (同等缺口下优先存量): stock 0, a facility that grows 1, land 2, a place on the network 3.
 */
export function preferenceOf({ code, kind }: Pick<Candidates, 'code' | 'kind'>): Uint8Array {
  return Uint8Array.from(code, (_, i) => (kind ? CANDIDATE_KINDS.indexOf(kind[i]) : 0));
}
