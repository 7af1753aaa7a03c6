import type { Status } from '../../coverage/coverage.ts';

/** Shape of each status, so that it is told apart in grey print and by eyes that see no colour. */
export const MARKS: Record<Status, string> = {
  met: '✓',
  not_met: '✕',
  no_data: '?',
  not_applicable: '–',
  reported: '·'
};

/** The order in which statuses are listed. */
export const ORDER: Status[] = ['met', 'not_met', 'no_data', 'reported', 'not_applicable'];
