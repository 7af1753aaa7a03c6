import { FIELDS } from '../tables/schema.ts';
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
  tasks: { shape: 'none', code: 'task_id', required: [], zh: '任务', en: 'tasks' }
};

/** Fields that are read from a file but are no columns of the table: a cell "lon,lat", and whether a line is walkable. */
const READ_ONLY: Partial<Record<Layer, string[]>> = {
  facilities: ['position'],
  candidates: ['position'],
  residential: ['position'],
  roads: ['walkable']
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
  return FIELDS[layer]
    .filter(
      (field) => field.type === 'DOUBLE' && !['lon', 'lat', 'source_row', ...FLAGS].includes(field.name)
    )
    .map((field) => field.name);
}

/** Fields that say yes or no. */
export const FLAGS = ['is_rural', 'is_new_build'];

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
    names = [field, ...(OWN[layer]?.[field] ?? []), ...general].map(plainName);
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

/** Chinese word for a field, for sentences; the field's own name where it has none. */
export function fieldWord(field: string): string {
  if (field === 'task_id') return '任务编号';
  if (field === 'lon') return '经度';
  if (field === 'lat') return '纬度';
  return SYNONYMS[field]?.find((name) => /[\u4E00-\u9FFF]/.test(name)) ?? field;
}
