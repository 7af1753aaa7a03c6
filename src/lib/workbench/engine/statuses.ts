import type { Status } from '../../coverage/coverage.ts';

/** The order in which a matrix numbers what a unit can be. */
export const STATUSES: Status[] = ['met', 'not_met', 'no_data', 'not_applicable', 'reported'];
