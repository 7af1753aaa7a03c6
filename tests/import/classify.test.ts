import { describe, expect, test } from 'vitest';
import { categoryGroups } from '../../src/lib/import/meanings/category-groups.ts';
import { evidenceOf, makeClassifier } from '../../src/lib/import/meanings/classify-facility.ts';
import { classifyName, SURE } from '../../src/lib/import/meanings/classify-names.ts';
import { classifyTags, classifyType } from '../../src/lib/import/meanings/classify-types.ts';
import { proposeChoices } from '../../src/lib/import/propose.ts';
import { readSource } from '../../src/lib/import/read-source.ts';
import { makeSource } from '../../src/lib/import/source.ts';
import { bytesOf, check, column, shared, utf8 } from './sources.ts';

describe('a name', () => {
  test.each([
    ['海运仓社区养老服务驿站', 'eldercare_site'],
    ['北新桥街道综合养老服务中心', 'eldercare_centre'],
    ['三和老年公寓', 'nursing_home'],
    ['民安社区卫生站', 'chs'],
    ['XX街道社区卫生服务中心（民安院区）', 'chc'],
    ['康泽大药房有限公司', 'pharmacy'],
    ['同仁堂药店(东直门店)', 'pharmacy'],
    ['东四五条幼儿园分部', 'kindergarten'],
    ['府学胡同小学一年级部', 'primary_school'],
    ['悦家生活超市2店', 'supermarket'],
    ['好邻居便利店', 'convenience_store'],
    ['门楼社区居民委员会', 'community_service_station'],
    ['文昌小学体育场', 'school_sports']
  ])('%s is %s for sure', (name, code) => {
    const found = classifyName(name)!;
    expect(found.code).toBe(code);
    expect(found.confidence).toBeGreaterThanOrEqual(SURE);
  });

  test.each([
    '东直门中学停车场',
    '实验幼儿园家属院',
    '小学路文具店',
    '阳光养老院附属医院',
    '宠物大药房',
    '儿童福利院',
    '健身路径酒吧',
    '金地物业大厦',
    '科技产业园公园',
    'AED(罗湖区长寿颐养院)',
    '乡政府',
    ''
  ])('%s is none for sure', (name) => {
    expect(classifyName(name)?.confidence ?? 0).toBeLessThan(SURE);
  });
});

test.each([
  ['医疗保健服务;医药保健销售店;药房', 'pharmacy'],
  ['090601', 'pharmacy'],
  ['060200', 'convenience_store'],
  ['141204', 'kindergarten'],
  ['购物:便利店', 'convenience_store'],
  ['生活服务;美容美发店;美容美发店', 'barber'],
  ['医疗保健服务;综合医院;卫生院', 'township_health_centre'],
  ['体育休闲服务;娱乐场所;酒吧|餐饮服务;中餐厅;中餐厅', undefined]
])('the type %s of a map is %s', (text, code) => {
  expect(classifyType(text)?.codes[0]).toBe(code);
});

test.each([
  ['amenity=pharmacy', 'pharmacy'],
  ['amenity=social_facility + social_facility=nursing_home + social_facility:for=senior', 'nursing_home'],
  ['shop=convenience', 'convenience_store'],
  ['amenity=cafe', undefined]
])('the tags %s are %s', (text, code) => {
  expect(classifyTags(text)?.codes[0]).toBe(code);
});

const of = (rows: [string, string][], given: Record<string, string> = {}) => {
  const columns = [rows.map(([name]) => name), rows.map(([, word]) => word)];
  const source = makeSource({
    file: 'f.csv',
    format: 'csv',
    headers: ['名称', '类型'],
    columns,
    rows: rows.length
  });
  return { source, evidence: evidenceOf(source, 1, 0), given };
};

describe('name and type together', () => {
  test('they agree, one is silent, they differ: sure, sure, open with both', () => {
    const { source, evidence } = of([
      ['同仁堂药店', '药店'],
      ['悠然居', '养老院'],
      ['同仁堂药店', '诊所'],
      ['民安社区卫生站', '医疗保健服务;诊所;诊所'],
      ['民安社康中心', '医疗保健服务;综合医院;卫生院'],
      ['某处', '不知道的词'],
      ['乐园', 'eldercare_site'],
      ['民安药店', 'eldercare_site']
    ]);
    const classify = makeClassifier(source, evidence);
    const found = source.columns[0].map((_, i) => classify(i));
    expect(found.map(({ code }) => code)).toEqual([
      'pharmacy',
      'nursing_home',
      null,
      'chs',
      'chc',
      null,
      'eldercare_site',
      'eldercare_site'
    ]);
    expect([found[2].doubt, found[2].likely]).toEqual(['conflict', ['pharmacy', 'village_clinic']]);
    expect(found[5].doubt).toBe('unknown');
    for (const { confidence } of found) expect(confidence).toBeLessThanOrEqual(1);
  });

  const ROWS: [string, string][] = [
    ['同仁堂药店', '诊所'],
    ['仁和药店', '诊所'],
    ['张氏诊所', '诊所'],
    ['甲驿站', '驿站'],
    ['乙驿站', '驿站'],
    ['如家酒店', ''],
    ['七天酒店', ''],
    ['某处', '']
  ];

  test('open ones come in groups with examples and a key of their own; one answer decides its group only', () => {
    const { source, evidence } = of(ROWS);
    const groups = categoryGroups(source, evidence);
    expect(groups.map(({ key, rows }) => [key, rows])).toEqual(
      expect.arrayContaining([
        ['诊所>pharmacy', 2],
        ['诊所>', 1],
        ['驿站', 2],
        ['*酒店', 2],
        ['', 1]
      ])
    );
    expect(new Set(groups.map(({ key }) => key)).size).toBe(groups.length);
    expect(groups.reduce((sum, { rows }) => sum + rows, 0)).toBe(ROWS.length);
    expect(groups.find(({ key }) => key === '诊所>pharmacy')!.examples).toEqual(['同仁堂药店', '仁和药店']);
    const given = { '诊所>pharmacy': 'pharmacy', 驿站: 'eldercare_site', '*酒店': '', 某处: 'park' };
    const classify = makeClassifier(source, evidence, given);
    expect(ROWS.map((_, i) => classify(i).code)).toEqual([
      'pharmacy',
      'pharmacy',
      null,
      'eldercare_site',
      'eldercare_site',
      '',
      '',
      'park'
    ]);
  });

  test('a word that the user answered decides for its rows, whatever their names say', () => {
    const { source, evidence } = of(ROWS, {});
    const classify = makeClassifier(source, evidence, { 诊所: 'chs' });
    expect([0, 1, 2].map((i) => classify(i).code)).toEqual(['chs', 'chs', 'chs']);
  });

  test('what is in doubt is kept without a class, and said (no default class)', async () => {
    const text = `名称,类型,经度,纬度\n${ROWS.map(([name, word], i) => `${name},${word},116.4${i},39.9`).join('\n')}\n`;
    const checked = await check('f.csv', text, { as: 'facilities', crs: 'wgs84' });
    expect(checked.report.accepted).toBe(ROWS.length);
    expect(column(checked, 'category')).toEqual(ROWS.map(() => ''));
    expect(checked.report.warnings.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['no_category', 'category_doubtful'])
    );
  });
});

/** What the seven words of the layer mean, as groups of the taxonomy. */
const KINDS: Record<string, string[]> = {
  养老设施: ['eldercare_site', 'nursing_home', 'eldercare_centre'],
  医疗设施: ['chs', 'chc', 'pharmacy'],
  教育设施: ['kindergarten', 'primary_school'],
  文体设施: ['culture_station', 'public_activity_ground', 'fitness_site', 'sports_field'],
  便民设施: ['convenience_store', 'supermarket', 'fresh_supermarket', 'integrated_service_centre'],
  街道管理设施: ['community_service_station', 'integrated_service_centre', 'police_office']
};

const folder = shared('beixinqiao');
test.skipIf(!folder)('Beixinqiao: what names say for sure agrees with the layer in all but one', async () => {
  const source = await readSource('facilities.geojson', await bytesOf(`${folder}/facilities.geojson`));
  const [names, layers] = ['name', 'layer'].map((header) => source.columns[source.headers.indexOf(header)]);
  const against: string[] = [];
  let agree = 0;
  names.forEach((name, i) => {
    const found = classifyName(name);
    if (!found || found.confidence < SURE) return;
    if (KINDS[layers[i]!]?.includes(found.code)) agree++;
    else against.push(name!);
  });
  expect(against).toEqual(['新发地菜篮子社区服务站']);
  expect(agree).toBeGreaterThan(75);
  const { groups } = proposeChoices(source, { as: 'facilities' });
  expect(groups.reduce((sum, { rows }) => sum + rows, 0)).toBe(218);
  for (const { word, code } of groups) if (code) expect(KINDS[word]).toContain(code);
});

const poi = shared('tables/shenzhen_amap_poi.csv');
test.skipIf(!poi)(
  'AMap: bars are none, shops and kindergartens are what they are called, gyms are asked',
  async () => {
    const { groups } = proposeChoices(await readSource('shenzhen_amap_poi.csv', await bytesOf(poi!)));
    const rows = (wanted: string | null): number =>
      groups.filter(({ code }) => code === wanted).reduce((sum, group) => sum + group.rows, 0);
    expect([rows('kindergarten'), rows('convenience_store') >= 18, rows('restaurant') <= 1]).toEqual([
      18,
      true,
      true
    ]);
    const gyms = groups.find(({ word, rows: n }) => word.endsWith('健身中心') && n > 30)!;
    expect([gyms.code, gyms.doubt]).toEqual([null, 'unsure']);
    expect(
      groups.filter(({ word, code }) => word.endsWith('酒吧') && word.startsWith('体育') && code)
    ).toEqual([]);
  }
);

test('G5: words of a column of kinds that are in use are mapped; what holds more than the word is asked', async () => {
  const words = ['养老驿站', '日间照料', '助餐点', '老人食堂', '天上的云'];
  const rows = words.map((word, i) => `张${i},${word},${117.2 + i / 100},39.12`);
  const { groups } = proposeChoices(
    await readSource('设施.csv', utf8(`名称,类别,经度,纬度\n${rows.join('\n')}\n`))
  );
  const codeOf = (word: string) => groups.find((group) => group.word === word)?.code;
  expect(words.map(codeOf)).toEqual(['eldercare_site', 'day_care', 'meal_point', null, null]);
});
