import type { Sentence } from '../coverage/sentences.ts';

/** A whole number with thousands set apart; a part of one is "<1". */
export function sayCount(value: number): string {
  if (value > 0 && value < 0.5) return '<1';
  return String(Math.round(value)).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** Yuan, in Chinese by ten thousands from 10,000 on ("105 万元", "¥1,050,000"). */
export function sayYuan(yuan: number): Sentence {
  const en = `¥${sayCount(yuan)}`;
  if (Math.abs(yuan) < 10_000) return { zh: `${sayCount(yuan)} 元`, en };
  const tenThousands = Math.round(yuan / 1000) / 10;
  const [whole, part] = String(tenThousands).split('.');
  return { zh: `${sayCount(Number(whole))}${part ? `.${part}` : ''} 万元`, en };
}

/** A share as a percentage, whole from 10 % on, else with one decimal at most; never rounded to 0 or to 100. */
export function sayPercent(share: number): string {
  if (share > 0 && share < 0.0005) return '<0.1%';
  if (share < 1 && share >= 0.995) return '>99%';
  const percent = share * 100;
  return `${Math.abs(percent) < 10 ? Math.round(percent * 10) / 10 : Math.round(percent)}%`;
}
