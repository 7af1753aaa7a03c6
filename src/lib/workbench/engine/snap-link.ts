import { distanceM } from '../../geometry/metric.ts';
import { positionAt, type LonLat } from '../../network/along.ts';
import { meetNetwork } from '../../network/meet.ts';
import type { Network } from '../../network/network.ts';
import { createWallLineFinder, type WallKind } from '../../network/walls.ts';
import type { Session } from '../../study/session.ts';
import { measureWalk } from './measure-walk.ts';
import type { Question } from './scene.ts';

/** A place further than this from every way is on none: a link can't begin there. */
export const SNAP_M = 30;

/** What a link would do, of its two ends on the network. */
export interface LinkFacts {
  /** Straight metres. */
  lengthM: number;
  /** The walk between the ends today; Infinity: there is none. */
  walkM: number;
  /** What it runs across, as far as the data knows it, each kind once with its names. */
  crosses: { kind: WallKind; names: string[] }[];
}

/** The nearest place on the network within `limitM` of a place (WGS84 degrees), as `meetNetwork` finds it; null: none is. */
export function snapPlace(network: Network | null, [lon, lat]: LonLat, limitM = SNAP_M): LonLat | null {
  if (!network) return null;
  const { edge, alongM } = meetNetwork(network, lon, lat, limitM, null);
  return edge < 0 ? null : positionAt(network, edge, alongM);
}

/** What a link between two places on the network of a session would do for those who walk in a question. */
export function linkFacts(session: Session, question: Question, from: LonLat, to: LonLat): LinkFacts {
  const [walk] = measureWalk(session, question, [from, to]);
  const walls = session.inputs.walls ?? null;
  const names = new Map<WallKind, Set<string>>();
  for (const line of createWallLineFinder(walls)(from, to)) {
    const kind = walls!.kind[line];
    const known = names.get(kind) ?? new Set<string>();
    names.set(kind, known);
    const name = (walls!.name?.[line] ?? '').trim();
    if (name) known.add(name);
  }
  return {
    lengthM: distanceM(from[0], from[1], to[0], to[1]),
    walkM: walk.fault ? Infinity : walk.lengthM,
    crosses: Array.from(names, ([kind, known]) => ({ kind, names: [...known] }))
  };
}
