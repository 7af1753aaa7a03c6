import type { ComplianceRow } from '../../coverage/coverage.ts';
import { CATEGORIES, POPULATION_GROUPS } from '../../standards/taxonomy.ts';

/** What each input of the catalogue is called where it is missing. */
const INPUTS: Record<string, [zh: string, en: string]> = {
  'facilities.floor_area_m2': ['设施的建筑面积', 'floor area of facilities'],
  'facilities.category': ['设施类别', 'category of facilities'],
  'facilities.beds': ['床位数', 'beds'],
  'facilities.capacity': ['容量', 'capacity'],
  'facilities.estate_id': ['设施所属小区', 'estate of facilities'],
  'estates.households': ['小区户数', 'households of estates'],
  'admin_units.households': ['单元户数', 'households of units'],
  'admin_units.pop_resident': ['常住人口', 'resident population'],
  'walk_network.length_m': ['步行路网', 'the walking network'],
  'residential_points.geometry': ['居民点', 'homes']
};

const SENTENCES: Record<string, [zh: string, en: string]> = {
  'missing-input': ['缺少：{what}', 'Missing: {what}'],
  incomplete: ['资料不全：{what}', 'Incomplete: {what}'],
  'no-figure': ['标准没有给出数字：{what}', 'The rule gives no figure: {what}'],
  'not-measured': ['本研究没有计算 {what}', '{what} was not measured in this study'],
  'not-worked-out': ['此类规则尚不能计算：{what}', 'Rules of this kind can’t be worked out yet: {what}'],
  'applies-if': ['不满足适用条件：{what}', 'The rule’s condition does not hold: {what}'],
  'no-facility': ['没有此类设施：{what}', 'There is no such facility: {what}'],
  'no-units': ['没有可统计的单元：{what}', 'There are no such units: {what}'],
  nobody: ['此人群没有人：{what}', 'Nobody of this group: {what}'],
  estimated: ['没有路网，按直线 × 1.3 估算', 'No roads: an estimate, straight line × 1.3'],
  'lower-bound': [
    '部分设施没有面积，此为下限：{what}',
    'Some facilities lack their area, so this is the least: {what}'
  ],
  'served-differs-from-inside': [
    '按服务关系与按位置计数不同：{what}',
    'Counted by the unit served and by place it differs: {what}'
  ],
  'units-for-estates': [
    '按社区户数计（尚不分小区）',
    'By the community’s households (estates are not told apart yet)'
  ],
  'none-in-study': ['整个研究里没有这类设施：{what}', 'There is none in the whole study: {what}'],
  uncategorised: [
    '这类设施一处也没有认出，而 {what} 处设施没有类别，无法判断',
    'None of this kind was recognised, but {what} facilities have no category, so it can’t be told'
  ],
  scope: ['不在适用范围', 'Out of the rule’s scope']
};

/** Why a compliance row has no verdict, as a sentence; empty where it has one and nothing needs saying. */
export function whySaid(why: ComplianceRow['why']): { whyZh: string; whyEn: string } {
  if (!why) return { whyZh: '', whyEn: '' };
  const [zh, en] = SENTENCES[why.code] ?? ['{what}', '{what}'];
  const words = (language: 0 | 1) =>
    why.what
      .split(', ')
      .map((word) => nameOf(word, language))
      .join(language === 0 ? '、' : ', ');
  return { whyZh: zh.replace('{what}', words(0)), whyEn: en.replace('{what}', words(1)) };
}

function nameOf(word: string, language: 0 | 1): string {
  const input = INPUTS[word];
  if (input) return input[language];
  const category = CATEGORIES.find((c) => c.code === word);
  if (category) return language === 0 ? category.zh : category.en;
  const field = word.slice(word.indexOf('.') + 1);
  const group = POPULATION_GROUPS.find((g) => g.population_field === field);
  if (group) return language === 0 ? `${group.zh}人数` : `count of ${group.en.toLowerCase()}`;
  return word;
}
