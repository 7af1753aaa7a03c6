import type { MapAsk } from '../pictures.ts';
import type { Pen } from '../pen.ts';
import { communitiesIn, fillCommunities, outlineFocus, outlineUnits, paleOthers } from './draw-areas.ts';
import { drawDots } from './draw-dots.ts';
import { drawNorth, drawScaleBar, roundLength } from './draw-furniture.ts';
import { drawLegend, measureLegend } from './draw-legend.ts';
import type { DrawnMap } from './drawn-map.ts';
import { drawFacility, drawLink, drawPin, PIN_HEIGHT } from './draw-marks.ts';
import { drawRoads } from './draw-roads.ts';
import { findFocus, type Focus } from './focus.ts';
import { boundsOf, fitFrame, frameOf, xOf, yOf, type Frame, type MapView } from './frame.ts';
import type { Box, MapGround, MeasureGround } from './ground.ts';
import { makeLegend } from './legend.ts';
import { mapNote } from './map-notes.ts';
import { mapWords } from './map-words.ts';
import { nameAsks } from './name-asks.ts';
import { drawNames, placeNames, type PlacedName } from './place-names.ts';
import { chooseShown, type Shown } from './shown.ts';
import { setFont, wrapText } from './text.ts';
import { themeUnits, type Theme } from './theme.ts';

/** Metres of a point on paper: 1/72 inch. */
const PT_M = 0.0254 / 72;

/** Around the map, and between map and legend. */
const MARGIN_PT = 10;
const PIN_MARGIN_PT = 22;

/**
 * Draws a map into a box of the page: the whole study or the unit that is asked for, fitted with a little around it, or what `view` says. Furnished,
 * the legend stands beside or below the map in the box, scale bar and north arrow in the map. Nothing is drawn outside of the box. Of a measure that
 * the study has not: land, roads and names.
 */
export function drawMap(pen: Pen, ground: MapGround, ask: MapAsk, box: Box, view?: MapView): DrawnMap {
  const say = mapWords(ground.facts.options.language);
  const focus = findFocus(ground, ask.unit);
  const theme = themeUnits(ground, ask);
  const size = sizeFor(box);
  const measure = ground.measures.get(ask.measure);
  // Pins stand upon their places.
  const margin =
    size * (ask.show === 'sites' && !ask.unit && measure?.sites.length ? PIN_MARGIN_PT : MARGIN_PT);
  const frameIn = (at: Box) => (view ? frameOf(view, at) : fitFrame(focus.bounds, at, margin));
  const shown = chooseShown(ground, measure, ask, frameIn(box), size);
  const legend = makeLegend(ground, ask, theme, focus, shown, say);
  const places = ask.isFurnished ? furnish(pen, { legend, size, say }, box) : { map: box, legend: null };
  const frame = frameIn(places.map);
  const furniture = ask.isFurnished ? furnitureBoxes(frame, size) : [];
  pen.save();
  pen.beginPath();
  pen.rect(places.map.x, places.map.y, places.map.width, places.map.height);
  pen.clip();
  const names = drawGround(pen, ground, { ask, focus, theme, shown, frame, size }, furniture);
  pen.restore();
  const drawn: DrawnMap = {
    ...{ frame, metresPerPt: frame.metresPerPt, scale: frame.metresPerPt / PT_M, legend, names, size, say },
    ...{ note: mapNote(ground, ask, say), areaKm2: shownKm2(ground, frame) }
  };
  if (places.legend) {
    const { x, y, width, height } = places.map;
    pen.strokeStyle = '#4b5563';
    pen.lineWidth = 0.6 * size;
    pen.strokeRect(x + 0.3 * size, y + 0.3 * size, width - 0.6 * size, height - 0.6 * size);
    drawScaleBar(pen, drawn, furniture[0].x + 4 * size, furniture[0].y + furniture[0].height - 4 * size);
    drawNorth(pen, drawn, furniture[1].x + furniture[1].width / 2, furniture[1].y);
    const usedPt = drawLegend(pen, drawn, places.legend);
    drawSource(pen, ground, drawn, {
      ...places.legend,
      y: places.legend.y + usedPt,
      height: places.legend.height - usedPt
    });
  }
  return drawn;
}

/** Letters and signs grow with the box, so that a slide and a wall sheet are read from where they hang. */
function sizeFor({ width, height }: Box): number {
  return Math.min(1.7, Math.max(0.75, Math.sqrt(width * height) / 400));
}

/** What the map rests on, at the foot of the box where it has room. */
function drawSource(pen: Pen, { facts }: MapGround, { size, say }: DrawnMap, box: Box): void {
  const { version, date } = facts.options;
  setFont(pen, 6 * size);
  const lines = wrapText(pen, say('source', { version: `${say('app')} ${version}`, date }), box.width, 4);
  const leading = 8.2 * size;
  if (box.height < (lines.length + 0.5) * leading) return;
  pen.fillStyle = '#6b7280';
  pen.textAlign = 'left';
  pen.textBaseline = 'alphabetic';
  lines.forEach((line, i) =>
    pen.fillText(line, box.x, box.y + box.height - (lines.length - 1 - i) * leading - 2 * size)
  );
}

interface Drawing {
  ask: MapAsk;
  focus: Focus;
  theme: Theme;
  shown: Shown;
  frame: Frame;
  size: number;
}

function drawGround(pen: Pen, ground: MapGround, drawing: Drawing, furniture: Box[]): PlacedName[] {
  const { ask, focus, theme, shown, frame, size } = drawing;
  const measure = ground.measures.get(ask.measure);
  const rows = communitiesIn(ground, frame);
  fillCommunities(pen, ground, rows, theme, frame, size);
  drawRoads(pen, ground.roads, frame, size);
  outlineUnits(pen, ground, rows, frame, size);
  if (focus.unit) paleOthers(pen, ground, focus, frame);
  outlineFocus(pen, ground, focus, frame, size);
  if (!measure) return drawPlaced(pen, ground, drawing, furniture);
  const dots = shown.dots ? measure.dots() : null;
  if (dots) drawDots(pen, dots, frame, size);
  const marks = drawFacilities(pen, ground, drawing);
  const signs = ask.show === 'sites' ? drawProposals(pen, measure, frame, size) : [];
  return drawPlaced(pen, ground, drawing, [...furniture, ...marks, ...signs]);
}

function drawPlaced(pen: Pen, ground: MapGround, drawing: Drawing, blocked: Box[]): PlacedName[] {
  const { theme, frame, focus, size } = drawing;
  const { asks, mostShare } = nameAsks(ground, theme, focus, frame, size);
  const sizes = [8, 7, 6, 5.4].map((pt) => pt * size);
  const names = placeNames(pen, asks, frame.box, blocked, sizes, mostShare);
  drawNames(pen, names);
  return names;
}

/** Facilities that count: discs where there is room for them, dots where not. Gives the boxes of the discs. */
function drawFacilities(pen: Pen, { facilities }: MapGround, { ask, shown, frame, size }: Drawing): Box[] {
  const side = Math.sqrt((frame.box.width * frame.box.height) / Math.max(1, shown.facilities.length));
  const most = ask.show === 'facilities' ? 6 : 4.6;
  const radius =
    side < 14 * size ? Math.max(0.8, side / 9) : Math.min(most * size, Math.max(2.6 * size, side / 7));
  return shown.facilities.map((i) => {
    const x = xOf(frame, facilities.x[i]);
    const y = yOf(frame, facilities.y[i]);
    drawFacility(pen, facilities.group[i], x, y, radius);
    // Names may lie on dots.
    return {
      x: x - radius,
      y: y - radius,
      width: radius < 2.4 ? 0 : 2 * radius,
      height: radius < 2.4 ? 0 : 2 * radius
    };
  });
}

/** Links, then sites from the last to the first, so that the first lies on top. Gives the boxes of the pins. */
function drawProposals(pen: Pen, { sites, links }: MeasureGround, frame: Frame, size: number): Box[] {
  for (const { fromX, fromY, toX, toY } of links)
    if (Number.isFinite(fromX + fromY + toX + toY))
      drawLink(pen, xOf(frame, fromX), yOf(frame, fromY), xOf(frame, toX), yOf(frame, toY), size);
  const radius = size * (sites.length > 60 ? 4.4 : 6.2);
  return sites.toReversed().flatMap(({ x: siteX, y: siteY, label }) => {
    if (!Number.isFinite(siteX + siteY)) return [];
    const x = xOf(frame, siteX);
    const y = yOf(frame, siteY);
    drawPin(pen, label, x, y, radius);
    return [{ x: x - radius, y: y - PIN_HEIGHT * radius, width: 2 * radius, height: PIN_HEIGHT * radius }];
  });
}

/** Where map and legend stand: beside each other in a wide box, else the legend below in columns. */
function furnish(
  pen: Pen,
  drawn: Pick<DrawnMap, 'legend' | 'size' | 'say'>,
  box: Box
): { map: Box; legend: Box } {
  const need = measureLegend(pen, drawn);
  const gap = 8 * drawn.size;
  if (box.width > 1.15 * box.height) {
    const width = Math.min(need.width, 0.3 * box.width);
    return {
      map: { ...box, width: box.width - width - gap },
      legend: { x: box.x + box.width - width, y: box.y, width, height: box.height }
    };
  }
  const columns = Math.max(1, Math.floor(box.width / (need.width + gap)));
  const head = need.height - drawn.legend.entries.length * 12.4 * drawn.size;
  const height = Math.min(
    head + Math.ceil(drawn.legend.entries.length / columns) * 12.4 * drawn.size,
    0.4 * box.height
  );
  return {
    map: { ...box, height: box.height - height - gap },
    legend: { x: box.x, y: box.y + box.height - height, width: box.width, height }
  };
}

/** Boxes of the scale bar, at the lower left, and the north arrow, at the upper right, of a map. */
function furnitureBoxes(frame: Frame, size: number): [Box, Box] {
  const { x, y, width, height } = frame.box;
  const bar = roundLength(frame.metresPerPt, 110 * size).lengthPt;
  const barBox = { width: bar + 34 * size, height: 22 * size };
  return [
    { x: x + 2 * size, y: y + height - barBox.height - 2 * size, ...barBox },
    { x: x + width - 22 * size, y: y + 5 * size, width: 16 * size, height: 28 * size }
  ];
}

function shownKm2({ bounds }: MapGround, frame: Frame): number {
  const [west, south, east, north] = boundsOf(frame);
  const width = Math.min(east, bounds[2]) - Math.max(west, bounds[0]);
  const height = Math.min(north, bounds[3]) - Math.max(south, bounds[1]);
  return (Math.max(0, width) * Math.max(0, height)) / 1e6;
}
