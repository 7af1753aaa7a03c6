import type { Amount, Compute, Where } from './compute.ts';
import type { Standard } from './standard.ts';
import { populationGroupByCode } from './taxonomy.ts';

/**
 * Inputs that a rule can't be worked out without, as `inputs` lists them: the columns of `compute` and what its way of working
 * out asks for; each once. What only sharpens an answer (`instead`, `or`, `needs`) is none.
 */
export function inputsOf(rule: Pick<Standard, 'compute' | 'population_group' | 'project_default'>): string[] {
  return [...new Set([...basics(rule), ...columnsOf(rule.compute)])];
}

function basics({ compute, population_group: group }: Parameters<typeof inputsOf>[0]): string[] {
  const people = populationGroupByCode(group ?? 'all')?.population_field ?? 'pop_resident';
  switch (compute.how) {
    case 'coverage':
      return [
        'residential_points.geometry',
        `residential_points.${people}`,
        'facilities.geometry',
        'facilities.category',
        'walk_network.length_m'
      ];
    case 'adjacency':
    case 'together':
      return ['facilities.geometry', 'facilities.category'];
    case 'units':
      return compute.has === 'facility'
        ? ['admin_units.unit_id', 'facilities.category']
        : ['admin_units.unit_id'];
    case 'count':
    case 'each':
    case 'facilities':
      return ['admin_units.unit_id', 'facilities.category'];
    case 'tasks':
      return ['tasks.target_value', 'tasks.actual_value', 'tasks.deadline', 'tasks.department_lead'];
    default:
      return ['admin_units.unit_id'];
  }
}

/** Columns that the working out itself names, `table.*` left out. */
export function columnsOf(compute: Compute): string[] {
  switch (compute.how) {
    case 'coverage':
      return compute.within === undefined ? [] : [`study_areas.${compute.within}`];
    case 'count':
      return fromWhere(compute.where, 'facilities');
    case 'ratio':
      return [compute, ...(compute.beside ?? [])]
        .flatMap(({ top, bottom }) => [...fromAmount(top), ...(bottom ? fromAmount(bottom) : [])])
        .concat(fromWhere(compute.mean_of?.where, 'admin_units'));
    case 'units':
      return [
        ...fromWhere(compute.among.where, 'admin_units'),
        ...(compute.has === 'facility' ? [] : [compute.has.column])
      ];
    case 'facilities':
      return [compute.test.column];
    case 'each':
      return [
        compute.column,
        ...(compute.per === undefined ? [] : [compute.per]),
        ...(compute.by_tier === 'pop_resident' ? ['admin_units.pop_resident'] : []),
        ...fromWhere(compute.where, 'facilities')
      ];
    case 'grids':
      return [...(compute.column === undefined ? [] : [compute.column]), ...(compute.filled ?? [])];
    default:
      return [];
  }
}

function fromAmount({ sum, where }: Amount): string[] {
  const [table, name] = sum.split('.');
  return [...(name === '*' ? [] : [sum]), ...fromWhere(where, table)];
}

/** Which estate a facility is of is said by `facilities.estate_id`. */
function fromWhere(where: Where[] | undefined, table: string): string[] {
  return (where ?? []).flatMap(({ column }) =>
    table === 'facilities' && column.startsWith('estates.') ? [column, 'facilities.estate_id'] : [column]
  );
}
