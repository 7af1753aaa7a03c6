import type { Measure } from '../coverage/measure.ts';
import { createUnitLocator, withParents } from '../demand/levels.ts';
import type { Units } from '../demand/units.ts';
import type { CandidateNeeds } from '../siting/candidate-needs.ts';
import { concatCandidates, pickCandidates, withoutLand } from '../siting/combine-candidates.ts';
import { judgeCandidates, type Judged } from '../siting/judge-candidates.ts';
import type { Candidates } from '../siting/siting.ts';
import { growingFacilities } from './growing-facilities.ts';
import { networkCandidates } from './network-candidates.ts';
import type { Session } from './session.ts';
import type { CANDIDATE_SOURCES, SitingChoice } from './siting-choice.ts';

/** The part of a siting question that says where sites may be. */
export type CandidateChoice = Pick<SitingChoice, 'candidates'> &
  Partial<Pick<SitingChoice, 'in' | 'forbid' | 'needs' | 'sizes' | 'cost_per_m2' | 'cost_each'>>;

/** The candidates of a siting question: all that were gathered, which of them are fit, and why the others are not. */
export interface Gathered extends Judged {
  /** All, with the community of each; the fit and the unfit of `Judged` are indexes of these. */
  candidates: Candidates;
  /** The fit ones alone, in their order. */
  fitting: Candidates;
}

type SourceOfCandidates = (typeof CANDIDATE_SOURCES)[number];

/** One behind the other, what stands first: at the same gain the earlier is preferred (`preferenceOf`). */
const ORDER: readonly SourceOfCandidates[] = ['layer', 'facilities', 'land', 'network'];

/** Questions that are asked again and again while a user tries things; more are forgotten. */
const KEPT = 8;
const kept = new WeakMap<Session, { asked: string; gathered: Gathered | null }[]>();

/**
 * The candidates that a choice means for the measures sited there, each with its community, and judged. Sources come one behind the
 * other: buildings of the layer (or, where the study has none and asks for nothing else, places on the network), facilities
 * that could grow, land of the layer, places on the network; codes and the order within each stay as they are. Candidates
 * without a price are priced by `cost_per_m2` and `cost_each` where these are said. Null where the study has none such. The
 * same question gives the same object, until the scenario's facilities are others. Throws for a community that is not known.
 */
export function gatherCandidates(
  session: Session,
  choice: CandidateChoice,
  measures: readonly Measure[]
): Gathered | null {
  const { candidates, in: inside, forbid, needs, sizes, cost_per_m2, cost_each } = choice;
  const grows = [candidates].flat().includes('facilities');
  const asked = JSON.stringify([
    ...[candidates, inside, forbid, needs, sizes, cost_per_m2, cost_each],
    ...[measures, grows ? session.lately.edits : '']
  ]);
  const list = kept.get(session) ?? [];
  kept.set(session, list);
  const known = list.find((each) => each.asked === asked);
  if (known) return known.gathered;
  const gathered = gather(session, choice, measures);
  list.push({ asked, gathered });
  if (list.length > KEPT) list.shift();
  return gathered;
}

function gather(session: Session, choice: CandidateChoice, measures: readonly Measure[]): Gathered | null {
  const { units } = session.inputs;
  const needs = needsOf(choice, measures, units);
  const parts = listSources(session, choice, measures);
  if (parts.length === 0) return null;
  const all = parts.length === 1 ? parts[0] : concatCandidates(parts);
  const locate = createUnitLocator(units, 'community');
  const candidates: Candidates = {
    ...all,
    cost: pricesOf(all, choice, needs.leastM2),
    unit: Int32Array.from(all.lon, (lon, i) => locate(lon, all.lat[i]))
  };
  const judged = judgeCandidates(candidates, needs);
  const fitting = judged.unfit.length === 0 ? candidates : pickCandidates(candidates, judged.fit);
  return { ...judged, candidates, fitting };
}

function listSources(session: Session, choice: CandidateChoice, measures: readonly Measure[]): Candidates[] {
  const sources = [choice.candidates].flat();
  const given = session.inputs.candidates;
  const found = ORDER.filter((source) => sources.includes(source)).map((source) => {
    if (source === 'facilities') return growingFacilities(session, measures, choice.cost_each ?? null);
    if (source === 'network') return markNetwork(networkCandidates(session));
    return given && (source === 'land' ? landOf(given) : withoutLand(given));
  });
  const parts = found.filter((part): part is Candidates => part !== null && part.code.length > 0);
  if (parts.length > 0 || !sources.includes('layer')) return parts;
  const instead = markNetwork(networkCandidates(session));
  return instead ? [instead] : [];
}

const markNetwork = (candidates: Candidates | null): Candidates | null =>
  candidates && { ...candidates, kind: candidates.code.map(() => 'network' as const) };

function landOf(given: Candidates): Candidates {
  const kind = given.kind ?? [];
  return pickCandidates(
    given,
    Array.from(kind.keys()).filter((i) => kind[i] === 'land')
  );
}

/** Yuan of each candidate: as given, else floor space (of what is to be built: as much as is needed) or places at their price. */
function pricesOf(
  { cost, floorAreaM2, kind, capacity }: Candidates,
  { cost_per_m2: perM2, cost_each: each }: CandidateChoice,
  leastM2 = NaN
): Float64Array {
  return cost.map((given, i) => {
    if (!Number.isNaN(given) || kind?.[i] === 'facility') return given;
    const stands = (kind?.[i] ?? 'stock') === 'stock';
    const area = stands || floorAreaM2[i] > 0 ? floorAreaM2[i] : leastM2;
    if (perM2 !== undefined && area > 0) return perM2 * area;
    return each !== undefined && capacity ? each * capacity[i] : NaN;
  });
}

/**
 * What candidates have to be: what the user says, and no smaller than the measures' own rules and the smallest size ask for.
 */
function needsOf(choice: CandidateChoice, measures: readonly Measure[], units: Units): CandidateNeeds {
  const { needs = {}, sizes = [], forbid } = choice;
  const smallest = Math.min(...sizes.map((size) => size.least_m2 ?? 0));
  const leastM2 = Math.max(
    needs.least_m2 ?? 0,
    Number.isFinite(smallest) ? smallest : 0,
    ...measures.map((measure) => measure.needs?.min_floor_area_m2 ?? 0)
  );
  return {
    categories: [...new Set(measures.flatMap((measure) => measure.categories))],
    ...(leastM2 > 0 && { leastM2 }),
    ...(needs.basement !== undefined && { basement: needs.basement }),
    ...(needs.highest_floor !== undefined && { highestFloor: needs.highest_floor }),
    ...(needs.ground_floor !== undefined && { groundFloor: needs.ground_floor }),
    ...(needs.barrier_free !== undefined && { barrierFree: needs.barrier_free }),
    ...(needs.available_by !== undefined && { availableBy: needs.available_by }),
    ...(needs.acquisition !== undefined && { acquisition: needs.acquisition }),
    ...(needs.tenure !== undefined && { tenure: needs.tenure }),
    ...(forbid !== undefined && { forbid }),
    ...(choice.in !== undefined && choice.in.length > 0 && { units: communitiesIn(units, choice.in) })
  };
}

/** The communities that are named, or lie in a unit that is (codes or names). Throws for a name that none has. */
export function communitiesIn(units: Units, named: readonly string[]): Set<number> {
  const words = new Set(named.map((word) => word.trim()));
  const meant = new Set<number>();
  const unknown = new Set(words);
  units.code.forEach((code, unit) => {
    for (const word of [code, units.name[unit]]) {
      if (!words.has(word)) continue;
      meant.add(unit);
      unknown.delete(word);
    }
  });
  if (unknown.size > 0) {
    const list = [...unknown];
    throw new Error(
      `没有名为“${list.join('”“')}”的社区 · expected codes or names of communities, got "${list.join('", "')}"`
    );
  }
  const inside = units.code.flatMap((_, unit) =>
    units.level[unit] === 'community' && withParents(units, unit).some((each) => meant.has(each))
      ? [unit]
      : []
  );
  return new Set(inside);
}
