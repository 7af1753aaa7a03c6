import type { ComplianceRow } from './coverage.ts';
import { columnWords, RULE_TABLES } from '../standards/columns.ts';
import { CATEGORIES, POPULATION_GROUPS } from '../standards/taxonomy.ts';

/** What the inputs are called that are no column of a table rules count from. */
const INPUTS: Record<string, [zh: string, en: string]> = {
  'facilities.category': ['设施表的“设施类别”', 'category of facilities'],
  'facilities.geometry': ['设施位置', 'places of facilities'],
  'facilities.estate_id': ['设施表的“所属小区编号”', 'estate of facilities'],
  'facilities.host_id': ['设施表的“所在设施编号”', 'host of facilities'],
  'facilities.parcel_id': ['设施表的“地块编号”', 'parcel of facilities'],
  'estates.*': ['住宅小区表', 'the table of estates'],
  'candidate_sites.*': ['候选点表', 'the table of candidate sites'],
  grids: ['网格表', 'the table of grids'],
  'grids.*': ['网格表', 'the table of grids'],
  'walk_network.length_m': ['步行路网', 'the walking network'],
  'residential_points.geometry': ['居民点', 'homes'],
  'study_areas.central_area': ['“中心城区”范围', 'the central area'],
  'project_default.community_pass_share_pct': [
    '社区达标比例（规则的项目设定）',
    'the share of a community that passes (setting of the rule)'
  ],
  'project_default.walk_minutes': [
    '步行分钟数（规则的项目设定）',
    'minutes of walking (setting of the rule)'
  ],
  'project_default.distance_m': ['距离（规则的项目设定）', 'distance (setting of the rule)'],
  'project_default.adjacent_walk_m': [
    '毗邻的步行距离（规则的项目设定）',
    'walk that counts as adjacent (setting of the rule)'
  ],
  walk_minutes: ['步行分钟数（规则的设定）', 'minutes of walking (setting of the rule)'],
  distance_m: ['距离（规则的设定）', 'distance (setting of the rule)'],
  facility_categories: ['设施类别（规则的设定）', 'categories of facilities (setting of the rule)'],
  'urban communities': ['城市社区', 'urban communities'],
  'administrative villages': ['行政村', 'administrative villages'],
  'communities and villages': ['社区（村）', 'communities and villages'],
  'resettlement communities': ['易地搬迁安置社区', 'resettlement communities'],
  'townships and subdistricts': ['街道（乡镇）', 'townships and subdistricts'],
  community: ['社区（村）', 'communities'],
  subdistrict: ['街道（乡镇）', 'subdistricts'],
  district: ['区县', 'districts']
};

/** What each code of `why` and `remarks` says. `{what}` is what it speaks of: columns, categories, figures. */
const SENTENCES: Record<string, [zh: string, en: string]> = {
  // No data: what is needed.
  'missing-input': ['缺少：{what}', 'Missing: {what}'],
  'no-row': ['缺少本单元的记录，请补充：{what}', 'This unit has no row; please give: {what}'],
  'no-rows': ['本单元没有记录，请补充：{what}', 'There is no row for this unit; please give: {what}'],
  'no-tasks': [
    '任务台账里没有这条标准的任务，请补充任务（{what}）',
    'The task ledger has no task of this rule; please give one ({what})'
  ],
  'tasks-below': [
    '任务在下级单元，百分数和比率不能相加（已完成 {what}）',
    'Its tasks are of units below, whose percentages can’t be added ({what} done)'
  ],
  incomplete: ['资料不全：{what}', 'Incomplete: {what}'],
  uncategorised: [
    '这类设施一处也没有认出，而 {what} 处设施没有类别，无法判断',
    'None of this kind was recognised, but {what} facilities have no category, so it can’t be told'
  ],
  'kinds-unknown': [
    '只有 {what} 类设施有数据，其余各类一处也没有认出，而有的设施没有类别，无法判断',
    'Only {what} kinds of facilities have data: none of the others was recognised, but some facilities have no category, so it can’t be told'
  ],
  'no-figure': ['标准没有给出数字：{what}', 'The rule gives no figure: {what}'],
  'no-pass-share': [
    '没有设定达标比例，只报告，数值是覆盖人口的百分比，不是社区的百分比：{what}',
    'No share to pass is set, so it only reports; the value is the percent of people covered, not of communities: {what}'
  ],
  'not-measured': ['本研究没有计算 {what}', '{what} was not measured in this study'],
  'not-worked-out': ['此条件无法识别：{what}', 'This condition can’t be read: {what}'],
  // Not applicable: why it is not asked.
  scope: ['不在适用范围', 'Out of the rule’s scope'],
  'applies-if': ['不满足适用条件：{what}', 'The rule’s condition does not hold: {what}'],
  'no-facility': ['没有此类设施：{what}', 'There is no such facility: {what}'],
  'no-units': ['没有可统计的单元：{what}', 'There are no such units: {what}'],
  'no-tier': ['标准没有这一档：{what}', 'The rule has no tier for this: {what}'],
  'none-such': ['本单元没有符合条件的记录：{what}', 'The unit has none that is meant: {what}'],
  nobody: ['此人群没有人：{what}', 'Nobody of this group: {what}'],
  // What must be known of a value.
  estimated: ['没有路网，按直线 × 1.3 估算', 'No roads: an estimate, straight line × 1.3'],
  'lower-bound': ['部分记录缺数，此为下限：{what}', 'Some rows lack it, so this is the least: {what}'],
  'served-differs-from-inside': [
    '按服务关系与按位置计数不同：{what}',
    'Counted by the unit served and by place it differs: {what}'
  ],
  'own-differs-from-sum': [
    '本级填报数与下级合计不同，采用本级：{what}',
    'The unit’s own figure is taken; it differs from the sum of those below: {what}'
  ],
  'units-for-estates': [
    '没有区分小区的资料（{what}），按社区全部户数和设施计',
    'Estates are not told apart ({what}): by all households and facilities of the community'
  ],
  'instead-of': ['没有 {what}，以替代口径计算', 'Without {what}, worked out by what stands in for it'],
  'none-in-study': ['整个研究里没有这类设施：{what}', 'There is none in the whole study: {what}'],
  'rooms-unsaid': [
    '综合设施内或有此类用房，请补充：{what}',
    'Premises here may have such rooms inside; please give: {what}'
  ],
  'shared-room': [
    '同一房间也登记在其他类别下，未重复核减：{what}',
    'Rooms that stand under another category too, not taken off: {what}'
  ],
  'needs-unsaid': [
    '部分设施未说明条件，按符合计：{what}',
    'Some do not say what is needed and count: {what}'
  ],
  'assumed-categories': [
    '标准未列设施类别，按本项目设定的 {what} 类计',
    'The rule names no categories: {what} assumed by the project'
  ],
  'same-place': ['没有所在设施资料，按位置相同计：{what}', 'Without hosts, by the same place: {what}'],
  'few-groups': ['服务功能所属类型不足的设施：{what}', 'Facilities with functions of too few kinds: {what}'],
  'part-not-met': ['另有并列指标未达标{what}', 'A figure beside it is not met{what}'],
  'tasks-counted': [
    '有多项任务，按完成项数计：{what}',
    'Several tasks: counted by how many are done: {what}'
  ],
  'tasks-added': ['由下级单元的 {what} 项任务合计', 'Added up from {what} tasks of units below'],
  'study-area': [
    '按研究范围计算{what}，未说明它是否为完整的该级单元，只报告',
    'For the study area {what}, not known to be the whole of that level: it only reports'
  ],
  'within-tolerance': ['在“左右”的容差内（{what}）', 'Within the tolerance of “about” ({what})'],
  'readings-differ': [
    '原文未说明口径，各口径结论不一（{what} 达标），不作单一结论',
    'The source leaves open how it is read, and the readings differ ({what} meet it): no single verdict'
  ],
  'reaches-soft': ['合于“原则上”的要求（{what}）', 'As it is asked for in principle ({what})'],
  'short-of-soft': [
    '未到“原则上”的要求（{what}），只提示，不判定',
    'Short of what is asked for in principle ({what}): a hint, not a verdict'
  ],
  'outside-tolerance': [
    '超出“左右”的容差（{what}），只提示，不判定',
    'Outside the tolerance of “about” ({what}): a hint, not a verdict'
  ]
};

/** All codes that have a sentence. */
export const WHY_CODES: ReadonlySet<string> = new Set(Object.keys(SENTENCES));

/**
 * Why a compliance row has no verdict, and what must be known of its value, as sentences; empty where it has one and nothing needs
 * saying.
 */
export function whySaid(
  why: ComplianceRow['why'],
  remarks: ComplianceRow['remarks'] = []
): { whyZh: string; whyEn: string } {
  const said = [...(why ? [why] : []), ...remarks].map(({ code, what }) => {
    const [zh, en] = SENTENCES[code] ?? ['{what}', '{what}'];
    return [zh.replace('{what}', namesOf(what, 0)), en.replace('{what}', namesOf(what, 1))];
  });
  return { whyZh: said.map(([zh]) => zh).join('；'), whyEn: said.map(([, en]) => en).join('; ') };
}

function namesOf(what: string, language: 0 | 1): string {
  const words = what.split(', ').map((word) => {
    // Behind a colon stands how many.
    const [column, count] = word.split(': ');
    const name = nameOf(column, language);
    return count === undefined ? name : `${name} ${count}`;
  });
  return words.join(language === 0 ? '、' : ', ');
}

function nameOf(word: string, language: 0 | 1): string {
  const input = INPUTS[word];
  if (input) return input[language];
  const category = CATEGORIES.find((c) => c.code === word);
  if (category) return language === 0 ? category.zh : category.en;
  const [table, field = word] = word.split('.');
  const of = RULE_TABLES[table];
  if (of && !word.includes(' ')) {
    const column = columnWords(word);
    return language === 0 ? `${of.zh}的“${column.zh}”` : `“${column.en}” of the table of ${of.en}`;
  }
  const group = POPULATION_GROUPS.find((g) => g.population_field === field);
  if (group) return language === 0 ? `${group.zh}人数` : `count of ${group.en.toLowerCase()}`;
  return word;
}
