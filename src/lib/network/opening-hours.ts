/** A moment of a week in local time: day 0 is Monday, minute 0 midnight. */
export interface WeekTime {
  day: number;
  minute: number;
}

const DAYS = ['mo', 'tu', 'we', 'th', 'fr', 'sa', 'su'];
const SPAN = /^(\d{1,2}):(\d{2})\s*[-–]\s*(\d{1,2}):(\d{2})\+?$/;
const DAY_MINUTES = 24 * 60;

/** Spans in minutes of a week from Monday's midnight; each ends within the day after it began. */
type Spans = { day: number; from: number; to: number }[];

/**
 * Whether a gate with these opening hours (OpenStreetMap's grammar: `24/7`, `Mo-Fr 06:00-22:00; Sa,Su 07:00-20:00`, over
 * midnight, `off` and `closed`) is open at a moment. As there, a later rule takes the days it names from those before it.
 * Public holidays are no weekday and are left out. Null: the text says more than is read here (seasons, sunrise, weeks of the
 * month); the caller decides. https://wiki.openstreetmap.org/wiki/Key:opening_hours/specification
 */
export function isOpenAt(hours: string, at: WeekTime): boolean | null {
  const days: (Spans | null)[] = DAYS.map(() => null);
  let said = false;
  for (const rule of hours.toLowerCase().split(';')) {
    const text = rule.replace(/"[^"]*"/g, '').trim();
    if (text === '') continue;
    const read = readRule(text);
    if (read === null) return null;
    said = true;
    for (const day of read.days) days[day] = read.spans.map((span) => ({ ...span, day }));
  }
  if (!said) return null;
  const now = at.day * DAY_MINUTES + at.minute;
  const week = 7 * DAY_MINUTES;
  return days.some((spans) =>
    spans?.some(({ day, from, to }) => {
      const since = (now - (day * DAY_MINUTES + from) + week) % week;
      return since < to - from;
    })
  );
}

function readRule(text: string): { days: number[]; spans: { from: number; to: number }[] } | null {
  if (text === '24/7') return { days: DAYS.map((_, day) => day), spans: [{ from: 0, to: DAY_MINUTES }] };
  // Words of days may stand with blanks after commas: "mo, we 08:00-12:00".
  const [, head, tail] = /^(off|closed|open)$/.test(text)
    ? [text, undefined, text]
    : (/^([a-z][a-z\s,\-–]*?)?\s*((?:\d|off$|closed$|open$).*)?$/.exec(text) ?? []);
  if (head === undefined && tail === undefined) return null;
  const days = head === undefined ? DAYS.map((_, day) => day) : readDays(head);
  if (days === null) return null;
  if (tail === undefined || tail === 'open') return { days, spans: [{ from: 0, to: DAY_MINUTES }] };
  if (tail === 'off' || tail === 'closed') return { days, spans: [] };
  const spans = tail.split(',').map((span) => readSpan(span.trim()));
  return spans.includes(null) ? null : { days, spans: spans as { from: number; to: number }[] };
}

/** `mo-fr,su`; over the end of the week; `ph` and `sh` are no weekdays. */
function readDays(text: string): number[] | null {
  const days: number[] = [];
  for (const part of text.replace(/\s+/g, '').replace(/,$/, '').split(',')) {
    if (part === 'ph' || part === 'sh') continue;
    const [first, last = first, more] = part.split(/[-–]/).map((word) => DAYS.indexOf(word.slice(0, 2)));
    if (more !== undefined || first < 0 || last < 0 || !/^[a-z]{2,3}([-–][a-z]{2,3})?$/.test(part))
      return null;
    for (let day = first; ; day = (day + 1) % 7) {
      days.push(day);
      if (day === last) break;
    }
  }
  return days;
}

function readSpan(text: string): { from: number; to: number } | null {
  const found = SPAN.exec(text);
  if (!found) return null;
  const [h1, m1, h2, m2] = found.slice(1).map(Number);
  if (h1 > 24 || h2 > 48 || m1 > 59 || m2 > 59) return null;
  const from = h1 * 60 + m1;
  const to = h2 * 60 + m2;
  return { from, to: to > from ? to : to + DAY_MINUTES };
}
