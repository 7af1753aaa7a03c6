import { expect, it } from 'vitest';
import type { ComplianceRow } from '../../src/lib/coverage/coverage.ts';
import type { Units } from '../../src/lib/demand/units.ts';
import { loadPacks, PROFILES } from '../../src/lib/standards/packs.ts';
import { rulesInForce } from '../../src/lib/standards/rules-in-force.ts';
import type { Study } from '../../src/lib/study/study.ts';
import { complianceNotes } from '../../src/lib/tables/compliance-notes.ts';
import { joinTables } from '../../src/lib/tables/measure-tables.ts';

const units = {
  ...{ code: ['C1', 'C2'], name: ['东里', '西里'], level: ['community', 'community'], totals: {} },
  ...{ isRural: new Uint8Array(2), parent: Int32Array.of(-1, -1) },
  shape: { shapeFirst: Int32Array.of(0, 0, 0), ringFirst: Int32Array.of(0), lon: [], lat: [] }
} as unknown as Units;

const row = (standard: string, unit: number, rest: Partial<ComplianceRow>): ComplianceRow => ({
  ...{ standard, unit, status: 'met', value: 1, numerator: 1, denominator: 1, features: [], why: null },
  ...rest
});

/** A study of two of the program's rules, the first with its threshold changed from 20 to 25. */
function studyOf(compliance: ComplianceRow[]): Study {
  const standards = rulesInForce({
    profiles: [],
    standards: ['ELD-AREA-OLD', 'ELD-SITE-COMM'],
    changes: [{ id: 'ELD-AREA-OLD', threshold: 25 }]
  });
  return { compliance, standards, inputs: { units }, area: null } as unknown as Study;
}

const rowsOf = (study: Study, language: 'zh' | 'en') => {
  const table = joinTables(complianceNotes(study, language));
  const names = [...table.keys()];
  const columns = [...table.values()].map(({ values }) => Array.from<unknown>(values));
  return columns[0].map((_, k) => Object.fromEntries(names.map((name, i) => [name, columns[i][k]])));
};

const noData: Partial<ComplianceRow> = {
  status: 'no_data',
  why: { code: 'missing-input', what: 'facilities.floor_area_m2, estates.households' }
};

it('says in one language why there is no verdict, what is lacking and what the user changed', () => {
  const study = studyOf([row('ELD-AREA-OLD', 1, noData), row('ELD-SITE-COMM', 0, noData)]);
  const [changed, other] = rowsOf(study, 'zh');
  expect(changed).toMatchObject({
    ...{ standard: 'ELD-AREA-OLD', level: 'community', unit: 'C2', unit_name: '西里', status: 'no_data' },
    note: '缺少：设施表的“建筑面积”、住宅小区表的“小区户数”；已改：阈值 20 → 25',
    lacks: 'facilities.floor_area_m2;estates.households',
    changed: 1
  });
  expect(changed.source).toMatch(/^增加城乡社区服务供给实施方案.*（已由用户修改）$/);
  const packed = loadPacks(PROFILES).find(({ id }) => id === 'ELD-SITE-COMM')!;
  expect(other).toMatchObject({ title: packed.title_zh, changed: 0 });
  expect(other.note).not.toContain('已改');
  const [english] = rowsOf(study, 'en');
  expect(english.note).toBe(
    'Missing: “floor area” of the table of facilities, “households of estates” of the table of estates; Changed: threshold 20 → 25'
  );
  expect(english.source).toContain('(changed by the user)');
});

it('leaves out what needs no word, and keeps a verdict that does', () => {
  const remarks = [{ code: 'estimated', what: 'walk_network.length_m' }];
  const study = studyOf([
    row('ELD-SITE-COMM', 0, {}),
    row('ELD-SITE-COMM', 1, { remarks }),
    row('ELD-AREA-OLD', 0, {}),
    // The whole study area is no unit of the data.
    row('ELD-SITE-COMM', 2, { status: 'no_data' })
  ]);
  expect(rowsOf(study, 'zh').map((each) => [each.standard, each.level, each.note, each.lacks])).toEqual([
    ['ELD-SITE-COMM', 'community', '没有路网，按直线 × 1.3 估算', 'walk_network.length_m'],
    ['ELD-AREA-OLD', 'community', '已改：阈值 20 → 25', ''],
    ['ELD-SITE-COMM', 'study_area', '', '']
  ]);
});

it('has its columns where there is nothing to say, and comes in parts for a city', () => {
  const [none, ...rest] = complianceNotes(studyOf([]), 'zh');
  expect([...none.keys()].join()).toBe(
    'standard,title,level,unit,unit_name,status,note,lacks,changed,source'
  );
  expect(rest).toEqual([]);
  const many = studyOf(Array.from({ length: 120_000 }, (_, k) => row('ELD-SITE-COMM', k % 2, noData)));
  const parts = [...complianceNotes(many, 'zh')].map((table) => table.get('note')!.values.length);
  expect(parts.length).toBeGreaterThan(1);
  expect(parts.reduce((sum, each) => sum + each, 0)).toBe(120_000);
});
