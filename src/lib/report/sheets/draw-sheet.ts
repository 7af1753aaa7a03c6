import type { Said } from '../dossier.ts';
import type { Facts } from '../facts.ts';
import { figure } from '../figures.ts';
import { drawNorth, drawScaleBar } from '../maps/draw-furniture.ts';
import { drawLegend, measureLegend } from '../maps/draw-legend.ts';
import { drawMap } from '../maps/draw-map.ts';
import type { DrawnMap } from '../maps/drawn-map.ts';
import { findFocus } from '../maps/focus.ts';
import { fitFrame } from '../maps/frame.ts';
import type { MapGround } from '../maps/ground.ts';
import type { Pen } from '../pen.ts';
import type { MapAsk } from '../pictures.ts';
import { drawFoot, drawFrames, drawHead } from './draw-frame.ts';
import { drawFigures, drawHeading, drawLists, figuresHeight, listsHeight } from './draw-panel.ts';
import { drawLine } from './draw-text.ts';
import { layOutPage, layOutPanel, type Box, type PageLayout } from './page-layout.ts';
import type { MapSheet } from './plan-sheets.ts';
import { ratioOf, ratioText, roundScale } from './ratio-scale.ts';
import { secrecyWarning } from './secrecy.ts';
import type { SheetChoice } from './sheet-choice.ts';
import { figuresOf, type SheetFigures } from './sheet-figures.ts';
import { word } from './sheet-words.ts';

/** All that a sheet is drawn from besides itself. `atlasKm2`: land that the sheets of its atlas cover together, 0 outside one. */
export interface SheetMeans {
  ground: MapGround;
  facts: Facts;
  choice: SheetChoice;
  atlasKm2: number;
}

/** What an index says in place of a sheet's own list, and draws upon its map. */
export interface IndexPart {
  list: SheetFigures['lists'][number];
  drawOver: (pen: Pen, drawn: DrawnMap, sizePt: number) => void;
}

/** Draws a sheet, `corner` beside its title, in points on a page of the choice's paper; gives the warning that stands on it, or null. */
export function drawSheet(
  pen: Pen,
  means: SheetMeans,
  sheet: MapSheet,
  corner: string,
  index?: IndexPart
): Said | null {
  const { ground, facts, choice } = means;
  const [west, south, east, north] = findFocus(ground, sheet.unit?.code).bounds;
  const aspect = north > south ? (east - west) / (north - south) : 1;
  const layout = layOutPage(choice.paper, choice.orientation, sheet.asks.length === 2 ? 2 : 1, aspect);
  drawHead(pen, layout, facts, { title: sheet.title, subtitle: sheet.subtitle, corner });
  const drawn = sheet.asks.map(({ ask, caption }, i) => {
    const place = layout.captions.at(i);
    if (place) drawLine(pen, caption, place, { sizePt: layout.type.subtitle, isBold: true, align: 'center' });
    return drawAtRoundScale(pen, ground, ask, layout.maps[i]);
  });
  index?.drawOver(pen, drawn[0], layout.type.text);
  drawFrames(pen, layout, layout.maps);
  const warning = warningOf(means, drawn);
  const figures = figuresOf(sheet, facts, ground);
  drawPanel(
    pen,
    layout,
    means,
    sheet,
    index ? { ...figures, rows: [], lists: [index.list] } : figures,
    drawn
  );
  drawFoot(pen, layout, facts, sheet.measure, warning);
  return warning;
}

/** The map fitted into the box, a little smaller so that its ratio scale is round. */
function drawAtRoundScale(pen: Pen, ground: MapGround, ask: MapAsk, box: Box): DrawnMap {
  const { bounds } = findFocus(ground, ask.unit);
  const { metresPerPt } = fitFrame(bounds, box, 8);
  const [west, south, east, north] = bounds;
  const view = { x: (west + east) / 2, y: (south + north) / 2, metresPerPt: roundScale(metresPerPt) };
  return drawMap(pen, ground, ask, box, view);
}

/** Of one sheet by the land it shows; where that is little, by that of its atlas as far as its sheets are large in scale. */
function warningOf({ ground, atlasKm2 }: SheetMeans, [{ areaKm2, metresPerPt }]: DrawnMap[]): Said | null {
  const scale = ratioOf(metresPerPt);
  const hasBaseMap = ground.roads.first.length > 1;
  const own = secrecyWarning({ areaKm2, hasBaseMap }, scale);
  return own ?? (scale < 5000 ? secrecyWarning({ areaKm2: atlasKm2, hasBaseMap }, scale) : null);
}

function drawPanel(
  pen: Pen,
  layout: PageLayout,
  { facts, choice }: SheetMeans,
  { unit }: MapSheet,
  figures: SheetFigures,
  drawn: DrawnMap[]
): void {
  const { language } = facts.options;
  const text = layout.type.text;
  const size = text / 8;
  const legendMap = { ...drawn[drawn.length - 1], size: size * 0.96 };
  // Two maps of two states have one legend: its counts, and the state, would be those of the second alone.
  if (drawn.length > 1) legendMap.legend = { ...withoutCounts(legendMap), notes: [] };
  else if (unit?.level === 'community') legendMap.legend = withoutCounts(legendMap);
  const legendHead = text * 2.2;
  const scaleHeight = text * 5.4;
  const { entries } = legendMap.legend;
  const heightOf = (rows: number) =>
    measureLegend(pen, { ...legendMap, legend: { ...legendMap.legend, entries: entries.slice(0, rows) } })
      .height;
  const places = layOutPanel(layout, choice.orientation, {
    figures: figuresHeight(figures, text),
    names: listsHeight(figures.lists, text, 10),
    legend: legendHead + heightOf(entries.length),
    legendLeast: legendHead + heightOf(Math.ceil(entries.length / 2)),
    scale: scaleHeight
  });
  drawFigures(pen, unit ? unit.name || unit.code : facts.title, figures, places.figures, text);
  drawLists(pen, figures.lists, places.names, text, (count) =>
    language === 'zh' ? `其余 ${figure(count, 'count')} 个从略` : `and ${figure(count, 'count')} more`
  );
  drawHeading(pen, word('legend', language), places.legend, text);
  drawLegend(pen, legendMap, cutTop(places.legend, legendHead));
  drawScale(pen, legendMap, places.scale, text, language);
}

/** Ratio and bar to the left, the north arrow to the right. */
function drawScale(pen: Pen, drawn: DrawnMap, box: Box, sizePt: number, language: 'zh' | 'en'): void {
  const colon = language === 'zh' ? '　' : '  ';
  drawLine(
    pen,
    `${word('scale', language)}${colon}${ratioText(drawn.metresPerPt)}`,
    { ...box, width: box.width - sizePt * 4, height: sizePt * 2 },
    {
      ...{ sizePt: sizePt * 1.12, isBold: true }
    }
  );
  drawScaleBar(pen, drawn, box.x + sizePt * 0.3, box.y + box.height - sizePt * 0.5);
  drawNorth(pen, drawn, box.x + box.width - sizePt * 1.4, box.y + sizePt * 0.6);
}

/** The legend without the number of communities in each class. */
function withoutCounts({ legend, say }: DrawnMap): DrawnMap['legend'] {
  const isClass = ({ is }: { is: string }) => is === 'class' || is === 'unknown';
  return {
    ...legend,
    notes: legend.notes.filter((note) => note !== say('countsCommunities')),
    entries: legend.entries.map((entry) => (isClass(entry.sign) ? { ...entry, count: '' } : entry))
  };
}

function cutTop({ x, y, width, height }: Box, by: number): Box {
  return { x, y: y + by, width, height: Math.max(0, height - by) };
}
