import { currentLanguage, say } from '../words/words.svelte.ts';

/** The title of a copy; without one, of a study without a title. */
export function copyTitle(title: string): string {
  return say('files.copyOf', { title: title || say('file.untitled') });
}

/** A time of today as hours and minutes, of another day with the date; a dash where it is not known. */
export function clockOf(time: number | null, now = Date.now()): string {
  if (time === null) return '—';
  const at = new Date(time);
  const isToday = at.toDateString() === new Date(now).toDateString();
  const day = isToday ? {} : ({ year: 'numeric', month: 'numeric', day: 'numeric' } as const);
  const locale = currentLanguage() === 'zh' ? 'zh-CN' : 'en-GB';
  return at.toLocaleString(locale, { ...day, hour: '2-digit', minute: '2-digit', hour12: false });
}

/** Bytes in the unit that is short to read. */
export function sayBytes(bytes: number): string {
  if (bytes < 1e6) return `${Math.max(1, Math.round(bytes / 1e3)).toLocaleString()} KB`;
  if (bytes < 1e9) return `${(bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0)} MB`;
  return `${(bytes / 1e9).toFixed(1)} GB`;
}
