import type { Places } from '../coverage/coverage.ts';
import type { EdgeEffect } from '../coverage/edge-effect.ts';
import { facilitiesIn } from '../coverage/distances.ts';
import { leftOf } from '../coverage/places.ts';
import type { FromParent } from '../demand/from-parents.ts';
import { createUnitLocator } from '../demand/levels.ts';
import type { AccessResult } from '../study/access.ts';
import { populationGroupByCode } from '../standards/taxonomy.ts';
import { kneeOf } from '../siting/knee.ts';
import type { LinkSiting } from '../siting/link-siting.ts';
import type { Siting } from '../siting/siting.ts';
import type { Study } from '../study/study.ts';
import type { ToldSiting } from '../study/told-siting.ts';

/** A sentence in both languages. */
interface Words {
  zh: string;
  en: string;
}

/** Seconds of each step, in the order of the work. */
export type StepSeconds = Record<string, number>;

/**
 * What `summary.json` holds: the study in numbers, what it rests on, and how long each step took. `notServing`
 * facilities were left out by their status.
 */
export function summariseStudy(
  study: Study,
  reports: readonly object[],
  notServing: number,
  seconds: StepSeconds
): object {
  const { inputs, facilities, network, walker, demand, siting, scenario } = study;
  const { units } = inputs;
  const locate = createUnitLocator(units, 'community');
  const inside = facilities.code.filter((_, i) => locate(facilities.lon[i], facilities.lat[i]) >= 0).length;
  const levels = [...new Set(units.level)];
  const statuses = study.compliance.map((row) => row.status);
  return {
    title: study.title,
    scenario: { name: scenario.name, edits: scenario.edits.length },
    profiles: study.profiles,
    inputs: reports,
    methods: {
      population: demand.demand.method,
      population_from_parents: sayFromParents(study, demand.demand.fromParent),
      population_not_spread: sayFromParents(study, demand.demand.unspread),
      distance: network === null ? 'straight' : 'network',
      estimated: network === null,
      walker: { code: walker.code, speed_mps: walker.walk_speed_mps?.default ?? null },
      measures: study.results.map(({ measure, joined }) => ({
        id: measure.id,
        title_zh: measure.titleZh,
        title_en: measure.titleEn,
        group: measure.group,
        facilities: measure.categories,
        counts: measure.demand === 'building' || measure.demand === 'land' ? measure.demand : 'people',
        serving: facilitiesIn(facilities, measure.categories, measure.needs).length,
        limit_m: measure.limitM,
        limit_s: orNull(measure.limitS),
        speed_mps: measure.speedMps,
        population: joined.demand.method
      }))
    },
    totals: {
      units: Object.fromEntries(
        levels.map((level) => [level, units.level.filter((other) => other === level).length])
      ),
      people: Object.fromEntries(
        Object.entries(demand.demand.people).map(([field, people]) => [field, sumKnown(people)])
      ),
      facilities: facilities.code.length,
      facilities_in_community: inside,
      facilities_not_serving: notServing,
      demand_points: demand.demand.lon.length,
      demand_points_unconnected: demand.connected.filter((value) => value === 0).length,
      people_outside_units: Object.fromEntries(
        Object.entries(demand.demand.people).map(([field, people]) => [
          field,
          sumKnown(people.filter((_, i) => demand.demand.unit[i] < 0))
        ])
      ),
      network,
      unconnected: countLayers(study),
      mends_lost: study.lostMends.length,
      compliance: Object.fromEntries(
        [...new Set(statuses)].map((status) => [status, statuses.filter((other) => other === status).length])
      )
    },
    coverage: study.results.map(({ measure, joined, coverage }) => {
      const people = joined.demand.people[measure.field];
      if (people === undefined)
        return { standard: measure.id, group: measure.group, total: null, covered: null, share: null };
      const missing = joined.demand.missing?.[measure.field] ?? new Uint8Array(0);
      const total = sumKnown(people);
      const { places, served } = coverage;
      const known = places === undefined || served !== undefined;
      const covered = sumKnown(
        people.map((value, i) =>
          !coverage.covered[i] ? 0 : served ? value - leftOf(value, served[i]) : value
        )
      );
      return {
        standard: measure.id,
        group: measure.group,
        total,
        covered: known ? covered : null,
        share: known && total > 0 ? covered / total : null,
        ...(places ? { places: sayPlaces(places) } : {}),
        // Beside the sums, since they lack these communities' people.
        communities_missing: missing.filter((value) => value === 1).length
      };
    }),
    edge_effect: study.edgeEffects.map((effect) => {
      const sum = (people: Float64Array): number =>
        sumKnown(people.filter((_, i) => units.level[effect.unit[i]] === 'community'));
      return {
        standard: effect.measure.id,
        group: effect.measure.group,
        may_gain: sum(effect.mayGain),
        may_lose: sum(effect.mayLose)
      };
    }),
    ...(study.access?.length ? { access: study.access.map((answer) => summariseAccess(answer, study)) } : {}),
    siting: siting.map((answer, i) => summariseSiting(answer, study, study.told?.[i])),
    ...(study.unsited?.length ? { siting_unanswered: study.unsited } : {}),
    ...(study.links ? { siting_links: study.links.map(summariseLinks) } : {}),
    seconds
  };
}

/**
 * The measure whose uncovered people the end of the network's data concerns most, with the communities where they live, those
 * with most people first; null where it concerns nobody. A rule speaks of its own group alone, not of all residents it is also
 * measured for; and one that has no facility in the study says nothing of the edge.
 */
export function worstEdge(study: Pick<Study, 'edgeEffects' | 'results' | 'inputs'>): {
  standard: string;
  group: Words;
  people: number;
  names: string[];
  more: number;
} | null {
  const { units } = study.inputs;
  const sums = [...ownMeasures(study)].map(({ measure, unit: rows, mayGain }) => {
    const hit = Array.from(rows, (unit, i) => ({ unit, people: mayGain[i] }))
      .filter(({ unit, people }) => units.level[unit] === 'community' && people >= 0.5)
      .sort((a, b) => b.people - a.people || a.unit - b.unit);
    const people = Math.round(hit.reduce((sum, each) => sum + each.people, 0));
    const names = hit.slice(0, 5).map(({ unit }) => units.name[unit]);
    return {
      standard: measure.id,
      group: groupWords(measure.group),
      people,
      names,
      more: hit.length - names.length
    };
  });
  const worst = sums.sort((a, b) => b.people - a.people)[0];
  return worst && worst.people > 0 ? worst : null;
}

/** The edge effects that are told: of people, of the first measure of each id (the rule's own group), with a facility. */
function* ownMeasures({
  edgeEffects,
  results
}: Pick<Study, 'edgeEffects' | 'results'>): Generator<EdgeEffect> {
  const effects = new Map(edgeEffects.map((effect) => [effect.measure, effect]));
  const seen = new Set<string>();
  for (const { coverage } of results) {
    const { id, demand, part } = coverage.measure;
    // Floor space and land are no people, and of a circle's categories there are too many to tell of one.
    if (seen.has(id) || demand === 'building' || demand === 'land' || part !== undefined) continue;
    seen.add(id);
    const effect = effects.get(coverage.measure);
    if (effect && coverage.straightM.some((metres) => metres < Infinity)) yield effect;
  }
}

function groupWords(code: string): Words {
  const group = populationGroupByCode(code);
  return group ? { zh: group.zh, en: group.en.toLowerCase() } : { zh: code, en: code };
}

/** Unconnected points by layer. */
function countLayers({ unconnected }: Study): Record<string, number> {
  const counts: Record<string, number> = { demand: 0, facilities: 0, candidates: 0 };
  for (const { layer } of unconnected) counts[layer]++;
  return counts;
}

/** What units above the communities gave of people, by field, and over how many communities it was shared out. */
function sayFromParents({ inputs: { units } }: Study, list: FromParent[]): object[] {
  return list.map(({ unit, field, communities }) => ({
    unit: units.code[unit],
    unit_name: units.name[unit],
    field,
    total: units.totals[field][unit],
    communities: communities.length
  }));
}

function orNull(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}

function sumKnown(values: Float64Array): number {
  return values.reduce((sum, value) => sum + (Number.isNaN(value) ? 0 : value), 0);
}

/** A siting answer in numbers; what only an asked question has is left out of the others. */
function summariseSiting(answer: Siting, { facilities }: Study, told: ToldSiting | undefined): object {
  const { candidates, money, phases } = answer;
  return {
    standard: answer.standard,
    model: answer.model,
    sites: Array.from(answer.sites, (site) => candidates.code[site]),
    sizes: answer.size,
    candidates: candidates.code.length,
    objective: orNull(answer.objective),
    bound: orNull(answer.bound),
    gap: orNull(answer.gap),
    proven: answer.proven,
    by: answer.by,
    today: answer.today,
    total: answer.total,
    left_out: answer.leftOut,
    closed: Array.from(answer.closed, (i) => facilities.code[i]),
    curve: Array.from(answer.curve),
    knee: {
      number: kneeAt(
        [0, ...answer.curve.keys()].map((_, k) => k),
        [0, ...answer.curve]
      ),
      money: money && kneeAt(money.used, money.value)
    },
    ...(phases ? { phases: { price: orNull(phases.price), price_share: orNull(phases.priceShare) } } : {}),
    faults: answer.faults.map(({ code, zh, en }) => ({ code, zh, en })),
    ...(told ? { question: told.question, asked: told.choice, notes: [...told.notes, ...answer.notes] } : {})
  };
}

function kneeAt(x: ArrayLike<number>, y: ArrayLike<number>): number | null {
  const knee = kneeOf({ x, y });
  return knee && x[knee.index];
}

/** New links in numbers, each with its sentence. */
function summariseLinks(answer: LinkSiting): object {
  const { standard, objective, bound, gap, proven, pairs, why } = answer;
  return {
    ...{ standard, straight_m: answer.straightM, times_around: answer.timesAround, pairs },
    ...{ objective, bound, gap, proven, why },
    links: answer.links.map(({ order, kind, crosses, gain, alone, cost, lengthM, walkM, sentence }) => ({
      ...{ order, kind, crosses, gain, alone, cost: orNull(cost) },
      ...{ length_m: lengthM, walk_m: orNull(walkM), sentence }
    })),
    sites: answer.sites.map(({ order, code, gain, alone, cost }) => ({
      ...{ order, code, gain, alone, cost: orNull(cost) }
    }))
  };
}

/** Access in numbers: how unevenly it is shared, and what it could not count. */
function summariseAccess(
  { choice, measure, access, unreachedPeople, unknown, facilities, acrossPeople, acrossUnits }: AccessResult,
  study: Study
): object {
  const shared = ({ mean, gini, palma, theil }: typeof acrossPeople) => ({
    ...{ mean: orNull(mean), gini: orNull(gini), palma: orNull(palma), theil: orNull(theil) }
  });
  return {
    ...choice,
    group: measure.group,
    limit_m: measure.limitM,
    facilities: facilities.length,
    facilities_unknown_capacity: Array.from(unknown, (i) => study.facilities.code[i]),
    facilities_unreached: access.unreachedSupply.length,
    people_unreached: unreachedPeople,
    people: shared(acrossPeople),
    communities: shared(acrossUnits),
    conservation: access.conservation
  };
}

/** How people were sent to places: by which way, and what is not known. */
function sayPlaces({ method, facilities, unknown, room, used, unproven }: Places) {
  return {
    method,
    facilities,
    capacity_unknown: unknown,
    room: sumKnown(room.filter((value) => value >= 0)),
    used: sumKnown(used.filter((value) => value >= 0)),
    unproven
  };
}
