import { describe, expect, it } from 'vitest';
import { dayOf, zipParts } from '../../src/lib/report/zip-plainly.ts';

/** Year, month and day that the first part of a zip file is said to be of. */
function dayIn(zip: Uint8Array): [number, number, number] {
  const day = new DataView(zip.buffer).getUint16(12, true);
  return [1980 + (day >> 9), (day >> 5) & 15, day & 31];
}

describe('zip files', () => {
  const parts = { 'a.txt': new TextEncoder().encode('一刻圈') };

  it('are of the day of the report, the same bytes of the same day', () => {
    const zip = zipParts(parts, dayOf('2026-11-22'));
    expect(dayIn(zip)).toEqual([2026, 11, 22]);
    expect(zipParts(parts, dayOf('2026-11-22'))).toEqual(zip);
  });

  it('are of the earliest day where none is said, or none that a zip file can say', () => {
    for (const day of [undefined, dayOf(''), dayOf('明天'), dayOf('1066-10-14'), dayOf('9999-01-01')])
      expect(dayIn(zipParts(parts, day))).toEqual([1980, 1, 1]);
  });
});
