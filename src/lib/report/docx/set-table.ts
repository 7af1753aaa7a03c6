import {
  AlignmentType,
  BorderStyle,
  Paragraph,
  ShadingType,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlign,
  WidthType
} from 'docx';
import type { Column, TableBlock } from './blocks.ts';
import { ROOM } from './look.ts';

/** Tables of so many rows stand on one page. */
const WHOLE = 8;
const LINE = { style: BorderStyle.SINGLE, size: 4, color: '000000' };
const ALIGN = { left: AlignmentType.LEFT, right: AlignmentType.RIGHT, center: AlignmentType.CENTER };

/** A table so many twips wide: its head stands anew on each page, its rows don't split, figures stand right. */
export function setTable({ columns, rows }: TableBlock, width: number): Table {
  const widths = widthsOf(columns, width);
  const row = (texts: string[], isHead: boolean, isKept: boolean) =>
    new TableRow({
      ...{ tableHeader: isHead, cantSplit: true },
      children: texts.map((each, at) => cell(each, columns[at], widths[at], isHead, isKept))
    });
  return new Table({
    width: { size: width, type: WidthType.DXA },
    columnWidths: widths,
    layout: TableLayoutType.FIXED,
    alignment: AlignmentType.CENTER,
    borders: {
      top: LINE,
      bottom: LINE,
      left: LINE,
      right: LINE,
      insideHorizontal: LINE,
      insideVertical: LINE
    },
    margins: { left: ROOM.cellSide, right: ROOM.cellSide, top: 0, bottom: 0, marginUnitType: WidthType.DXA },
    rows: [
      row(
        columns.map(({ head }) => head),
        true,
        true
      ),
      ...rows.map((each, at) => row(each, false, isRowKept(at, rows.length)))
    ]
  });
}

function cell(words: string, { align }: Column, width: number, isHead: boolean, isKept: boolean): TableCell {
  return new TableCell({
    width: { size: width, type: WidthType.DXA },
    verticalAlign: VerticalAlign.CENTER,
    ...(isHead ? { shading: { type: ShadingType.CLEAR, color: 'auto', fill: 'EDEDED' } } : {}),
    children: [
      new Paragraph({
        style: isHead ? 'TableHead' : 'TableText',
        ...(isHead ? {} : { alignment: ALIGN[align], ...(isKept ? { keepNext: true } : {}) }),
        children: [new TextRun(words)]
      })
    ]
  });
}

/** Whether a row stays on the page of the next: tables of few rows are not torn. */
export const isRowKept = (at: number, rows: number): boolean => rows <= WHOLE && at < rows - 1;

/** Widths of columns in whole twips by the columns' shares; the sum is the width. */
export function widthsOf(columns: Column[], width: number): number[] {
  const all = columns.reduce((sum, { share }) => sum + share, 0);
  const edges = columns.map((_, at) =>
    Math.round((columns.slice(0, at + 1).reduce((sum, { share }) => sum + share, 0) / all) * width)
  );
  return edges.map((edge, at) => edge - (at > 0 ? edges[at - 1] : 0));
}
