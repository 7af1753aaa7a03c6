import { describe, expect, it } from 'vitest';
import { FIRST_SETTINGS, keepSettings, loadSettings } from '../../../src/lib/workbench/report/settings.ts';

/** A browser's storage that holds one text. */
const holding = (text: string | null) => () =>
  ({ getItem: () => text, setItem: () => undefined }) as unknown as Storage;

describe('settings of reports', () => {
  it('come back as they were kept', () => {
    let kept: string | null = null;
    const storage = () =>
      ({ getItem: () => kept, setItem: (_: string, text: string) => (kept = text) }) as unknown as Storage;
    const said = {
      ...{ author: '东城区民政局', mapNumber: '京S(2026)001号', isInternal: false },
      sheets: { ...FIRST_SETTINGS.sheets, paper: 'A3' as const, maps: ['pair' as const] },
      layers: { crs: 'cgcs2000' as const, encoding: 'gb18030' as const }
    };
    keepSettings(said, storage);
    expect(loadSettings(storage)).toEqual(said);
  });

  it.each([
    null,
    '{',
    '[]',
    '"x"',
    'null',
    '{"author":5,"isInternal":"no","sheets":{"paper":"A9","maps":["x"],"atlas":7},"layers":null}'
  ])('are the first ones where what is kept is not as it should be: %s', (text) => {
    expect(loadSettings(holding(text))).toEqual(FIRST_SETTINGS);
  });

  it('mark a report as internal unless somebody took the mark away', () => {
    expect(loadSettings(holding('{}')).isInternal).toBe(true);
    expect(loadSettings(holding('{"isInternal":false}')).isInternal).toBe(false);
  });

  it('do without a storage that refuses', () => {
    const refusing = (): Storage => {
      throw new DOMException('denied');
    };
    expect(loadSettings(refusing)).toEqual(FIRST_SETTINGS);
    expect(() => keepSettings(FIRST_SETTINGS, refusing)).not.toThrow();
  });
});
