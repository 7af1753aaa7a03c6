import type { Kind } from '../fields.ts';
import { codesOfList } from '../meanings/word-codes.ts';
import { plainCell, plainNumber } from './numbers.ts';
import { readHours } from './read-hours.ts';
import { readHas, readTally } from './read-tally.ts';

/** Whether a cell can be of a field of the kind; of a list at least half of its words have to be known. */
export function isOfKind(kind: Kind, field: string, cell: string): boolean {
  if (kind === 'flag') return true;
  if (kind === 'list') {
    const list = codesOfList(field, cell);
    return list === null || 2 * list.unknown.length <= list.words;
  }
  if (kind === 'has') return readHas(cell) !== null;
  if (kind === 'percent') return !Number.isNaN(plainNumber(plainCell(cell).replace(/%$/, '')));
  if (kind === 'tally') return readTally(cell) !== null;
  return kind === 'hours' ? readHours(cell) !== null : true;
}
