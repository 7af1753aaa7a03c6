import { costsOfSets } from '../coverage/access-costs.ts';
import { parseDecay } from '../coverage/access-decay.ts';
import { RAAM_DEFAULTS } from '../coverage/access-raam.ts';
import { decayOf, measureAccess, takesDecay } from '../coverage/access.ts';
import { facilitiesIn } from '../coverage/distances.ts';
import type { Facilities } from '../coverage/facilities.ts';
import { inequalityOf, type Inequality } from '../coverage/inequality.ts';
import type { Measure } from '../coverage/measure.ts';
import { straightReachSets } from '../coverage/straight-reach.ts';
import type { Demand } from '../demand/demand.ts';
import { groupPoints, knownPeople } from '../demand/points-by-unit.ts';
import type { Units } from '../demand/units.ts';
import { pickJoins } from '../network/join.ts';
import { reachSets } from '../siting/reach-sets.ts';
import type { AccessChoice, AccessResult, UnitAccess } from './access.ts';
import { demandOf, type Session } from './session.ts';
import { networkFor } from './walkers.ts';

/** What the access questions of a study are, each with its measure: that of the group the data gives. Throws for an unknown id. */
export function accessQuestions(
  session: Session,
  measures: readonly Measure[]
): { measure: Measure; choice: AccessChoice }[] {
  return (session.choices.access ?? []).map((choice) => {
    const named = measures.filter(({ id, part }) => id === choice.standard && part === undefined);
    if (named.length === 0)
      throw new Error(
        `可达性所依据的“${choice.standard}”不在本研究的标准或自定义指标里 · ` +
          `expected access for a coverage standard or measure of the study, got "${choice.standard}"`
      );
    const given = named.find(({ demand, field }) => demandOf(session, demand).demand.people[field]);
    return { measure: given ?? named[0], choice };
  });
}

/**
 * Access by one method for the facilities that `facilitiesOf` gave last, over the walks of the measure's people; what lies
 * beyond its limit is not reached, by `nearest` too. RAAM's τ is that limit, and people move in any part, for they are spread
 * over points. A facility whose capacity is not known is left out and listed, never taken as 0; `nearest` asks for
 * none. Without roads distances are estimates (straight line × 1.3). Null where the data does not give the measure's group.
 */
export function accessOf(session: Session, measure: Measure, choice: AccessChoice): AccessResult | null {
  const { lately, inputs } = session;
  const { demand, joins } = demandOf(session, measure.demand);
  const people = demand.people[measure.field];
  if (people === undefined) return null;
  const { known, unknown, capacity } = capacitiesOf(lately.facilities, measure, choice);
  const network = networkFor(session, measure);
  const sets =
    network && joins && lately.joins
      ? reachSets(network, pickJoins(lately.joins, known), joins, measure.limitM)
      : straightReachSets(pickPlaces(lately.facilities, known), demand, measure.limitM);
  const { method } = choice;
  const access = measureAccess(costsOfSets(sets, people.length), people, capacity, {
    method,
    limit: measure.limitM,
    decay: readDecay(measure, choice),
    raam: { ...RAAM_DEFAULTS, tau: measure.limitM, wholePeople: false }
  });
  const unreachedPeople = access.unreachedDemand.reduce((sum, i) => sum + people[i], 0);
  const rows = byUnit(inputs.units, demand, measure.field, access.value);
  return {
    ...{ choice, measure, access, unreachedPeople, facilities: known, unknown, rows },
    acrossPeople: inequalityOf(access.value, people),
    acrossUnits: acrossCommunities(inputs.units, demand, measure.field, rows)
  };
}

function readDecay({ limitM }: Measure, { method, decay }: AccessChoice) {
  if (!takesDecay(method)) return null;
  return decay === undefined ? decayOf(method, limitM) : parseDecay(decay);
}

/** Qualifying facilities whose capacity is known, with it, and the others. */
function capacitiesOf(
  facilities: Facilities,
  { categories, needs }: Measure,
  { method, capacity: of }: AccessChoice
): { known: Int32Array; unknown: Int32Array; capacity: Float64Array } {
  const chosen = facilitiesIn(facilities, categories, needs);
  const column = of === 'floor_area_m2' ? facilities.floorAreaM2 : facilities[of];
  // The nearest is a place to walk to, however large.
  const amount = (i: number) => {
    if (method === 'nearest') return 1;
    // Tables write 0 for a floor area that is not known.
    return of === 'floor_area_m2' && column[i] === 0 ? NaN : column[i];
  };
  const known = chosen.filter((i) => !Number.isNaN(amount(i)));
  return {
    known,
    unknown: chosen.filter((i) => Number.isNaN(amount(i))),
    capacity: Float64Array.from(known, amount)
  };
}

function pickPlaces({ lon, lat }: Facilities, chosen: Int32Array) {
  return {
    lon: Float64Array.from(chosen, (i) => lon[i]),
    lat: Float64Array.from(chosen, (i) => lat[i])
  };
}

function byUnit(units: Units, demand: Demand, field: string, value: Float64Array): UnitAccess {
  const points = groupPoints(units, demand);
  const { first, chainFirst, chain } = points;
  const people = demand.people[field];
  const next = first.slice();
  const inside = new Uint32Array(first[first.length - 1]);
  for (let i = 0; i < value.length; i++) {
    const unit = demand.unit[i];
    if (unit < 0) continue;
    for (let k = chainFirst[unit]; k < chainFirst[unit + 1]; k++) inside[next[chain[k]]++] = i;
  }
  const known = knownPeople(field, units, demand, points);
  const unit = Int32Array.from(known.keys()).filter((u) => !Number.isNaN(known[u]));
  const found = Array.from(unit, (u) => {
    const own = inside.subarray(first[u], first[u + 1]);
    const pick = (column: Float64Array) => Float64Array.from(own, (i) => column[i]);
    return inequalityOf(pick(value), pick(people));
  });
  return {
    unit,
    value: Float64Array.from(found, ({ mean }) => mean),
    gini: Float64Array.from(found, ({ gini }) => gini),
    palma: Float64Array.from(found, ({ palma }) => palma)
  };
}

function acrossCommunities(
  units: Units,
  demand: Demand,
  field: string,
  { unit, value }: UnitAccess
): Inequality {
  const people = new Float64Array(units.code.length);
  for (let i = 0; i < demand.unit.length; i++)
    if (demand.unit[i] >= 0) people[demand.unit[i]] += demand.people[field][i];
  const rows = Array.from(unit.keys()).filter((row) => units.level[unit[row]] === 'community');
  return inequalityOf(
    Float64Array.from(rows, (row) => value[row]),
    Float64Array.from(rows, (row) => people[unit[row]])
  );
}
