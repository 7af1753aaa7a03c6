import { isEmpty } from './grid.ts';
import { readDate } from '../values/read-date.ts';
import type { PackedTexts } from '../../tables/packed-texts.ts';
import type { Hints, Source } from '../source.ts';
import { packedOf, writableCells } from '../source-columns.ts';

/** Columns of days, by their names. */
const DATED =
  /日期|时间|年月|(开业|成立|建成|建设|竣工|投用|登记|注册|出生|更新)(年月|日|年份)?$|date|(^|_)day$/i;
const DONE = /^\d{4}-\d{2}(-\d{2}(?: \d{2}:\d{2}:\d{2})?)?$/;

/**
 * Makes the days in columns of dates ISO (2023年11月1日 → 2023-11-01), in place, and lists them; what is no date stays.
 * Where day and month could stand either way (03/04/2023) in every row, `hints.answers['date:column']` says `dmy` or
 * `mdy`; else it is asked, and the day taken as the first, or as one row of the column shows.
 */
export function mendDates(source: Source, hints: Hints): void {
  source.headers.forEach((header, c) => {
    if (!DATED.test(header)) return;
    const packed = packedOf(source.columns, c);
    if (packed && areIsoDays(packed)) return;
    const cells = writableCells(source.columns, c);
    const first = cells.find((cell) => !isEmpty(cell));
    if (first === undefined) return;
    const order = orderOf(source, header, cells, hints);
    for (let i = 0; i < cells.length; i++) {
      const was = cells[i];
      if (was === null || DONE.test(was)) continue;
      const read = readDate(was);
      if (read === null) continue;
      const now = order === 'mdy' && read.other ? read.other : read.iso;
      cells[i] = now;
      source.repaired.push({ row: source.rowNumbers[i], field: header, code: 'date_iso', was, now });
    }
  });
}

/** Whether all texts are empty or days of the form 2023-11-01. */
function areIsoDays({ bytes, offsets, length }: PackedTexts): boolean {
  for (let i = 0; i < length; i++) {
    const from = offsets[i];
    const size = offsets[i + 1] - from;
    if (size === 0) continue;
    if (size !== 10) return false;
    for (let k = 0; k < 10; k++) {
      const byte = bytes[from + k];
      if (k === 4 || k === 7 ? byte !== 0x2d : byte < 0x30 || byte > 0x39) return false;
    }
  }
  return true;
}

/** Whether the day or the month stands first in the column, where it can be either. */
function orderOf(source: Source, header: string, cells: Source['columns'][number], hints: Hints): string {
  let unsure = 0;
  let sample = '';
  for (const cell of cells) {
    const turned = /^\s*(\d{1,2})[-/.](\d{1,2})[-/.]\d{4}/.exec(cell ?? '');
    if (!turned) continue;
    if (Number(turned[1]) > 12) return 'dmy';
    if (Number(turned[2]) > 12) return 'mdy';
    if (turned[1] === turned[2]) continue;
    unsure++;
    sample ||= cell!.trim();
  }
  if (unsure === 0) return 'dmy';
  const key = `date:${header}`;
  const said = hints.answers?.[key];
  if (said === 'dmy' || said === 'mdy') return said;
  const { iso, other } = readDate(sample)!;
  source.asks.push({
    code: 'ask_date',
    params: { column: header, count: unsure, sample },
    sets: 'answers',
    key,
    options: ['dmy', 'mdy'],
    labels: [
      { zh: `日在前：${iso}`, en: `day first: ${iso}` },
      { zh: `月在前：${other}`, en: `month first: ${other}` }
    ]
  });
  return 'dmy';
}
