import { lengthOf, type Column, type Table } from './database.ts';
import { packedColumn } from './packed-column.ts';
import { emptyTexts } from './packed-texts.ts';

/** One field of a layer's table. Numbers are DOUBLE, geometry is WKB (longitude, latitude, WGS84). */
export interface Field {
  name: string;
  type: Column['type'];
}

/** Population fields: people of a group, as a unit total or at a point. */
export const POPULATION_FIELDS = [
  'pop_resident',
  'pop_registered',
  'pop_60p',
  'pop_65p',
  'pop_80p',
  'pop_0_2',
  'pop_0_17',
  'pop_3_5',
  'pop_6_11',
  'pop_18_59',
  'pop_disabled'
] as const;

/** What a unit says of its organisations and of how things stand, as numbers; yes and no as 1 and 0, rates in percent. */
export const STATUS_FIELDS = [
  'social_orgs',
  'volunteer_teams',
  'public_health_committee',
  'disabled_assoc',
  'has_social_work_service',
  'has_agent_service',
  'has_legal_service',
  'survey_year',
  'smart_safe',
  'network_5g',
  'sanitary',
  'party_report_rate',
  'party_duty_rate',
  'owner_rep_party_share',
  'owner_committee_party_share',
  'funding_special',
  'funding_office',
  'funding_benefit'
] as const;

/** Row of the source file a stored row came from, as a person sees it (header = 1); the last field of every layer. */
export const SOURCE_ROW = 'source_row';

/** Unit of a population row that the user said is no unit of the map: it is kept in the table and counted nowhere. */
export const NOT_ON_MAP = '—';

const doubles = (...names: string[]): Field[] => names.map((name) => ({ name, type: 'DOUBLE' }));
const texts = (...names: string[]): Field[] => names.map((name) => ({ name, type: 'VARCHAR' }));
const GEOMETRY: Field[] = [{ name: 'geometry', type: 'BLOB' }];
const ROW: Field[] = doubles(SOURCE_ROW);

/** Totals of a unit that are no group of residents: they divide, and are spread over no points. */
export const UNIT_TOTALS = ['pop_urban_resident', 'pop_actual'] as const;

const UNITS: Field[] = [
  ...texts('unit_id', 'name', 'parent'),
  ...doubles('is_rural', 'households', ...POPULATION_FIELDS, ...UNIT_TOTALS),
  ...texts('community_type', 'priority_flag'),
  ...doubles('demo_flag'),
  ...GEOMETRY,
  ...ROW
];

/**
 * The fields of each layer's table, in order; the table is named as its layer. All fields are always present and NULL
 * throughout where the source does not give them; the source's other columns follow as VARCHAR.
 */
export const FIELDS = {
  communities: UNITS,
  subdistricts: UNITS,
  districts: UNITS,
  population: [...texts('unit'), ...doubles('households', ...POPULATION_FIELDS, ...UNIT_TOTALS), ...ROW],
  facilities: [
    ...texts('fac_id', 'name', 'category'),
    ...doubles('lon', 'lat', 'floor_area_m2', 'beds', 'capacity'),
    ...texts('serves_unit', 'status'),
    ...texts(
      'host_id',
      'parcel_id',
      'estate_id',
      'service_functions',
      'zones',
      'floor_level',
      'data_date',
      'source'
    ),
    ...doubles('activity_area_m2', 'office_area_m2', 'open_hours_per_day'),
    ...doubles(
      'barrier_free',
      'age_friendly',
      'child_friendly',
      'open_to_public',
      'entrance_lon',
      'entrance_lat'
    ),
    ...ROW
  ],
  roads: [
    ...texts('road_id', 'name', 'highway', 'oneway_foot', 'incline', 'steps', 'walk_points', 'heights'),
    ...GEOMETRY,
    ...ROW
  ],
  candidates: [
    ...texts('site_id', 'name'),
    ...doubles('lon', 'lat', 'floor_area_m2'),
    ...texts('floor_level', 'tenure', 'acquisition_mode'),
    ...doubles('cost'),
    ...texts('available_from', 'site_kind'),
    ...doubles('barrier_free', 'ground_floor_commercial', 'capacity', 'site_area_m2'),
    ...ROW
  ],
  estates: [
    ...texts('estate_id', 'name', 'community'),
    ...doubles('households', 'is_new_build', 'built_year', 'total_floor_area_m2'),
    ...texts('property_mgmt'),
    ...GEOMETRY,
    ...ROW
  ],
  residential: [
    ...texts('point_id'),
    ...doubles('lon', 'lat'),
    ...texts('community'),
    ...doubles('households', 'footprint_m2', 'storeys', ...POPULATION_FIELDS),
    ...ROW
  ],
  landuse: [...texts('name', 'kind'), ...GEOMETRY, ...ROW],
  gates: [...texts('gate_id', 'name', 'estate'), ...doubles('lon', 'lat'), ...ROW],
  // One row a role and unit (or facility); or one row a unit with a column a role, which follow as the source's own columns.
  staffing: [
    ...texts('unit', 'facility', 'role'),
    ...doubles('count', 'quota', 'licensed', 'trained', 'year'),
    ...ROW
  ],
  unit_status: [...texts('unit'), ...doubles('year', ...STATUS_FIELDS), ...texts('sanitary_title'), ...ROW],
  visits: [...texts('unit', 'month'), ...doubles('registered', 'visited', 'served'), ...ROW],
  grids: [
    ...texts('grid_id', 'name', 'community'),
    ...doubles('households', 'buildings', 'stairwells', 'grid_head', 'building_heads', 'unit_heads'),
    ...GEOMETRY,
    ...ROW
  ],
  study_areas: [...texts('kind', 'name'), ...GEOMETRY, ...ROW],
  tasks: [
    ...texts(
      'task_id',
      'rule_id',
      'requirement_id',
      'title',
      'department_lead',
      'departments',
      'unit_id',
      'deadline'
    ),
    ...doubles('target_value', 'actual_value'),
    ...texts('unit', 'status', 'evidence', 'updated_at'),
    ...ROW
  ]
} satisfies Record<string, Field[]>;

/** A layer that has a table. */
export type LayerTable = keyof typeof FIELDS;

/** Name of the table that says where each layer came from, one row a layer. */
export const LAYERS_TABLE = 'layers';

/** Fields of the table `layers`; `report` is the import report as JSON text. */
export const LAYERS_FIELDS: Field[] = [
  ...texts('layer', 'file', 'format', 'encoding', 'crs'),
  ...doubles('rows', 'accepted'),
  ...texts('report')
];

/** An all-NULL column of `rows` rows. */
function emptyColumn(type: Column['type'], rows: number): Column {
  if (type === 'DOUBLE') return { type, values: new Float64Array(rows).fill(NaN) };
  if (type === 'VARCHAR') return packedColumn(emptyTexts(rows));
  return { type, values: new Array<null>(rows).fill(null) };
}

/**
 * `columns` as a layer's table: every field of `fields` in order (NULL throughout where `columns` has none), then the
 * other columns. Throws where a field has another type or the columns are not of one length.
 */
export function layerTable(fields: Field[], columns: Table, rows: number): Table {
  const table: Table = new Map();
  for (const { name, type } of fields) table.set(name, columns.get(name) ?? emptyColumn(type, rows));
  for (const [name, column] of columns) if (!table.has(name)) table.set(name, column);
  for (const { name, type } of fields) {
    const found = table.get(name)!.type;
    if (found !== type) throw new Error(`expected column ${name} of type ${type}, got ${found}`);
  }
  for (const [name, column] of table)
    if (lengthOf(column) !== rows)
      throw new Error(`expected ${rows} rows in column ${name}, got ${lengthOf(column)}`);
  return table;
}
