import type { Pen } from '../pen.ts';
import { NO_DATA } from './colours.ts';
import { boundsOf, xOf, yOf, type Frame } from './frame.ts';
import type { Focus } from './focus.ts';
import type { Areas, Box, MapGround } from './ground.ts';
import type { Theme } from './theme.ts';

/** Vertices nearer than this to the one before are passed over, in points: half a dot of 300 to the inch. */
const STEP_PT = 0.12;

/** Areas of one stroke. */
const AT_ONCE = 16;

/** Land of which nothing is said. */
const LAND = '#f5f2ea';
const LINE = '#5b6470';
const UPPER = '#374151';
export const EDGE_LINE = '#1f2937';
const FOCUS_LINE = '#111827';
const HATCH = '#9a958a';

/** Rows of the communities that the frame shows, ascending so that the drawing is always the same. */
export function communitiesIn(ground: MapGround, frame: Frame): number[] {
  const [west, south, east, north] = boundsOf(frame, 4);
  return (ground.communityIndex?.search(west, south, east, north) ?? []).sort((a, b) => a - b);
}

/** Adds the rings of one area to the path. */
function traceArea(pen: Pen, areas: Areas, row: number, frame: Frame): void {
  const { shapeFirst, partFirst, ringFirst } = areas;
  const first = partFirst[shapeFirst[row]];
  const end = partFirst[shapeFirst[row + 1]];
  for (let ring = first; ring < end; ring++)
    traceLine(pen, areas, ringFirst[ring], ringFirst[ring + 1], frame, true);
}

/** Strokes areas, some at a time: one by one costs three times as much, and a path of thousands is slow to fill in. */
function strokeAreas(pen: Pen, areas: Areas, rows: readonly number[], frame: Frame): void {
  for (let at = 0; at < rows.length; at += AT_ONCE) {
    pen.beginPath();
    for (const row of rows.slice(at, at + AT_ONCE)) traceArea(pen, areas, row, frame);
    pen.stroke();
  }
}

/** Adds a line of vertices to the path, those too near to each other left out. */
export function traceLine(
  pen: Pen,
  { x, y }: { x: Float64Array; y: Float64Array },
  first: number,
  end: number,
  frame: Frame,
  isRing: boolean
): void {
  let [lastX, lastY] = [NaN, NaN];
  for (let i = first; i < end; i++) {
    const atX = xOf(frame, x[i]);
    const atY = yOf(frame, y[i]);
    if (i === first) pen.moveTo(atX, atY);
    else if (i === end - 1 && isRing) break;
    else if (i < end - 1 && Math.abs(atX - lastX) < STEP_PT && Math.abs(atY - lastY) < STEP_PT) continue;
    else pen.lineTo(atX, atY);
    lastX = atX;
    lastY = atY;
  }
  if (isRing) pen.closePath();
}

/**
 * Fills the communities with their colours upon a dark edge: of what is stroked first only the half that no community covers stays, the outline of
 * the study, and no union of thousands of shapes is needed.
 */
export function fillCommunities(
  pen: Pen,
  ground: MapGround,
  rows: number[],
  theme: Theme,
  frame: Frame,
  size: number
): void {
  const { communities } = ground;
  pen.lineJoin = 'round';
  pen.strokeStyle = EDGE_LINE;
  pen.lineWidth = 3.4 * size;
  strokeAreas(pen, communities, rows, frame);
  for (const row of rows) {
    const found = theme.classes[row];
    pen.fillStyle = theme.kind === 'none' ? LAND : found < 0 ? NO_DATA : theme.colours[found];
    pen.beginPath();
    traceArea(pen, communities, row, frame);
    pen.fill('evenodd');
  }
  const unknown = theme.kind === 'none' ? [] : rows.filter((row) => theme.classes[row] < 0);
  if (unknown.length > 0) hatchAreas(pen, communities, unknown, frame, size);
}

/** Slanting lines over areas of which nothing is known: grey alone would pass for a class in a grey print. */
function hatchAreas(pen: Pen, areas: Areas, rows: number[], frame: Frame, size: number): void {
  pen.save();
  pen.beginPath();
  for (const row of rows) traceArea(pen, areas, row, frame);
  pen.clip('evenodd');
  hatchBox(pen, frame.box, size);
  pen.restore();
}

/** Slanting lines across a box; the clip is the caller's. */
export function hatchBox(pen: Pen, { x, y, width, height }: Box, size: number): void {
  const step = 5 * size;
  pen.beginPath();
  // On whole steps of the page, so that neighbours' lines meet.
  for (let at = Math.ceil((x + y) / step) * step; at < x + y + width + height; at += step) {
    pen.moveTo(Math.min(at - y, x + width), Math.max(y, at - x - width));
    pen.lineTo(Math.max(x, at - y - height), Math.min(at - x, y + height));
  }
  pen.strokeStyle = HATCH;
  pen.lineWidth = 0.45 * size;
  pen.stroke();
}

/** Outlines of communities, thinner where they are small, and of the units above them. */
export function outlineUnits(pen: Pen, ground: MapGround, rows: number[], frame: Frame, size: number): void {
  const { communities, upper } = ground;
  const sidePt = Math.sqrt((frame.box.width * frame.box.height) / Math.max(1, rows.length));
  pen.strokeStyle = LINE;
  pen.lineJoin = 'round';
  pen.lineWidth = size * Math.min(0.6, Math.max(0.15, sidePt / 90));
  strokeAreas(pen, communities, rows, frame);
  pen.strokeStyle = UPPER;
  pen.lineWidth = size * (sidePt < 20 ? 0.7 : 1.4);
  const [west, south, east, north] = boundsOf(frame, 4);
  const shown = Array.from(upper.code.keys()).filter((row) => {
    const [w, s, e, n] = upper.bounds.subarray(4 * row, 4 * row + 4);
    return w <= east && e >= west && s <= north && n >= south;
  });
  strokeAreas(pen, upper, shown, frame);
}

/** Makes all pale but the communities of the focus. */
export function paleOthers(pen: Pen, ground: MapGround, focus: Focus, frame: Frame): void {
  pen.beginPath();
  pen.rect(frame.box.x, frame.box.y, frame.box.width, frame.box.height);
  focus.rows.forEach((is, row) => {
    if (is) traceArea(pen, ground.communities, row, frame);
  });
  pen.fillStyle = 'rgba(255,255,255,0.62)';
  pen.fill('evenodd');
}

/** The strong outline of the focus; of a unit above the communities its own shape, or each community where it has none. */
export function outlineFocus(pen: Pen, ground: MapGround, focus: Focus, frame: Frame, size: number): void {
  if (!focus.unit) return;
  const above = focus.unit.level === 'community' ? undefined : ground.upperRow.get(focus.unit.code);
  pen.strokeStyle = FOCUS_LINE;
  pen.lineJoin = 'round';
  pen.lineWidth = 2.2 * size;
  pen.beginPath();
  if (above !== undefined) traceArea(pen, ground.upper, above, frame);
  else if (focus.count === 1) traceArea(pen, ground.communities, focus.rows.indexOf(1), frame);
  pen.stroke();
}
