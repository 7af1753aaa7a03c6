import type { Pen } from '../pen.ts';
import { traceLine } from './draw-areas.ts';
import { boundsOf, type Frame } from './frame.ts';
import type { Roads } from './ground.ts';

/** Metres a point from which a rank is left out: a city's alleys would be one grey. */
const LEFT_OUT_FROM = [Infinity, 45, 14];

const COLOURS = ['#8f8a80', '#a39e94', '#b5b0a6'];
const WIDTHS_PT = [1.1, 0.6, 0.35];

/** Vertices of one stroke: a path of a whole city is slow to fill in. */
const AT_ONCE = 4000;

/** Roads as thin grey lines, the main ones stronger and on top. */
export function drawRoads(pen: Pen, roads: Roads, frame: Frame, size: number): void {
  const [west, south, east, north] = boundsOf(frame, 4);
  const found = (roads.index?.search(west, south, east, north) ?? []).sort((a, b) => a - b);
  // Thinner from afar, so that the colours below stay to be read.
  const near = Math.min(1, Math.max(0.45, Math.sqrt(6 / frame.metresPerPt)));
  pen.lineJoin = 'round';
  pen.lineCap = 'round';
  for (const rank of [2, 1, 0]) {
    if (frame.metresPerPt >= LEFT_OUT_FROM[rank]) continue;
    pen.strokeStyle = COLOURS[rank];
    pen.lineWidth = WIDTHS_PT[rank] * near * size;
    let vertices = 0;
    pen.beginPath();
    for (const line of found) {
      if (roads.rank[line] !== rank) continue;
      traceLine(pen, roads, roads.first[line], roads.first[line + 1], frame, false);
      vertices += roads.first[line + 1] - roads.first[line];
      if (vertices < AT_ONCE) continue;
      pen.stroke();
      pen.beginPath();
      vertices = 0;
    }
    pen.stroke();
  }
  pen.lineCap = 'butt';
}
