import { roleOfColumn } from './roles.ts';

/** Tables that rules are worked out from, and what each holds. */
export const RULE_TABLES: Record<string, { zh: string; en: string }> = {
  admin_units: { zh: '行政单元表', en: 'units' },
  facilities: { zh: '设施表', en: 'facilities' },
  estates: { zh: '住宅小区表', en: 'estates' },
  grids: { zh: '网格表', en: 'grids' },
  staffing: { zh: '人员表', en: 'staff' },
  unit_status: { zh: '组织与状态表', en: 'state of units' },
  visits: { zh: '探访与服务记录表', en: 'visits' },
  candidate_sites: { zh: '候选点表', en: 'candidate sites' },
  tasks: { zh: '任务台账', en: 'task ledger' }
};

/** What the columns of those tables are called; the words fit into a sentence. */
const WORDS: Record<string, [zh: string, en: string]> = {
  'admin_units.households': ['户数', 'households'],
  'admin_units.pop_resident': ['常住人口', 'residents'],
  'admin_units.pop_urban_resident': ['城镇常住人口', 'urban residents'],
  'admin_units.pop_registered': ['户籍人口', 'registered residents'],
  'admin_units.pop_actual': ['实有人口', 'actual population'],
  'admin_units.pop_60p': ['60岁以上人口', 'people aged 60 or more'],
  'admin_units.pop_65p': ['65岁以上人口', 'people aged 65 or more'],
  'admin_units.pop_80p': ['80岁以上人口', 'people aged 80 or more'],
  'admin_units.pop_0_2': ['0–2岁人口', 'children aged 0–2'],
  'admin_units.pop_3_5': ['3–5岁人口', 'children aged 3–5'],
  'admin_units.pop_6_11': ['6–11岁人口', 'children aged 6–11'],
  'admin_units.pop_0_17': ['未成年人', 'minors'],
  'admin_units.pop_18_59': ['18–59岁人口', 'people aged 18–59'],
  'admin_units.pop_disabled': ['残疾人', 'disabled people'],
  'admin_units.priority_flag': ['重点区域标记', 'priority flag'],
  'admin_units.community_type': ['社区类型', 'type of community'],
  'admin_units.demo_flag': ['列为示范创建', 'chosen for demonstration'],
  'facilities.floor_area_m2': ['建筑面积', 'floor area'],
  'facilities.activity_area_m2': ['居民活动区域面积', 'residents’ activity area'],
  'facilities.office_area_m2': ['办公面积', 'office area'],
  'facilities.beds': ['床位', 'beds'],
  'facilities.capacity': ['服务能力（位）', 'places'],
  'facilities.open_hours_per_day': ['每天开放小时数', 'hours open a day'],
  'facilities.service_functions': ['服务功能', 'service functions'],
  'facilities.zones': ['功能区', 'functional zones'],
  'facilities.floor_level': ['所在楼层', 'floor level'],
  'facilities.barrier_free': ['无障碍', 'barrier-free'],
  'facilities.age_friendly': ['适老化', 'age-friendly'],
  'facilities.child_friendly': ['适儿化', 'child-friendly'],
  'facilities.open_to_public': ['向社会开放', 'open to the public'],
  'estates.households': ['小区户数', 'households of estates'],
  'estates.is_new_build': ['新建住宅区', 'newly built estate'],
  'estates.total_floor_area_m2': ['小区总建筑面积', 'total floor area of estates'],
  'estates.property_mgmt': ['物业管理', 'property management'],
  'estates.built_year': ['建成年份', 'year built'],
  'grids.households': ['网格户数', 'households of a grid'],
  'grids.grid_head': ['网格长', 'grid head'],
  'grids.building_heads': ['楼栋长', 'building heads'],
  'grids.unit_heads': ['单元长', 'unit heads'],
  'grids.buildings': ['楼栋数', 'buildings'],
  'grids.stairwells': ['单元（楼门）数', 'stairwells'],
  'unit_status.social_orgs': ['社区社会组织数', 'social organisations'],
  'unit_status.volunteer_teams': ['志愿服务队数', 'volunteer teams'],
  'unit_status.public_health_committee': ['公共卫生委员会数', 'public-health committees'],
  'unit_status.disabled_assoc': ['有残疾人协会', 'has a disabled persons’ association'],
  'unit_status.has_social_work_service': ['有社会工作服务', 'has social-work service'],
  'unit_status.has_agent_service': ['有政务代办服务', 'has agency service'],
  'unit_status.has_legal_service': ['有公共法律服务', 'has public legal service'],
  'unit_status.survey_year': ['满意度调查年份', 'year of the satisfaction survey'],
  'unit_status.smart_safe': ['建成智慧平安社区', 'has smart-safe status'],
  'unit_status.network_5g': ['通达5G网络', 'has 5G'],
  'unit_status.sanitary': ['获评卫生称号', 'has the sanitary title'],
  'unit_status.party_report_rate': ['双报到率', 'party report-in rate'],
  'unit_status.party_duty_rate': ['入列轮值率', 'duty-roster rate'],
  'unit_status.owner_rep_party_share': ['业主代表中党员占比', 'party share of owner representatives'],
  'unit_status.owner_committee_party_share': [
    '业主委员会成员中党员占比',
    'party share of the owners’ committee'
  ],
  'unit_status.funding_special': ['党组织服务群众专项经费', 'special fund for serving residents'],
  'unit_status.funding_office': ['办公经费', 'office fund'],
  'unit_status.funding_benefit': ['公益事业补助', 'public-benefit fund'],
  'visits.registered': ['登记的特殊困难老年人数', 'registered vulnerable older people'],
  'visits.visited': ['已探访人数', 'people visited'],
  'visits.served': ['已服务人数', 'people served'],
  'candidate_sites.floor_area_m2': ['候选点建筑面积', 'floor area of candidate sites'],
  'facilities.*': ['设施数', 'number of facilities'],
  'estates.*': ['小区数', 'number of estates'],
  'grids.*': ['网格数', 'number of grids'],
  'candidate_sites.*': ['候选点数', 'number of candidate sites'],
  'visits.*': ['记录数', 'number of records'],
  'tasks.*': ['任务数', 'number of tasks']
};

const FIGURE = {
  count: ['', ''],
  quota: ['应配数', 'required '],
  licensed: ['持证人数', 'licensed '],
  trained: ['受训人数', 'trained ']
} as const;

/** True for a `table.column` that the data dictionary knows. */
export const isKnownColumn = (column: string): boolean => Object.hasOwn(WORDS, column);

/** What a `table.column` is called; a column that no list knows by its table and its own name. */
export function columnWords(column: string): { zh: string; en: string } {
  const known = WORDS[column];
  if (known) return { zh: known[0], en: known[1] };
  const [table, name = ''] = column.split('.');
  const found = table === 'staffing' ? roleOfColumn(name) : null;
  if (found) {
    const [zh, en] = FIGURE[found.figure];
    return { zh: `${found.role.zh}${zh || '人数'}`, en: `${en}${found.role.en}` };
  }
  const of = RULE_TABLES[table];
  return of ? { zh: `${of.zh}“${name}”列`, en: `“${name}” of ${of.en}` } : { zh: column, en: column };
}
