import type { Units } from '../demand/units.ts';
import type { UnitLevel } from '../standards/standard.ts';

/** What the area of a study is the whole of; null: nobody said, it may be a part of a city. */
export interface StudyArea {
  name: string;
  level: UnitLevel;
}

const extended = new WeakMap<Units, Map<string, Units>>();

/**
 * The units and, last, one for the whole study area, above all that have no unit above them: rules of a level that the data
 * has no units of are worked out for it. Its level is what `area` says, where there are no units of that level, else `city`.
 */
export function withStudyArea(units: Units, area: StudyArea | null): Units {
  const key = JSON.stringify(area);
  const known = extended.get(units) ?? new Map<string, Units>();
  extended.set(units, known);
  let whole = known.get(key);
  if (whole === undefined) {
    whole = extend(units, area);
    known.set(key, whole);
  }
  return whole;
}

function extend(units: Units, area: StudyArea | null): Units {
  const own = units.code.length;
  const { shapeFirst } = units.shape;
  const level = area && !units.level.includes(area.level) ? area.level : 'city';
  return {
    code: [...units.code, ''],
    name: [...units.name, area?.name ?? ''],
    level: [...units.level, level],
    isRural: Uint8Array.of(...units.isRural, 0),
    parent: Int32Array.from({ length: own + 1 }, (_, unit) =>
      unit === own ? -1 : units.parent[unit] < 0 ? own : units.parent[unit]
    ),
    // No shape: what lies in it is known by the units below.
    shape: { ...units.shape, shapeFirst: Uint32Array.of(...shapeFirst, shapeFirst[own]) },
    totals: Object.fromEntries(
      Object.entries(units.totals).map(([field, column]) => [field, Float64Array.of(...column, NaN)])
    )
  };
}
