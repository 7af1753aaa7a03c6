import type { WalkLeg } from '../engine/measure-walk.ts';
import { count, decimal } from '../words/figures.ts';
import { named, say } from '../words/words.svelte.ts';
import { crossesItself, legsOf, ringAreaM2 } from './measure.ts';
import type { Measuring } from './tools.svelte.ts';

/** Metres below ten kilometres to a whole metre (below a hundred to a tenth), else kilometres to ten metres. */
function metresWord(lengthM: number): string {
  if (lengthM < 100) return `${decimal(lengthM)} ${say('unit.m')}`;
  if (lengthM < 10_000) return `${count(lengthM)} ${say('unit.m')}`;
  return `${(lengthM / 1000).toFixed(2)} ${say('tools.km')}`;
}

/** An area in the unit that suits it: m² below a hectare, hectares below a square kilometre, else km² and hectares. */
function areaWord(areaM2: number): string {
  const hectares = areaM2 / 10_000;
  if (hectares < 1) return `${count(areaM2)} ${say('unit.m2')}`;
  if (hectares < 100) return `${hectares.toFixed(2)} ${say('tools.ha')}`;
  return `${(areaM2 / 1e6).toFixed(3)} ${say('tools.km2')} (${count(hectares)} ${say('tools.ha')})`;
}

/** What was measured: its head, and a line for each leg. */
export interface Measured {
  head: string;
  lines: string[];
}

/** A measure told in the language on screen; null before there is anything to tell. `walks`: of a walk, null while they are sought. */
export function tellMeasure({ kind, points }: Measuring, walks: readonly WalkLeg[] | null): Measured | null {
  if (points.length < 2) return null;
  if (kind === 'walk') return walks ? tellWalk(walks) : null;
  const closed = kind === 'area' ? [...points, points[0]] : points;
  const legs = legsOf(closed);
  const lines = legs.map((lengthM, i) => say('tools.leg', { n: i + 1, length: metresWord(lengthM) }));
  const wholeM = legs.reduce((sum, each) => sum + each, 0);
  if (kind === 'distance') return { head: metresWord(wholeM), lines: legs.length > 1 ? lines : [] };
  if (points.length < 3) return null;
  const head = crossesItself(points) ? say('tools.crossed') : areaWord(ringAreaM2(points));
  return { head, lines: [say('tools.around', { length: metresWord(wholeM) }), ...lines] };
}

function tellWalk(walks: readonly WalkLeg[]): Measured {
  const found = walks.filter(({ fault }) => fault === null);
  const lengthM = found.reduce((sum, leg) => sum + leg.lengthM, 0);
  const seconds = found.reduce((sum, leg) => sum + leg.seconds, 0);
  const lines = walks.flatMap((leg, i) => {
    const own = leg.fault
      ? [say(`tools.fault.${leg.fault}`)]
      : [
          ...(walks.length > 1 ? [walkWord(leg.lengthM, leg.seconds)] : []),
          ...leg.ways.map(({ zh, en }) => named(zh, en))
        ];
    return walks.length > 1 ? own.map((each, k) => (k === 0 ? `${i + 1}. ${each}` : each)) : own;
  });
  // A sum without one of its legs would be taken for the whole.
  return { head: found.length === walks.length ? walkWord(lengthM, seconds) : say('tools.noWalk'), lines };
}

function walkWord(lengthM: number, seconds: number): string {
  return say('tools.walked', { length: metresWord(lengthM), minutes: decimal(seconds / 60) });
}
