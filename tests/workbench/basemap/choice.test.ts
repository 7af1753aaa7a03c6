import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { hostsOf, parseChoice, writeChoice } from '../../../src/lib/workbench/basemap/choice.ts';
import { areaOfBox, isSecretScale, scaleOf } from '../../../src/lib/workbench/basemap/map-law.ts';
import { textOfAttribution } from '../../../src/lib/workbench/basemap/tile-reader.ts';
import { vectorStyle } from '../../../src/lib/workbench/basemap/vector-style.ts';

const key = '0123456789abcdef0123456789abcdef';

describe('a choice of base map', () => {
  const look = { opacity: 0.5, grey: true };
  it('comes back as it was kept', () => {
    for (const choice of [
      { kind: 'tianditu', map: 'vec', names: true, key },
      { kind: 'file', name: 'a.pmtiles' },
      { kind: 'wmts', address: 'https://a.cn/wmts', chosen: null }
    ] as const)
      expect(parseChoice(writeChoice(choice, look))).toEqual({ choice, look });
  });
  it('is none where what is kept is not of its shape', () => {
    for (const text of [
      '',
      '{',
      'null',
      '{"choice":{"kind":"xyz"}}',
      '{"choice":{"kind":"tianditu","map":"../"}}'
    ])
      expect(parseChoice(text).choice).toEqual({ kind: 'none' });
  });
  it('asks for the hosts of all its servers, and never for more than hosts', () => {
    const hosts = hostsOf({ kind: 'tianditu', map: 'img', names: true, key });
    expect(hosts).toEqual([0, 1, 2, 3, 4, 5, 6, 7].map((n) => `https://t${n}.tianditu.gov.cn`));
    expect(hosts.join()).not.toContain(key);
    expect(hostsOf({ kind: 'file', name: 'a' })).toEqual([]);
  });
  it('is known to nothing that writes a study or an export: only its words for the picture and the notice', () => {
    const lib = resolve(import.meta.dirname, '../../../src/lib');
    const users = readdirSync(lib, { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(ts|svelte)$/.test(name) && !name.startsWith(join('workbench', 'basemap')))
      .flatMap((name) =>
        [
          ...readFileSync(join(lib, name), 'utf8').matchAll(
            /basemap\.(choice|consent)\b|yike\.basemap|basemap\/choice/g
          )
        ].map(([found]) => `${name}: ${found}`)
      )
      .filter((found) => !found.includes('words'));
    expect(users).toEqual([]);
  });
});

describe('the law of map scales', () => {
  it('knows the scale of web maps', () => {
    expect(scaleOf(0, 0)).toBeCloseTo(559082264, -2);
    expect(scaleOf(16, 40)).toBeCloseTo(6535, -1);
  });
  it('warns of larger than 1:5,000 over more than 25 km², and only then', () => {
    const large = [116, 39.9, 116.1, 40] as const;
    const small = [116, 39.9, 116.02, 39.92] as const;
    expect(areaOfBox(large)).toBeGreaterThan(25);
    expect(areaOfBox(small)).toBeLessThan(25);
    expect([isSecretScale(17, large), isSecretScale(16, large), isSecretScale(18, small)]).toEqual([
      true,
      false,
      false
    ]);
  });
});

describe('what a file says of itself', () => {
  it('is shown as text', () => {
    expect(
      textOfAttribution('<a href="https://x.cn" onclick="x()">&copy; OpenStreetMap</a> contributors')
    ).toBe('© OpenStreetMap contributors');
    expect(textOfAttribution(7)).toBe('');
  });
  it.each([
    ['Protomaps', ['earth', 'water', 'roads', 'places'], 'basemap-0-roads-line'],
    ['OpenMapTiles', ['landcover', 'water', 'transportation', 'poi'], 'basemap-0-transportation-line'],
    ['Shortbread', ['land', 'ocean', 'streets', 'street_labels'], 'basemap-0-streets-line'],
    ['none that is known', ['parcels'], 'basemap-0-parcels-fill']
  ])('is drawn by its schema: %s', (_schema, layers, expected) => {
    const style = vectorStyle('basemap-0', layers, 0.5, 'basemap-0-');
    expect(style.map(({ id }) => id)).toContain(expected);
    expect(new Set(style.map(({ id }) => id)).size).toBe(style.length);
    expect(style.some(({ id }) => /poi|street_labels/.test(id))).toBe(false);
  });
});
