import type { LonLat } from './along.ts';
import { metresPerDegree } from '../geometry/metric.ts';
import type { Network } from './network.ts';
import type { Route } from './route.ts';

/** Which way one turns onto a stretch of a way, from the direction one came; `start`: it is the first. */
export type Turn = 'start' | 'straight' | 'left' | 'right' | 'back';

/** A stretch of a walk that a person would tell as one. */
export interface WayOfRoute {
  /** '' where the line has none. */
  name: string;
  /** OpenStreetMap's `highway` (`steps`, `footway` …) or what the layer calls the kind of line; '' where it says none. */
  kind: string;
  lengthM: number;
  turn: Turn;
  /** WGS84 degrees of its beginning. */
  fromLonLat: LonLat;
}

/** Names and kinds of the lines that a network was built from, by line; a network that carries none has empty columns. */
export interface LineNames {
  names: readonly (string | null)[];
  kinds: readonly (string | null)[];
}

/** Less than this off the straight line is straight on, more than the second is back. */
const STRAIGHT_DEGREES = 35;
const BACK_DEGREES = 160;

/** How far before and after a turn its direction is taken: streets meet in short bends. */
const LOOK_M = 12;

/**
 * A walk as the ways it follows, in order: what lies on one named way of one kind is one entry, of nameless ways what
 * lies on one line or goes straight on. The lengths sum up to `distanceM`; a walk that does not use the network has none.
 */
export function describeRoute(network: Network, route: Route, lines: LineNames): WayOfRoute[] {
  const steps = listSteps(network, route);
  const ways: WayOfRoute[] = [];
  let lastLine = -1;
  steps.forEach((step, k) => {
    const name = lines.names[step.line] ?? '';
    const kind = lines.kinds[step.line] ?? '';
    const last = ways.at(-1);
    const turn = last ? turnAt(steps, k) : 'start';
    const sameWay = last !== undefined && last.name === name && last.kind === kind;
    if (sameWay && (name !== '' || step.line === lastLine || turn === 'straight'))
      last.lengthM += step.lengthM;
    else ways.push({ name, kind, lengthM: step.lengthM, turn, fromLonLat: step.from });
    lastLine = step.line;
  });
  return ways;
}

/** A straight piece of a walk, on one segment of one line. */
interface Step {
  line: number;
  lengthM: number;
  from: LonLat;
  to: LonLat;
}

/** The walk segment by segment, those without a length left out. */
function listSteps(network: Network, { stretches }: Route): Step[] {
  const { edgeFirstPoint, pointAlongM, pointLine, pointLon, pointLat } = network;
  const steps: Step[] = [];
  for (const { edge, fromM, toM } of stretches) {
    const own: Step[] = [];
    const [low, high] = fromM <= toM ? [fromM, toM] : [toM, fromM];
    for (let p = edgeFirstPoint[edge]; p + 1 < edgeFirstPoint[edge + 1]; p++) {
      const [start, end] = [pointAlongM[p], pointAlongM[p + 1]];
      const [a, b] = [Math.max(low, start), Math.min(high, end)];
      if (!(b > a)) continue;
      const at = (m: number): LonLat => {
        const t = (m - start) / (end - start);
        return [
          pointLon[p] + t * (pointLon[p + 1] - pointLon[p]),
          pointLat[p] + t * (pointLat[p + 1] - pointLat[p])
        ];
      };
      own.push({ line: pointLine[p], lengthM: b - a, from: at(a), to: at(b) });
    }
    if (fromM <= toM) steps.push(...own);
    else for (const step of own.reverse()) steps.push({ ...step, from: step.to, to: step.from });
  }
  return steps;
}

/** Which way one turns between step k − 1 and step k. */
function turnAt(steps: Step[], k: number): Turn {
  let first = k - 1;
  for (let m = steps[first].lengthM; first > 0 && m < LOOK_M; m += steps[first].lengthM) first--;
  let last = k;
  for (let m = steps[last].lengthM; last + 1 < steps.length && m < LOOK_M; m += steps[last].lengthM) last++;
  const corner = steps[k].from;
  const degrees = turnDegrees(steps[first].from, corner, steps[last].to);
  if (Math.abs(degrees) < STRAIGHT_DEGREES) return 'straight';
  if (Math.abs(degrees) > BACK_DEGREES) return 'back';
  return degrees > 0 ? 'left' : 'right';
}

/** From the direction a → b to b → c, to the left positive, −180 to 180. */
function turnDegrees(a: LonLat, b: LonLat, c: LonLat): number {
  const { x: perLon, y: perLat } = metresPerDegree(b[1]);
  const heading = (p: LonLat, q: LonLat): number =>
    Math.atan2((q[1] - p[1]) * perLat, (q[0] - p[0]) * perLon) * (180 / Math.PI);
  const turn = heading(b, c) - heading(a, b);
  return turn > 180 ? turn - 360 : turn <= -180 ? turn + 360 : turn;
}
