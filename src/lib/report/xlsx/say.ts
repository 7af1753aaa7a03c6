import type { Said } from '../dossier.ts';
import type { Facts } from '../facts.ts';

/** Chooses the language of the workbook. */
export interface Say {
  (zh: string, en: string): string;
  (said: Said): string;
}

/** Words in the language of the report. */
export function sayIn({ options }: Facts): Say {
  const isChinese = options.language === 'zh';
  return (first: string | Said, en?: string): string => {
    if (typeof first === 'string') return isChinese ? first : en!;
    return isChinese ? first.zh : first.en;
  };
}
