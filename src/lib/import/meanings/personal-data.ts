import type { Ledger } from '../ledger.ts';
import type { Match } from './match-columns.ts';
import { plainCell } from '../values/numbers.ts';
import { sampleCells, shareOf } from './sample-rows.ts';
import type { Params } from '../reasons.ts';
import type { Source } from '../source.ts';

/** Kinds of personal data that a column may hold. */
export type PersonalKind = 'id' | 'phone' | 'person';

const KINDS: Record<PersonalKind, { zh: string; en: string }> = {
  id: { zh: '身份证号', en: 'identity numbers' },
  phone: { zh: '手机号', en: 'mobile numbers' },
  person: { zh: '人名', en: 'names of persons' }
};

const HEADERS: [PersonalKind, RegExp][] = [
  ['id', /身份证|证件号|公民身份|id_?card|idcard|identity_?(no|number)/i],
  ['phone', /手机|联系电话|联系方式|移动电话|mobile|cell_?phone/i],
  [
    'person',
    /(^|[/／])(姓名|负责人|联系人|法人|法定代表人|户主|户主姓名|网格员|网格长|院长|站长|书记|主任|经办人|填表人|填报人|老人姓名|监护人|contact|contact_?person|person_?name|owner_?name)(姓名)?([(（].*)?$/i
  ]
];

/** Check digit of an 18-digit identity number (GB 11643). */
function isIdentity(cell: string): boolean {
  const text = plainCell(cell).toUpperCase();
  if (!/^[1-8]\d{5}(19|20)\d{2}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])\d{3}[\dX]$/.test(text)) return false;
  let sum = 0;
  for (let i = 0; i < 17; i++) sum += Number(text[i]) * (2 ** (17 - i) % 11);
  return '10X98765432'[sum % 11] === text[17];
}

const isMobile = (cell: string): boolean =>
  /^(\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}$/.test(plainCell(cell));

const SURNAMES =
  '王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文';
/** Words that two to four letters behind a surname make, and that are no person. */
const NOT_PERSON = /[路街道村庄里园区店楼院站所馆场室镇乡苑城桥河湾山家屯营坊巷桥]$/;

const isPerson = (cell: string): boolean => {
  const text = plainCell(cell);
  return /^[\u4E00-\u9FFF]{2,3}$/.test(text) && SURNAMES.includes(text[0]) && !NOT_PERSON.test(text);
};

/** Fields that count persons, whom a table may name instead. */
const TALLIES = new Set(['grid_head', 'building_heads', 'unit_heads']);

export interface PersonalColumn {
  column: number;
  kind: PersonalKind;
}

/** Columns that hold personal data, by their header or, of a sample of 300 cells, by their values. */
function findPersonal(source: Source): PersonalColumn[] {
  return source.headers.flatMap((header, column): PersonalColumn[] => {
    const cells = sampleCells(source, column, 300);
    if (cells.length === 0) return [];
    if (shareOf(cells, isIdentity) >= 0.3) return [{ column, kind: 'id' }];
    if (shareOf(cells, isMobile) >= 0.3) return [{ column, kind: 'phone' }];
    const named = HEADERS.find(([, pattern]) => pattern.test(header.trim()))?.[0];
    // 联系电话 of an office is a fixed line, 书记 may be a count: the values have to fit the header.
    if (named === 'id' && shareOf(cells, (cell) => /\d{6,}/.test(cell)) >= 0.5)
      return [{ column, kind: named }];
    if (named === 'phone' && shareOf(cells, isMobile) > 0) return [{ column, kind: named }];
    if (named === 'person' && shareOf(cells, isPerson) >= 0.3) return [{ column, kind: named }];
    return [];
  });
}

/**
 * The columns of personal data that are to be left out: all that no field is matched to, unless the answer `personal`
 * is `keep`, which is asked. What is kept is warned of.
 */
export function dropPersonal(
  ledger: Ledger,
  matches: Match[],
  answers: Readonly<Record<string, string>> = {}
): Set<number> {
  const used = new Set(matches.map(({ column }) => column));
  // Of names in such a column only how many there are goes on.
  const counted = new Set(matches.filter(({ field }) => TALLIES.has(field)).map(({ column }) => column));
  const found = findPersonal(ledger.source).filter(({ column }) => !counted.has(column));
  const free = found.filter(({ column }) => !used.has(column));
  const keep = free.length > 0 && askPersonal(ledger, free) === 'keep';
  const dropped = keep ? [] : free;
  const kept = found.filter((one) => !dropped.includes(one));
  if (dropped.length > 0 && answers['personal'] === 'drop')
    ledger.warn('personal_dropped', wordsOf(ledger.source, dropped));
  if (kept.length > 0) ledger.warn('personal_kept', wordsOf(ledger.source, kept));
  return new Set(dropped.map(({ column }) => column));
}

const askPersonal = (ledger: Ledger, columns: PersonalColumn[]): string =>
  ledger.ask({
    code: 'ask_personal',
    params: wordsOf(ledger.source, columns),
    key: 'personal',
    options: ['drop', 'keep'],
    labels: [
      { zh: '不导入', en: 'leave them out' },
      { zh: '保留', en: 'keep them' }
    ],
    mayWait: true
  });

function wordsOf(source: Source, columns: PersonalColumn[]): Params {
  return {
    columns: columns.map(({ column }) => source.headers[column]).join('、'),
    kinds: [...new Set(columns.map(({ kind }) => KINDS[kind].en))].join(', '),
    kinds_zh: [...new Set(columns.map(({ kind }) => KINDS[kind].zh))].join('、')
  };
}
