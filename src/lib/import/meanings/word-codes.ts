import { FUNCTION_WORDS, ZONE_WORDS, type CodedWord } from '../../standards/function-words.ts';
import { floorCode } from '../../standards/floor-level.ts';
import { SITE_MODES } from '../../standards/taxonomy.ts';
import { isMissing, plainCell } from '../values/numbers.ts';

/** Other words for the taxonomy's service functions and zones, by code. */
const SYNONYMS: Record<string, string> = {
  meal: '助餐 老年助餐 配餐 送餐 就餐 用餐 食堂',
  bath: '助浴 洗浴',
  clean: '助洁 保洁 清洁 家政',
  medical: '助医 医疗 健康 健康管理 巡诊 护理',
  mobility: '助行 出行 陪同',
  emergency: '助急 应急 紧急救援 紧急呼叫 呼叫',
  day_care: '日间照料 日托 日间照护 日间托养 托老',
  respite: '短期托养 短托 喘息 短期照护 全托',
  home_service: '上门服务 上门 居家上门 居家养老 居家',
  disability_care: '失能照护 失能 失能护理',
  rehab: '康复 康复护理 康养',
  comfort: '精神慰藉 精神关爱 陪伴 慰藉',
  childcare: '托育 托幼 婴幼儿照护 婴幼儿托育',
  after_school: '课后托管 课后 课后服务 四点半课堂 儿童托管 托管',
  culture: '文化 文化活动 文娱 阅读 图书',
  fitness: '健身 体育 运动',
  gov_window: '政务窗口 政务 政务服务 便民窗口 一站式',
  legal: '法律服务 法律 法律援助 法律咨询 调解',
  psych: '心理服务 心理 心理咨询 心理疏导',
  volunteer: '志愿服务 志愿 志愿者',
  convenience: '便民商业 便民 商业 便民服务'
};
const ZONE_SYNONYMS: Record<string, string> = {
  gov_service: '政务服务 便民服务 政务',
  party_mass: '党群活动 党群服务 党建 党群',
  governance: '综合治理 综治 治理',
  deliberation: '协商议事 议事协商 议事 协商',
  culture_sport_health: '文体康养 文化体育 文体 文体活动 康养'
};

const bare = (word: string): string => plainCell(word).toLowerCase().replace(/[\s_]/g, '');

function vocabulary(entries: readonly CodedWord[], synonyms: Record<string, string>): Map<string, string> {
  const codes = new Map<string, string>();
  for (const { code, zh } of entries)
    for (const word of [code, zh, ...(synonyms[code] ?? '').split(' ')])
      if (word !== '' && !codes.has(bare(word))) codes.set(bare(word), code);
  return codes;
}

const LISTS: Record<string, Map<string, string>> = {
  service_functions: vocabulary(FUNCTION_WORDS, SYNONYMS),
  zones: vocabulary(ZONE_WORDS, ZONE_SYNONYMS)
};

/** Endings that say only what kind of thing it is: 政务服务区, 文体活动室. */
const ENDING = /(服务区|活动区|功能区|活动室|服务站|服务点|区|室|角|厅|功能|服务|项目)$/;

/** A list of words as codes, the words that are none, and how many words it has. */
export interface CodedList {
  text: string;
  unknown: string[];
  words: number;
}

/**
 * The codes of a list of words of `field` (助餐、日间照料 → `meal;day_care`), each once, and the words that are none, which
 * stay in the list as they are. Null where the cell says nothing.
 */
export function codesOfList(field: string, cell: string | null): CodedList | null {
  if (isMissing(cell)) return null;
  const codes = LISTS[field];
  const unknown: string[] = [];
  const words = plainCell(cell)
    .replace(/^[[("']+|[\])"']+$/g, '')
    .split(/[、,;/|\s]+/)
    .map((word) => word.replace(/^["']+|["']+$/g, ''))
    .filter((word) => word !== '');
  const found = words.map((word) => {
    const code = codes.get(bare(word)) ?? codes.get(bare(word.replace(ENDING, '')));
    if (code === undefined) unknown.push(word);
    return code ?? word;
  });
  return { text: [...new Set(found)].join(';'), unknown, words: words.length };
}

const KINDS: Record<string, [RegExp, string][]> = {
  priority_flag: [
    [/搬迁|安置|resettle/i, 'resettlement'],
    [/脱贫|贫困|ex_?poverty/i, 'ex_poverty'],
    [/薄弱|weak/i, 'weak_economy']
  ],
  community_type: [[/易地.*(搬迁|安置)|搬迁安置|resettle/i, 'resettlement']],
  property_mgmt: [
    // 无, 无物业, 没有物业管理: nobody.
    [/^(无|没有|未|否|none$|no$|0$)/i, 'none'],
    [/兜底|托管|代管|准物业|应急|街道|社区|居委|fallback/i, 'fallback'],
    [/自管|自治|自我|业主|self/i, 'self_managed'],
    [/单位|房管|产权/, 'unit_managed'],
    [/专业|市场|公司|企业|物业|^(有|是|1)$|professional/i, 'professional']
  ],
  acquisition_mode: [
    ...SITE_MODES.map(({ code, zh, en }): [RegExp, string] => [exactly(code, zh, en), code]),
    [/开辟|腾出|内设|space_?in/i, 'space_in_facility'],
    [/学校|school/i, 'school_open'],
    [/益农|供销|村级站点|village/i, 'village_point'],
    [/整合|盘活|1\+n|integrat/i, 'integrate_existing'],
    [/底层|底商|ground_?floor|shop_?lease/i, 'ground_floor_lease'],
    [/新建|配建|new_?build/i, 'new_build'],
    [/换购|置换|购买|收购|回购|购置|swap|purchase|buy/i, 'swap'],
    [/划拨|调拨|移交|无偿|allocat|transfer/i, 'allocation'],
    [/租|借|lease|loan|rent|borrow/i, 'lease_loan']
  ],
  site_kind: [
    [/空地|闲置(用地|土地|地块)|地块|宗地|用地|土地|储备|(?<![a-z])(land|plot|lot)s?(?![a-z])/i, 'land'],
    [/房|楼|商铺|门面|底商|场所|建筑|stock|building|premises|unit/i, 'stock']
  ]
};

/** A pattern of these words and of nothing else beside them. */
function exactly(...words: string[]): RegExp {
  return new RegExp(`^(${words.map((word) => word.replace(/[()+/]/g, '\\$&')).join('|')})$`, 'i');
}

/**
 * The code of a word of `field` (脱贫村 → `ex_poverty`, 街道兜底 → `fallback`, 一层 → `1`, 租赁 → `lease_loan`); the word itself where it stands for
 * none, null where it says nothing.
 */
export function codeOfWord(field: string, cell: string | null): string | null {
  const plain = plainCell(cell);
  if (plain === '') return null;
  if (field === 'floor_level') return floorCode(plain) ?? cell;
  return KINDS[field]?.find(([pattern]) => pattern.test(plain))?.[1] ?? (isMissing(cell) ? null : cell);
}
