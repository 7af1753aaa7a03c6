const KEY = 'yike.sql';
const MOST = 50;
const MOST_LETTERS = 20_000;

type Storage = Pick<globalThis.Storage, 'getItem' | 'setItem'>;
const browserStorage = (): Storage | undefined => globalThis.localStorage;

/** Queries that were run before on this machine, the last first; none where the browser keeps nothing or what it kept is odd. */
export function readQueries(storage = browserStorage): string[] {
  try {
    const kept: unknown = JSON.parse(storage()?.getItem(KEY) ?? '[]');
    if (!Array.isArray(kept)) return [];
    return kept
      .filter((text): text is string => typeof text === 'string' && text.length <= MOST_LETTERS)
      .slice(0, MOST);
  } catch {
    return [];
  }
}

/** The list with a query put first; a query that was there moves up. It is kept where the browser lets it. */
export function rememberQuery(queries: readonly string[], text: string, storage = browserStorage): string[] {
  const said = text.trim();
  if (said === '' || said.length > MOST_LETTERS) return [...queries];
  const next = [said, ...queries.filter((each) => each !== said)].slice(0, MOST);
  keepQueries(next, storage);
  return next;
}

/** Keeps the list; a browser that keeps nothing forgets it with the page. */
export function keepQueries(queries: readonly string[], storage = browserStorage): void {
  try {
    storage()?.setItem(KEY, JSON.stringify(queries));
  } catch {
    // Nothing is lost but the list.
  }
}
