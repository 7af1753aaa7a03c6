import { describe, expect, it } from 'vitest';
import { safeName, sheetFileName } from '../../../src/lib/report/sheets/file-names.ts';
import { ratioOf, ratioText, roundScale } from '../../../src/lib/report/sheets/ratio-scale.ts';
import { secrecyWarning } from '../../../src/lib/report/sheets/secrecy.ts';
import { DEFAULT_CHOICE, parseSheetChoice } from '../../../src/lib/report/sheets/sheet-choice.ts';

describe('the warning of secrets', () => {
  it('comes for a base map over more than 25 km², at any scale', () => {
    expect(secrecyWarning({ areaKm2: 25, hasBaseMap: true }, 2000)).toBeNull();
    expect(secrecyWarning({ areaKm2: 900, hasBaseMap: false }, 2000)).toBeNull();
    expect(secrecyWarning({ areaKm2: NaN, hasBaseMap: true }, 2000)).toBeNull();
    expect(secrecyWarning({ areaKm2: 26, hasBaseMap: true }, 50_000)?.zh).toContain('26 平方千米');
  });
  it('is stronger where the sheets are larger than 1:5 000', () => {
    const [at, above] = [5000, 4999].map((scale) => secrecyWarning({ areaKm2: 30, hasBaseMap: true }, scale));
    expect(at?.zh).not.toContain('应按国家秘密管理');
    expect(above?.zh).toContain('应按国家秘密管理');
    expect(above?.en).toContain('treat this map as a state secret');
  });
});

describe('names of files', () => {
  it.each([
    ['a/b:c*d?"e<f>|g\\h', 'a_b_c_d__e_f__g_h'],
    ['CON', '_CON'],
    ['com1.txt', '_com1.txt'],
    ['name. . ', 'name'],
    ['..', ''],
    ['\u202egnp.exe', '_gnp.exe'],
    ['春华里\t社区', '春华里 社区'],
    ['\u0000', '']
  ])('%j is safe as %j', (name, safe) => expect(safeName(name)).toBe(safe));
  it('are cut, and sort as their sheets', () => {
    expect([...safeName('长'.repeat(200))].length).toBe(60);
    const names = [1, 2, 10, 100, 3000].map((number) => sheetFileName(number, 3000, 'x', 'png'));
    expect(names.toSorted()).toEqual(names);
    expect(sheetFileName(7, 12, '??', 'png')).toBe('007.png');
  });
});

describe('the ratio scale', () => {
  it.each([
    [8437, '1:10,000'],
    [10_000, '1:10,000'],
    [10_001, '1:12,000'],
    [2999, '1:3,000'],
    [81, '1:100']
  ])('1:%d becomes %s', (n, text) => {
    const metresPerPt = (n * 0.0254) / 72;
    expect(ratioText(roundScale(metresPerPt))).toBe(text);
    expect(ratioOf(roundScale(metresPerPt))).toBeGreaterThanOrEqual(n * (1 - 1e-9));
  });
});

describe('a choice in words', () => {
  it('takes what is said, else the usual', () => {
    expect(parseSheetChoice({})).toEqual({ choice: DEFAULT_CHOICE });
    expect(
      parseSheetChoice({ paper: 'a3', maps: 'pair，share,pair', atlas: 'community', as: 'png' })
    ).toEqual({
      choice: { ...DEFAULT_CHOICE, paper: 'A3', maps: ['pair', 'share'], atlas: 'community', as: 'png' }
    });
  });
  it('says which word it does not know', () =>
    expect(parseSheetChoice({ atlas: 'street' })).toMatchObject({
      fault: { en: 'atlas: expected one of none, subdistrict, community, got "street"' }
    }));
});
