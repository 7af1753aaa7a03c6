import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ImportError } from '../../src/lib/import/import-error.ts';
import { importFile, readReports } from '../../src/lib/import/import-file.ts';
import { answerQuestion } from '../../src/lib/import/answer-question.ts';
import type { Choices } from '../../src/lib/import/report.ts';
import { importStudyLayers, type StudyLayer } from '../../src/lib/import/study-layers.ts';
import {
  applySame,
  checkUnitNames,
  matchUnitNames,
  plainUnitName
} from '../../src/lib/import/meanings/unit-names.ts';
import { NOT_ON_MAP } from '../../src/lib/tables/schema.ts';
import type { Database } from '../../src/lib/tables/database.ts';
import { openNative } from '../../src/lib/tables/native.ts';
import { bytesOf, collection, feature, refusal, shared, square, utf8 } from './sources.ts';

const BEIXINQIAO = '北宫厅 民安 北新仓 海运仓 青龙 藏经馆 前永康 九道湾 草园 门楼 十三条 小菊'.split(' ');

describe('names of units', () => {
  test('北官厅 of the table and 北宫厅 of the map are one question, the likely answer first', () => {
    const wanted = ['北官厅', ...BEIXINQIAO.slice(1)];
    const { matched, questions } = matchUnitNames(wanted, BEIXINQIAO);
    expect(matched.size).toBe(11);
    expect(questions).toEqual([
      {
        code: 'unit_name',
        message: '表中的“北官厅”在地图上没有；是不是“北宫厅”？',
        sets: 'same',
        key: '北官厅',
        options: ['北宫厅', NOT_ON_MAP],
        labels: ['北宫厅（字形相近，差一个字，像 92%）', '不在地图上']
      }
    ]);
    const answered = matchUnitNames(wanted, BEIXINQIAO, { 北官厅: '北宫厅' });
    expect(answered.questions).toEqual([]);
    expect(answered.matched.get('北官厅')).toBe('北宫厅');
  });

  test.each([
    ['民安社区', '民安'],
    ['民安', '民安社区'],
    ['民安社区居委会', '民安社区'],
    ['王庄村委会', '王庄村'],
    [' 民 安 ', '民安'],
    ['阳光（北）', '阳光(北)'],
    ['Ｓun Ｔown', 'sun town'],
    ['北新桥街道办事处', '北新桥街道']
  ])('%s is %s without asking', (wanted, known) => {
    const { matched, questions } = matchUnitNames([wanted], [known, '别处']);
    expect([matched.get(wanted), questions]).toEqual([known, []]);
  });

  test('a community and a village of one name are asked about', () => {
    const { matched, questions } = matchUnitNames(['王庄'], ['王庄社区', '王庄村']);
    expect(matched.size).toBe(0);
    expect(questions[0].options.slice(0, 2).sort()).toEqual(['王庄村', '王庄社区'].sort());
  });

  test('a name like none is asked about too, never dropped', () => {
    const { questions } = matchUnitNames(['甲乙丙'], BEIXINQIAO);
    expect(questions[0].message).toContain('也没有相近的名字');
    expect(questions[0].options[0]).toBe(NOT_ON_MAP);
  });

  test('every wanted name is either matched or asked about; exact names always match themselves', () => {
    const name = fc.oneof(
      fc.constantFrom(...BEIXINQIAO),
      fc.string({ unit: fc.constantFrom(...'北南官宫厅社区村 一'), maxLength: 5 })
    );
    fc.assert(
      fc.property(fc.array(name), fc.array(name), (wanted, known) => {
        const { matched, questions } = matchUnitNames(wanted, known);
        const asked = questions.map(({ key }) => key);
        expect([...matched.keys(), ...asked].sort()).toEqual([...new Set(wanted)].sort());
        for (const one of wanted) if (known.includes(one)) expect(matched.get(one)).toBe(one);
        for (const to of matched.values()) expect(known).toContain(to);
        for (const one of wanted)
          expect(plainUnitName(plainUnitName(one)).length).toBeLessThanOrEqual(plainUnitName(one).length);
      })
    );
  });
});

const POPULATION: Choices = { as: 'population' };
const table = (...rows: string[]): Uint8Array => utf8(['社区,常住人口,60岁及以上', ...rows].join('\n'));
const MAP = utf8(
  collection(
    feature('Polygon', square(116.4, 39.9), { name: '北宫厅' }),
    feature('Polygon', square(116.42, 39.9), { name: '民安' })
  )
);
const BOUNDS: Choices = { as: 'communities', crs: 'wgs84' };

describe('into the database', () => {
  let db: Database;
  beforeEach(async () => {
    db = await openNative();
  });
  afterEach(() => db.close());
  const values = async (sql: string, name: string): Promise<unknown[]> => [
    ...(await db.query(sql)).get(name)!.values
  ];
  const people = (): Promise<unknown[]> => values('SELECT sum(pop_resident) AS n FROM population', 'n');

  test('a question stores nothing; its answer does; the report is kept with the layer', async () => {
    await importFile(db, 'map.geojson', MAP, BOUNDS);
    const bytes = table('北官厅,5804,1200', '民安社区,8054,1500', '合计,13858,2700', ',1,1');
    const first = await importFile(db, 'pop.csv', bytes, POPULATION);
    expect(first.questions.map(({ key }) => key)).toEqual(['北官厅']);
    await expect(people()).rejects.toThrow();
    const answered = answerQuestion(POPULATION, first.questions[0], first.questions[0].options[0]);
    const report = await importFile(db, 'pop.csv', bytes, answered);
    expect([report.rows, report.accepted]).toEqual([4, 2]);
    expect(report.rejected.map(({ row, code }) => [row, code])).toEqual([
      [4, 'total_row'],
      [5, 'no_unit']
    ]);
    expect(await people()).toEqual([13858]);
    expect(await values('SELECT unit FROM population ORDER BY source_row', 'unit')).toEqual([
      '北宫厅',
      '民安'
    ]);
    expect(await values('SELECT 社区 AS was FROM population ORDER BY source_row', 'was')).toEqual([
      '北官厅',
      '民安社区'
    ]);
    const reports = await readReports(db);
    expect(reports.find(({ layer }) => layer === 'population')).toEqual(report);
    expect(await values("SELECT accepted FROM layers WHERE layer = 'population'", 'accepted')).toEqual([2]);
  });

  test('the answer "not on the map" leaves the row out and says so', async () => {
    await importFile(db, 'map.geojson', MAP, BOUNDS);
    const report = await importFile(db, 'pop.csv', table('外村,5,1', '民安,8054,1500'), {
      ...POPULATION,
      same: { 外村: NOT_ON_MAP }
    });
    expect(report.rejected.map(({ code }) => code)).toEqual(['not_on_map']);
    expect(await people()).toEqual([8054]);
  });

  test('one number that cannot be read costs that number alone, and is listed', async () => {
    const bytes = table('北宫厅,约五千,1', '民安,-1,1', '青龙,5,1', '青龙,6,1', '青龙,5,1');
    const report = await importFile(db, 'pop.csv', bytes, POPULATION);
    expect(report.accepted + report.rejected.length).toBe(report.rows);
    expect(report.rejected.map(({ row, code }) => [row, code])).toEqual([
      [5, 'duplicate_unit'],
      [6, 'duplicate']
    ]);
    expect(report.repaired).toEqual([
      { row: 2, field: 'pop_resident', code: 'number_missing', was: '约五千', now: '' },
      { row: 3, field: 'pop_resident', code: 'negative_missing', was: '-1', now: '' }
    ]);
    const [warning] = report.warnings.filter(({ code }) => code === 'cells_unreadable');
    expect(warning.message).toMatch(/“常住人口”有 2 个格子.*约五千×1、-1×1（行 2、3）/);
    expect(await values('SELECT pop_resident FROM population', 'pop_resident')).toEqual([NaN, NaN, 5]);
    expect(await values('SELECT pop_60p FROM population', 'pop_60p')).toEqual([1, 1, 1]);
  });

  test('a row without any number that can be read is set aside in words, and its unit stays free', async () => {
    const bytes = table('北宫厅,约五千,不详', '民安,-1,', '北宫厅,5804,1');
    const report = await importFile(db, 'pop.csv', bytes, POPULATION);
    expect(report.rejected.map(({ row, code }) => [row, code])).toEqual([
      [2, 'not_a_number'],
      [3, 'negative']
    ]);
    expect(report.rejected[0].reason).toBe('第 2 行“常住人口”的“约五千”不是数。请改成数字，没有就留空');
    expect(report.accepted).toBe(1);
    expect(report.warnings.map(({ code }) => code)).not.toContain('cells_unreadable');
  });

  test('population before the map: names are checked when both are there', async () => {
    await importFile(db, 'pop.csv', table('北官厅,5804,1', '民安社区,8054,1'), POPULATION);
    expect(await checkUnitNames(db)).toEqual([]);
    await importFile(db, 'map.geojson', MAP, BOUNDS);
    const questions = await checkUnitNames(db);
    expect(questions.map(({ key, options }) => [key, options[0]])).toEqual([['北官厅', '北宫厅']]);
    expect(await values('SELECT unit FROM population ORDER BY source_row', 'unit')).toEqual([
      '北官厅',
      '民安'
    ]);
    expect(await checkUnitNames(db, { 北官厅: '北宫厅' })).toEqual([]);
    expect(await values('SELECT unit FROM population ORDER BY source_row', 'unit')).toEqual([
      '北宫厅',
      '民安'
    ]);
    expect(await checkUnitNames(db)).toEqual([]);
  });

  test('thousands of rows that share a code or have none are done in a moment', async () => {
    const rows = Array.from({ length: 20_000 }, (_, i) => `${i % 2 ? 'A' : ''},甲${i},${116 + i / 1e5},39.9`);
    const report = await importFile(db, 'f.csv', utf8(`编号,名称,经度,纬度\n${rows.join('\n')}`), {
      as: 'facilities',
      map: { fac_id: '编号' },
      answers: { repeated_code: 'new_codes' }
    });
    expect(report.accepted).toBe(20_000);
    expect(await values('SELECT count(DISTINCT fac_id) AS n FROM facilities', 'n')).toEqual([20_000]);
  });

  test('answers that exchange two names do not run into each other', async () => {
    await importFile(db, 'pop.csv', table('甲,1,1', '乙,2,1'), POPULATION);
    await applySame(db, { 甲: '乙', 乙: '甲' });
    expect(await values('SELECT unit FROM population ORDER BY source_row', 'unit')).toEqual(['乙', '甲']);
  });

  test('what stood before stays when a file is refused, has questions, or is stopped', async () => {
    await importFile(db, 'map.geojson', MAP, BOUNDS);
    await importFile(db, 'pop.csv', table('北宫厅,5804,1', '民安,8054,1'), POPULATION);
    const none = await refusal(importFile(db, 'pop.csv', table('合计,1,1'), POPULATION));
    expect(none.code).toBe('all_rejected');
    expect(none.messageZh).toContain('原有的“人口”没有改动');
    await refusal(importFile(db, 'pop.csv', new Uint8Array(0), POPULATION));
    await importFile(db, 'pop.csv', table('南宫厅,1,1'), POPULATION);
    const stop = importFile(db, 'pop.csv', table('民安,1,1'), POPULATION, {}, async (share) => {
      if (share === 1) throw new Error('stopped');
    });
    await expect(stop).rejects.toThrow('stopped');
    expect(await people()).toEqual([13858]);
    expect((await readReports(db)).map(({ layer, accepted }) => [layer, accepted])).toEqual([
      ['communities', 2],
      ['population', 2]
    ]);
  });

  test('names of files and columns never become SQL', async () => {
    const hostile = `名称,经度,纬度,"a""; DROP TABLE layers; --"\n甲,116.4,39.9,"'); DROP TABLE facilities; --"\n`;
    const report = await importFile(db, "x'); DROP TABLE layers;.csv", utf8(hostile), { as: 'facilities' });
    expect(report.accepted).toBe(1);
    expect((await readReports(db))[0].file).toBe("x'); DROP TABLE layers;.csv");
    expect(await values('SELECT name FROM facilities', 'name')).toEqual(['甲']);
  });

  test('a study’s layers: boundaries first, reports in the order given, an error names its layer', async () => {
    const files: Record<string, Uint8Array> = {
      'p.csv': table('北官厅,5804,1', '民安,8054,1'),
      'm.geojson': MAP
    };
    const layers: StudyLayer[] = [
      { as: 'population', file: 'p.csv' },
      { as: 'communities', file: 'm.geojson', crs: 'wgs84' }
    ];
    const seen: string[] = [];
    const read = async (file: string): Promise<Uint8Array> => files[file];
    const reports = await importStudyLayers(
      db,
      layers,
      read,
      async ({ as }) => void (seen.at(-1) === as || seen.push(as))
    );
    expect([...new Set(seen)]).toEqual(['communities', 'population']);
    expect(reports.map(({ layer, questions }) => [layer, questions.length])).toEqual([
      ['population', 1],
      ['communities', 0]
    ]);
    files['p.csv'] = new Uint8Array(0);
    const error = await refusal(importStudyLayers(db, layers, read));
    expect(error).toBeInstanceOf(ImportError);
    expect((error as ImportError & { layer: string }).layer).toBe('population');
  });

  const folder = shared('beixinqiao');
  test.skipIf(!folder)(
    'Beixinqiao by its study file: 62,165 residents, 218 facilities, 1,806 road lines',
    async () => {
      const layers: StudyLayer[] = [
        { as: 'communities', file: 'communities.geojson', crs: 'gcj02', map: { name: 'name' } },
        {
          as: 'population',
          file: 'community_population.csv',
          map: { unit: '社区', pop_resident: '常住人口', households: '常住户数' },
          same: { 北官厅: '北宫厅' }
        },
        { as: 'roads', file: 'roads.geojson', crs: 'gcj02' },
        {
          as: 'facilities',
          file: 'facilities.geojson',
          crs: 'gcj02',
          map: { category: 'layer' },
          categories: { 养老设施: 'eldercare_site', 医疗设施: 'chs' }
        }
      ];
      const read = (file: string): Promise<Uint8Array> => bytesOf(`${folder}/${file}`);
      const reports = await importStudyLayers(db, layers, read);
      expect(reports.map(({ accepted, rows }) => [accepted, rows])).toEqual([
        [12, 12],
        [12, 12],
        [1806, 1806],
        [218, 218]
      ]);
      expect(reports.flatMap(({ questions }) => questions.filter(({ mayWait }) => !mayWait))).toEqual([]);
      expect(await people()).toEqual([62165]);
      const counts = 'SELECT category, count(*) AS n FROM facilities GROUP BY category ORDER BY category';
      // The answers decide for their words; the other words are read by name and by 二级菜单, or stay open.
      const found = await values(counts, 'category');
      const n = await values(counts, 'n');
      expect(Object.fromEntries(found.map((code, i) => [code, n[i]]))).toEqual({
        '': 127,
        chs: 8,
        convenience_store: 13,
        culture_station: 12,
        eldercare_site: 7,
        fresh_supermarket: 24,
        integrated_service_centre: 6,
        kindergarten: 6,
        primary_school: 3,
        supermarket: 12
      });
      expect(await checkUnitNames(db)).toEqual([]);
      const asked = await importFile(db, 'p.csv', await read('community_population.csv'), POPULATION);
      expect(asked.questions.map(({ message }) => message)).toEqual([
        '表中的“北官厅”在地图上没有；是不是“北宫厅”？'
      ]);
      expect(await people()).toEqual([62165]);
    }
  );

  const formats = shared('formats/beixinqiao');
  test.skipIf(!formats)('the same facilities in GB18030 and in UTF-8 with a mark are one table', async () => {
    const read = async (name: string): Promise<unknown[]> => {
      const report = await importFile(db, name, await bytesOf(`${formats}/${name}`), {
        as: 'facilities',
        crs: 'gcj02'
      });
      expect([report.accepted, report.rows]).toEqual([218, 218]);
      return [report.encoding, await values('SELECT name FROM facilities ORDER BY source_row', 'name')];
    };
    const [gb, names] = await read('facilities_gb18030.csv');
    expect([gb, await read('facilities_utf8bom.csv')]).toEqual(['gb18030', ['utf-8', names]]);
  });
});
