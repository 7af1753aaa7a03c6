import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../src/lib/tables/database.ts';
import { openNative } from '../../src/lib/tables/native.ts';
import { readCandidates } from '../../src/lib/tables/read-candidates.ts';
import { readInputs } from '../../src/lib/tables/read.ts';
import { box, layerOf } from './layers.ts';

let db: Database;
beforeAll(async () => {
  db = await openNative();
}, 60_000);
afterAll(() => db.close());
afterEach(async () => {
  for (const name of ['candidates', 'communities']) await db.run(`DROP TABLE IF EXISTS "${name}"`);
});

const rows = [
  { site_id: 'A', lon: 0.1, lat: 0.2, floor_level: ' 1 ', acquisition_mode: 'swap', barrier_free: 1 },
  { site_id: 'B', lon: 0.3, lat: 0.2, site_kind: 'land', site_area_m2: 800, available_from: '2026-06' },
  { site_id: 'C', lon: null, lat: 0.2, tenure: '国有' },
  { site_id: 'D', lon: 0.4, lat: 0.2, site_kind: '商铺', ground_floor_commercial: 1, capacity: 30 }
];

describe('candidates from their table', () => {
  it('have the columns that a row with a place gives, and no others', async () => {
    await db.insert('candidates', layerOf('candidates', rows));
    const found = (await readCandidates(db))!;
    expect(found.code).toEqual(['A', 'B', 'D']);
    expect(found).toMatchObject({
      kind: ['stock', 'land', 'stock'],
      floorLevel: ['1', '', ''],
      acquisition: ['swap', '', ''],
      availableFrom: ['', '2026-06', ''],
      barrierFree: Float64Array.of(1, NaN, NaN),
      groundFloorCommercial: Float64Array.of(NaN, NaN, 1),
      capacity: Float64Array.of(NaN, NaN, 30),
      siteAreaM2: Float64Array.of(NaN, 800, NaN)
    });
    expect('tenure' in found).toBe(false);
    await db.run('DROP TABLE candidates');
    await db.insert('candidates', layerOf('candidates', [{ lon: 1, lat: 1, site_kind: '商铺' }]));
    expect(Object.keys((await readCandidates(db))!).sort()).toEqual([
      ...['code', 'cost', 'floorAreaM2', 'lat', 'lon', 'name']
    ]);
  });

  it('are read from a table that was kept before these columns were', async () => {
    await db.run(
      'CREATE TABLE candidates AS SELECT 1.5::DOUBLE AS lon, 2.5::DOUBLE AS lat, 7::DOUBLE AS cost, 4::DOUBLE AS source_row'
    );
    const found = (await readCandidates(db))!;
    expect([found.code, [...found.cost], found.kind]).toEqual([['#4'], [7], undefined]);
  });

  it('count as building stock in rules where they are no land', async () => {
    await db.insert('communities', layerOf('communities', [{ unit_id: 'U', geometry: box(0, 0, 1, 1) }]));
    await db.insert('candidates', layerOf('candidates', rows));
    const { ledgers } = await readInputs(db, '');
    expect(ledgers!.candidate_sites!.texts.site_id).toEqual(['A', 'C', 'D']);
    expect([...ledgers!.candidate_sites!.unit]).toEqual([0, -1, 0]);
  });
});
