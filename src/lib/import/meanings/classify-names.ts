import { CATEGORIES } from '../../standards/taxonomy.ts';
import { plainCell } from '../values/numbers.ts';

/** What a name says of a facility's category. */
export interface NameClass {
  code: string;
  /** 0…1; below `SURE` it is a guess for a person to confirm. */
  confidence: number;
  /** The whole text is the word that says it: 养老驿站, and not 北门养老驿站. */
  whole?: true;
}

/** From here on a class is taken without asking. */
export const SURE = 0.75;

/** Words of names that the taxonomy does not list; what is not clear has a confidence that asks. */
const MORE: [string, string, number][] = [
  ['养老驿站', 'eldercare_site', 0.9],
  ['养老服务站', 'eldercare_site', 0.9],
  ['养老服务点', 'eldercare_site', 0.9],
  ['养老照料中心', 'eldercare_centre', 0.6],
  ['养老服务中心', 'eldercare_centre', 0.6],
  ['日间照料', 'day_care', 0.85],
  ['日间照料站', 'day_care', 0.9],
  ['老年食堂', 'senior_canteen', 0.95],
  ['老年大学', 'elder_activity_centre', 0.4],
  ['社区卫生站', 'chs', 0.9],
  ['社区卫生室', 'chs', 0.7],
  ['卫生站', 'chs', 0.7],
  ['社康', 'chc', 0.6],
  ['卫生室', 'village_clinic', 0.7],
  ['医药', 'pharmacy', 0.55],
  ['药铺', 'pharmacy', 0.9],
  ['药堂', 'pharmacy', 0.7],
  ['社区居民委员会', 'community_service_station', 0.9],
  ['社区委员会', 'community_service_station', 0.85],
  ['居委会', 'community_service_station', 0.9],
  ['居民委员会', 'community_service_station', 0.9],
  ['村民委员会', 'community_service_station', 0.9],
  ['社区综合工作站', 'community_service_station', 0.85],
  ['社区工作站', 'community_service_station', 0.85],
  ['便民综合体', 'integrated_service_centre', 0.6],
  ['党群服务站', 'party_service_centre', 0.7],
  ['志愿服务站点', 'volunteer_station', 0.9],
  ['婴幼儿照护', 'childcare', 0.85],
  ['育儿', 'childcare', 0.4],
  ['学前班', 'kindergarten', 0.4],
  ['文化室', 'culture_station', 0.8],
  ['文化中心', 'culture_station', 0.7],
  ['文体中心', 'culture_station', 0.85],
  ['图书室', 'culture_station', 0.5],
  ['图书馆', 'culture_station', 0.4],
  ['活动室', 'culture_station', 0.5],
  ['活动广场', 'public_activity_ground', 0.85],
  ['健身场', 'fitness_site', 0.8],
  ['小学体育场', 'school_sports', 0.9],
  ['中学体育场', 'school_sports', 0.9],
  ['学校操场', 'school_sports', 0.9],
  ['羽毛球馆', 'sports_field', 0.8],
  ['乒乓球馆', 'sports_field', 0.8],
  ['篮球馆', 'sports_field', 0.85],
  ['网球场', 'sports_field', 0.9],
  ['游泳馆', 'sports_field', 0.85],
  ['运动场', 'sports_field', 0.85],
  ['健身俱乐部', 'fitness_site', 0.3],
  ['健身房', 'fitness_site', 0.3],
  ['健身中心', 'fitness_site', 0.5],
  ['菜站', 'fresh_supermarket', 0.8],
  ['菜车', 'fresh_supermarket', 0.5],
  ['蔬菜', 'fresh_supermarket', 0.5],
  ['生鲜', 'fresh_supermarket', 0.6],
  ['水果超市', 'fresh_supermarket', 0.5],
  ['生鲜超市', 'fresh_supermarket', 0.95],
  ['便民店', 'convenience_store', 0.85],
  ['便利', 'convenience_store', 0.6],
  ['士多店', 'convenience_store', 0.85],
  ['士多', 'convenience_store', 0.8],
  ['小卖店', 'convenience_store', 0.9],
  ['商店', 'convenience_store', 0.55],
  ['商行', 'convenience_store', 0.3],
  ['百货', 'supermarket', 0.4],
  ['supermarket', 'supermarket', 0.85],
  ['pharmacy', 'pharmacy', 0.9],
  ['kindergarten', 'kindergarten', 0.9],
  ['早点铺', 'restaurant', 0.85],
  ['早点', 'restaurant', 0.8],
  ['小吃店', 'restaurant', 0.9],
  ['快餐店', 'restaurant', 0.9],
  ['餐厅', 'restaurant', 0.85],
  ['饭店', 'restaurant', 0.7],
  ['饭馆', 'restaurant', 0.9],
  ['面馆', 'restaurant', 0.9],
  ['菜馆', 'restaurant', 0.9],
  ['酒楼', 'restaurant', 0.85],
  ['理发', 'barber', 0.85],
  ['美发店', 'barber', 0.95],
  ['发廊', 'barber', 0.85],
  ['干洗', 'laundry', 0.85],
  ['洗衣', 'laundry', 0.85],
  ['修理铺', 'repair', 0.85],
  ['家电维修', 'repair', 0.9],
  ['配钥匙', 'repair', 0.85],
  ['家政服务', 'domestic_service', 0.85],
  ['物业管理', 'property_service', 0.8],
  ['包裹超市', 'postal_express_point', 0.85],
  ['快递', 'postal_express_point', 0.7],
  ['邮政支局', 'postal_express_point', 0.8],
  ['邮局', 'postal_express_point', 0.8],
  ['回收站', 'recycling_point', 0.8],
  ['应急避难', 'emergency_shelter', 0.85],
  ['避难场所', 'emergency_shelter', 0.9],
  ['派出所', 'police_office', 0.5],
  ['公墓', 'burial_facility', 0.5]
];

/** Words so short or general that they tell nothing where they do not end the name (小学路文具店, 物业大厦). */
const WEAK =
  /^(餐饮|快餐|小吃|食堂|物业|维修|修理|家政|保洁|月嫂|公园|小学|幼儿园|超市|卖场|球场|美发|托育|底商|便利|医药|生鲜|快递|早点|理发|洗衣|干洗|家综|丰巢|社康|士多|药房|药店|绿道|菜场|自助服务区)$/;

/** A name that ends so is something else, whatever stands before it. */
const OTHER_TAIL =
  /(停车场|停车库|地铁站|公交站|公交车站|公交总站|车站|路口|宿舍|家属[院楼]|小区|花园|公寓|[东南西北正侧]+门|入口|出口|出入口|卫生间|公厕|厕所|充电[站桩]|酒店|宾馆|旅馆|酒吧|清吧|大厦|大楼|写字楼|集团|筹备[处组]?|工地|项目部|工程部|遗址|旧址|纪念馆|胡同|[路街巷桥]|诊所|门诊部?|医院|大学|学院|中学|培训(?:中心|学校|班)?|银行|网吧|影院|美甲|文具店|玩具店|书店|服装店?)$/;

/** What follows the word that says what it is: branches, numbers, companies. */
const TAIL =
  /(有限责任公司|股份有限公司|有限公司|连锁|分公司|旗舰店|分店|总店|门店|直营店|分部|总部|分园|分校|小班部|[一二三四五六]年级部|[二三]部|[a-z]?\d+号?店?|no\.?\d+|[一二三四五六七八九十]+店|建设中|（?开放）?)$/;

interface Word {
  word: string;
  code: string;
  weight: number;
  weak: boolean;
  excluded: string[];
}

function plain(text: string): string {
  if (isBare(text)) return text;
  return plainCell(text)
    .toLowerCase()
    .replace(/[\s_\-·.,，、'"“”]/g, '');
}

/** Whether a text is of Chinese characters, digits and small letters alone, as most names are: it is plain already. */
function isBare(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if ((code < 0x4e00 || code > 0x9fff) && (code < 0x30 || code > 0x39) && (code < 0x61 || code > 0x7a))
      return false;
  }
  return true;
}

/** Last letters of what `TAIL` takes off. */
const TAIL_LETTERS = new Set([...'司锁店部园校号中放）0123456789']);

/** Words by their first letter, the longest first. */
const BY_LETTER = new Map<string, Word[]>();
{
  const excludes = new Map(
    CATEGORIES.map(({ code, name_exclude_zh }) => [code, name_exclude_zh.map(plain)] as const)
  );
  const words = new Map<string, Word>();
  const add = (word: string, code: string, weight: number): void => {
    const weak = WEAK.test(word);
    words.set(plain(word), { word: plain(word), code, weight, weak, excluded: excludes.get(code) ?? [] });
  };
  for (const { code, synonyms_zh } of CATEGORIES)
    for (const word of synonyms_zh) if (!words.has(plain(word))) add(word, code, 0.95);
  for (const [word, code, weight] of MORE) if (!words.has(plain(word))) add(word, code, weight);
  for (const word of words.values())
    BY_LETTER.set(word.word[0], [...(BY_LETTER.get(word.word[0]) ?? []), word]);
  for (const list of BY_LETTER.values()) list.sort((a, b) => b.word.length - a.word.length);
}

/** The part of a name that says what the thing is, plain: without brackets, branch and company words at its end. */
export function coreName(name: string | null): string {
  const text = name ?? '';
  let core = isBare(text) ? text : plain(text.normalize('NFKC').replace(/[([【<].*?([)\]】>]|$)/g, ''));
  while (TAIL_LETTERS.has(core[core.length - 1])) {
    const shorter = core.replace(TAIL, '');
    if (shorter === core || shorter.length < 2) return core;
    core = shorter;
  }
  return core;
}

/**
 * The category that a facility's name says, with how sure: a word of the taxonomy (or like it) that ends the name is
 * sure, one inside or in brackets less, none of a name that ends as another thing (幼儿园停车场). Null: it says none.
 */
export function classifyName(name: string | null): NameClass | null {
  if (name === null || name === '') return null;
  const whole = isBare(name) ? name : plain(name).replace(/[()[\]【】<>]/g, '');
  const core = coreName(name);
  const found = find(core, whole);
  if (found) return found;
  const inner = find(whole, whole);
  return inner && whole !== core ? { code: inner.code, confidence: Math.min(inner.confidence, 0.6) } : null;
}

function find(text: string, whole: string): NameClass | null {
  let best: { word: Word; end: number } | null = null;
  for (let at = 0; at < text.length; at++)
    for (const word of BY_LETTER.get(text[at]) ?? []) {
      if (!text.startsWith(word.word, at) || word.excluded.some((no) => whole.includes(no))) continue;
      const end = at + word.word.length;
      // What a Chinese name is stands at its end; of two words that end there the longer says more.
      if (!best || end > best.end || (end === best.end && word.word.length > best.word.word.length))
        best = { word, end };
      break;
    }
  if (!best) return null;
  const { word, end } = best;
  const rest = text.slice(end);
  if (word.word.length === text.length) return { code: word.code, confidence: word.weight, whole: true };
  if (/^[店铺点站部室]?$/.test(rest)) return { code: word.code, confidence: word.weight };
  if (OTHER_TAIL.test(text)) return { code: word.code, confidence: 0.25 };
  return { code: word.code, confidence: Math.min(word.weight, word.weak ? 0.5 : 0.8) };
}
