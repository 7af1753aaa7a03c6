import { figure } from '../figures.ts';
import { communitiesIn } from './draw-areas.ts';
import type { Focus } from './focus.ts';
import { xOf, yOf, type Frame } from './frame.ts';
import type { Areas, MapGround } from './ground.ts';
import type { NameAsk } from './place-names.ts';
import type { Theme } from './theme.ts';

const INK = '#1f2937';
const FAINT = '#6b7280';

/** Points that a community is wide, on the whole, below which the units above are named in its stead. */
const NAMED_FROM_PT = 34;

/** Share of the map that names may lie on where they are wider than what they name. */
const SHARE_FROM_AFAR = 0.08;

/**
 * The names that a map asks for: of communities with their figures, the more people the sooner; from afar those of the units above them, and how much of the
 * map they may take.
 */
export function nameAsks(
  ground: MapGround,
  theme: Theme,
  focus: Focus,
  frame: Frame,
  size: number
): { asks: NameAsk[]; mostShare: number } {
  const { communities, upper } = ground;
  const rows = communitiesIn(ground, frame);
  const sidePt = Math.sqrt((frame.box.width * frame.box.height) / Math.max(1, rows.length));
  const isFar = sidePt < NAMED_FROM_PT * size;
  const mostShare = isFar ? SHARE_FROM_AFAR : 1;
  const above = upper.code.flatMap((_, row) => (upper.level[row] === 'subdistrict' ? [row] : []));
  if (isFar && above.length > 0) {
    const ask = (row: number) =>
      askFor(upper, row, frame, { figure: '', weight: areaOf(upper, row), colour: INK });
    return { asks: above.map(ask), mostShare };
  }
  const asks = rows.map((row) => {
    const isOfFocus = focus.rows[row] === 1;
    return askFor(communities, row, frame, {
      figure: isOfFocus ? figureOf(theme, row) : '',
      // What the map is about comes before its neighbours.
      weight: (communities.people[row] || 0) + (isOfFocus && focus.unit ? 1e9 : 0),
      colour: isOfFocus ? INK : FAINT
    });
  });
  return { asks, mostShare };
}

function figureOf({ kind, values }: Theme, row: number): string {
  if (kind === 'none' || Number.isNaN(values[row])) return '';
  return kind === 'share' ? figure(values[row], 'share') : figure(values[row], 'count');
}

function askFor(
  areas: Areas,
  row: number,
  frame: Frame,
  more: Pick<NameAsk, 'figure' | 'weight' | 'colour'>
): NameAsk {
  const [west, south, east, north] = areas.bounds.subarray(4 * row, 4 * row + 4);
  return {
    name: areas.name[row] || areas.code[row],
    x: xOf(frame, areas.innerX[row]),
    y: yOf(frame, areas.innerY[row]),
    // A third of the way to its edge, on the whole: a name stays in its own community.
    reachX: (east - west) / frame.metresPerPt / 4,
    reachY: (north - south) / frame.metresPerPt / 4,
    ...more
  };
}

const areaOf = (areas: Areas, row: number) =>
  (areas.bounds[4 * row + 2] - areas.bounds[4 * row]) *
  (areas.bounds[4 * row + 3] - areas.bounds[4 * row + 1]);
