/** What the fields of a rule are called. */
const FIELDS: Record<string, [zh: string, en: string]> = {
  id: ['编号', 'id'],
  title_zh: ['名称', 'Chinese title'],
  title_en: ['英文名称', 'English title'],
  threshold: ['阈值', 'threshold'],
  comparator: ['比较方式', 'comparator'],
  walk_minutes: ['步行分钟', 'walking minutes'],
  distance_m: ['距离（米）', 'distance (m)'],
  basis: ['口径', 'basis'],
  unit: ['单位', 'unit'],
  unit_level: ['评价层级', 'level'],
  population_group: ['人群', 'people'],
  facility_categories: ['设施类别', 'facilities'],
  scope: ['适用范围', 'scope'],
  soft: ['原则上（不判不达标）', 'in principle (never failed)'],
  deadline: ['规划期末', 'plan period to'],
  verified: ['已核实', 'verified'],
  compute: ['算法', 'how it is worked out'],
  tiers: ['分级', 'tiers'],
  project_default: ['自设参数', 'assumed figures'],
  'project_default.speed_mps': ['步速（米/秒）', 'walking speed (m/s)'],
  'project_default.distance_m': ['距离（米）', 'distance (m)'],
  'project_default.walk_minutes': ['步行分钟', 'walking minutes'],
  'project_default.tolerance_pct': ['容差（%）', 'tolerance (%)'],
  'project_default.benchmark_pct': ['对照值（%）', 'benchmark (%)'],
  'project_default.adjacent_walk_m': ['毗邻步行距离（米）', 'walk that counts as adjacent (m)'],
  'project_default.community_pass_share_pct': [
    '社区达标所需覆盖率（%）',
    'share that a community must reach (%)'
  ],
  'project_default.pass_pct': ['达标线（%）', 'pass line (%)'],
  'project_default.modes': ['出行方式', 'modes'],
  'project_default.weights': ['优先人群权重', 'weights of priority groups'],
  'project_default.facility_categories': ['设施类别', 'facilities']
};

/** Name of a field of a rule; a field inside another by the outer one's. */
export function fieldName(field: string): { zh: string; en: string } {
  const [zh, en] = FIELDS[field] ?? FIELDS[field.split('.')[0]] ?? [field, field];
  return { zh, en };
}

/** A value of a field as text; null and none are a dash. */
export function showValue(value: unknown): string {
  if (value === null || value === undefined) return '—';
  if (Array.isArray(value)) return value.map(showValue).join(', ');
  if (typeof value === 'boolean') return value ? '✓' : '✕';
  if (typeof value === 'object')
    return Object.entries(value)
      .map(([key, each]) => `${key}: ${showValue(each)}`)
      .join(', ');
  return String(value);
}
