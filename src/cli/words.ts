/** One sentence in both languages. */
export interface Words {
  zh: string;
  en: string;
}

export type Language = keyof Words;

/**
 * Language of all messages: what `--lang` says, else English where LANG (or LC_ALL, LC_MESSAGES, which go before it)
 * starts with "en", else Chinese. A `--lang` that is neither is left to the reader of the options to refuse.
 */
export function chooseLanguage(argv: string[], env: Record<string, string | undefined>): Language {
  for (const [i, argument] of argv.entries()) {
    const said =
      argument === '--lang' ? argv[i + 1] : argument.startsWith('--lang=') ? argument.slice(7) : null;
    if (said === 'zh' || said === 'en') return said;
  }
  const locale = env.LC_ALL || env.LC_MESSAGES || env.LANG || '';
  return /^en/i.test(locale) ? 'en' : 'zh';
}
