import type { Distances } from '../coverage/distances.ts';
import { openSurvey, type Survey } from '../coverage/survey.ts';
import type { Demand } from '../demand/demand.ts';
import { groupPoints, type PointsByUnit } from '../demand/points-by-unit.ts';
import type { Units } from '../demand/units.ts';

const grouped = new WeakMap<Demand, PointsByUnit>();
const surveys = new WeakMap<Distances, Survey>();

/**
 * What the measures of one demand and one set of distances share, kept as long as these live. Distances that have changed
 * must come as an object of their own.
 */
export function surveyOf(units: Units, demand: Demand, distances: Distances): Survey {
  const known = surveys.get(distances);
  if (known?.demand === demand && known.units === units) return known;
  const points = grouped.get(demand) ?? groupPoints(units, demand);
  grouped.set(demand, points);
  const survey = openSurvey(units, demand, points, distances);
  surveys.set(distances, survey);
  return survey;
}
