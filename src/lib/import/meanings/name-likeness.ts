import { plainCell } from '../values/numbers.ts';
import type { Letters } from './name-letters.ts';

/** What a unit's name says it is; names of different kinds are different places until the user says otherwise. */
export type UnitKind = 'community' | 'village' | 'street' | 'town' | '';

const ENDINGS: [UnitKind, RegExp][] = [
  ['community', /(社区居民委员会|社区居委会|居民委员会|社区委员会|居委会|居委|社区服务站|社区工作站|社区)$/],
  ['village', /(社区村委会|村民委员会|村委会|行政村|自然村|村委|村)$/],
  ['street', /(街道办事处|街道办|街道|办事处)$/],
  ['town', /(镇人民政府|乡人民政府|民族乡|镇|乡)$/]
];

/** Letters that are taken for each other by their shape, in groups; from common misreadings of names of places. */
const SHAPES =
  '官宫 己已巳 未末 土士 人入八 日曰 天夫无 干于千 大太犬 王玉主 贝见 刀力 木本术 九丸 折拆 候侯 幕慕墓暮 辨辩辫 微徽 治冶 洒酒 栗粟 崇祟 戌戍戊 阳杨扬 清青晴情 柏伯泊 园圆 华花 桥侨 延廷 瓜爪 泰秦奉 衣农 西酉 苑宛 岗冈 坊访防 堡保 埠阜 垣恒桓 兴光 永水 东车 安女 平乎 庄压 北比 丰手 间问 里理 仓仑 卫卩 牛午 今令 申甲由田 白自 目且 弋戈 免兔 乌鸟 师帅 历厉 亨享 免兔 密蜜 盈盛 湾弯 渡度 泉原 河何 沟构 洼哇 孟盂 胡湖 村材 林木 杜社 陈阵 郭廓 曹槽 薛薜 蒋将 茅矛 朱未 宋末 窑窖 营菅 坨坯 淀绽 潘番 侍待 津律 源原 塘糖 铺捕 辛幸 复夏 惠慧 景影 康庚 建健 祥样 详祥 明朋 和知 龙尤 凤风 云去 洪共 新亲 昌冒 福副 富宫 祝祀 翟瞿 嵩蒿 峪裕 峰锋 岭领 石右 古占 谷容 井开 关美 闸闹';
const shapeGroups = new Map<string, Set<number>>();
SHAPES.split(' ').forEach((group, at) => {
  for (const letter of group) shapeGroups.set(letter, (shapeGroups.get(letter) ?? new Set<number>()).add(at));
});
const alikeInShape = (a: string, b: string): boolean => {
  const groups = shapeGroups.get(a);
  return !!groups && [...(shapeGroups.get(b) ?? [])].some((at) => groups.has(at));
};

/** Letters that tell one place from its neighbour (东庄, 西庄; 一村, 二村): names that differ in them are rarely one. */
const TELLING = /^[0-9０-９一二三四五六七八九十百东南西北中前后左右上下内外大小新老旧]$/;

/** A name in parts that can be compared. */
export interface NameParts {
  /** Without spaces, brackets and full-width forms. */
  bare: string;
  /** And without what only says what kind of unit it is. */
  plain: string;
  kind: UnitKind;
}

/** Takes a name apart. */
export function partsOf(name: string): NameParts {
  const bare = plainCell(name)
    .toLowerCase()
    .replace(/[區會員鄉鎮辦處]/g, (letter) => '区会员乡镇办处'['區會員鄉鎮辦處'.indexOf(letter)])
    .replace(/[\s()[\]【】〔〕「」·.、,，"“”'‘’\-—_]/g, '');
  for (const [kind, ending] of ENDINGS) {
    const plain = bare.replace(ending, '');
    if (plain !== bare && plain !== '') return { bare, plain, kind };
  }
  return { bare, plain: bare, kind: '' };
}

/** Whether two kinds can be one unit: the same, or one of them not said. */
export const kindsAgree = (a: UnitKind, b: UnitKind): boolean => a === b || a === '' || b === '';

/** Why two names are alike. */
export type LikeWhy = 'traditional' | 'ending' | 'sound' | 'shape' | 'one_letter' | 'part' | 'some';

export interface Likeness {
  /** 0…1; 1 for equal. */
  score: number;
  why: LikeWhy;
}

/**
 * How alike two names are and why, the surest reason first: one is the other in traditional letters, they differ in the
 * ending (村, 社区), sound alike, one letter looks like the other, one letter differs, one is within the other.
 */
export function likeness(a: NameParts, b: NameParts, letters: Letters | null): Likeness {
  const [x, y] = letters ? [letters.simplify(a.plain), letters.simplify(b.plain)] : [a.plain, b.plain];
  const same = kindsAgree(a.kind, b.kind) ? 1 : 0.95;
  if (x === y) {
    if (a.plain !== b.plain) return { score: 0.97 * same, why: 'traditional' };
    return { score: same === 1 ? 0.99 : 0.93, why: 'ending' };
  }
  const [p, q] = [[...x], [...y]];
  const long = Math.max(p.length, q.length);
  if (p.length === q.length) {
    const differ = p.flatMap((letter, i) => (letter === q[i] ? [] : [i]));
    const sounds = differ.every(
      (i) => letters && letters.sound(p[i]) !== '' && letters.sound(p[i]) === letters.sound(q[i])
    );
    const telling = differ.some((i) => TELLING.test(p[i]) && TELLING.test(q[i]));
    if (sounds && !telling) return { score: (0.92 - 0.03 * (differ.length - 1)) * same, why: 'sound' };
    if (differ.length === 1) {
      const [i] = differ;
      if (alikeInShape(p[i], q[i])) return { score: 0.91 * same, why: 'shape' };
      if (long === 1) return { score: 0, why: 'some' };
      return { score: Math.max(0.3, 1 - 0.85 / long - (telling ? 0.2 : 0)) * same, why: 'one_letter' };
    }
  }
  if (!p.some((letter) => q.includes(letter))) return { score: 0, why: 'some' };
  const distance = editDistance(p, q);
  if (distance === 1) return { score: (1 - 0.8 / long) * same, why: 'one_letter' };
  const short = Math.min(p.length, q.length);
  const edits = 1 - distance / long;
  if (short > 1 && (x.includes(y) || y.includes(x)))
    return { score: Math.max(edits, 0.78) * same, why: 'part' };
  return { score: edits * same, why: 'some' };
}

/** Levenshtein distance in letters, two neighbours exchanged counting one (optimal string alignment). */
function editDistance(a: string[], b: string[]): number {
  let older: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = last[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1);
      row[j] = Math.min(change, last[j] + 1, row[j - 1] + 1);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        row[j] = Math.min(row[j], older[j - 2] + 1);
    }
    [older, last] = [last, row];
  }
  return last[b.length];
}
