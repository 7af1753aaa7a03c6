import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { sha256 } from '@noble/hashes/sha2';
import { bytesToHex } from '@noble/hashes/utils';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { toWgs84 } from '../../src/lib/geometry/datum.ts';
import { SAMPLE_LABEL } from '../../src/lib/sample/names.ts';
import { makeSampleFiles } from '../../src/lib/sample/sample-files.ts';
import { parseStudyFile } from '../../src/lib/study/study-file.ts';
import { NAMES } from './walk-town.ts';

const files = makeSampleFiles(1, 'town', NAMES);
const folder = fileURLToPath(new URL('../../data/sample/', import.meta.url));
const text = (path: string, encoding = 'utf-8') =>
  new TextDecoder(encoding, { fatal: true }).decode(files.get(path));
const rows = (path: string, encoding?: string) =>
  Papa.parse<Record<string, string>>(text(path, encoding), { header: true, skipEmptyLines: true }).data;

describe('makeSampleFiles', () => {
  it('gives the same bytes for the same seed, and others for another', () => {
    const again = makeSampleFiles(1, 'town', NAMES);
    expect([...again.keys()]).toEqual([...files.keys()]);
    for (const [path, bytes] of files) {
      expect(bytesToHex(sha256(again.get(path)!)), path).toBe(bytesToHex(sha256(bytes)));
    }
    const other = makeSampleFiles(2, 'town', NAMES).get('roads.geojson')!;
    expect(bytesToHex(sha256(other))).not.toBe(bytesToHex(sha256(files.get('roads.geojson')!)));
  });

  it('gives what data/sample holds (made by data/make-sample.ts)', () => {
    const kept = readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => `${entry.parentPath}/${entry.name}`.slice(folder.length).replace(/^\//, ''));
    expect(kept.sort()).toEqual([...files.keys()].sort());
    for (const [path, bytes] of files) {
      expect(Buffer.compare(readFileSync(folder + path), bytes), path).toBe(0);
    }
    const total = [...files.values()].reduce((sum, bytes) => sum + bytes.length, 0);
    expect(total).toBeLessThan(4_000_000);
  });

  it('says in every file that the data are made up', () => {
    for (const path of files.keys()) {
      const ledger = path.startsWith('as-received/') && path.endsWith('.csv');
      expect(text(path, ledger ? 'gb18030' : 'utf-8'), path).toContain(SAMPLE_LABEL);
    }
  });

  it('names in the study files only files that are there and columns that the files have', () => {
    for (const path of ['study.json', 'study-all.json', 'as-received/study.json']) {
      const at = path.slice(0, path.lastIndexOf('/') + 1);
      const study = parseStudyFile(text(path));
      expect(study.layers.map(({ as }) => as)).toEqual(
        expect.arrayContaining([
          'communities',
          'population',
          'facilities',
          'roads',
          'residential',
          'candidates'
        ])
      );
      for (const { file, map = {}, encoding = 'utf-8' } of study.layers) {
        const columns = file.endsWith('.csv')
          ? Object.keys(rows(at + file, encoding)[0])
          : Object.keys((JSON.parse(text(at + file)) as GeoJSON.FeatureCollection).features[0].properties!);
        for (const column of Object.values(map)) expect(columns, file).toContain(column);
      }
    }
  });
});

describe('the town as received', () => {
  it('lies at the same places once GCJ-02 is undone', () => {
    const plain = JSON.parse(text('roads.geojson')) as GeoJSON.FeatureCollection<GeoJSON.LineString>;
    const shifted = JSON.parse(
      text('as-received/roads.geojson')
    ) as GeoJSON.FeatureCollection<GeoJSON.LineString>;
    expect(shifted.features).toHaveLength(plain.features.length);
    let worst = 0;
    plain.features.forEach(({ geometry }, i) =>
      geometry.coordinates.forEach(([lon, lat], k) => {
        const [x, y] = shifted.features[i].geometry.coordinates[k];
        expect(Math.hypot(x - lon, y - lat)).toBeGreaterThan(0.003);
        const [backLon, backLat] = toWgs84(x, y, 'gcj02');
        worst = Math.max(worst, Math.abs(backLon - lon), Math.abs(backLat - lat));
      })
    );
    expect(worst).toBeLessThan(2e-7);
  });

  it('holds the same people and floor areas, written as a person writes them', () => {
    const plain = rows('population.csv');
    const ledger = rows('as-received/population.csv', 'gb18030');
    expect(ledger.map((row) => row['社区'])).toEqual(plain.map((row) => row.unit));
    expect(ledger.map((row) => Number(row['常住人口'].replace(',', '')))).toEqual(
      plain.map((row) => Number(row.pop_resident))
    );
    const clerk = rows('as-received/facilities.csv', 'gb18030');
    expect(clerk.some((row) => /^\d,\d{3}$/.test(row['建筑面积（㎡）']))).toBe(true);
    expect(clerk.some((row) => row['建筑面积（㎡）'] === '')).toBe(true);
    expect(clerk.map((row) => row['建筑面积（㎡）'].replace(',', ''))).toEqual(
      rows('facilities.csv').map((row) => row.floor_area_m2)
    );
  });

  it('names every category by a word that the study file knows', () => {
    const study = parseStudyFile(text('as-received/study.json'));
    const { categories = {} } = study.layers.find(({ as }) => as === 'facilities')!;
    const codes = rows('as-received/facilities.csv', 'gb18030').map((row) => categories[row['设施类别']]);
    expect(codes).toEqual(rows('facilities.csv').map((row) => row.category));
  });

  it('has column names of at most 10 bytes in its shape files', () => {
    for (const path of [...files.keys()].filter((name) => /^as-received\/.*geojson$/.test(name))) {
      const { features } = JSON.parse(text(path)) as GeoJSON.FeatureCollection;
      for (const column of Object.keys(features[0].properties!)) {
        const bytes = [...column].reduce((sum, character) => sum + (character < '\u0080' ? 1 : 2), 0);
        expect(bytes, column).toBeLessThanOrEqual(10);
      }
    }
  });
});
