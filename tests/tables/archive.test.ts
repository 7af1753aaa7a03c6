import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ArchiveError } from '../../src/lib/tables/archive-error.ts';
import { packStudy, putTables, unpackStudy } from '../../src/lib/tables/archive.ts';
import { fromIpc, toIpc } from '../../src/lib/tables/arrow.ts';
import type { Database, Table } from '../../src/lib/tables/database.ts';
import { packColumns } from '../../src/lib/network/pack-columns.ts';
import { ARCHIVE_VERSION, GRAPH, withManifest } from '../../src/lib/tables/manifest.ts';
import { openNative } from '../../src/lib/tables/native.ts';
import { fromOneFile, MEDIA_TYPE, toOneFile } from '../../src/lib/tables/one-file.ts';
import { box, layerOf } from './layers.ts';
import { openWasmInNode } from './open-wasm-in-node.ts';

const study = { title: '北新桥街道', scenario: { name: '', edits: [{ do: 'close', code: '甲' }] } };
const communities = layerOf('communities', [
  { unit_id: 'C1', name: '东社区', geometry: box(0, 0, 1, 1), pop_resident: 100.25 },
  { name: '西"社区', geometry: box(1, 0, 2, 1) }
]).set('备注', { type: 'VARCHAR', values: ['', null] });

/** What is thrown, as [code, file]. */
function refusal(open: () => unknown): [string, string] {
  try {
    open();
  } catch (error) {
    if (error instanceof ArchiveError) return [error.code, error.file];
    throw error;
  }
  throw new Error('expected a refusal, got none');
}

describe.each([
  ['native', openNative],
  ['wasm', openWasmInNode]
] as const)('a study as files on %s', (_engine, open) => {
  let db: Database;
  beforeAll(async () => {
    db = await open();
  }, 60_000);
  afterAll(() => db.close());

  it('comes back as it was, through one file', async () => {
    await db.insert('communities', communities);
    await db.insert('facilities', layerOf('facilities', []));
    const bytes = toOneFile(await packStudy(db, study));
    expect(bytes).toEqual(toOneFile(await packStudy(db, study)));
    const back = unpackStudy(fromOneFile(bytes));
    expect(back.study).toEqual(study);
    expect([...back.tables.keys()]).toEqual(['communities', 'facilities']);
    await db.run('CREATE OR REPLACE TABLE communities AS SELECT 1 AS x');
    await db.run('CREATE OR REPLACE TABLE roads AS SELECT 1 AS x');
    await putTables(db, back.tables);
    expect(await db.query('SELECT * FROM communities')).toEqual(communities);
    await expect(db.query('SELECT * FROM roads')).rejects.toThrow('roads does not exist');
  });
});

describe('files of a study', () => {
  const files = () =>
    withManifest(
      new Map([
        ['tables/communities.arrow', toIpc(communities, 'file')],
        ['study.json', strToU8(JSON.stringify(study))]
      ])
    );

  it('are refused by name when one byte anywhere is changed, or one is cut or missing', () => {
    for (const name of ['tables/communities.arrow', 'study.json']) {
      const bytes = files().get(name)!;
      for (const at of [0, bytes.length >> 1, bytes.length - 1]) {
        const changed = bytes.slice();
        changed[at] ^= 1;
        expect(refusal(() => unpackStudy(files().set(name, changed)))).toEqual(['checksum', name]);
      }
      expect(refusal(() => unpackStudy(files().set(name, bytes.slice(0, -1))))).toEqual(['incomplete', name]);
      const without = files();
      without.delete(name);
      expect(refusal(() => unpackStudy(without))).toEqual(['incomplete', name]);
    }
    const manifest = files().get('manifest.json')!;
    for (let end = 0; end < manifest.length; end += 7)
      expect(refusal(() => unpackStudy(files().set('manifest.json', manifest.slice(0, end))))).toEqual([
        'incomplete',
        'manifest.json'
      ]);
  });

  it('are read when older, with the fields added since, and refused when newer', () => {
    const old: Table = new Map(communities);
    old.delete('pop_6_11');
    const given = withManifest(
      new Map([
        ['tables/communities.arrow', toIpc(old, 'file')],
        ['study.json', strToU8('{}')]
      ])
    );
    const asVersion = (version: number) => {
      const manifest = JSON.parse(strFromU8(given.get('manifest.json')!)) as object;
      return new Map(given).set('manifest.json', strToU8(JSON.stringify({ ...manifest, version })));
    };
    const read = unpackStudy(asVersion(0)).tables.get('communities')!;
    expect([...read.keys()]).toEqual([...communities.keys()]);
    expect([...read.get('pop_6_11')!.values]).toEqual([NaN, NaN]);
    expect(refusal(() => unpackStudy(asVersion(ARCHIVE_VERSION + 1)))[0]).toBe('newer');
  });

  it('make a zip whose first entry says what it is', () => {
    const bytes = toOneFile(files());
    expect(strFromU8(bytes.slice(30, 38 + MEDIA_TYPE.length))).toBe(`mimetype${MEDIA_TYPE}`);
    expect(Object.keys(unzipSync(bytes))).toEqual(['mimetype', ...files().keys()]);
  });

  it('are refused from one file that is another, cut, changed or too large', () => {
    const bytes = toOneFile(files());
    expect(refusal(() => fromOneFile(new Uint8Array(0)))[0]).toBe('not_a_study');
    expect(refusal(() => fromOneFile(strToU8('<html>')))[0]).toBe('not_a_study');
    expect(refusal(() => fromOneFile(zipSync({ 'xl/workbook.xml': strToU8('x') })))[0]).toBe('not_a_study');
    expect(refusal(() => fromOneFile(zipSync({ mimetype: strToU8('text/plain') })))[0]).toBe('not_a_study');
    const codes = new Set(['incomplete', 'checksum', 'not_a_study']);
    // The central directory at the end is not needed; whatever is cut before it is missed.
    const end = bytes.findIndex((_, i) => i > 0 && strFromU8(bytes.slice(i, i + 4)) === 'PK\x01\x02');
    for (let cut = 0; cut < end - 16; cut += 13)
      expect(codes).toContain(refusal(() => fromOneFile(bytes.slice(0, cut)))[0]);
    const changed = bytes.slice();
    changed[end >> 1] ^= 0xff;
    expect(codes).toContain(refusal(() => fromOneFile(changed))[0]);
    expect(refusal(() => fromOneFile(bytes, 500))[0]).toBe('too_large');
    const many = Object.fromEntries(Array.from({ length: 200 }, (_, i) => [`f${i}`, new Uint8Array(0)]));
    expect(refusal(() => fromOneFile(zipSync({ mimetype: strToU8(MEDIA_TYPE), ...many })))[0]).toBe(
      'too_large'
    );
  });

  it('stop at the cap even where the headers lie about the size', () => {
    const bomb = zipSync({ mimetype: strToU8(MEDIA_TYPE), 'study.json': new Uint8Array(8 * 1024 * 1024) });
    const view = new DataView(bomb.buffer);
    for (let i = 0; i + 4 < bomb.length; i++)
      if (view.getUint32(i, true) === 0x04034b50) view.setUint32(i + 22, 10, true);
    expect(refusal(() => fromOneFile(bomb, 1024 * 1024))).toEqual(['too_large', 'study.json']);
  });

  it('take no entry name for a property or a path', () => {
    const zip = zipSync({
      mimetype: strToU8(MEDIA_TYPE),
      __pr0to__: strToU8('{"x":1}'),
      '../../x': strToU8('y')
    });
    const bytes = Uint8Array.from(
      Buffer.from(zip).toString('latin1').replaceAll('__pr0to__', '__proto__'),
      (c) => c.charCodeAt(0)
    );
    expect(refusal(() => fromOneFile(bytes))).toEqual(['incomplete', 'manifest.json']);
    expect('x' in {}).toBe(false);
  });

  it('leave a large graph out of one file, which opens without it', () => {
    for (const [words, there] of [
      [100, true],
      [9_000_000, false]
    ] as const) {
      const graph = packColumns(new Map([['n', new Uint32Array(words)]]), {});
      const given = withManifest(new Map([...files()].slice(0, -1)).set(GRAPH, graph));
      const back = fromOneFile(toOneFile(given));
      expect(back.has(GRAPH)).toBe(there);
      expect([...back.keys()].filter((name) => name !== GRAPH)).toEqual([...files().keys()]);
    }
  });

  it('hold the tables of several batches', () => {
    const rows = 70_000;
    const table: Table = new Map([
      ['t', { type: 'VARCHAR', values: Array.from({ length: rows }, (_, i) => (i % 9 ? `楼${i}` : null)) }],
      ['n', { type: 'DOUBLE', values: Float64Array.from({ length: rows }, (_, i) => (i % 4 ? i / 7 : NaN)) }]
    ]);
    const back = fromIpc(toIpc(table, 'file'));
    // Joined: comparing the arrays one value at a time takes the test runner seconds.
    for (const name of ['t', 'n'])
      expect(back.get(name)!.values.join() === table.get(name)!.values.join(), name).toBe(true);
  });
});
