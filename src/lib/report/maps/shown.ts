import type { MapAsk } from '../pictures.ts';
import { communitiesIn } from './draw-areas.ts';
import { boundsOf, type Frame } from './frame.ts';
import type { MapGround, MeasureGround } from './ground.ts';

/** What a map has room for: a city's facilities and homes on one page would hide the colours that tell of them. */
export interface Shown {
  /** Facilities that count, by row; none where they are too many. */
  facilities: readonly number[];
  dots: boolean;
}

/** Points that a facility, and a community with its homes, needs of each side of a square. */
const FACILITY_PT = 9;
const COMMUNITY_PT = 15;

/** What is shown in a frame, letters and signs of size 1 in it as large as `size`. A map of facilities shows them however many they are. */
export function chooseShown(
  ground: MapGround,
  measure: MeasureGround | undefined,
  { show, state }: Pick<MapAsk, 'show' | 'state'>,
  frame: Frame,
  size: number
): Shown {
  if (!measure) return { facilities: [], dots: false };
  const { x, y } = ground.facilities;
  const [west, south, east, north] = boundsOf(frame);
  const inside = Array.from(measure.facilities).filter(
    (i) => x[i] >= west && x[i] <= east && y[i] >= south && y[i] <= north
  );
  const sidePt = (count: number) =>
    Math.sqrt((frame.box.width * frame.box.height) / Math.max(1, count)) / size;
  // Where nobody is known to live, the points are only places on the way.
  const isWanted =
    show === 'uncovered' && state === 'now' && measure.facts.total > 0 && measure.dots() !== null;
  return {
    facilities: show === 'facilities' || sidePt(inside.length) >= FACILITY_PT ? inside : [],
    dots: isWanted && sidePt(communitiesIn(ground, frame).length) >= COMMUNITY_PT
  };
}
