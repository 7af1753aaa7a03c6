import { ROLES } from '../standards/roles.ts';
import { STATUS_FIELDS } from '../tables/schema.ts';
import { fieldsOf, plainName, rankName, rankPlain } from './fields.ts';
import { formsOf } from './sheet/header-forms.ts';
import { columnList, isDivisionCode } from './meanings/match-columns.ts';
import { plainCode } from './meanings/match-units.ts';
import { plainCell } from './values/numbers.ts';
import { layersOf } from './osm/osm-kinds.ts';
import { reason, type Lang } from './reasons.ts';
import type { Layer } from './report.ts';
import { sampleCells, shareOf } from './meanings/sample-rows.ts';
import { shapeWord } from './checks/shape-words.ts';
import type { Source } from './source.ts';

/** Words of file names, the more telling first. */
const FILE_WORDS: [RegExp, Layer][] = [
  [/人员(台账|配备|情况|表|统计)|队伍|staff/i, 'staffing'],
  [/探访|走访|巡访|(^|[^a-z])visits([^a-z]|$)/i, 'visits'],
  [/(社区|单元|组织)(与)?(状况|状态|情况)|unit[-_ ]?status/i, 'unit_status'],
  [/网格(?!人口)|(^|[^a-z])grids([^a-z]|$)/i, 'grids'],
  [/出入口|大门|小区门|(^|[^a-z])gates?([^a-z]|$)/i, 'gates'],
  [/中心城区|规划范围|研究范围|study[-_ ]?areas?/i, 'study_areas'],
  [/任务|台账|工作清单|task|ledger/i, 'tasks'],
  [/人口|population|_pop\b|户籍|常住/i, 'population'],
  [/候选|存量房|闲置(用地|土地|地块|房)|空地|candidate|vacant|sites?\b/i, 'candidates'],
  [/居住点|楼栋|建筑|住宅楼|residential|building/i, 'residential'],
  [/小区|estate/i, 'estates'],
  [/用地|land[-_ ]?use|绿地|水系|green|water|rail/i, 'landuse'],
  [/道路|路网|街巷|road|street|highway|network/i, 'roads'],
  [/设施|facilit|poi|养老|医疗/i, 'facilities'],
  [/社区|村居|communit/i, 'communities'],
  [/街道|乡镇|subdistrict|town/i, 'subdistricts'],
  [/区县|district|county/i, 'districts']
];

/** Layers that each kind of geometry can be; `none` is a table without coordinates, `place` one with. */
const BY_SHAPE: Record<string, Layer[]> = {
  Point: ['facilities', 'candidates', 'residential', 'gates'],
  LineString: ['roads', 'landuse'],
  Polygon: [
    'communities',
    'subdistricts',
    'districts',
    'landuse',
    'estates',
    'grids',
    'study_areas',
    'candidates'
  ],
  place: ['facilities', 'candidates', 'residential', 'population', 'gates'],
  none: ['population', 'tasks', 'estates', 'staffing', 'unit_status', 'visits', 'grids']
};

/** Fields that tell one layer from the others of its shape. */
const TELLING: Partial<Record<Layer, string[]>> = {
  population: ['pop_resident', 'pop_registered', 'unit', 'pop_60p', 'households'],
  tasks: ['title', 'department_lead', 'deadline', 'rule_id', 'target_value', 'actual_value'],
  candidates: ['cost', 'tenure', 'acquisition_mode', 'floor_level'],
  residential: ['households', 'storeys', 'footprint_m2', 'pop_resident'],
  facilities: ['category', 'beds', 'capacity'],
  landuse: ['kind'],
  estates: ['is_new_build', 'community'],
  grids: ['grid_head', 'building_heads', 'unit_heads', 'stairwells'],
  staffing: ['unit', 'role', 'quota', 'licensed', 'trained', ...ROLES.map(({ code }) => code)],
  unit_status: ['unit', ...STATUS_FIELDS],
  visits: ['unit', 'month', 'registered', 'visited', 'served']
};

export interface LayerGuess {
  as: Layer;
  why: string;
  /** The others that the file's geometry allows, the likelier first. */
  others: Layer[];
}

/** The layer that a file most likely is, by its geometry, its name, its columns and the names of its units. */
export function guessLayer(source: Source, lang: Lang = 'zh'): LayerGuess {
  if (source.format.startsWith('osm')) return guessOsm(source, lang);
  const type = mainType(source);
  const named = FILE_WORDS.flatMap(([pattern, layer]) => {
    // What a sheet or a layer is called says more than what its file is.
    const own = source.layer === null ? undefined : pattern.exec(source.layer)?.[0];
    const word = own ?? pattern.exec(source.file.replace(/\.[^.]+$/, ''))?.[0];
    return word ? [{ layer, word, own: own !== undefined }] : [];
  });
  named.sort((a, b) => Number(b.own) - Number(a.own));
  const score = (layer: Layer): number => {
    const at = named.findIndex((hit) => hit.layer === layer);
    const fields = (TELLING[layer] ?? []).filter((field) => hasField(source, layer, field)).length;
    const byName = at < 0 ? 0 : 3 - at * 0.5;
    return byName + fields + unitEnding(source, layer) + codeLength(source, layer);
  };
  const ranked = BY_SHAPE[type].map((layer) => ({ layer, score: score(layer) }));
  ranked.sort((a, b) => b.score - a.score);
  const as = ranked[0].layer;
  const word = named.find((hit) => hit.layer === as)?.word;
  const words = {
    columns: columnList(source),
    found: shapeWord(type, 'en'),
    found_zh: shapeWord(type, 'zh')
  };
  const shaped = source.geometry ? 'why_layer_shape' : 'why_layer_columns';
  return {
    as,
    why: word ? reason('why_layer_name', { word }, lang) : reason(shaped, words, lang),
    others: ranked.slice(1).map(({ layer }) => layer)
  };
}

/** An OpenStreetMap file is what it was read as; what else it has is read from it again. */
function guessOsm({ layer, layers }: Source, lang: Lang): LayerGuess {
  const name = layer ?? 'roads';
  const all = [name, ...layers.map((other) => other.name)].flatMap((other) => layersOf(other).slice(0, 2));
  const [as, ...others] = new Set(all);
  const why =
    as === 'roads' ? reason('why_layer_osm', {}, lang) : reason('why_layer_osm_part', { name }, lang);
  return { as, why, others };
}

function mainType(source: Source): string {
  const shape = source.geometry?.find((geometry) => geometry !== null);
  if (shape) {
    const type = String(shape.type).replace('Multi', '');
    return Object.hasOwn(BY_SHAPE, type) ? type : 'Polygon';
  }
  const has = (field: string): boolean => hasField(source, 'facilities', field);
  return (has('lon') && has('lat')) || has('position') ? 'place' : 'none';
}

const hasField = (source: Source, layer: Layer, field: string): boolean =>
  fieldsOf(layer).includes(field) &&
  source.headers.some(
    (header) =>
      !(field === 'unit' && plainName(header) === 'name') &&
      formsOf(header).some(({ plain, confidence }) => confidence > 0.6 && rankPlain(layer, field, plain) >= 0)
  );

/** 1 where most codes are as long as the layer's units have them: 12 digits for communities, 9, 6. */
function codeLength(source: Source, layer: Layer): number {
  const digits = { communities: 12, subdistricts: 9, districts: 6 }[layer as string];
  if (digits === undefined) return 0;
  const share = source.headers.map((header, c) =>
    rankName(layer, 'unit_id', header) < 0
      ? 0
      : shareOf(
          sampleCells(source, c, 200),
          (cell) => isDivisionCode(cell) && plainCode(cell).length === digits
        )
  );
  return Math.max(0, ...share) > 0.8 ? 1.5 : 0;
}

/** 1 where most names end as those of the layer's units do. */
function unitEnding(source: Source, layer: Layer): number {
  const ending = { subdistricts: /(街道|镇|乡)$/, districts: /[区县市]$/, communities: /(社区|村|居委会)$/ }[
    layer as string
  ];
  if (!ending) return 0;
  const share = source.headers.map((header, c) => {
    if (rankName(layer, 'name', header) < 0) return 0;
    const names = sampleCells(source, c, 1000);
    return (
      names.filter((name) => ending.test(plainCell(name)) && !(layer === 'districts' && /社区$/.test(name!)))
        .length / Math.max(1, names.length)
    );
  });
  return Math.max(0, ...share) > 0.5 ? 2 : 0;
}
