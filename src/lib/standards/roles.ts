/** What people do who are counted in the table of staff (人员台账). */
export interface Role {
  /** Column of `staffing` in rules, with `_quota`, `_licensed` and `_trained` for its posts and some of its people. */
  code: string;
  zh: string;
  en: string;
  /** Other words that tables have for it; `zh` and `code` are always among them. */
  synonyms_zh: string[];
  /** Whose staff they are: of a unit, or of a facility. */
  of: 'unit' | 'facility';
}

/** All roles that rules ask for, in the order in which they are shown. */
export const ROLES: Role[] = [
  {
    code: 'community_workers',
    zh: '社区工作者',
    en: 'community workers',
    synonyms_zh: ['社工人员', '专职社区工作者', '社区专职工作者', '社区工作人员', '社区工作者人数'],
    of: 'unit'
  },
  {
    code: 'core_posts',
    zh: '社区核心岗位（书记兼主任、副书记、副主任）',
    en: 'core posts (secretary-director, deputies)',
    synonyms_zh: ['核心岗位', '4+N核心岗位', '4+N岗位', '书记主任副职', '社区“两委”正副职'],
    of: 'unit'
  },
  {
    code: 'party_posts',
    zh: '专职党建社工岗',
    en: 'full-time Party-building posts',
    synonyms_zh: ['党建社工岗', '专职党建岗', '党建工作者', '专职党务工作者', '党建指导员'],
    of: 'unit'
  },
  {
    code: 'child_directors',
    zh: '儿童主任',
    en: 'child-welfare directors',
    synonyms_zh: ['村居儿童主任', '村（居）儿童主任', '儿童福利主任'],
    of: 'unit'
  },
  {
    code: 'legal_advisers',
    zh: '法律顾问',
    en: 'legal advisers',
    synonyms_zh: ['村社区法律顾问', '村（居）法律顾问', '社区法律顾问'],
    of: 'unit'
  },
  {
    code: 'legal_literate',
    zh: '法律明白人',
    en: 'legal-literacy residents',
    synonyms_zh: ['“法律明白人”', '村居法律明白人'],
    of: 'unit'
  },
  {
    code: 'disaster_informers',
    zh: '灾害信息员',
    en: 'disaster information officers',
    synonyms_zh: ['灾情信息员', '防灾信息员'],
    of: 'unit'
  },
  {
    code: 'community_police',
    zh: '社区民警',
    en: 'community police officers',
    synonyms_zh: ['专职社区民警', '片区民警', '驻村民警', '社区（驻村）民警'],
    of: 'unit'
  },
  {
    code: 'station_police',
    zh: '派出所警力',
    en: 'police-station officers',
    synonyms_zh: ['派出所民警', '公安派出所警力', '派出所民警总数'],
    of: 'unit'
  },
  {
    code: 'mass_prevention',
    zh: '群防群治力量',
    en: 'mass-prevention volunteers',
    synonyms_zh: ['群防群治队员', '群防群治人数', '治安志愿者', '平安志愿者'],
    of: 'unit'
  },
  {
    code: 'sports_instructors',
    zh: '社会体育指导员',
    en: 'social sports instructors',
    synonyms_zh: ['体育指导员', '社会体育指导人员'],
    of: 'unit'
  },
  {
    code: 'grid_heads',
    zh: '网格长',
    en: 'grid heads',
    synonyms_zh: ['网格负责人', '专职网格长'],
    of: 'unit'
  },
  {
    code: 'grid_officers',
    zh: '专职网格员',
    en: 'full-time grid officers',
    synonyms_zh: ['网格员', '网格管理员', '社区网格员'],
    of: 'unit'
  },
  {
    code: 'building_heads',
    zh: '楼栋长',
    en: 'building heads',
    synonyms_zh: ['楼长', '楼门长'],
    of: 'unit'
  },
  {
    code: 'unit_heads',
    zh: '单元长',
    en: 'unit heads',
    synonyms_zh: ['单元门长', '楼道长'],
    of: 'unit'
  },
  {
    code: 'volunteers',
    zh: '社区志愿者',
    en: 'community volunteers',
    synonyms_zh: ['志愿者', '注册志愿者'],
    of: 'unit'
  },
  {
    code: 'general_practitioners',
    zh: '全科医师',
    en: 'general practitioners',
    synonyms_zh: ['全科医生', '全科', '家庭医生'],
    of: 'facility'
  },
  {
    code: 'nurses',
    zh: '注册护士',
    en: 'registered nurses',
    synonyms_zh: ['护士', '执业护士', '护理人员'],
    of: 'facility'
  },
  {
    code: 'micro_fire_members',
    zh: '微型消防站人员（站长和队员）',
    en: 'micro fire station members (head included)',
    synonyms_zh: ['微型消防站人员', '微型消防站队员', '微站队员', '消防站人员'],
    of: 'facility'
  },
  {
    code: 'centre_director',
    zh: '中心主任',
    en: 'centre director',
    synonyms_zh: ['综合服务中心主任', '惠民综合服务中心主任', '党群服务中心主任'],
    of: 'facility'
  },
  {
    code: 'station_social_workers',
    zh: '社工站持证社工',
    en: 'licensed social workers of a social-work station',
    synonyms_zh: ['社工站持证人员', '社工站社工', '社会工作站持证人员', '社工站社工师'],
    of: 'facility'
  },
  {
    code: 'care_workers',
    zh: '养老护理员',
    en: 'care workers',
    synonyms_zh: ['护理员', '养老护理人员'],
    of: 'facility'
  }
];

/** What beside the number of people is known of a role, by the end of the column's name. */
export const ROLE_FIGURES = ['quota', 'licensed', 'trained'] as const;
export type RoleFigure = (typeof ROLE_FIGURES)[number];

const byWord = new Map(
  ROLES.flatMap((role) =>
    [role.code, role.zh, role.en, ...role.synonyms_zh].map((word) => [bare(word), role] as const)
  )
);

/** The role that a table's word means, without regard to case, spaces, brackets and quotes; undefined for a word of none. */
export function roleByWord(word: string): Role | undefined {
  return byWord.get(bare(word));
}

function bare(word: string): string {
  return word.toLowerCase().replace(/[\s_\-()（）“”"']/gu, '');
}

/** Role and figure that a column of `staffing` means (`community_workers_quota`), null for one of none. */
export function roleOfColumn(column: string): { role: Role; figure: 'count' | RoleFigure } | null {
  const own = ROLES.find(({ code }) => code === column);
  if (own) return { role: own, figure: 'count' };
  for (const figure of ROLE_FIGURES) {
    const role = ROLES.find(({ code }) => column === `${code}_${figure}`);
    if (role) return { role, figure };
  }
  return null;
}
