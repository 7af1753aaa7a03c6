import { plainName } from './fields.ts';
import type { Choices, Layer } from './report.ts';
import type { Source } from './source.ts';

/** What was chosen for a file, for the next one of the same shape: plain JSON. */
export interface Remembered {
  shape: string;
  as: Layer;
  map?: Record<string, string>;
  crs?: string;
  same?: Record<string, string>;
  categories?: Record<string, string>;
  answers?: Record<string, string>;
}

/** Shapes that are kept; of more the oldest are forgotten. */
const MOST = 100;

/** What files of one making have in common: their columns, whatever the order, case and forms. */
export function shapeKey(headers: readonly string[]): string {
  return headers
    .map((header) => plainName(header))
    .sort()
    .join('|');
}

/** Answers about one file's rows are not the next one's. */
const lasting = (answers: Record<string, string> = {}): Record<string, string> =>
  Object.fromEntries(Object.entries(answers).filter(([key]) => !/:\d+$/.test(key)));

/** The list with what was chosen for `source`, the newest last, at most 100 shapes; the list given stays as it was. */
export function rememberChoices(
  list: readonly Remembered[],
  source: Pick<Source, 'headers'>,
  choices: Partial<Choices> & Pick<Choices, 'as'>
): Remembered[] {
  const shape = shapeKey(source.headers);
  const { as, map, crs, same, categories, answers } = choices;
  const one: Remembered = { shape, as };
  // `auto` is what would be worked out anyway.
  if (crs && crs !== 'auto') one.crs = crs;
  if (hasKeys(map)) one.map = { ...map };
  if (hasKeys(same)) one.same = { ...same };
  if (hasKeys(categories)) one.categories = { ...categories };
  if (hasKeys(lasting(answers))) one.answers = lasting(answers);
  return [...list.filter((other) => other.shape !== shape), one].slice(-MOST);
}

const hasKeys = (value?: object): boolean => value !== undefined && Object.keys(value).length > 0;

/**
 * What was chosen for the last file of the same shape, as `said` of this one: columns that this file calls a little
 * differently under its own names, without those it has not. Null where none is remembered; a list that is damaged
 * counts as none.
 */
export function recallChoices(list: unknown, source: Pick<Source, 'headers'>): Partial<Choices> | null {
  if (!Array.isArray(list)) return null;
  const shape = shapeKey(source.headers);
  const found = (list as Partial<Remembered>[]).findLast((one) => one?.shape === shape);
  if (!found?.as) return null;
  const { as, crs } = found;
  const own = new Map(source.headers.map((header) => [plainName(header), header]));
  const here = (column: string): string | null =>
    column === '' || source.headers.includes(column) || column.startsWith('geometry.')
      ? column
      : (own.get(plainName(column)) ?? (column.includes('+') ? sumHere(column) : null));
  const sumHere = (sum: string): string | null => {
    const parts = sum.split('+').map(here);
    return parts.includes(null) ? null : parts.join('+');
  };
  const map = Object.entries(texts(found.map)).flatMap(([field, column]): [string, string][] => {
    const now = here(column);
    return now === null ? [] : [[field, now]];
  });
  return {
    as,
    ...(typeof crs === 'string' ? { crs } : {}),
    ...(map.length > 0 ? { map: Object.fromEntries(map) } : {}),
    ...(found.same ? { same: texts(found.same) } : {}),
    ...(found.categories ? { categories: texts(found.categories) } : {}),
    ...(found.answers ? { answers: texts(found.answers) } : {})
  };
}

const texts = (value: unknown): Record<string, string> =>
  Object.fromEntries(
    Object.entries(value ?? {}).filter((pair): pair is [string, string] => typeof pair[1] === 'string')
  );
