const NAMES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;'
};

/** The text without what XML can't hold (control characters, halves of surrogate pairs), tabs and line ends as blanks. */
export function plain(text: string): string {
  return text
    .replace(/[\t\r\n\u2028\u2029]+/g, ' ')
    .replace(/[^\u{20}-\u{7e}\u{a0}-\u{d7ff}\u{e000}-\u{fffc}\u{10000}-\u{10ffff}]/gu, '')
    .replace(/[\u{202a}-\u{202e}\u{2066}-\u{2069}]/gu, '');
}

/** The text as content or attribute of XML. */
export const escape = (text: string): string => text.replace(/[&<>"']/g, (character) => NAMES[character]);

export const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
