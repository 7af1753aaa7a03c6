/** Words of maps and charts, both languages; `{n}` and such are filled in. */
const WORDS = {
  shareTitle: ['覆盖率', 'Share covered'],
  uncoveredTitle: ['未覆盖人数', 'People out of reach'],
  uncoveredAmount: ['未覆盖面积', 'Area out of reach'],
  facilitiesTitle: ['服务设施', 'Facilities'],
  unitPeople: ['人', 'people'],
  unitM2: ['㎡', 'm²'],
  unknown: ['数据不足', 'Not known'],
  otherFacility: ['其他设施', 'Other facilities'],
  dots: ['未覆盖居民点', 'Homes out of reach'],
  site: ['建议新增点位', 'Proposed site'],
  link: ['建议打通通道', 'Proposed link'],
  roads: ['道路', 'Roads'],
  community: ['社区（村）界', 'Community boundary'],
  upper: ['街道（乡镇）界', 'Subdistrict boundary'],
  edge: ['研究范围界', 'Edge of the study'],
  focusEdge: ['本图单元界', 'Edge of this unit'],
  now: ['现状', 'Present state'],
  nowScenario: ['方案后', 'With the scenario'],
  base: ['方案前', 'Before the scenario'],
  after: ['按选址建议建成后', 'With all that is proposed'],
  unit: ['单位：{unit}', 'In {unit}'],
  countsCommunities: ['括号内为社区（村）数', 'In brackets: communities'],
  noteShare: ['各社区步行{limit}内可达的{who}占比', 'Share of {who} within a {limit} walk, by community'],
  noteUncovered: ['各社区步行{limit}内不可达的{who}', '{who} beyond a {limit} walk, by community'],
  noteFacilities: ['提供该项服务的设施分布', 'Facilities that give this service'],
  noteSites: [
    '建议新增点位与各社区步行{limit}内可达的{who}占比',
    'Proposed sites, and the share of {who} within a {limit} walk'
  ],
  limitMetres: [' {m} 米', '{m} m'],
  limitBoth: [' {m} 米（{min} 分钟）', '{m} m ({min} min)'],
  metres: ['米', 'm'],
  kilometres: ['公里', 'km'],
  north: ['北', 'N'],
  sitesAxis: ['新增点位（个）', 'New sites'],
  moneyAxis: ['投入（万元）', 'Cost (10,000 yuan)'],
  peopleAxis: ['新增覆盖（人）', 'People newly covered'],
  amountAxis: ['新增覆盖（㎡）', 'Newly covered (m²)'],
  kneeSites: ['拐点：{at} 个点位，新增覆盖 {value} {unit}', 'Knee: {at} sites, {value} {unit} newly covered'],
  kneeMoney: [
    '拐点：{at} 万元，新增覆盖 {value} {unit}',
    'Knee: {at} × 10,000 yuan, {value} {unit} newly covered'
  ],
  labelCount: ['{label}（{count}）', '{label} ({count})'],
  source: [
    '资料来源：本研究导入资料，{version}计算，{date}',
    'Source: data of the study, worked out by {version}, {date}'
  ],
  app: ['一刻圈', 'Yike'],
  nothing: ['无可绘制的数据', 'Nothing to draw']
} as const satisfies Record<string, readonly [zh: string, en: string]>;

export type MapWord = keyof typeof WORDS;

/** Words in the language of the report. */
export type SayOfMaps = (key: MapWord, values?: Record<string, string>) => string;

/** Says the words in one language. */
export function mapWords(language: 'zh' | 'en'): SayOfMaps {
  const at = language === 'zh' ? 0 : 1;
  return (key, values = {}) => WORDS[key][at].replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '');
}
