import type { Ledger } from '../ledger.ts';
import { isMissing, plainCell } from '../values/numbers.ts';

type Cells = (string | null)[];

/** Kinds of areas that rules speak of. */
const KINDS: [RegExp, string][] = [
  [/中心城区|主城区|中心区|城区|central/i, 'central_area'],
  [/建成区|built/i, 'built_up_area']
];

const kindOf = (word: string): string | null => KINDS.find(([pattern]) => pattern.test(word))?.[1] ?? null;

/**
 * Kind of each area as its code (中心城区 → `central_area`), from the column of kinds, else from the name; a word that is none
 * stays. Areas that say neither are asked about: they are the central area, or set aside.
 */
export function checkAreaKinds(ledger: Ledger, kinds: Cells | null, names: Cells | null): Cells {
  const silent: number[] = [];
  const unknown = new Map<string, number[]>();
  const out: Cells = new Array<null>(ledger.source.rows).fill(null);
  for (const i of ledger.standing()) {
    const word = isMissing(kinds?.[i] ?? null) ? '' : plainCell(kinds![i]);
    out[i] = kindOf(word) ?? (word === '' ? kindOf(plainCell(names?.[i] ?? null)) : word);
    if (out[i] === null) silent.push(i);
    else if (out[i] === word && !KINDS.some(([, code]) => code === word))
      unknown.set(word, [...(unknown.get(word) ?? []), i]);
  }
  ledger.warnWords('words_unknown', unknown, { field: 'kind' });
  if (silent.length === 0) return out;
  const answer = ledger.ask({
    code: 'ask_area_kind',
    params: { count: silent.length, rows: ledger.rowList(silent) },
    key: 'area_kind',
    options: ['central_area', 'built_up_area', 'aside'],
    labels: [
      { zh: '中心城区', en: 'the central area' },
      { zh: '建成区', en: 'the built-up area' },
      { zh: '都不是，不用', en: 'neither; leave them out' }
    ]
  });
  for (const i of silent)
    if (answer === 'aside') ledger.reject(i, 'kind', 'no_area_kind');
    else out[i] = answer;
  return out;
}
