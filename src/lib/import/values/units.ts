/** What a unit measures; numbers are kept in m², m, yuan, and in heads. `any` is 万 and the like alone. */
export type UnitKind = 'area' | 'length' | 'money' | 'count' | 'any';

export interface Unit {
  kind: UnitKind;
  /** How many of the kind's own unit it is. */
  times: number;
}

/** 15 亩 are a hectare. */
const MU = 10_000 / 15;

const BASE: [UnitKind, number, string][] = [
  ['area', 1, '㎡ m2 m² m^2 sqm 平方米 平方 平米 平 方'],
  ['area', MU, '亩 市亩 畝'],
  ['area', MU / 10, '分地'],
  ['area', 10_000, '公顷 公頃 ha hm2 hm² 万㎡'],
  ['area', 1_000_000, '平方公里 平方千米 km2 km² k㎡ sqkm'],
  ['length', 1, '米 m 公尺'],
  ['length', 1000, '公里 千米 km'],
  ['length', 500, '里 华里'],
  ['money', 1, '元 人民币 rmb yuan 元人民币'],
  [
    'count',
    1,
    '人 户 戶 张 張 床 个 個 位 名 处 處 家 间 間 套 栋 幢 层 層 岁 歲 口 座 辆 所 件 台 人次 床位 学位 托位 张床 张床位 个床位 户数 人数 persons people'
  ]
];

const UNITS = new Map<string, Unit>();
for (const [kind, times, words] of BASE)
  for (const word of words.split(' ')) UNITS.set(plainUnit(word), { kind, times });

const PREFIXES: Record<string, number> = { 百: 100, 千: 1000, 万: 10_000, 萬: 10_000, 亿: 1e8, 億: 1e8 };

/** A unit without spaces, case and full-width forms: ㎡ is m2. */
function plainUnit(text: string): string {
  return text.normalize('NFKC').replace(/\s/g, '').toLowerCase();
}

/** The unit that a text is, nothing else beside it (`亩`, `万人`, `㎡`); null where it is none. */
export function readUnit(text: string): Unit | null {
  const plain = plainUnit(text);
  if (plain === '' || plain.length > 12) return null;
  const known = UNITS.get(plain);
  if (known) return known;
  const times = Object.hasOwn(PREFIXES, plain[0]) ? PREFIXES[plain[0]] : undefined;
  if (times === undefined) return null;
  if (plain.length === 1) return { kind: 'any', times };
  const base = UNITS.get(plain.slice(1));
  return base ? { kind: base.kind, times: base.times * times } : null;
}

/** Whether a text is a unit, nothing else beside it. */
export const isUnit = (text: string): boolean => readUnit(text) !== null;

/** Units that a header may end in without brackets: they are no part of an ordinary word. */
const TAIL =
  /(?:[_\s](km2|km²|m2|m²|ha|mu|km)|[_\s]?(㎡|平方公里|平方千米|平方米|公顷|亩|万平方米|万㎡|万人|万户|万元|亿元))$/i;

/** The unit that a header states: `面积(亩)`, `常住人口（万人）`, `面积_km2`, `面积 公顷`; null where it states none. */
export function headerUnit(header: string): Unit | null {
  const wide = header.normalize('NFKC');
  for (const [, inside] of wide.matchAll(/[([【]([^()[\]【】]*)[)\]】]/g)) {
    const unit = readUnit(inside.replace(/^(计量)?单位[:：]?/, ''));
    if (unit) return unit;
  }
  const tail = TAIL.exec(header.trim());
  return tail ? readUnit(tail[1] ?? tail[2]) : null;
}
