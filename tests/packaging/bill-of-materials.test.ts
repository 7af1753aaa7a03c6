import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { writeBillOfMaterials } from '../../packaging/bill-of-materials.ts';

const root = resolve(import.meta.dirname, '../..');

describe('the bill of materials', () => {
  const places = ['node_modules/maplibre-gl', 'node_modules/@duckdb/duckdb-wasm'];

  it('names each part as the lockfile has it, in order, with licence and checksum', () => {
    const bill = JSON.parse(writeBillOfMaterials(root, places, '1.2.3'));
    expect(bill).toMatchObject({
      bomFormat: 'CycloneDX',
      specVersion: '1.5',
      metadata: { component: { name: 'yike', version: '1.2.3' } }
    });
    expect(bill.components.map((each: { purl: string }) => each.purl)).toEqual([
      'pkg:npm/%40duckdb/duckdb-wasm@1.32.0',
      expect.stringMatching(/^pkg:npm\/maplibre-gl@\d/)
    ]);
    expect(bill.components[0].licenses).toEqual([{ license: { id: 'MIT' } }]);
    for (const { hashes } of bill.components) expect(hashes[0].content).toMatch(/^[0-9a-f]{128}$/);
  });

  it('is the same bytes in any order of the parts', () => {
    expect(writeBillOfMaterials(root, places.toReversed(), '1.2.3')).toBe(
      writeBillOfMaterials(root, places, '1.2.3')
    );
  });

  it('is refused where a part is in no lockfile', () => {
    expect(() => writeBillOfMaterials(root, ['node_modules/no-such'], '1.2.3')).toThrow('no-such');
  });
});
