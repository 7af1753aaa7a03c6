import { unzipSync } from 'fflate';
import proj4 from 'proj4';
import { describe, expect, it } from 'vitest';
import { fromWgs84 } from '../../../src/lib/geometry/datum.ts';
import { epsgSystem } from '../../../src/lib/geometry/epsg.ts';
import { decodeWkb } from '../../../src/lib/geometry/wkb.ts';
import { readSource } from '../../../src/lib/import/read-source.ts';
import type { Source } from '../../../src/lib/import/source.ts';
import type { Dossier } from '../../../src/lib/report/dossier.ts';
import {
  refuseCrs,
  type LayerChoice,
  type LayerFormat
} from '../../../src/lib/report/layers/layer-choice.ts';
import { geometryOf } from '../../../src/lib/report/layers/layer-tables.ts';
import { writeLayers } from '../../../src/lib/report/layers/write-layers.ts';
import { HOSTILE_NAMES, madeDossier, OPTIONS, townDossier } from '../dossiers.ts';

const ask = (format: LayerFormat, more: Partial<LayerChoice> = {}): LayerChoice => ({
  ...{ format, crs: 'wgs84', encoding: 'utf8' },
  ...more
});

const write = (dossier: Dossier, choice: LayerChoice) =>
  writeLayers(dossier, { title: dossier.summary.title, options: OPTIONS }, choice);

/** A layer of what was written, as the import reads it: another implementation than the writer. */
async function readBack(written: { name: string; bytes: Uint8Array }, layer: string): Promise<Source> {
  if (!written.name.endsWith('.zip')) return readSource(written.name, written.bytes, { layer });
  const parts = unzipSync(written.bytes);
  const own = Object.keys(parts).filter((name) => name.replace(/\.\w+$/, '') === layer);
  const head = own.find((name) => /\.(shp|parquet)$/.test(name))!;
  const beside = new Map(
    own.filter((name) => name !== head).map((name) => [name.split('.')[1], parts[name]])
  );
  return readSource(head, parts[head], {}, undefined, beside);
}

const columnOf = (source: Source, name: string): (string | null)[] => {
  const at = source.headers.indexOf(name);
  expect(at, name).toBeGreaterThanOrEqual(0);
  return source.columns[at] as (string | null)[];
};

describe('layers of the sample town', () => {
  it.each(['gpkg', 'shp', 'parquet'] as const)('come back whole from %s', async (format) => {
    const dossier = await townDossier();
    const written = await write(dossier, ask(format));
    for (const [name, columns] of dossier.layers) {
      const source = await readBack(written, name);
      const shapes = geometryOf(columns);
      expect(source.rows, name).toBe(shapes.length);
      // Every position, to the last bit: nothing is rounded on the way.
      const flat = (geometry: unknown) => JSON.stringify((geometry as { coordinates: unknown }).coordinates);
      const ring = (text: string) => [...text.matchAll(/\[(-?[\d.]+),(-?[\d.]+)\]/g)].map(String).sort();
      source.geometry!.forEach((shape, i) =>
        expect(ring(flat(shape)), `${name} ${i}`).toEqual(ring(flat(decodeWkb(shapes[i]!))))
      );
      if (format === 'shp') continue;
      for (const [column, { type, values }] of columns) {
        if (type === 'BLOB') continue;
        const found = columnOf(source, column);
        values.forEach((value, i) => {
          const expected = value === null || Number.isNaN(value) || value === '' ? null : String(value);
          const back = found[i] === '' ? null : found[i];
          if (type === 'DOUBLE')
            expect(back === null ? null : Number(back)).toBe(expected === null ? null : value);
          else expect(back).toBe(expected);
        });
      }
    }
  });

  it('say in GeoJSON and KML what a proposal is about, each feature with its layer', async () => {
    const dossier = await townDossier();
    const { bytes } = await write(dossier, ask('geojson'));
    const { features } = JSON.parse(new TextDecoder().decode(bytes)) as {
      features: { properties: Record<string, unknown> }[];
    };
    for (const name of ['communities', 'facilities', 'sites']) {
      const own = features.filter(({ properties }) => properties['layer'] === name);
      expect(own.length, name).toBe(geometryOf(dossier.layers.get(name)!).length);
    }
    const sites = features.filter(({ properties }) => properties['layer'] === 'sites');
    expect(sites.map(({ properties }) => properties['gain'])).toEqual([
      ...dossier.layers.get('sites')!.get('gain')!.values
    ]);
    const kml = await readBack(await write(dossier, ask('kml')), '社区（含各项结果）');
    expect(kml.rows).toBe(geometryOf(dossier.layers.get('communities')!).length);
  });

  it('lie in the zone of CGCS2000, and in GCJ-02 where that is asked for', async () => {
    const dossier = await townDossier();
    const { lon, lat } = { lon: 117.1985888, lat: 39.1157067 };
    const sites = await readBack(await write(dossier, ask('shp', { crs: 'cgcs2000' })), 'sites_epsg4548');
    // 117° E is the meridian of the zone in which the town lies.
    const there = proj4('+proj=longlat +ellps=GRS80', epsgSystem(4548)!.proj).forward([lon, lat]);
    expect((sites.geometry![0] as { coordinates: number[] }).coordinates).toEqual(there);
    expect(sites.declaredCrs).toContain('Central_Meridian",117');
    const shifted = await readBack(await write(dossier, ask('parquet', { crs: 'gcj02' })), 'sites_gcj02');
    expect((shifted.geometry![0] as { coordinates: number[] }).coordinates).toEqual(
      fromWgs84(lon, lat, 'gcj02')
    );
    // No register knows it: a reader must get a name that is not WGS84, and a definition that it can parse.
    const gpkg = Buffer.from((await write(dossier, ask('gpkg', { crs: 'gcj02' }))).bytes).toString('latin1');
    expect(gpkg).toContain('LOCAL_CS["GCJ-02"');
    expect(refuseCrs('kml', 'cgcs2000')).not.toBeNull();
    expect(refuseCrs('gpkg', 'cgcs2000')).toBeNull();
  });

  it('are the same bytes from the same study and day', async () => {
    const dossier = await townDossier();
    for (const format of ['gpkg', 'shp', 'parquet', 'kml', 'geojson', 'csv'] as const) {
      const [one, other] = [await write(dossier, ask(format)), await write(dossier, ask(format))];
      expect(Buffer.from(one.bytes).equals(Buffer.from(other.bytes)), format).toBe(true);
    }
  });

  it('have tables that Excel opens: a byte order mark, and nothing that runs', async () => {
    const { bytes } = await write(await townDossier(), ask('csv'));
    const parts = unzipSync(bytes);
    expect(Object.keys(parts)).toContain('coverage.csv');
    for (const part of Object.values(parts)) expect([...part.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  });
});

describe('names that break a format', () => {
  const hostile = madeDossier({
    communities: HOSTILE_NAMES.length,
    name: (_, i) => HOSTILE_NAMES[i % HOSTILE_NAMES.length]
  });

  it.each([
    ['gpkg', 'utf8'],
    ['parquet', 'utf8'],
    ['shp', 'utf8'],
    ['shp', 'gb18030']
  ] as const)('come back from %s in %s as far as it has room for them', async (format, encoding) => {
    const source = await readBack(await write(hostile, ask(format, { encoding })), 'communities');
    const back = columnOf(source, 'name');
    const given = hostile.layers.get('communities')!.get('name')!.values as string[];
    given.forEach((name, i) => {
      // A lone half of a pair has no place in any encoding; NUL ends a text of a shapefile and of SQLite; blanks around it are not kept.
      const plain = name.replace(
        /[\ud800-\udbff](?![\udc00-\udfff])/g,
        format === 'shp' && encoding === 'gb18030' ? '?' : '\ufffd'
      );
      const kept = format === 'parquet' ? plain : plain.replaceAll('\0', '');
      const found = (back[i] ?? '').trim();
      if (format === 'shp' && new TextEncoder().encode(kept).length > 254)
        expect(kept.startsWith(found)).toBe(true);
      else expect(found).toBe(kept.trim());
    });
  });

  it('leave KML whole', async () => {
    const kml = await readBack(await write(hostile, ask('kml')), '社区（含各项结果）');
    expect(kml.rows).toBe(HOSTILE_NAMES.length);
  });
});
