import { RULE_TABLES } from './columns.ts';
import { nearestOf } from './fields.ts';
import { ROLE_FIGURES, roleOfColumn, ROLES } from './roles.ts';
import type { Standard } from './standard.ts';

const PEOPLE =
  'pop_resident pop_registered pop_urban_resident pop_actual pop_60p pop_65p pop_80p pop_0_2 pop_0_17 pop_3_5 pop_6_11 ' +
  'pop_18_59 pop_disabled';

/** The columns that tables have of themselves, by their names in rules. */
const KNOWN: Record<string, string> = {
  admin_units: `unit_id name level parent geometry is_rural households ${PEOPLE} community_type priority_flag demo_flag`,
  facilities:
    'fac_id name category geometry floor_area_m2 beds capacity serves_unit_id status host_id parcel_id estate_id ' +
    'service_functions zones floor_level data_date source activity_area_m2 office_area_m2 open_hours_per_day ' +
    'barrier_free age_friendly child_friendly open_to_public',
  estates: 'estate_id name geometry households is_new_build built_year total_floor_area_m2 property_mgmt',
  grids: 'grid_id name geometry households buildings stairwells grid_head building_heads unit_heads',
  unit_status:
    'year social_orgs volunteer_teams public_health_committee disabled_assoc has_social_work_service ' +
    'has_agent_service has_legal_service survey_year smart_safe network_5g sanitary party_report_rate party_duty_rate ' +
    'owner_rep_party_share owner_committee_party_share funding_special funding_office funding_benefit sanitary_title',
  visits: 'month registered visited served',
  candidate_sites:
    'site_id name geometry floor_area_m2 floor_level tenure acquisition_mode cost available_from site_kind barrier_free ' +
    'ground_floor_commercial capacity site_area_m2',
  tasks:
    'task_id rule_id requirement_id title department_lead departments unit_id deadline target_value actual_value unit ' +
    'status evidence updated_at'
};

/** A column that a rule names and its table does not have of itself, with those of the table that it is most like. */
export interface StrangeColumn {
  /** `table.column`. */
  column: string;
  /** Names within the table, the likest first. */
  near: string[];
}

/**
 * Columns in `compute` and `inputs` of a rule that their table has not of itself: slips of the pen, or columns of the user's own
 * file, which rules may count from. So they are no error. Inputs that no rule counts from (`walk_network.length_m`) are left out.
 */
export function strangeColumns(rule: Pick<Standard, 'compute' | 'inputs'>): StrangeColumn[] {
  const named = new Set([...textsIn(rule.compute), ...rule.inputs]);
  return [...named].flatMap((column) => {
    const [, table, name] = /^(\w+)\.(\w+)$/.exec(column) ?? [];
    if (table === undefined || !Object.hasOwn(RULE_TABLES, table)) return [];
    if (table === 'staffing' ? roleOfColumn(name) !== null : knownOf(table).includes(name)) return [];
    return [{ column, near: nearestOf(name, knownOf(table)) }];
  });
}

/** The columns that a table of `RULE_TABLES` has of itself. */
export function knownOf(table: string): string[] {
  if (table !== 'staffing') return KNOWN[table].split(' ');
  return ROLES.flatMap(({ code }) => [code, ...ROLE_FIGURES.map((figure) => `${code}_${figure}`)]);
}

/** A strange column in words, for whoever wrote the rule. */
export function sayStrange(id: string, { column, near }: StrangeColumn): { zh: string; en: string } {
  const table = column.slice(0, column.indexOf('.'));
  return {
    zh: `规则“${id}”：${RULE_TABLES[table].zh}没有“${column}”这一列，最接近的是 ${near.join('、')}；若是自己表里的列，可不改`,
    en: `rule "${id}": ${column} is no known column, the nearest are ${near.join(', ')}; leave it where it is a column of your own table`
  };
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(textsIn);
}
