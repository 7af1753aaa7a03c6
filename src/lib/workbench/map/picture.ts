import type { Map as MapLibre } from 'maplibre-gl';
import { CAUSES } from '../../coverage/coverage.ts';
import type { Desk } from '../desk.svelte.ts';
import { gainKeys } from '../legend/gain-keys.ts';
import { count, decimal, percent } from '../words/figures.ts';
import { listed, named, say } from '../words/words.svelte.ts';
import type { WordKey } from '../words/zh.ts';
import { AREA, CAUSE_COLOURS, COVERED, NO_DATA, SITE, UNCOVERED, WALK } from '../../report/maps/colours.ts';
import { classLabels } from '../legend/class-labels.ts';
import {
  areaMinutesOf,
  countedOf,
  countUnitOf,
  headingOf,
  markOf,
  pointWordOf,
  walkerNameOf
} from '../labels.ts';

const FONTS = '"PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif';
const HEAD = 84;
const FOOT = 132;
const METRES_PER_PIXEL_AT_ZOOM_0 = 78271.51696;

/** Pixels of the picture for one on screen: enough for an A4 sheet. */
const DENSITY = 3;

/**
 * The map as it stands as a PNG with title, figure, legend, scale bar, north arrow and what it rests on, drawn at three
 * times the screen's size.
 */
export async function drawPicture(map: MapLibre, desk: Desk): Promise<Uint8Array> {
  const { clientWidth: width, clientHeight: height } = map.getCanvas();
  const before = map.getPixelRatio();
  const canvas = document.createElement('canvas');
  canvas.width = width * DENSITY;
  canvas.height = (height + HEAD + FOOT) * DENSITY;
  const context = canvas.getContext('2d');
  if (!context) throw new Error('expected a 2D canvas, got none');
  context.scale(DENSITY, DENSITY);
  context.fillStyle = '#ffffff';
  context.fillRect(0, 0, width, height + HEAD + FOOT);
  try {
    map.setPixelRatio(DENSITY);
    await new Promise<void>((done) => {
      map.once('idle', () => done());
      map.triggerRepaint();
    });
    context.drawImage(map.getCanvas(), 0, HEAD, width, height);
  } finally {
    map.setPixelRatio(before);
  }
  context.strokeStyle = '#1c2321';
  context.strokeRect(0.5, HEAD + 0.5, width - 1, height - 1);
  drawHead(context, desk, width);
  drawFoot(context, desk, map, width, HEAD + height);
  const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/png'));
  if (!blob) throw new Error('expected a PNG, got none');
  return new Uint8Array(await blob.arrayBuffer());
}

function write(
  context: CanvasRenderingContext2D,
  text: string,
  x: number,
  y: number,
  size: number,
  style: { weight?: number; colour?: string; align?: CanvasTextAlign; width?: number } = {}
): void {
  context.font = `${style.weight ?? 400} ${size}px ${FONTS}`;
  context.fillStyle = style.colour ?? '#1c2321';
  context.textAlign = style.align ?? 'left';
  context.textBaseline = 'alphabetic';
  context.fillText(fit(context, text, style.width ?? Infinity), x, y);
}

/** The text, or as much of it as fits with an ellipsis. */
function fit(context: CanvasRenderingContext2D, text: string, width: number): string {
  if (context.measureText(text).width <= width) return text;
  let kept = text.length;
  while (kept > 0 && context.measureText(`${text.slice(0, kept)}…`).width > width) kept--;
  return `${text.slice(0, kept)}…`;
}

function drawHead(context: CanvasRenderingContext2D, desk: Desk, width: number): void {
  const { outcome } = desk;
  if (!outcome) return;
  const title = [desk.title, headingOf(desk)].filter(Boolean).join(' · ');
  write(context, title, 20, 36, 22, { weight: 700, width: width - 40 });
  const { coveredPeople: covered, total } = outcome;
  const figures = [
    percent(covered / total),
    say('why.headline', { covered: count(covered), total: count(total), unit: countUnitOf(desk) }),
    countedOf(desk),
    say('ask.speed', { speed: outcome.measure.speedMps, limit: count(outcome.measure.limitM) }),
    // A planned building must not pass as an existing one.
    desk.edits.length > 0 ? say('edit.count', { n: desk.edits.length }) : say('edit.none')
  ];
  write(context, figures.join('\u3000'), 20, 64, 14, { colour: '#3d4441', width: width - 180 });
  const stamp = desk.sample ? say('app.sample') : say('app.internal');
  write(context, stamp, width - 20, 64, 14, { colour: '#a84300', align: 'right' });
}

function drawFoot(
  context: CanvasRenderingContext2D,
  desk: Desk,
  map: MapLibre,
  width: number,
  top: number
): void {
  drawClasses(context, desk, top);
  drawMarks(context, desk, top + 70);
  const network = desk.scene?.methods.network;
  const basis = network
    ? say('why.distance.network', { km: decimal(network.lengthM / 1000), pieces: network.components })
    : say('why.distance.straight');
  const layers = listed([...new Set(desk.layers.map((report) => say(`layer.${report.layer}`)))]);
  const notes = [basis, `${say('tab.data')}${named('：', ': ')}${layers}`];
  if (desk.basemap.attribution)
    notes.unshift(`${say('basemap.title')}${named('：', ': ')}${desk.basemap.attribution}`);
  if (desk.outcome?.stoodIn) notes.push(say('ask.stoodIn', { group: walkerNameOf(desk) }));
  write(context, notes.join('\u3000'), 20, top + 100, 11, { colour: '#5a635f', width: width - 40 });
  const today = new Date();
  const date = `${today.getFullYear()}-${today.getMonth() + 1}-${today.getDate()}`;
  write(context, `${say('app.name')}\u3000${date}`, 20, top + 120, 11, { colour: '#5a635f' });
  drawScale(context, map, width - 20, top + 46);
  drawNorth(context, width - 34, HEAD + 40);
}

/** The classes in force with the colours of the map; those that are left out there are left out here. */
function drawClasses(context: CanvasRenderingContext2D, desk: Desk, top: number): void {
  const { themed, edges, colours, hiddenClasses } = desk.legend;
  if (!themed || themed.lacks) return;
  write(context, say(themed.words), 20, top + 24, 12, { weight: 600 });
  const labels = [...classLabels(edges, themed.kind, countUnitOf(desk)), say('legend.nodata')];
  let x = 20;
  labels.forEach((label, place) => {
    if (hiddenClasses.has(place)) return;
    context.fillStyle = colours[place] ?? NO_DATA;
    context.fillRect(x, top + 34, 22, 14);
    context.strokeStyle = '#777777';
    context.strokeRect(x + 0.5, top + 34.5, 21, 13);
    write(context, label, x + 27, top + 46, 12);
    x += Math.max(84, 44 + context.measureText(label).width);
  });
}

/** The signs of the map, each as it is drawn there, in one row at height `y`. */
function drawMarks(context: CanvasRenderingContext2D, desk: Desk, y: number): void {
  const point = pointWordOf(desk);
  const { mark, colour } = markOf(desk);
  const ring = (fill: string, stroke: string) => (x: number) => {
    context.beginPath();
    context.arc(x + 7, y, 5, 0, 2 * Math.PI);
    context.fillStyle = fill;
    context.fill();
    context.lineWidth = 1.6;
    context.strokeStyle = stroke;
    context.stroke();
  };
  const line = (stroke: string, dash: number[], wide: number) => (x: number) => {
    context.beginPath();
    context.setLineDash(dash);
    context.moveTo(x, y);
    context.lineTo(x + 16, y);
    context.lineWidth = wide;
    context.strokeStyle = stroke;
    context.stroke();
    context.setLineDash([]);
  };
  const disc = (x: number): void => {
    context.beginPath();
    context.arc(x + 7, y, 8, 0, 2 * Math.PI);
    context.fillStyle = colour;
    context.fill();
    write(context, mark, x + 7, y + 4, 10, { weight: 600, colour: '#ffffff', align: 'center' });
  };
  const limit = count(desk.outcome?.measure.limitM ?? 0);
  const tiers = areaMinutesOf(desk);
  const areaLabel = tiers ? say('legend.areas', { minutes: tiers }) : say('legend.area', { limit });
  const { hiddenMarks, pointClasses, themed } = desk.legend;
  const isMarked = desk.show.points && pointClasses === null && !desk.gains;
  const isMarkShown = (place: number) => isMarked && !hiddenMarks.has(place);
  type Mark = [draw: (x: number) => void, label: string, isShown: boolean];
  const gains = desk.show.points ? gainKeys(desk) : null;
  const marks: Mark[] = [
    [disc, say('legend.qualifies'), true],
    // Points with figures of their own have the classes above, or others.
    ...(pointClasses && desk.show.points && themed?.pointFixed
      ? classLabels(pointClasses.edges, themed.kind, countUnitOf(desk)).map((label, i): Mark => [
          ring(pointClasses.colours[i], '#3d4441'),
          label,
          true
        ])
      : []),
    [ring('#eaf3fb', COVERED), say('legend.covered', { point }), isMarkShown(0)],
    ...(desk.show.causes
      ? CAUSE_COLOURS.map((fill, i): Mark => [
          ring(fill, '#ffffff'),
          say(`cause.${CAUSES[i + 1]}` as WordKey),
          isMarkShown(i + 1) && (desk.outcome?.units.some(({ byCause }) => byCause[i] >= 0.5) ?? false)
        ])
      : [
          [ring(UNCOVERED, '#ffffff'), say('legend.uncovered', { point }), isMarked] as [
            (x: number) => void,
            string,
            boolean
          ]
        ]),
    [line(AREA, [5, 2.5], 2), areaLabel, desk.show.area],
    ...(gains ?? []).map(({ kind, colour: fill, label: said, mark: number }): Mark => [
      kind === 'ring' ? ring('#eaf3fb', fill) : ring(fill, '#ffffff'),
      number ? say('legend.siteWins', { n: number, won: said }) : said,
      true
    ]),
    [
      ring(SITE, '#ffffff'),
      say('legend.site'),
      desk.show.sites && gains === null && Boolean(desk.siting?.sites.length)
    ],
    [line(WALK, [1, 5], 3.5), say('legend.walk'), Boolean(desk.walk)]
  ];
  let x = 20;
  for (const [draw, label, shown] of marks) {
    if (!shown) continue;
    draw(x);
    write(context, label, x + 22, y + 4, 12);
    x += 40 + context.measureText(label).width;
  }
}

/** A bar of a round number of metres near 120 pixels; Web Mercator's metres per pixel at the map's middle. */
function drawScale(context: CanvasRenderingContext2D, map: MapLibre, right: number, y: number): void {
  const perPixel =
    (METRES_PER_PIXEL_AT_ZOOM_0 * Math.cos((map.getCenter().lat * Math.PI) / 180)) / 2 ** map.getZoom();
  const wanted = perPixel * 120;
  const power = 10 ** Math.floor(Math.log10(wanted));
  const metres = ([5, 2, 1].find((n) => n * power <= wanted) ?? 1) * power;
  const length = metres / perPixel;
  context.strokeStyle = '#1c2321';
  context.lineWidth = 2;
  context.beginPath();
  context.moveTo(right - length, y - 8);
  context.lineTo(right - length, y);
  context.lineTo(right, y);
  context.lineTo(right, y - 8);
  context.stroke();
  context.lineWidth = 1;
  const label = metres >= 1000 ? `${metres / 1000} km` : `${metres} m`;
  write(context, label, right - length / 2, y - 12, 12, { align: 'center' });
}

function drawNorth(context: CanvasRenderingContext2D, x: number, y: number): void {
  context.beginPath();
  context.moveTo(x, y - 24);
  context.lineTo(x + 9, y + 6);
  context.lineTo(x, y);
  context.lineTo(x - 9, y + 6);
  context.closePath();
  context.fillStyle = '#1c2321';
  context.fill();
  write(context, 'N', x, y + 22, 13, { weight: 700, align: 'center' });
}
