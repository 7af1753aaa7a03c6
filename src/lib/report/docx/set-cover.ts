import { AlignmentType, Paragraph, TableOfContents, TextRun, type FileChild } from 'docx';
import { longDate } from './numerals.ts';
import type { Look } from './look.ts';
import type { Speaker } from './speaker.ts';

/** The cover: what it is, of what, by whom and when. No red head and no number: those are the office's own. */
export function setCover({ facts, say, isChinese }: Speaker, look: Look): Paragraph[] {
  const { options, title, scenario } = facts;
  const perLine = isChinese ? 20 : 34;
  const lines = Math.ceil(widthOf(title, isChinese) / perLine) + (scenario.name === '' ? 0 : 1);
  const title2 = say('设施布局评估与选址建议报告', 'Where services reach, and where new ones should be');
  const centred = (words: string, before = 0) =>
    new Paragraph({
      alignment: AlignmentType.CENTER,
      spacing: { before },
      children: [new TextRun({ text: words, font: look.fonts.second })]
    });
  const author = options.author === '' ? '＿＿＿＿＿＿＿＿' : options.author;
  return [
    new Paragraph({
      children: [new TextRun({ text: options.isInternal ? secrecy(isChinese) : '', font: look.fonts.first })]
    }),
    new Paragraph({
      style: 'Title',
      spacing: { before: Math.max(600, 3200 - lines * 360) },
      children: [new TextRun(title)]
    }),
    new Paragraph({ style: 'Title', children: [new TextRun(title2)] }),
    ...(scenario.name === ''
      ? []
      : [centred(say(`（方案：${scenario.name}）`, `(scenario: ${scenario.name})`), 200)]),
    centred(say(`编制单位：${author}`, `Made by: ${author}`), Math.max(600, 4600 - lines * 360)),
    centred(longDate(options.date, isChinese), 160),
    ...(options.mapNumber === ''
      ? []
      : [centred(say(`审图号：${options.mapNumber}`, `Map approval no.: ${options.mapNumber}`), 160)])
  ];
}

/** What stands on each page of a paper that is not public. */
export const secrecy = (isChinese: boolean): string =>
  isChinese ? '内部资料　不得公开' : 'Internal: not for publication';

/** Levels of headings in the table of contents. */
export const LISTED = 2;

/** The table of contents on a page of its own, two levels. */
export function setContents({ say }: Speaker, look: Look): FileChild[] {
  return [
    new Paragraph({
      ...{ pageBreakBefore: true, alignment: AlignmentType.CENTER, spacing: { after: 300 } },
      children: [
        new TextRun({ text: say('目　　录', 'Contents'), font: look.fonts.title, size: look.size.title })
      ]
    }),
    new TableOfContents(say('目录', 'Contents'), { hyperlink: true, headingStyleRange: `1-${LISTED}` })
  ];
}

/** Width in Chinese characters, or in Latin ones. */
function widthOf(words: string, isChinese: boolean): number {
  let width = 0;
  for (const each of words) width += /[\u2e80-\uffff]/.test(each) ? (isChinese ? 1 : 2) : isChinese ? 0.5 : 1;
  return width;
}
