import type { Said } from '../dossier.ts';
import type { Facts } from '../facts.ts';
import { figure } from '../figures.ts';
import type { Pen } from '../pen.ts';
import { drawFoot, drawFrames, drawHead } from './draw-frame.ts';
import { drawHeading } from './draw-panel.ts';
import { drawLine, GREY, HAIR, rule } from './draw-text.ts';
import { drawNumbers, withoutNames } from './draw-numbers.ts';
import { drawSheet, type SheetMeans } from './draw-sheet.ts';
import { layOutPage, type Box, type PageLayout } from './page-layout.ts';
import type { MapSheet, SheetPlan } from './plan-sheets.ts';
import type { SheetChoice } from './sheet-choice.ts';
import { sheetSubtitle, sheetTitle, word } from './sheet-words.ts';

type Entry = SheetPlan['index'][number];

const COLUMN_PT = 150;

/** How the table of an index page is cut: columns and rows of entries. */
function gridOf({ frame, type }: PageLayout): { columns: number; rows: number; step: number } {
  const step = type.text * 1.55;
  return {
    columns: Math.max(1, Math.floor(frame.width / (COLUMN_PT * (type.text / 8)))),
    rows: Math.max(1, Math.floor((frame.height - type.text * 5) / step)),
    step
  };
}

/** As many entries stand beside the index map on every paper. */
const MOST_BESIDE = 12;

/** The entries of the index by page of its table; none where all stand beside its map. */
export function indexPages({ index }: SheetPlan, choice: SheetChoice): Entry[][] {
  if (index.length <= MOST_BESIDE) return [];
  const { columns, rows } = gridOf(layOutPage(choice.paper, choice.orientation, 1));
  const size = columns * rows;
  return Array.from({ length: Math.ceil(index.length / size) }, (_, i) =>
    index.slice(i * size, (i + 1) * size)
  );
}

/** Number of an entry's sheet, `3–4` where it has several. */
function sheetNumbers({ first, last }: Pick<Entry, 'first' | 'last'>): string {
  return first === last ? String(first) : `${first}–${last}`;
}

/** The whole study with the number of its sheet upon each unit, and the first of the list beside it. */
export function drawIndexMap(pen: Pen, means: SheetMeans, plan: SheetPlan): Said | null {
  const { measure, index, sheets } = plan;
  const { ground, facts } = means;
  if (!measure) return null;
  const { language } = facts.options;
  const sheet: MapSheet = {
    ...{ number: 0, kind: 'share', measure, unit: null, fileName: '' },
    title: sheetTitle(facts.title, word('index', language), language),
    subtitle: sheetSubtitle(measure, '', facts),
    asks: [{ ask: { show: 'share', state: 'now', measure: measure.key, isFurnished: false }, caption: '' }]
  };
  const rows = index.map((entry) => ({
    label: `${sheetNumbers(entry)}  ${entry.unit.name || entry.unit.code}`,
    value: figure(entry.unit.share, 'share')
  }));
  const numbers = new Map(index.map((entry) => [entry.unit.code, sheetNumbers(entry)]));
  return drawSheet(
    pen,
    { ...means, ground: withoutNames(ground), atlasKm2: 0 },
    sheet,
    countWords(sheets.length, language),
    {
      list: { heading: word('indexTable', language), rows, empty: '' },
      drawOver: (pen, { frame }, sizePt) => drawNumbers(pen, ground, frame, numbers, sizePt * 1.4)
    }
  );
}

const countWords = (count: number, language: 'zh' | 'en') =>
  language === 'zh' ? `共 ${figure(count, 'count')} 幅` : `${figure(count, 'count')} sheets`;

/** One page of the table of the index: number, name and share of each unit, column by column. */
export function drawIndexTable(
  pen: Pen,
  facts: Facts,
  choice: SheetChoice,
  { measure, sheets }: SheetPlan,
  entries: Entry[],
  { page, of }: { page: number; of: number }
): Said | null {
  if (!measure) return null;
  const { language } = facts.options;
  const layout = layOutPage(choice.paper, choice.orientation, 1);
  const { type, frame } = layout;
  const pages = of > 1 ? (language === 'zh' ? `（${page}／${of}）` : ` (${page} of ${of})`) : '';
  drawHead(pen, layout, facts, {
    title: sheetTitle(facts.title, word('indexTable', language) + pages, language),
    subtitle: sheetSubtitle(measure, '', facts),
    corner: countWords(sheets.length, language)
  });
  drawFrames(pen, layout, []);
  const { columns, rows, step } = gridOf(layout);
  const pad = type.text;
  const gap = type.text * 1.5;
  // A short list fills its columns from the left.
  const used = Math.min(columns, Math.max(1, Math.ceil(entries.length / rows)));
  const width = (frame.width - 2 * pad - (columns - 1) * gap) / columns;
  for (let column = 0; column < used; column++) {
    const x = frame.x + pad + column * (width + gap);
    const head: Box = { x, y: frame.y + pad, width, height: type.text * 2 };
    drawHeading(pen, language === 'zh' ? '图幅  名称' : 'Sheet  Name', head, type.text);
    drawLine(
      pen,
      word('share', language),
      { ...head, height: head.height * 0.92 },
      { sizePt: type.text, align: 'right', colour: GREY }
    );
    entries.slice(column * rows, (column + 1) * rows).forEach((entry, row) => {
      const line: Box = { x, y: head.y + head.height + row * step, width, height: step };
      drawEntry(pen, entry, line, type.text);
    });
  }
  drawFoot(pen, layout, facts, measure, null);
  return null;
}

function drawEntry(pen: Pen, entry: Entry, line: Box, sizePt: number): void {
  const number = { ...line, width: sizePt * 3.2 };
  const share = drawLine(
    pen,
    figure(entry.unit.share, 'share'),
    { ...line, x: line.x + line.width - sizePt * 4, width: sizePt * 4 },
    { sizePt, align: 'right' }
  );
  drawLine(pen, sheetNumbers(entry), number, { sizePt, isBold: true });
  const x = line.x + number.width + sizePt * 0.4;
  drawLine(
    pen,
    entry.unit.name || entry.unit.code,
    { ...line, x, width: line.x + line.width - share - sizePt * 0.5 - x },
    { sizePt }
  );
  rule(pen, line.x, line.y + line.height, line.x + line.width, line.y + line.height, 0.25, HAIR);
}
