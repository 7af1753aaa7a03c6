import { columnWords } from '../standards/columns.ts';
import { categoryByCode, populationGroupByCode } from '../standards/taxonomy.ts';
import type { Said } from './dossier.ts';
import { figure } from './figures.ts';

type Table = Record<string, [zh: string, en: string]>;

/** What a code is called by a table; a code that it lacks by itself, without its underscores in English. */
function named(table: Table, code: string): Said {
  const words = Object.hasOwn(table, code) ? table[code] : undefined;
  return words ? { zh: words[0], en: words[1] } : { zh: code, en: code.replaceAll('_', ' ') };
}

const GROUPS: Table = {
  building: ['住宅建筑面积', 'residential floor space'],
  land: ['用地面积', 'land']
};

/** Whom or what a measure counts, as it stands in a sentence: a population group, floor space or land. */
export function groupWords(code: string): Said {
  const group = populationGroupByCode(code);
  if (!group) return named(GROUPS, code);
  return { zh: group.zh, en: group.en.charAt(0).toLowerCase() + group.en.slice(1) };
}

/** The name of a facility category. */
export function categoryWords(code: string): Said {
  const category = categoryByCode(code);
  return category ? { zh: category.zh, en: category.en } : named({}, code);
}

/** The name of a field of people (`pop_60p`). */
export function fieldWords(field: string): Said {
  const words = columnWords(`admin_units.${field}`);
  return words.zh.startsWith('行政单元表') ? { zh: field, en: field } : words;
}

const LEVELS: Table = {
  community: ['社区（村）', 'community (village)'],
  subdistrict: ['街道（乡镇）', 'subdistrict (township)'],
  district: ['区（县）', 'district (county)'],
  city: ['市', 'city'],
  study_area: ['研究范围', 'study area']
};

/** What a level of units is called. */
export const levelWords = (level: string): Said => named(LEVELS, level);

const STATUSES: Table = {
  met: ['达标', 'met'],
  not_met: ['未达标', 'not met'],
  no_data: ['数据不足', 'no data'],
  not_applicable: ['不适用', 'not applicable'],
  reported: ['仅报告', 'reported only']
};

/** What a verdict is called. */
export const statusWords = (status: string): Said => named(STATUSES, status);

const CAUSES: Table = {
  none: ['附近没有设施', 'no facility near'],
  far: ['设施偏远', 'facility too far'],
  detour: ['绕行', 'detour'],
  full: ['设施已满', 'facility full'],
  unconnected: ['未接入路网', 'not on the network']
};

/** The causes of a gap, in the order in which they are told, as the fields of `UnitFacts`. */
export const CAUSE_CODES = ['none', 'far', 'detour', 'full', 'unconnected'] as const;

/** What a cause of a gap is called. */
export const causeWords = (cause: string): Said => named(CAUSES, cause);

const REMEDIES: Table = {
  none: ['宜新建', 'build a new one'],
  far: ['宜新建或迁址', 'build a new one or move one'],
  detour: ['宜开门、架桥或打通通道', 'open a gate, a bridge or a path'],
  full: ['宜扩容', 'enlarge it'],
  unconnected: ['先核对路网数据，或修通道路', 'check the road data, or build the road']
};

/** What helps against a cause. */
export const remedyWords = (cause: string): Said => named(REMEDIES, cause);

const MODELS: Table = {
  mclp: ['处数一定，覆盖最多', 'most people covered with so many sites'],
  lscp: ['达到目标，处数最少', 'the target met with the fewest sites'],
  pmedian: ['步行总路程最短', 'the sum of all walks least'],
  pcenter: ['最远的人走得最近', 'the longest walk least'],
  twice: ['有两处可去的人最多', 'most people with two in reach'],
  cost: ['达到目标，费用最低', 'the target met at least cost']
};

/** What a siting model looks for; of a question that asks for two in reach or for the least cost, that. */
export function modelWords(model: string, asked: { twice?: boolean; least?: string } = {}): Said {
  if (model === 'mclp' && asked.twice) return named(MODELS, 'twice');
  if (model === 'lscp' && asked.least === 'cost') return named(MODELS, 'cost');
  return named(MODELS, model);
}

const POPULATION: Table = {
  points: ['按居民点（楼栋、小区）资料落点', 'placed by data of homes (buildings, estates)'],
  buildings: ['按住宅建筑量分摊到楼栋', 'shared out over buildings by their floor space'],
  network: ['沿步行路网分摊', 'spread along the walking network'],
  hexagons: ['按六边形网格均摊', 'spread evenly over hexagons'],
  centroid: ['置于社区中心点', 'put at the centre of each community'],
  building: ['按住宅建筑面积计', 'counted by residential floor space'],
  land: ['按用地面积计（扣除非居住用地）', 'counted by land (other than where nobody lives)']
};

/** How people became points. */
export const populationWords = (method: string): Said => named(POPULATION, method);

const SITE_KINDS: Table = {
  stock: ['存量房屋', 'vacant premises'],
  facility: ['现有设施扩建', 'facility that grows'],
  land: ['空闲用地', 'vacant land'],
  network: ['路网上的位置', 'place on the network']
};

/** What kind of place a proposed site is. */
export const siteKindWords = (kind: string): Said => named(SITE_KINDS, kind);

const LINK_KINDS: Table = {
  wall: ['开设步行出入口', 'gate for walkers'],
  rail: ['跨铁路步行通道', 'crossing of the railway'],
  water: ['步行桥', 'footbridge'],
  road: ['人行过街通道', 'street crossing'],
  other: ['步行通道', 'path for walkers']
};

/** What would be built at a link. */
export const linkKindWords = (kind: string): Said => named(LINK_KINDS, kind);

const RULE_KINDS: Table = {
  coverage: ['覆盖', 'coverage'],
  'count-per-unit': ['数量', 'number for each unit'],
  'area-ratio': ['面积', 'area'],
  share: ['比例', 'share'],
  'staff-ratio': ['人员配备', 'staff'],
  adjacency: ['毗邻', 'adjacency'],
  'grid-size': ['网格规模', 'size of grids'],
  ledger: ['台账', 'ledger']
};

/** What a kind of rule is called. */
export const ruleKindWords = (kind: string): Said => named(RULE_KINDS, kind);

const PROFILES: Table = {
  national: ['全国', 'National'],
  'seed-generic': ['省级实施方案', 'Provincial plan'],
  tianjin: ['天津市', 'Tianjin'],
  'county-2023': ['县级2023行动方案', 'County plan 2023'],
  huizhou: ['惠州市', 'Huizhou'],
  hunchun: ['珲春市', 'Hunchun'],
  'local-example': ['其他地方（仅供对照）', 'Elsewhere (to compare)'],
  own: ['自建', 'Own']
};

/** Whether a pack comes with the program. */
export const isPackOfOurs = (profile: string): boolean => Object.hasOwn(PROFILES, profile);

/** What a pack of rules is called; one of the user's own by its name. */
export function profileWords(profile: string): Said {
  return isPackOfOurs(profile) ? named(PROFILES, profile) : { zh: profile, en: profile };
}

const LAYERS: Table = {
  communities: ['社区边界', 'communities'],
  subdistricts: ['街道边界', 'subdistricts'],
  districts: ['区县边界', 'districts'],
  population: ['人口表', 'population'],
  facilities: ['设施表', 'facilities'],
  roads: ['道路', 'roads'],
  candidates: ['候选点', 'candidate sites'],
  estates: ['住宅小区', 'estates'],
  residential: ['居民点', 'homes'],
  landuse: ['用地', 'land use'],
  gates: ['出入口', 'gates'],
  grids: ['网格', 'grids'],
  study_areas: ['研究范围', 'study areas'],
  staffing: ['人员表', 'staff'],
  unit_status: ['组织与状态表', 'state of units'],
  visits: ['探访与服务记录', 'visits'],
  tasks: ['任务台账', 'tasks']
};

/** What a layer of the inputs is called. */
export const layerWords = (layer: string): Said => named(LAYERS, layer);

const SIGNS: Record<string, string> = { '>=': '≥', '==': '=', '>': '>', '~=': '≈' };

/** A threshold as `≥ 20` or `10–20`, from the text of the tables (`20`, `10..20`); '' where a rule asks for no figure. */
export function thresholdWords(comparator: string, threshold: string): string {
  if (threshold === '' || comparator === 'report') return '';
  const text = threshold.replace('..', '–');
  const sign = SIGNS[comparator];
  return sign === undefined || threshold.includes('..') ? text : `${sign} ${text}`;
}

/** Square metres or people: the unit of what a measure counts, with the space it wants before it. */
export function countedIn(counts: 'people' | 'building' | 'land'): Said {
  return counts === 'people' ? { zh: '人', en: ' people' } : { zh: '平方米', en: ' m²' };
}

/** Yuan in a sentence: `95 万元`, below 10,000 in yuan; `¥950,000`. A dash where it is not known. */
export function moneyWords(yuan: number): Said {
  if (!Number.isFinite(yuan)) return { zh: '—', en: '—' };
  const zh =
    Math.abs(yuan) >= 10_000 ? `${figure(yuan / 10_000, 'number')} 万元` : `${figure(yuan, 'money')} 元`;
  return { zh, en: `¥${figure(yuan, 'money')}` };
}

/** The limit of a measure as it stands in a sentence: `步行 15 分钟（720 米）内`, `within a walk of 15 minutes (720 m)`. */
export function reachWords({ limitM, limitS }: { limitM: number; limitS: number }): Said {
  const metres = figure(limitM, 'metres');
  if (Number.isNaN(limitS)) return { zh: `步行 ${metres} 米内`, en: `within a walk of ${metres} m` };
  const minutes = figure(limitS / 60, 'minutes');
  return {
    zh: `步行 ${minutes} 分钟（${metres} 米）内`,
    en: `within a walk of ${minutes} minutes (${metres} m)`
  };
}

/** A day `2026-11-22` as `2026年11月22日`, in English as it is; what is no day as it stands. */
export function dayWords(date: string): Said {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date) ?? [];
  if (year === undefined) return { zh: date, en: date };
  return { zh: `${year}年${Number(month)}月${Number(day)}日`, en: date };
}

/** Names in a sentence. */
export function listWords(names: readonly string[]): Said {
  const en = names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
  return { zh: names.join('、'), en };
}
