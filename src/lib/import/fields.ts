import { FIELDS } from '../tables/schema.ts';
import { ROLE_COLUMNS, roleNames, roleWord } from './meanings/role-columns.ts';
import { LAYERS, type Layer } from './report.ts';
import { COUNTERS, FOLD, ONLY, OWN, SYNONYMS } from './meanings/synonyms.ts';

/** What a layer's geometry is: points (or two columns of coordinates), areas, lines, none, or areas and lines. */
export type Shape = 'point' | 'area' | 'line' | 'none' | 'area-or-line' | 'area-or-none';

interface LayerForm {
  shape: Shape;
  /** Field that names a row for good; '' where there is none. */
  code: string;
  /** Columns that the file must have, besides the place. */
  required: string[];
  zh: string;
  en: string;
}

export const FORMS: Record<Layer, LayerForm> = {
  communities: { shape: 'area', code: 'unit_id', required: [], zh: '社区', en: 'communities' },
  subdistricts: { shape: 'area', code: 'unit_id', required: [], zh: '街道', en: 'subdistricts' },
  districts: { shape: 'area', code: 'unit_id', required: [], zh: '区县', en: 'districts' },
  population: { shape: 'none', code: '', required: ['unit'], zh: '人口', en: 'population' },
  facilities: { shape: 'point', code: 'fac_id', required: [], zh: '设施', en: 'facilities' },
  roads: { shape: 'line', code: 'road_id', required: [], zh: '道路', en: 'roads' },
  candidates: { shape: 'point', code: 'site_id', required: [], zh: '候选点', en: 'candidates' },
  estates: { shape: 'area-or-none', code: 'estate_id', required: [], zh: '住宅小区', en: 'estates' },
  residential: { shape: 'point', code: 'point_id', required: [], zh: '居住点', en: 'residential' },
  landuse: { shape: 'area-or-line', code: '', required: [], zh: '用地', en: 'landuse' },
  gates: { shape: 'point', code: 'gate_id', required: [], zh: '出入口', en: 'gates' },
  grids: { shape: 'area-or-none', code: 'grid_id', required: [], zh: '网格', en: 'grids' },
  study_areas: { shape: 'area', code: '', required: [], zh: '规划范围', en: 'study areas' },
  staffing: { shape: 'none', code: '', required: [], zh: '人员', en: 'staffing' },
  unit_status: { shape: 'none', code: '', required: ['unit'], zh: '组织与状态', en: 'unit status' },
  visits: { shape: 'none', code: '', required: ['unit'], zh: '探访', en: 'visits' },
  tasks: { shape: 'none', code: 'task_id', required: [], zh: '任务', en: 'tasks' }
};

/** Layers whose rows name the unit they are of, which is looked up on the map. */
export const NAMES_UNITS: readonly Layer[] = ['population', 'staffing', 'unit_status', 'visits'];

/** Those, and the tasks, which may be of no unit: what they name is looked up when they are imported. */
export const LOOKS_UP_UNITS: readonly Layer[] = [...NAMES_UNITS, 'tasks'];

/**
 * Fields that are read from a file but are no columns of every table: a cell "lon,lat", whether a line is walkable, and
 * the columns of a table of staff that has one for each role.
 */
const READ_ONLY: Partial<Record<Layer, string[]>> = {
  facilities: ['position'],
  candidates: ['position'],
  residential: ['position'],
  gates: ['position'],
  roads: ['walkable'],
  staffing: ROLE_COLUMNS
};

/** Fields of `layer` that a column may be matched to. */
export function fieldsOf(layer: Layer): string[] {
  const own = FIELDS[layer]
    .map((field) => field.name)
    .filter((name) => !['geometry', 'source_row'].includes(name));
  return [...own, ...(READ_ONLY[layer] ?? [])];
}

/** Fields of `layer` whose column holds numbers, coordinates apart. */
export function numberFields(layer: Layer): string[] {
  const own = FIELDS[layer]
    .filter((field) => field.type === 'DOUBLE' && !NO_NUMBERS.has(field.name) && !kindOf(layer, field.name))
    .map((field) => field.name);
  return layer === 'staffing' ? [...own, ...ROLE_COLUMNS] : own;
}

/** Fields of DOUBLE that are read in ways of their own. */
const NO_NUMBERS = new Set(['lon', 'lat', 'source_row', 'entrance_lon', 'entrance_lat']);

/** How the cells of a field are read that are no plain numbers or texts. */
export type Kind = 'flag' | 'has' | 'percent' | 'tally' | 'hours' | 'list' | 'words';

/** Fields that say yes or no. */
const FLAGS = ['is_rural', 'is_new_build'];

const KINDS: Record<Exclude<Kind, 'flag'>, string[]> = {
  // Yes and no, where 无 is no: what there is or is not.
  has: [
    ...[
      'ground_floor_commercial',
      'demo_flag',
      'barrier_free',
      'age_friendly',
      'child_friendly',
      'open_to_public',
      'disabled_assoc'
    ],
    ...[
      'has_social_work_service',
      'has_agent_service',
      'has_legal_service',
      'smart_safe',
      'network_5g',
      'sanitary'
    ]
  ],
  percent: ['party_report_rate', 'party_duty_rate', 'owner_rep_party_share', 'owner_committee_party_share'],
  // How many, or only that there are some, or who they are.
  tally: ['public_health_committee', 'grid_head', 'building_heads', 'unit_heads'],
  hours: ['open_hours_per_day'],
  list: ['service_functions', 'zones'],
  words: ['community_type', 'priority_flag', 'property_mgmt']
};
const KIND = new Map<string, Kind>([
  ...FLAGS.map((field): [string, Kind] => [field, 'flag']),
  ...(Object.entries(KINDS) as [Kind, string[]][]).flatMap(([kind, fields]) =>
    fields.map((field): [string, Kind] => [field, kind])
  )
]);

/** Fields that are words with codes in these layers only. */
const WORDS: Partial<Record<Layer, string[]>> = {
  facilities: ['floor_level'],
  candidates: ['floor_level', 'acquisition_mode', 'site_kind']
};

/** How cells of a field of the layer are read; undefined where they are plain numbers or texts. */
export function kindOf(layer: Layer, field: string): Kind | undefined {
  return WORDS[layer]?.includes(field) ? 'words' : KIND.get(field);
}

/**
 * A column name without case, spaces, underscores, full-width and traditional forms, and what stands in brackets.
 */
export function plainName(name: string): string {
  let plain = asked.get(name);
  if (plain === undefined) {
    plain = makePlain(name);
    // The same few headers are held against every field of every layer.
    if (asked.size >= 2000) asked.clear();
    if (name.length <= 200) asked.set(name, plain);
  }
  return plain;
}

const asked = new Map<string, string>();

function makePlain(name: string): string {
  const wide = name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\u4E00-\u9FFF]/g, (letter) => FOLD.get(letter) ?? letter);
  const open = wide.replace(/[([【].*?[)\]】]/g, '').replace(/[\s_\-:.*]/g, '');
  const bare = open || wide.replace(/[\s_\-:.*]/g, '');
  // 经度_gcj02, lng_wgs84: the datum is read elsewhere.
  return bare.replace(/(.)(gcj02|bd09|wgs84|高德|百度)$/, '$1');
}

const plainNames = new Map<string, string[]>();
const ranks = new Map<string, Map<string, number>>();

/** Names of `field` in `layer`, plain, the best first. */
export function namesOf(layer: Layer, field: string): string[] {
  const key = `${layer} ${field}`;
  let names = plainNames.get(key);
  if (!names) {
    const general = ONLY[layer]?.includes(field) ? [] : (SYNONYMS[field] ?? []);
    const roles = layer === 'staffing' ? roleNames(field) : [];
    names = [field, ...(OWN[layer]?.[field] ?? []), ...general, ...roles].map(plainName);
    plainNames.set(key, names);
  }
  return names;
}

/** Place of `column` among the names of `field` in `layer`, 0 (the field's own name) the best; −1: it is none of them. */
export function rankName(layer: Layer, field: string, column: string): number {
  return rankPlain(layer, field, plainName(column));
}

/** `rankName` of a name that is plain already. */
export function rankPlain(layer: Layer, field: string, plain: string): number {
  const key = `${layer} ${field}`;
  let own = ranks.get(key);
  if (!own) {
    own = new Map();
    for (const [rank, name] of namesOf(layer, field).entries()) if (!own.has(name)) own.set(name, rank);
    ranks.set(key, own);
  }
  return plain === '' ? -1 : (own.get(plain) ?? -1);
}

/** Whether `name` only says "id", "序号" and the like, of whatever. */
export function isCounter(name: string): boolean {
  return COUNTERS.map(plainName).includes(plainName(name));
}

const ALL = new Set(LAYERS.flatMap((layer) => fieldsOf(layer).flatMap((field) => namesOf(layer, field))));

/** Whether a column of this name could be a field of any layer. */
export function isKnownName(column: string): boolean {
  return ALL.has(plainName(column));
}

/** Words for fields that only some layers have. */
const OWN_WORDS = new Map<string, string>([
  ...ROLE_COLUMNS.map((column): [string, string] => [column, roleWord(column)]),
  ['role', '岗位'],
  ['count', '人数'],
  ['facility', '设施'],
  ['month', '月份'],
  ['year', '年份'],
  ['licensed', '持证人数'],
  ['trained', '培训人数'],
  ['registered', '登记人数'],
  ['visited', '探访人数'],
  ['task_id', '任务编号'],
  ['rule_id', '规则编号'],
  ['title', '任务名称'],
  ['department_lead', '牵头部门'],
  ['departments', '配合部门'],
  ['deadline', '完成时限'],
  ['target_value', '目标值'],
  ['actual_value', '完成值'],
  ['evidence', '佐证材料'],
  ['updated_at', '更新时间'],
  ['source', '来源'],
  ['walk_points', '沿路的过街、门、障碍'],
  ['heights', '逐点高程']
]);

/** Words for fields that mean something else in one layer. */
const LAYER_WORDS: Partial<Record<Layer, Record<string, string>>> = {
  tasks: { unit: '计量单位', unit_id: '社区（单元）' },
  gates: { name: '出入口名称' },
  grids: { name: '网格名称' }
};

/** Chinese word for a field of the layer, for sentences; the field's own name where it has none. */
export function fieldWord(field: string, as?: Layer): string {
  const own = as && LAYER_WORDS[as]?.[field];
  if (own) return own;
  if (field === 'lon') return '经度';
  if (field === 'lat') return '纬度';
  if (OWN_WORDS.has(field)) return OWN_WORDS.get(field)!;
  return SYNONYMS[field]?.find((name) => /[\u4E00-\u9FFF]/.test(name)) ?? field;
}
