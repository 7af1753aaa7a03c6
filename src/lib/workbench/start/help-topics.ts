import type { Tab } from '../shell/steps.ts';

/** What help can be had of, in the order of the help page. */
export const HELP_TOPICS = [
  'share',
  'straight',
  'uncovered',
  'personM',
  'distance',
  'causes',
  'edge',
  'sensitivity',
  'ranking',
  'proof',
  'robust',
  'score',
  'compliance',
  'classes'
] as const;
export type HelpTopic = (typeof HELP_TOPICS)[number];

/** What the figures of each table are; none: the table explains itself. */
export const TOPICS_OF_TABLE: Partial<Record<Tab, readonly HelpTopic[]>> = {
  coverage: ['share', 'straight', 'distance'],
  gaps: ['uncovered', 'personM', 'causes', 'ranking', 'distance'],
  siting: ['proof', 'robust'],
  compliance: ['compliance'],
  standards: ['compliance']
};
