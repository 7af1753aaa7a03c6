import type { Units } from '../demand/units.ts';
import type { Standard } from '../standards/standard.ts';

/** False for communities that the rule does not ask: what villages have is not of the town, nor the other way about. */
export function tellMeant({ scope }: Pick<Standard, 'scope'>, units: Units): (unit: number) => boolean {
  const { level, isRural } = units;
  return (unit) => level[unit] !== 'community' || (isRural[unit] === 1 ? scope.rural : scope.urban);
}
