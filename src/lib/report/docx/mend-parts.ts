import { strFromU8, strToU8 } from 'fflate';
import type { Look } from './look.ts';

const PLAIN_CHARACTERS =
  '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/>' +
  '<w:uiPriority w:val="1"/><w:semiHidden/><w:unhideWhenUsed/></w:style>';

type Parts = Record<string, Uint8Array>;

/**
 * Makes the parts of a document plain: dates by the day given, bookmarks and drawings numbered in their order, the fonts that are named with their
 * other names, and characters not pressed together, so that a line holds as many as it should.
 */
export function mendParts(parts: Parts, date: string, look: Look): void {
  const mend = (name: string, change: (xml: string) => string) => {
    parts[name] = strToU8(change(strFromU8(parts[name])));
  };
  mend('docProps/core.xml', (xml) =>
    xml.replace(/(<dcterms:(?:created|modified)[^>]*>)[^<]*/g, `$1${date}T00:00:00Z`)
  );
  mend('word/document.xml', (xml) => {
    const numbered = renumber(flattenEndOfContents(xml));
    return look.isChinese ? hintChinese(numbered) : numbered;
  });
  // The library's styles of characters are based on one that it leaves out.
  mend('word/styles.xml', (xml) =>
    xml.includes('w:styleId="DefaultParagraphFont"') ? xml : xml.replace(/(?=<w:style )/, PLAIN_CHARACTERS)
  );
  mend('word/settings.xml', (xml) =>
    xml.replace(
      /(?=<w:(?:footnotePr|endnotePr|compat)\b)/,
      '<w:characterSpacingControl w:val="doNotCompress"/>'
    )
  );
  parts['word/fontTable.xml'] = strToU8(fontTable(look));
}

/** Quotes, dashes and the like are in both fonts of a run; Word takes the Latin one, half as wide, where no hint says otherwise. */
function hintChinese(xml: string): string {
  return xml.replace(/<w:r>(?=<w:t[ >])/g, '<w:r><w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr>');
}

/** The library ends the contents in a paragraph of its own, which could fall on a page of its own. */
function flattenEndOfContents(xml: string): string {
  const end = '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p></w:sdtContent>';
  return xml.replace(
    `<w:p>${end}`,
    `<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/></w:pPr>${end}`
  );
}

/** Numbers are unique in a document; those given by the library count on from document to document. */
function renumber(xml: string): string {
  const bookmarks = new Map<string, number>();
  let drawings = 0;
  const at = (id: string) => {
    if (!bookmarks.has(id)) bookmarks.set(id, bookmarks.size);
    return String(bookmarks.get(id));
  };
  const heads = new Map<string, string>();
  const head = (name: string) => {
    if (!heads.has(name)) heads.set(name, `_Toc${heads.size + 1}`);
    return heads.get(name)!;
  };
  return xml
    .replace(/(?<= w:(?:anchor|name)="|>\s*PAGEREF )_Toc\d+/g, head)
    .replace(/<w:bookmark(?:Start|End)\b[^>]*>/g, (tag) =>
      tag.replace(/w:id="([^"]*)"/, (_, id: string) => `w:id="${at(id)}"`)
    )
    .replace(/<wp:docPr\b[^>]*>/g, (tag) => tag.replace(/\bid="[^"]*"/, () => `id="${++drawings}"`));
}

function fontTable({ fonts, otherNames }: Look): string {
  const other = new Map(otherNames);
  const names = new Set(Object.values(fonts).flatMap(({ ascii, eastAsia }) => [eastAsia, ascii]));
  const font = (name: string) => {
    const isLatin = /^[A-Z]/.test(name);
    const alt = other.get(name);
    return [
      `<w:font w:name="${name}">`,
      alt ? `<w:altName w:val="${alt}"/>` : '',
      `<w:charset w:val="${isLatin ? '00' : '86'}"/>`,
      `<w:family w:val="${name === 'Arial' || name === '黑体' ? 'swiss' : 'roman'}"/>`,
      '<w:pitch w:val="variable"/></w:font>'
    ].join('');
  };
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:fonts xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">${[...names].map(font).join('')}</w:fonts>`;
}
