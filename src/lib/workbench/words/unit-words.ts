/** Units of value of the rules, in Chinese; the catalogue has them in English. */
const ZH: Record<string, string> = {
  '%': '%',
  '% population': '%（人口）',
  '% population 60+': '%（60岁以上人口）',
  '% of communities': '%（社区）',
  '% of villages': '%（村）',
  'facility/community': '处/社区',
  'facility/village': '处/村',
  'facility/subdistrict': '处/街道',
  'facility/unit': '处/单元',
  'm2/100hh': '㎡/百户',
  'm2/facility': '㎡/处',
  'm2/bed': '㎡/床',
  'persons/community': '人/社区',
  persons: '人',
  households: '户'
};

/** A rule's unit of value in a language; as the catalogue has it where Chinese has no word for it yet. */
export function unitWord(unit: string, language: 'zh' | 'en'): string {
  if (language === 'en') return unit.replace('m2', 'm²').replace('100hh', '100 households');
  return ZH[unit] ?? unit;
}
