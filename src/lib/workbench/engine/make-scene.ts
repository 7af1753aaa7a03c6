import { innerPoint } from '../../demand/inner-point.ts';
import type { ImportReport } from '../../import/report.ts';
import { POPULATION_GROUPS } from '../../standards/taxonomy.ts';
import { demandOf, studyMeasures, type Session } from '../../study/session.ts';
import { withOwnSpeed } from '../../study/walkers.ts';
import type { SitingChoice } from '../../study/siting-choice.ts';
import type { MeasureChoice, RuleChoices, Scene, ScenePoint } from './scene.ts';

/** What the page draws and lists of an opened study. */
export function makeScene(
  session: Session,
  about: {
    title: string;
    sample: boolean;
    layers: ImportReport[];
    choices: RuleChoices;
    siting: SitingChoice[];
  }
): Scene {
  const { inputs, network } = session;
  const { units, facilities } = inputs;
  const { demand, connected } = demandOf(session, 'auto');
  const residents = units.totals['pop_resident'];
  const people = demand.people['pop_resident'] ?? Object.values(demand.people)[0];
  let outside = 0;
  demand.unit.forEach((unit, i) => {
    if (unit < 0) outside += people?.[i] ?? 0;
  });
  return {
    ...about,
    bounds: boundsOf(units.shape),
    units: units.name.map((name, unit) => ({
      code: units.code[unit],
      name,
      level: units.level[unit],
      parent: units.parent[unit],
      people: residents?.[unit] ?? NaN,
      label:
        units.level[unit] === 'community' && units.shape.shapeFirst[unit] < units.shape.shapeFirst[unit + 1]
          ? innerPoint(units.shape, unit)
          : null
    })),
    facilities: {
      ...{ code: facilities.code, name: facilities.name, category: facilities.category },
      ...{ lon: facilities.lon, lat: facilities.lat, floorAreaM2: facilities.floorAreaM2 }
    },
    candidates: sceneCandidates(session),
    measures: listMeasures(session),
    rules: session.standards,
    areaName: session.choices.area?.name ?? '',
    walkers: POPULATION_GROUPS.map((group) => ({
      ...withOwnSpeed(group, session.choices),
      speedSaid: session.choices.walkers?.[group.code]?.speed_mps !== undefined,
      given: demand.people[group.population_field] !== undefined
    })),
    points: { lon: demand.lon, lat: demand.lat, people: people ?? new Float64Array(demand.lon.length) },
    methods: {
      demand: demand.method,
      network: network?.figures ?? null,
      unconnected: connected.reduce((sum, joined) => sum + (joined ? 0 : 1), 0),
      outside
    }
  };
}

/** The candidates of a session as the page lists them. */
export function sceneCandidates({ inputs: { candidates } }: Session): ScenePoint[] {
  if (!candidates) return [];
  return candidates.code.map((code, i) => ({
    code,
    name: candidates.name[i],
    lon: candidates.lon[i],
    lat: candidates.lat[i],
    floorAreaM2: candidates.floorAreaM2[i],
    cost: candidates.cost[i]
  }));
}

/** One choice a measure id; the group of the standard itself comes first in the list of measures. */
function listMeasures(session: Session): MeasureChoice[] {
  const byId = new Map<string, MeasureChoice>();
  for (const measure of studyMeasures(session)) {
    if (byId.has(measure.id)) continue;
    const standard = session.standards.find((s) => s.id === measure.id.split(':')[0]);
    byId.set(measure.id, {
      id: measure.id,
      titleZh: measure.titleZh,
      titleEn: measure.titleEn,
      categories: measure.categories,
      group: measure.group,
      minutes: Number.isNaN(measure.limitS) ? null : measure.limitS / 60,
      metres: Number.isNaN(measure.limitS) ? measure.limitM : null,
      citations: standard?.sources ?? [],
      profile: standard?.profile ?? null,
      threshold:
        standard && standard.threshold !== null ? `${standard.comparator} ${standard.threshold}` : null,
      speedIsDefault: true
    });
  }
  return [...byId.values()];
}

function boundsOf({ lon, lat }: { lon: Float64Array; lat: Float64Array }): Scene['bounds'] {
  const bounds: Scene['bounds'] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let i = 0; i < lon.length; i++) {
    bounds[0] = Math.min(bounds[0], lon[i]);
    bounds[1] = Math.min(bounds[1], lat[i]);
    bounds[2] = Math.max(bounds[2], lon[i]);
    bounds[3] = Math.max(bounds[3], lat[i]);
  }
  return bounds;
}
