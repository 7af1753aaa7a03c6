import { isMissing, plainCell, plainNumber } from './numbers.ts';

const ALL_DAY = /^(24\/7|24h|24小时.*|全天.*|全日.*|昼夜.*)$/i;
const HALF = '(上午|早上|早|下午|晚上|晚|中午)?';
const SPAN = new RegExp(
  `${HALF}(\\d{1,2})[:点时](\\d{2})?分?(?:[-–—~至到]+)(次日|翌日)?${HALF}(\\d{1,2})(?:[:点时](\\d{2})?分?)?`,
  'g'
);

/**
 * Hours a day in a cell: a number (`8`, `8小时`), all day (`24小时`, `24/7`), or times of day (`08:00-17:30`,
 * `8:30-12:00,13:30-17:30`, `上午9点至下午5点`, over midnight). Where several kinds of days are told apart (周一至周五 …；周末 …)
 * those named first count. NaN: missing; null: unreadable, or more than 24.
 */
export function readHours(cell: string | null): number | null {
  if (isMissing(cell)) return NaN;
  const text = plainCell(cell).replace(/\s+/g, '');
  const number = plainNumber(text.replace(/(个?小时|时|h|hours?)(\/天|每天|\/日)?$/i, ''));
  if (!Number.isNaN(number)) return number >= 0 && number <= 24 ? number : null;
  for (const part of text.split(/[;。\n|]|(?=周末|节假日|双休)/)) {
    if (ALL_DAY.test(part.replace(/^(周|星期|每|mo)[^\d]*(?=24)/i, ''))) return 24;
    const hours = [...part.matchAll(SPAN)].reduce((sum, span) => sum + spanHours(span), 0);
    if (hours > 0) return hours <= 24 ? Math.round(hours * 100) / 100 : null;
  }
  return null;
}

function spanHours([, half, hour, minute, nextDay, endHalf, endHour, endMinute]: RegExpMatchArray): number {
  const at = (part: string | undefined, h: string, m: string | undefined): number =>
    Number(h) + (/下午|晚/.test(part ?? '') && Number(h) < 12 ? 12 : 0) + Number(m ?? 0) / 60;
  const from = at(half, hour, minute);
  // 下午2:00-6:00: the half of the day holds on.
  const to = at(endHalf ?? (Number(endHour) > Number(hour) ? half : undefined), endHour, endMinute);
  if (from > 24 || to > 24) return NaN;
  return nextDay || to <= from ? to + 24 - from : to - from;
}
