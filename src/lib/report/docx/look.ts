/** Twips in a millimetre. */
export const TWIPS_PER_MM = 1440 / 25.4;

export interface FontSet {
  ascii: string;
  hAnsi: string;
  eastAsia: string;
  cs: string;
}

const latin = (name: string, eastAsia: string): FontSet => ({ ascii: name, hAnsi: name, cs: name, eastAsia });

/** How a document looks. Sizes are in half points, lengths in twips unless named otherwise. */
export interface Look {
  isChinese: boolean;
  fonts: { body: FontSet; title: FontSet; first: FontSet; second: FontSet; table: FontSet; page: FontSet };
  size: {
    body: number;
    title: number;
    first: number;
    heading: number;
    table: number;
    caption: number;
    page: number;
  };
  /** Exact heights of lines: fonts differ from office to office, the pages should not. */
  lines: { text: number; table: number; caption: number; contents: number };
  /** Room before and after headings, and after paragraphs. */
  apart: { before: number; after: number; text: number };
  /** Between characters. */
  tracking: number;
  /** Of the first line of a paragraph. */
  indent: number;
  marginMm: { top: number; bottom: number; left: number; right: number };
  headerMm: number;
  footerMm: number;
  /** What other names the fonts have where the first is not there. */
  otherNames: [name: string, other: string][];
}

/**
 * GB/T 9704: A4 with 37, 35, 28 and 26 mm around it, 22 lines of 28 characters (156 × 225 mm: a line of 28.95 pt, and 16 pt less a quarter for each
 * character), 仿宋 3号, title 小标宋 2号, headings 黑体, 楷体 and bold 仿宋, figures in Times New Roman.
 */
const CHINESE: Look = {
  isChinese: true,
  fonts: {
    body: latin('Times New Roman', '仿宋_GB2312'),
    title: latin('Times New Roman', '方正小标宋简体'),
    first: latin('Times New Roman', '黑体'),
    second: latin('Times New Roman', '楷体_GB2312'),
    table: latin('Times New Roman', '仿宋_GB2312'),
    page: latin('宋体', '宋体')
  },
  size: { body: 32, title: 44, first: 32, heading: 32, table: 21, caption: 24, page: 28 },
  lines: { text: 579, table: 290, caption: 340, contents: 350 },
  apart: { before: 0, after: 0, text: 0 },
  tracking: -5,
  indent: 630,
  marginMm: { top: 37, bottom: 35, left: 28, right: 26 },
  headerMm: 22,
  footerMm: 22,
  otherNames: [
    ['仿宋_GB2312', '仿宋'],
    ['楷体_GB2312', '楷体'],
    ['方正小标宋简体', '方正小标宋_GBK'],
    ['黑体', 'SimHei'],
    ['宋体', 'SimSun']
  ]
};

const ENGLISH: Look = {
  isChinese: false,
  fonts: {
    body: latin('Times New Roman', '宋体'),
    title: latin('Arial', '黑体'),
    first: latin('Arial', '黑体'),
    second: latin('Arial', '黑体'),
    table: latin('Arial', '宋体'),
    page: latin('Times New Roman', '宋体')
  },
  size: { body: 23, title: 48, first: 32, heading: 26, table: 18, caption: 20, page: 20 },
  lines: { text: 310, table: 250, caption: 300, contents: 330 },
  apart: { before: 200, after: 100, text: 120 },
  tracking: 0,
  indent: 0,
  marginMm: { top: 28, bottom: 25, left: 28, right: 26 },
  headerMm: 14,
  footerMm: 13,
  otherNames: [
    ['黑体', 'SimHei'],
    ['宋体', 'SimSun']
  ]
};

/** Room round captions, pictures, notes and the words of a cell, in twips. */
export const ROOM = {
  caption: { before: 160, after: 80 },
  picture: { before: 160, after: 0 },
  pictureCaption: { before: 60, after: 200 },
  note: { before: 60, after: 120 },
  cell: { before: 20, after: 20 },
  /** Left and right in a cell. */
  cellSide: 70
};

/** The look of a document in a language. */
export const lookOf = (language: 'zh' | 'en'): Look => (language === 'zh' ? CHINESE : ENGLISH);

/** Width of the text in twips; A4 upright or on its side, whose margins turn with it. */
export function textWidth({ marginMm: { top, bottom, left, right } }: Look, isLandscape: boolean): number {
  return Math.round((isLandscape ? 297 - top - bottom : 210 - left - right) * TWIPS_PER_MM);
}

/** Height of the text in points. */
export function textHeightPt({ marginMm: { top, bottom, left, right } }: Look, isLandscape: boolean): number {
  return ((isLandscape ? 210 - left - right : 297 - top - bottom) / 25.4) * 72;
}
