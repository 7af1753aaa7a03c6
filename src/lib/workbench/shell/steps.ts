/** The six steps of the work, in its order, and the tables that belong to each. */
export const STEPS = [
  { id: 'data', tabs: ['data', 'attributes', 'roads', 'sql'] },
  { id: 'standards', tabs: ['standards', 'compliance', 'tasks'] },
  { id: 'coverage', tabs: ['coverage'] },
  { id: 'gaps', tabs: ['gaps'] },
  { id: 'siting', tabs: ['siting'] },
  { id: 'report', tabs: ['report'] }
] as const;

export type StepId = (typeof STEPS)[number]['id'];
export type Tab = (typeof STEPS)[number]['tabs'][number];

export const TABS: readonly Tab[] = STEPS.flatMap(({ tabs }) => [...tabs]);

/** The step that a table belongs to. */
export function stepOf(tab: Tab): StepId {
  return (STEPS.find(({ tabs }) => (tabs as readonly Tab[]).includes(tab)) ?? STEPS[0]).id;
}

/** The tables of a step. */
export function tabsOf(step: StepId): readonly Tab[] {
  return (STEPS.find(({ id }) => id === step) ?? STEPS[0]).tabs;
}

/** How high the table stands under the map. */
export type TableSize = 'low' | 'half' | 'tall';

const FIRST_SIZES: Partial<Record<Tab, TableSize>> = {
  ...{ standards: 'tall', compliance: 'tall', tasks: 'tall' },
  siting: 'half',
  sql: 'tall'
};

/** The height that a table has where the user has chosen none. */
export const firstSizeOf = (tab: Tab): TableSize => FIRST_SIZES[tab] ?? 'low';
