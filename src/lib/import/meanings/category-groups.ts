import type { CategoryGroup } from './categories.ts';
import { makeClassifier, type Evidence } from './classify-facility.ts';
import { coreName } from './classify-names.ts';
import { plainCell } from '../values/numbers.ts';
import type { Source } from '../source.ts';

/** Letters at the end of a name by which facilities without a word are put together (…酒店). */
const TAIL = 2;
/** Groups of rows without a word and of nothing known; the rest of these rows is one group. */
const TAILS = 40;

/**
 * The facilities of a source in groups of one word and one thing that their names say, the open ones first, each kind
 * by size; keys are unique. A group is filed under its word where that word has one group only, else under
 * `word>what the names say`; rows without a word of which nothing is known under `*` and the end of their names.
 */
export function categoryGroups(
  source: Source,
  evidence: Evidence,
  given: Record<string, string> = {}
): CategoryGroup[] {
  const classify = makeClassifier(source, evidence, given);
  const names = evidence.name < 0 ? null : source.columns[evidence.name];
  const groups = new Map<string, CategoryGroup>();
  const ofWord = new Map<string, Set<string>>();
  const unknown = new Map<string, number[]>();
  const put = (key: string, i: number): void => {
    const { word, code, confidence, likely, doubt, by } = classify(i);
    let group = groups.get(key);
    if (!group) {
      group = { key, word, rows: 0, examples: [], code, confidence, likely, doubt, by };
      groups.set(key, group);
      ofWord.set(word, (ofWord.get(word) ?? new Set()).add(key));
    }
    group.rows++;
    group.confidence = Math.min(group.confidence, confidence);
    const name = plainCell(names?.[i] ?? null);
    if (name !== '' && group.examples.length < 3 && !group.examples.includes(name)) group.examples.push(name);
  };
  for (let i = 0; i < source.rows; i++) {
    const { key, word, doubt } = classify(i);
    if (word !== '' || doubt !== 'unknown') put(key, i);
    else {
      const tail = coreName(names?.[i] ?? null).slice(-TAIL);
      const rows = unknown.get(tail);
      if (rows) rows.push(i);
      else unknown.set(tail, [i]);
    }
  }
  const tails = [...unknown].sort((a, b) => b[1].length - a[1].length);
  tails.forEach(([tail, rows], at) => {
    const own = at < TAILS && rows.length > 1 && /^[\u4E00-\u9FFF]{2}$/.test(tail);
    for (const i of rows) put(own ? `*${tail}` : '', i);
  });
  for (const [word, keys] of ofWord) {
    const [only, another] = keys;
    if (word !== '' && another === undefined && groups.get(only)!.by !== 'said') groups.get(only)!.key = word;
  }
  const open = ({ code }: CategoryGroup): number => (code === null ? 0 : 1);
  return [...groups.values()].sort((a, b) => open(a) - open(b) || b.rows - a.rows);
}
