import type { Kind } from '../fields.ts';
import { plainCell, plainNumber } from './numbers.ts';
import { readHours } from './read-hours.ts';
import { readHas, readTally } from './read-tally.ts';

/** Whether a cell can be of a field of the kind. */
export function isOfKind(kind: Kind, cell: string): boolean {
  if (kind === 'flag') return true;
  if (kind === 'has') return readHas(cell) !== null;
  if (kind === 'percent') return !Number.isNaN(plainNumber(plainCell(cell).replace(/%$/, '')));
  if (kind === 'tally') return readTally(cell) !== null;
  return kind === 'hours' ? readHours(cell) !== null : true;
}
