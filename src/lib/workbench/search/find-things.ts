import { Matcher, type Sounds } from './match-text.ts';

export type ThingKind = 'unit' | 'facility' | 'site' | 'candidate' | 'road' | 'rule';

/** Things of one kind that can be found, as columns; `code` may be empty texts. */
export interface Things {
  kind: ThingKind;
  name: readonly string[];
  /** What else it is found by: its code, its name in the other language. */
  code: readonly string[];
}

/** A thing that answers a query: in which columns it stands, and where. */
export interface Found {
  things: Things;
  index: number;
  score: number;
}

/** Of equally good answers the kinds come in this order. */
const RANK: Record<ThingKind, number> = { unit: 6, site: 5, facility: 4, candidate: 3, road: 2, rule: 1 };

/** A code says less than a name that matches as well. */
const CODE_LESS = 60;

/**
 * The best answers to a query, at most `limit` of them and `perKind` of a kind, best first. Goes over all things once
 * and keeps only the best, so that tens of thousands take milliseconds.
 */
export function findThings(
  groups: readonly Things[],
  query: string,
  sounds: Sounds,
  limit = 12,
  perKind = 6
): Found[] {
  const matcher = new Matcher(query, sounds);
  if (matcher.isEmpty) return [];
  const all = groups.flatMap((things) => {
    const [name, code] = [lowered(things.name), lowered(things.code)];
    const best: Found[] = [];
    for (let index = 0; index < name.length; index++) {
      const byName = matcher.score(name[index]);
      const byCode = byName >= 900 ? 0 : matcher.score(code[index] ?? '') - CODE_LESS;
      const score = Math.max(byName, byCode);
      if (score <= 0) continue;
      if (best.length === perKind && score <= best[perKind - 1].score) continue;
      let at = best.length;
      while (at > 0 && best[at - 1].score < score) at--;
      best.splice(at, 0, { things, index, score });
      if (best.length > perKind) best.pop();
    }
    return best;
  });
  return all.sort((a, b) => b.score - a.score || RANK[b.things.kind] - RANK[a.things.kind]).slice(0, limit);
}

/** Columns in small letters, worked out once a column: a city's take longer than the search itself. */
const small = new WeakMap<readonly string[], string[]>();

function lowered(column: readonly string[]): string[] {
  let found = small.get(column);
  if (!found) {
    found = column.map((text) => (text ?? '').toLowerCase());
    small.set(column, found);
  }
  return found;
}
