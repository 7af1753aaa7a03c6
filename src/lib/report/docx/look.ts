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
  fonts: { body: FontSet; title: FontSet; first: FontSet; second: FontSet; table: FontSet; page: FontSet };
  size: { body: number; title: number; first: number; heading: number; table: number; page: number };
  /** Exact height of a line of text. */
  line: number;
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
  fonts: {
    body: latin('Times New Roman', '仿宋_GB2312'),
    title: latin('Times New Roman', '方正小标宋简体'),
    first: latin('Times New Roman', '黑体'),
    second: latin('Times New Roman', '楷体_GB2312'),
    table: latin('Times New Roman', '仿宋_GB2312'),
    page: latin('宋体', '宋体')
  },
  size: { body: 32, title: 44, first: 32, heading: 32, table: 21, page: 28 },
  line: 579,
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
  fonts: {
    body: latin('Times New Roman', '宋体'),
    title: latin('Arial', '黑体'),
    first: latin('Arial', '黑体'),
    second: latin('Arial', '黑体'),
    table: latin('Arial', '宋体'),
    page: latin('Times New Roman', '宋体')
  },
  size: { body: 23, title: 48, first: 32, heading: 26, table: 18, page: 20 },
  line: 310,
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

/** The look of a document in a language. */
export const lookOf = (language: 'zh' | 'en'): Look => (language === 'zh' ? CHINESE : ENGLISH);

/** Width of the text in twips; A4 upright or on its side, whose margins turn with it. */
export function textWidth({ marginMm: { top, bottom, left, right } }: Look, isLandscape: boolean): number {
  return Math.round((isLandscape ? 297 - top - bottom : 210 - left - right) * TWIPS_PER_MM);
}
