import type { Measure } from '../coverage/measure.ts';
import type { Spread } from '../demand/spread-population.ts';
import { joinPoints } from '../network/join.ts';
import { addHousing, growUnits, housingOf, type Housing } from './add-housing.ts';
import { changeInputs } from './change-inputs.ts';
import type { Inputs } from './inputs.ts';
import { mendRoads } from './mend-roads.ts';
import { networkOf } from './saved-graph.ts';
import { layerOf, type Edit, type Scenario } from './scenario.ts';
import { demandOf, joinDemand, spreadOf, type Session } from './session.ts';
import type { JoinedDemand } from './study.ts';

export type LinkEdit = Extract<Edit, { do: 'link' }>;

/** Sessions that are kept beside the one of the present state: a network of a city is large. */
const KEPT = 3;
const kept = new WeakMap<Session, { asked: string; session: Session }[]>();

/** True for an edit that changes more than facilities: candidates, housing, links, attributes of units. */
export const changesGround = (edit: Edit): boolean => layerOf(edit) !== 'facilities';

/** The links that edits leave, in the order in which they were added. Throws for an edit of a link that is not there. */
export function linksIn(edits: readonly Edit[]): LinkEdit[] {
  const found = new Map<string, LinkEdit>();
  for (const edit of edits) {
    if (edit.do === 'link') {
      if (found.has(edit.code)) throw new Error(`expected a new link code, got ${edit.code}, which exists`);
      found.set(edit.code, edit);
    } else if (edit.do === 'close' && edit.layer === 'links' && !found.delete(edit.code))
      throw new Error(`expected the code of a link, got ${edit.code}`);
  }
  return [...found.values()];
}

/**
 * The session in which a scenario is worked out: that of the present state (`from`, or what it was derived of) where the scenario changes facilities only, else
 * one of its own with the links made, the housing added, and the candidates and attributes as they are set. Attributes come first:
 * housing lives in communities as the scenario has set them. It shares all that does not change: without links the network, without
 * housing and attributes of units the people. The last few are kept (unless `keep` is false), so that the same edits give the same
 * session; rules, solvers and the title are always those that the present state's has now. Throws for edits of what is not there.
 */
export function sessionFor(from: Session, scenario: Scenario, keep = true): Session {
  const session = from.base ?? from;
  const edits = scenario.edits.filter(changesGround);
  if (edits.length === 0) return session;
  const asked = JSON.stringify(edits);
  const list = kept.get(session) ?? [];
  const known = list.find((each) => each.asked === asked);
  const own = known?.session ?? derive(session, edits);
  if (known || keep) {
    kept.set(session, [{ asked, session: own }, ...list.filter((each) => each !== known)].slice(0, KEPT));
  }
  bringAlong(own, session);
  return own;
}

/** Takes over what may be changed of an open session. */
function bringAlong(own: Session, session: Session): void {
  own.solver = session.solver;
  own.tools = session.tools;
  own.inputs.title = session.inputs.title;
  if (own.standards === session.standards && own.choices === session.choices) return;
  own.standards = session.standards;
  own.choices = session.choices;
  own.lately = { ...own.lately };
}

function derive(session: Session, edits: readonly Edit[]): Session {
  const links = linksIn(edits);
  const changed = changeInputs(session.inputs, edits);
  const housing = housingOf(changed.units, edits);
  const ground = layLinks(session, changed, links);
  const { inputs, network } = ground;
  const isSameNetwork = network === session.network;
  const plain: Session = isSameNetwork
    ? { ...session, inputs, demands: new Map() }
    : { ...session, inputs, network, weighed: new Map(), demands: new Map() };
  const before = (method: Measure['demand']) => spreadBefore(session, plain, method);
  const units = growUnits(inputs.units, housing, () => before('auto'));
  const { facilities } = inputs;
  const present = isSameNetwork
    ? session.present
    : { facilities, joins: network ? joinPoints(network, facilities) : null };
  const isSamePeople = isSameNetwork && housing.length === 0 && inputs.units === session.inputs.units;
  return {
    ...plain,
    base: session,
    inputs: { ...inputs, units },
    present,
    ...(isSamePeople
      ? // Only the candidates differ: all that is known of walks holds on.
        { demands: session.demands, lately: { ...session.lately } }
      : {
          demands: new Map<Measure['demand'], JoinedDemand>(),
          lately: { edits: '[]', ...present, distances: new Map() },
          spread: (method) => housePeople(plain, before(method), housing, method)
        }),
    lostLinks: ground.lost.map(({ code, name = '' }) => ({ code, name }))
  };
}

function layLinks(
  { network }: Session,
  inputs: Inputs,
  links: readonly LinkEdit[]
): { inputs: Inputs; network: Session['network']; lost: readonly LinkEdit[] } {
  if (links.length === 0) return { inputs, network, lost: [] };
  if (!inputs.roads || !network) return { inputs, network, lost: links };
  const mends = links.map(({ from, to }) => ({ from, to }));
  const { roads, lost } = mendRoads(inputs.roads, mends);
  const isLost = new Set(lost);
  const without = links.filter((_, i) => isLost.has(mends[i]));
  if (without.length === links.length) return { inputs, network, lost: without };
  const laid = networkOf(roads, null);
  // The lines of links come after all others.
  laid.joinable = inputs.roads.first.length - 1;
  return { inputs: { ...inputs, roads }, network: laid, lost: without };
}

/** People on the changed ground before its housing; they live where they lived, whatever is opened: a link moves nobody. */
function spreadBefore(base: Session, plain: Session, method: Measure['demand']): Spread {
  if (plain.inputs.units === base.inputs.units) return demandOf(base, method).demand;
  return spreadOf({ ...plain, network: base.network }, method);
}

function housePeople(
  plain: Session,
  before: Spread,
  housing: readonly Housing[],
  method: Measure['demand']
): JoinedDemand {
  if (housing.length === 0) return joinDemand(plain, before, method);
  const lives = method !== 'building' && method !== 'land';
  // What is kept of a demand is of its units, and these have grown.
  const demand = lives ? addHousing(before, housing, plain.inputs.units) : { ...before };
  return joinDemand(plain, demand, method);
}
