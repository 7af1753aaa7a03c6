import { describe, expect, it } from 'vitest';
import type { Columns } from '../../../src/lib/report/columns.ts';
import type { Dossier } from '../../../src/lib/report/dossier.ts';
import { classOf } from '../../../src/lib/report/maps/classes.ts';
import { COVERAGE_CLASSES, NO_DATA } from '../../../src/lib/report/maps/colours.ts';
import { drawChart } from '../../../src/lib/report/maps/draw-chart.ts';
import { drawScaleBar, roundLength } from '../../../src/lib/report/maps/draw-furniture.ts';
import { drawMap } from '../../../src/lib/report/maps/draw-map.ts';
import { xOf, yOf } from '../../../src/lib/report/maps/frame.ts';
import { prepareMap } from '../../../src/lib/report/maps/prepare-map.ts';
import { themeUnits } from '../../../src/lib/report/maps/theme.ts';
import type { ChartAsk, MapAsk } from '../../../src/lib/report/pictures.ts';
import { readFacts } from '../../../src/lib/report/read-facts.ts';
import { hostileDossier, madeDossier, OPTIONS } from '../dossiers.ts';
import { recordingPen, type Mark } from './recording-pen.ts';

const BOX = { x: 20, y: 30, width: 440, height: 310 };
const SHOWS = ['share', 'uncovered', 'facilities', 'sites'] as const;

function groundOf(dossier: Dossier) {
  return prepareMap(dossier, readFacts(dossier, OPTIONS));
}

function draw(dossier: Dossier, ask: Partial<MapAsk> = {}, box = BOX) {
  const ground = groundOf(dossier);
  const measure = ground.facts.measures[0]?.key ?? 'none';
  const { pen, marks } = recordingPen();
  const whole: MapAsk = { show: 'share', measure, state: 'now', isFurnished: true, ...ask };
  return { ground, marks, whole, drawn: drawMap(pen, ground, whole, box) };
}

/** What sticks out of a box by more than half a point. */
const outside = (marks: Mark[], { x, y, width, height }: typeof BOX) =>
  marks.filter(
    ({ box: [w, n, e, s] }) => w < x - 0.5 || n < y - 0.5 || e > x + width + 0.5 || s > y + height + 0.5
  );

const asMark = ({ x, y, width, height }: typeof BOX) =>
  ({ box: [x, y, x + width, y + height] }) as unknown as Mark;

/** Pairs of names that lie on each other. */
function overlaps(names: readonly { x: number; y: number; width: number; height: number }[]): number {
  let found = 0;
  names.forEach((a, i) => {
    for (const b of names.slice(i + 1))
      if (a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height) found++;
  });
  return found;
}

/** A dossier with the values of a column changed. */
function withColumn(
  dossier: Dossier,
  table: string,
  name: string,
  change: (values: Float64Array) => void
): Dossier {
  const tables = new Map(dossier.tables);
  const columns: Columns = new Map(tables.get(table));
  const column = columns.get(name);
  if (column?.type !== 'DOUBLE') throw new Error(`expected numbers in ${table}.${name}`);
  const values = column.values.slice();
  change(values);
  tables.set(table, columns.set(name, { type: 'DOUBLE', values }));
  return { ...dossier, tables };
}

const without = (dossier: Dossier, ...layers: string[]): Dossier => ({
  ...dossier,
  layers: new Map([...dossier.layers].filter(([name]) => !layers.includes(name)))
});

describe('the ground', () => {
  it('keeps metres: communities are squares of 400 m', () => {
    const { communities } = groundOf(madeDossier());
    for (let row = 0; row < communities.code.length; row++) {
      const [west, south, east, north] = communities.bounds.subarray(4 * row, 4 * row + 4);
      expect(east - west).toBeCloseTo(400, 0);
      expect(north - south).toBeCloseTo(400, 0);
      expect(communities.innerX[row]).toBeCloseTo((west + east) / 2, 0);
    }
  });
});

describe('a map', () => {
  it('colours every community by its class, as the facts and the screen have it', () => {
    const { ground, marks, whole, drawn } = draw(madeDossier({ communities: 12 }));
    const edges = COVERAGE_CLASSES.slice(1).map(({ from }) => from);
    const { units } = ground.measures.get(whole.measure)!;
    ground.communities.code.forEach((code, row) => {
      const share = ground.facts.measures[0].units.find((unit) => unit.code === code)!.share;
      expect(units[row]?.share).toBe(share);
      const [west, south, east, north] = ground.communities.bounds.subarray(4 * row, 4 * row + 4);
      const corners = [
        xOf(drawn.frame, west),
        yOf(drawn.frame, north),
        xOf(drawn.frame, east),
        yOf(drawn.frame, south)
      ];
      const filled = marks.find(
        ({ does, box }) => does === 'fill' && box.every((at, i) => Math.abs(at - corners[i]) < 0.2)
      );
      expect(filled?.colour).toBe(COVERAGE_CLASSES[classOf(share, edges)].colour);
    });
    const counted = drawn.legend.entries.filter(({ sign }) => sign.is === 'class');
    expect(counted.reduce((sum, { count }) => sum + Number(count), 0)).toBe(12);
  });

  it.each(SHOWS)('draws nothing outside its box, and no names on each other: %s', (show) => {
    for (const dossier of [madeDossier({ communities: 30, sites: 4, links: 3 }), hostileDossier()])
      for (const state of ['base', 'now', 'after'] as const) {
        const { marks, drawn } = draw(dossier, { show, state });
        expect(marks.length).toBeGreaterThan(20);
        expect(outside(marks, BOX)).toEqual([]);
        expect(overlaps(drawn.names)).toBe(0);
        expect(outside(drawn.names.map(asMark), drawn.frame.box)).toEqual([]);
      }
  });

  it('says of hostile names only what can be drawn, on one line each', () => {
    const { marks } = draw(hostileDossier());
    for (const { text } of marks) {
      expect(text).not.toMatch(/[\u0000-\u001f\u202a-\u202e\ufffe]|\p{Surrogate}/u);
      expect(Array.from(text).length).toBeLessThan(60);
    }
  });

  it('names all of a few communities, the figures of the facts below', () => {
    const { ground, drawn } = draw(madeDossier({ communities: 6 }));
    expect(drawn.names.map(({ ask }) => ask.name).sort()).toEqual([...ground.communities.name].sort());
    const figures = marksOfFigures(drawn.names);
    expect(figures.length).toBe(6);
  });

  it('stays readable with 3,000 communities: names are few and apart', () => {
    const { drawn, marks } = draw(madeDossier({ communities: 3000 }));
    expect(outside(marks, BOX)).toEqual([]);
    expect(overlaps(drawn.names)).toBe(0);
    const area = drawn.names.reduce((sum, { width, height }) => sum + width * height, 0);
    expect(area).toBeLessThan(0.12 * BOX.width * BOX.height);
  });

  it('fits a unit into its box, the rest pale, and counts only what is in it', () => {
    const dossier = madeDossier({ communities: 30 });
    const code = groundOf(dossier).communities.code[7];
    const { ground, drawn, marks } = draw(dossier, { unit: code });
    const [west, south, east, north] = ground.communities.bounds.subarray(28, 32);
    const { box } = drawn.frame;
    expect(xOf(drawn.frame, west)).toBeGreaterThan(box.x);
    expect(xOf(drawn.frame, east)).toBeLessThan(box.x + box.width);
    expect(yOf(drawn.frame, north)).toBeGreaterThan(box.y);
    expect(yOf(drawn.frame, south)).toBeLessThan(box.y + box.height);
    expect((north - south) / drawn.metresPerPt).toBeGreaterThan(0.8 * box.height);
    expect(marks.some(({ colour }) => colour.startsWith('rgba(255,255,255,0.6'))).toBe(true);
    const counted = drawn.legend.entries.filter(({ sign }) => sign.is === 'class');
    expect(counted.reduce((sum, { count }) => sum + Number(count), 0)).toBe(1);
    expect(drawn.areaKm2).toBeLessThan(0.9);
  });

  it('takes the communities of a subdistrict together', () => {
    const dossier = madeDossier({ communities: 30, subdistricts: 2 });
    const { upper, communities } = groundOf(dossier);
    const { drawn } = draw(dossier, { unit: upper.code[0] });
    const below = communities.parent.filter((parent) => parent === upper.code[0]).length;
    const counted = drawn.legend.entries.filter(({ sign }) => sign.is === 'class');
    expect(below).toBeGreaterThan(1);
    expect(counted.reduce((sum, { count }) => sum + Number(count), 0)).toBe(below);
  });

  it('hatches communities without figures and counts them apart', () => {
    const made = madeDossier({ communities: 9 });
    const broken = ['share', 'total', 'covered'].reduce(
      (dossier, name) => withColumn(dossier, 'coverage', name, (values) => values.fill(NaN, 2, 4)),
      made
    );
    const { drawn, marks, ground, whole } = draw(broken);
    const unknown = themeUnits(ground, whole).classes.filter((found) => found < 0).length;
    expect(unknown).toBeGreaterThan(0);
    expect(drawn.legend.entries.find(({ sign }) => sign.is === 'unknown')?.count).toBe(String(unknown));
    expect(marks.filter(({ does, colour }) => does === 'fill' && colour === NO_DATA).length).toBe(
      unknown + 1
    );
  });

  it.each([
    ['one unit', madeDossier({ communities: 1 })],
    ['no roads', without(madeDossier(), 'roads')],
    [
      'no facilities, homes or upper units',
      without(madeDossier(), 'facilities', 'demand_points', 'upper_units')
    ],
    ['no communities', without(madeDossier(), 'communities')],
    ['nothing at all', { ...madeDossier(), layers: new Map() }]
  ])('draws a study with %s', (_what, dossier) => {
    for (const show of SHOWS) {
      const { marks, drawn } = draw(dossier, { show });
      expect(outside(marks, BOX)).toEqual([]);
      expect(Number.isFinite(drawn.metresPerPt) && drawn.metresPerPt > 0).toBe(true);
    }
  });

  it('draws the sites with their numbers and says how many', () => {
    const { marks, drawn, ground } = draw(madeDossier({ communities: 16, sites: 5 }), {
      show: 'sites',
      state: 'after'
    });
    const orders = ground.facts.sitings[0].sites.map(({ order }) => String(order));
    expect(marks.filter(({ does }) => does === 'text').map(({ text }) => text)).toEqual(
      expect.arrayContaining(orders)
    );
    expect(drawn.legend.entries.find(({ sign }) => sign.is === 'site')?.count).toBe('5');
  });

  it('stands in any box', () => {
    for (const [width, height] of [
      [120, 90],
      [300, 700],
      [1100, 400]
    ]) {
      const box = { x: 0, y: 0, width, height };
      expect(outside(draw(madeDossier({ communities: 20 }), {}, box).marks, box)).toEqual([]);
    }
  });
});

const marksOfFigures = (names: ReturnType<typeof drawMap>['names']) =>
  names.flatMap(({ lines }) => lines.filter(({ isFigure }) => isFigure).map(({ text }) => text));

describe('the scale bar', () => {
  it('is as long on paper as it says', () => {
    const { drawn, ground } = draw(madeDossier());
    const { pen, marks } = recordingPen();
    const bar = drawScaleBar(pen, drawn, 50, 200);
    const [outline] = marks.filter(({ does }) => does === 'stroke');
    const metres = (outline.box[2] - outline.box[0] - outline.lineWidth) * drawn.metresPerPt;
    expect(metres).toBeCloseTo(bar.metres, 6);
    // The ground itself: two communities are 800 m.
    const [west] = ground.communities.bounds;
    expect((xOf(drawn.frame, west + bar.metres) - xOf(drawn.frame, west)) / bar.lengthPt).toBeCloseTo(1, 9);
    expect(
      marks.some(({ text }) => text === String(bar.metres >= 1000 ? bar.metres / 1000 : bar.metres))
    ).toBe(true);
  });

  it('has round lengths at every scale', () => {
    for (let scale = 0.01; scale < 1e5; scale *= 1.37) {
      const { metres, lengthPt } = roundLength(scale, 100);
      expect(lengthPt).toBeLessThanOrEqual(100 * (1 + 1e-9));
      expect(lengthPt).toBeGreaterThan(100 / 2.51);
      expect(Number(metres.toExponential().split('e')[0])).toBeCloseTo(
        Math.round(Number(metres.toExponential().split('e')[0])),
        9
      );
    }
  });
});

describe('charts', () => {
  const asks: ChartAsk[] = [
    { chart: 'shares', measure: 'ELD-COV-15/older_adult', most: 20 },
    { chart: 'curve', question: 1 },
    { chart: 'comparison' }
  ];
  it.each(asks)('stay in their box, and say so where there is nothing: $chart', (ask) => {
    for (const dossier of [
      madeDossier({ communities: 40, sites: 3 }),
      hostileDossier(),
      madeDossier({ communities: 1 })
    ]) {
      const { pen, marks } = recordingPen();
      drawChart(pen, readFacts(dossier, OPTIONS), ask, BOX);
      expect(marks.length).toBeGreaterThan(0);
      expect(outside(marks, BOX)).toEqual([]);
    }
  });

  it('show the lowest shares first, as the facts have them', () => {
    const facts = readFacts(madeDossier({ communities: 40 }), OPTIONS);
    const { pen, marks } = recordingPen();
    drawChart(pen, facts, { chart: 'shares', measure: facts.measures[0].key, most: 5 }, BOX);
    const lowest = facts.measures[0].units
      .filter(({ level }) => level === 'community')
      .map(({ share }) => share)
      .sort((a, b) => a - b)
      .slice(0, 5);
    const written = marks.map(({ text }) => text).filter((text) => /^\d+\.\d%$/.test(text));
    expect(written).toEqual(lowest.map((share) => `${(share * 100).toFixed(1)}%`));
  });
});
