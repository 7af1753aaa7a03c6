import { en } from './en.ts';
import { zh, type WordKey } from './zh.ts';

export type Language = 'zh' | 'en';

let language = $state<Language>('zh');

/** The language on screen; reading it in a component makes the component follow it. */
export function currentLanguage(): Language {
  return language;
}

export function setLanguage(next: Language): void {
  language = next;
  document.documentElement.lang = next === 'zh' ? 'zh-CN' : 'en';
}

/** The sentence of a key in the language on screen, `{name}` filled from `values`. */
export function say(key: WordKey, values: Record<string, string | number> = {}): string {
  const text = (language === 'zh' ? zh : en)[key];
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}

/** Of a thing named in both languages, the name in the one on screen. */
export function named(zhName: string, enName: string): string {
  return language === 'zh' ? zhName : enName;
}

/** Things one after the other, as the language on screen joins them. */
export function listed(items: readonly string[]): string {
  return items.join(named('、', ', '));
}
