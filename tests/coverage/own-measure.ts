import type { Measure } from '../../src/lib/coverage/measure.ts';
import { measureOf, type OwnMeasure } from '../../src/lib/coverage/measures.ts';
import type { PopulationGroup } from '../../src/lib/standards/standard.ts';
import { populationGroupByCode } from '../../src/lib/standards/taxonomy.ts';

export const everyone = populationGroupByCode('all') as PopulationGroup;

/** A measure of eldercare sites for all residents, but for what is said. */
export function ownMeasure(own: Partial<OwnMeasure>): Measure {
  return measureOf(
    { id: 'mine', facilities: ['eldercare_site'], group: 'all', demand: 'auto', ...own },
    everyone
  );
}
