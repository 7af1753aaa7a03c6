/** Words of the views of coverage. */
export const viewsZh = {
  'view.share': '覆盖率',
  'view.uncovered': '未覆盖人数',
  'view.walk': '到最近设施的步行距离',
  'view.straight': '按直线距离的覆盖率',
  'view.detour': '路网与直线之差',
  'view.score': '生活圈得分：步行可达几项服务',
  'view.areas': '服务范围'
};
export const viewsEn: Record<keyof typeof viewsZh, string> = {
  'view.share': 'Coverage',
  'view.uncovered': 'People not covered',
  'view.walk': 'Walk to the nearest facility',
  'view.straight': 'Coverage by straight line',
  'view.detour': 'Network minus straight line',
  'view.score': 'Living-circle score: services within a walk',
  'view.areas': 'Service areas'
};
