import { xmlText } from './cell-text.ts';
import type { Tone } from './sheet.ts';

/** How a cell looks. */
export interface Look {
  part: 'head' | 'body' | 'entry' | 'title' | 'section' | 'plain';
  format?: string;
  isWrapped?: boolean;
  align?: 'left' | 'right' | 'center';
  isUpright?: boolean;
  /** The text stays a text where a person edits the cell. */
  isQuoted?: boolean;
}

/** Blue and orange, told apart by everyone, with words or signs beside them. */
const TONES: Record<Tone, { ink: string; ground: string }> = {
  good: { ink: 'FF084594', ground: 'FFDCEAF7' },
  bad: { ink: 'FF9A3412', ground: 'FFFDE3CC' },
  open: { ink: 'FF5C4A00', ground: 'FFFFF4C2' },
  quiet: { ink: 'FF6B7280', ground: 'FFF3F4F6' }
};
const TONE_ORDER: Tone[] = ['good', 'bad', 'open', 'quiet'];

/** Number of a tone among the differential formats. */
export const toneId = (tone: Tone): number => TONE_ORDER.indexOf(tone);

const FONTS = [
  ['10', '', 'FF1F2937'],
  ['10', '<b/>', 'FFFFFFFF'],
  ['18', '<b/>', 'FF12355B'],
  ['11', '<b/>', 'FF12355B']
];
const FONT_OF = { body: 0, entry: 0, plain: 0, head: 1, title: 2, section: 3 };
const FILLS = ['FF1F4E79', 'FFFFFBE8', 'FFE8EEF5'];
const FILL_OF = { body: 0, plain: 0, title: 0, head: 2, entry: 3, section: 4 };
const BORDER_OF = { body: 1, entry: 1, head: 1, plain: 0, title: 0, section: 0 };

/** Collects the looks that cells have, and writes them as `styles.xml`. */
export class Styles {
  private readonly xfs: string[] = [];
  private readonly ids = new Map<string, number>();
  private readonly formats = new Map<string, number>();
  private readonly font: string;

  constructor(language: 'zh' | 'en') {
    this.font = language === 'zh' ? '<name val="宋体"/><charset val="134"/>' : '<name val="Arial"/>';
    this.id({ part: 'plain' });
  }

  /** Number of a look among the cell formats. */
  id(look: Look): number {
    const { part, format, isWrapped, align, isUpright, isQuoted } = look;
    const numFmt = format === undefined ? 0 : this.formatId(format);
    const position = [
      align ? ` horizontal="${align}"` : '',
      // Figures stand off the words beside them.
      align === 'right' ? ' indent="1"' : '',
      part === 'head' || part === 'title' || part === 'section' ? ' vertical="center"' : ' vertical="top"',
      isWrapped ? ' wrapText="1"' : '',
      isUpright ? ' textRotation="90"' : ''
    ].join('');
    const key =
      `<xf numFmtId="${numFmt}" fontId="${FONT_OF[part]}" fillId="${FILL_OF[part]}" borderId="${BORDER_OF[part]}" xfId="0"` +
      `${numFmt > 0 ? ' applyNumberFormat="1"' : ''}${isQuoted ? ' quotePrefix="1"' : ''} applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1">` +
      `<alignment${position}/></xf>`;
    let id = this.ids.get(key);
    if (id === undefined) {
      id = this.xfs.push(key) - 1;
      this.ids.set(key, id);
    }
    return id;
  }

  private formatId(format: string): number {
    if (format === '@') return 49;
    let id = this.formats.get(format);
    if (id === undefined) {
      id = 164 + this.formats.size;
      this.formats.set(format, id);
    }
    return id;
  }

  /** The part `xl/styles.xml`. */
  xml(): string {
    const formats = [...this.formats].map(
      ([code, id]) => `<numFmt numFmtId="${id}" formatCode="${xmlText(code)}"/>`
    );
    const fonts = FONTS.map(
      ([size, bold, ink]) => `<font>${bold}<sz val="${size}"/><color rgb="${ink}"/>${this.font}</font>`
    );
    const fills = [
      '<fill><patternFill patternType="none"/></fill>',
      '<fill><patternFill patternType="gray125"/></fill>',
      ...FILLS.map(
        (ground) =>
          `<fill><patternFill patternType="solid"><fgColor rgb="${ground}"/><bgColor indexed="64"/></patternFill></fill>`
      )
    ];
    const line = (side: string): string => `<${side} style="thin"><color rgb="FFD1D5DB"/></${side}>`;
    const borders = [
      '<border><left/><right/><top/><bottom/><diagonal/></border>',
      `<border>${['left', 'right', 'top', 'bottom'].map(line).join('')}<diagonal/></border>`
    ];
    const tones = TONE_ORDER.map((tone) => {
      const { ink, ground } = TONES[tone];
      return `<dxf><font><color rgb="${ink}"/></font><fill><patternFill patternType="solid"><fgColor rgb="${ground}"/><bgColor rgb="${ground}"/></patternFill></fill></dxf>`;
    });
    return [
      '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n',
      '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">',
      formats.length > 0 ? list('numFmts', formats) : '',
      list('fonts', fonts),
      list('fills', fills),
      list('borders', borders),
      '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>',
      list('cellXfs', this.xfs),
      '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>',
      list('dxfs', tones),
      '<tableStyles count="0" defaultTableStyle="TableStyleMedium2" defaultPivotStyle="PivotStyleLight16"/>',
      '</styleSheet>'
    ].join('');
  }
}

const list = (name: string, items: string[]): string =>
  `<${name} count="${items.length}">${items.join('')}</${name}>`;
