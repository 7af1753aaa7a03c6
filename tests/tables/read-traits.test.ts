import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { linesFromGeoJson } from '../../src/lib/geometry/shapes.ts';
import { linesFromWkb } from '../../src/lib/geometry/wkb-lines.ts';
import { checkLayer } from '../../src/lib/import/checks/check-layer.ts';
import { walkPoint } from '../../src/lib/import/osm/osm-walk-points.ts';
import { readSource } from '../../src/lib/import/read-source.ts';
import { buildWithTraits } from '../../src/lib/network/build.ts';
import * as bit from '../../src/lib/network/traits.ts';
import { readIncline, readTraits } from '../../src/lib/tables/read-traits.ts';

const tags = (text: string) =>
  new Map(text === '' ? [] : text.split(' ').map((tag) => tag.split('=') as [string, string]));

describe('what a node is to walkers', () => {
  it.each([
    ['highway=crossing', 'crossing'],
    ['crossing=no', null],
    ['barrier=gate', 'gate'],
    ['barrier=gate access=private', 'shut'],
    ['barrier=gate access=private foot=yes', 'gate'],
    ['barrier=lift_gate access=private', null],
    ['barrier=lift_gate foot=no', 'shut'],
    ['barrier=bollard', null],
    ['barrier=gate opening_hours=06:00-22:00', 'gate 06:00-22:00'],
    ['barrier=wall', 'shut'],
    ['barrier=stile', 'stile'],
    ['highway=crossing barrier=gate', 'crossing+gate'],
    ['natural=tree', null]
  ])('%s: %s', (text, kind) => expect(walkPoint(tags(text))).toBe(kind));
});

it.each([
  ['8%', 0.08],
  ['-8 %', -0.08],
  ['5', 0.05],
  ['80‰', 0.08],
  ['1:12', 1 / 12],
  ['-1：20', -0.05],
  ['45°', 1],
  ['up', NaN],
  ['', NaN]
])('the incline %s is %d', (text, gradient) => {
  if (Number.isNaN(gradient)) expect(readIncline(text)).toBeNaN();
  else expect(readIncline(text)).toBeCloseTo(gradient, 12);
});

it('reads the texts of a table; counts what fits nowhere', () => {
  const { source, ...lines } = linesFromGeoJson([
    {
      type: 'LineString',
      coordinates: [
        [1, 1],
        [1, 2],
        [1, 3]
      ]
    },
    {
      type: 'LineString',
      coordinates: [
        [2, 1],
        [2, 2]
      ]
    }
  ]);
  const texts: Record<string, (string | null)[]> = {
    oneway_foot: ['yes', '-1'],
    incline: [null, '5%'],
    steps: [null, '是'],
    walk_points: ['1 2 gate Mo-Fr 06:00-22:00 | 9 9 crossing', null],
    heights: ['1,,3.5', '1,2,3'],
    'ramp:wheelchair': [null, null]
  };
  const { traits, lost } = readTraits((name) => texts[name], ['steps', 'footway'], lines, source);
  expect(Array.from(traits!.lineFlags)).toEqual([
    bit.STEPS | bit.NOT_BACKWARD | bit.FOOTWAY,
    bit.STEPS | bit.NOT_FORWARD | bit.FOOTWAY
  ]);
  expect(Array.from(traits!.heightM!)).toEqual([1, NaN, 3.5, NaN, NaN]);
  expect(Array.from(traits!.lineGradient)).toEqual([NaN, 0.05]);
  expect([...traits!.placePosition, ...traits!.placeKind, ...traits!.placeHours]).toEqual([
    1,
    bit.GATE,
    'Mo-Fr 06:00-22:00'
  ]);
  expect(lost).toBe(2);
  const none = Object.fromEntries(Object.keys(texts).map((name) => [name, [null, null]]));
  expect(readTraits((name) => none[name], ['residential', 'path'], lines, source).traits).toBeNull();
});

it('keeps the heights of lines from GeoJSON to the network', async () => {
  const line = {
    type: 'LineString',
    coordinates: [
      [116, 40, 50],
      [116, 40, 50],
      [116, 40.001, 61.1],
      [116, 40.002]
    ]
  };
  const text = JSON.stringify({
    type: 'FeatureCollection',
    features: [{ type: 'Feature', properties: {}, geometry: line }]
  });
  const read = await readSource(
    'roads.geojson',
    new TextEncoder().encode(text),
    { as: 'roads' },
    async () => {},
    new Map()
  );
  const { table, report } = checkLayer(read, { as: 'roads' }, { lang: 'en' });
  expect(Array.from(table.get('heights')!.values as ArrayLike<unknown>)).toEqual(['50,61.1,']);
  expect(report.warnings.map(({ code }) => code)).toContain('heights_kept');
});

const FILE = '../shared/data/osm/haidian_tsinghua.osm';

it('finds in Haidian what osmium finds', { timeout: 60_000 }, async () => {
  if (!existsSync(FILE)) return console.info(`skipped: ${FILE} is not there`);
  const bytes = new Uint8Array(readFileSync(FILE));
  const read = await readSource('haidian.osm', bytes, { as: 'roads' }, async () => {}, new Map());
  const { table } = checkLayer(read, { as: 'roads' }, { lang: 'en' });
  const { source, ...lines } = linesFromWkb(table.get('geometry')!.values as (Uint8Array | null)[]);
  const bare = new Array<null>(source.length).fill(null);
  const texts = (name: string) => (table.get(name)?.values ?? bare) as ArrayLike<string | null>;
  const highways = Array.from(texts('highway'), (kind) => kind ?? '');
  // osmium tags-filter w/highway=steps
  expect(highways.filter((kind) => kind === 'steps')).toHaveLength(19);
  const { traits, lost } = readTraits(texts, highways, lines, source);
  expect(lost).toBe(0);
  expect(buildWithTraits(lines, 0, traits).traits!.figures).toMatchObject({ crossings: 34, gates: 20 });
});
