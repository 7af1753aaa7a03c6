import type { Plane } from '../../geometry/metric.ts';
import type { Columns } from '../columns.ts';
import type { Dossier } from '../dossier.ts';
import type { MeasureFacts } from '../facts.ts';
import { indexOf, numbersOf } from './columns-of.ts';
import type { DemandDots } from './ground.ts';

/** Fields that say how many live at a point, the first that a layer has; a measure of a group counts fewer of them. */
const PEOPLE = ['pop_resident', 'pop_registered', 'pop_actual'];

/**
 * Finds the demand points that are out of reach by a measure, when they are asked for; null where the study has none. The layers name their
 * columns by measure and group (`ELD-COV-15_older_adult_cause`); what falls together has a number behind it.
 */
export function prepareDots(
  dossier: Dossier,
  measures: readonly MeasureFacts[],
  plane: Plane
): (key: string) => DemandDots | null {
  const found = new Map<string, { layer: Columns; cause: string }>();
  const taken = new Set<string>();
  for (const { key, id, group } of measures) {
    const wanted = group === 'all' ? id : `${id}_${group}`;
    for (const [name, layer] of dossier.layers) {
      if (!name.startsWith('demand_points')) continue;
      const names = [wanted, ...Array.from({ length: 9 }, (_, i) => `${wanted}_${i + 2}`)];
      const prefix = names.find((each) => layer.has(`${each}_cause`) && !taken.has(`${name}/${each}`));
      if (prefix === undefined) continue;
      taken.add(`${name}/${prefix}`);
      found.set(key, { layer, cause: `${prefix}_cause` });
      break;
    }
  }
  const made = new Map<string, DemandDots | null>();
  return (key) => {
    const known = made.get(key);
    if (known !== undefined) return known;
    const at = found.get(key);
    const dots = at ? uncoveredOf(at.layer, at.cause, plane) : null;
    made.set(key, dots);
    return dots;
  };
}

function uncoveredOf(layer: Columns, causeColumn: string, plane: Plane): DemandDots | null {
  const cause = layer.get(causeColumn);
  if (cause?.type !== 'VARCHAR') return null;
  const lon = numbersOf(layer, 'lon');
  const lat = numbersOf(layer, 'lat');
  const people = PEOPLE.map((field) => numbersOf(layer, field)).find(({ length }) => length > 0);
  const rows: number[] = [];
  cause.values.forEach((value, row) => {
    if (value !== null && value !== '' && value !== 'covered' && Number.isFinite(lon[row] + lat[row]))
      rows.push(row);
  });
  const x = Float64Array.from(rows, (row) => plane.x(lon[row]));
  const y = Float64Array.from(rows, (row) => plane.y(lat[row]));
  const bounds = new Float64Array(4 * rows.length);
  for (let i = 0; i < rows.length; i++) bounds.set([x[i], y[i], x[i], y[i]], 4 * i);
  return {
    ...{ x, y, index: indexOf(bounds) },
    people: Float64Array.from(rows, (row) => people?.[row] ?? 1)
  };
}
