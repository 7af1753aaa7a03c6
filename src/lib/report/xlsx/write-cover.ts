import { fitCell, lineCount, looksLikeFormula } from './cell-text.ts';
import { cellNumber, numberFormat } from './cell-number.ts';
import type { CoverLine } from './sheets/cover.ts';
import { pageXml, SHEET_OPEN, type Ink, type Paper } from './write-sheet.ts';

const WIDTHS = [22, 72, 10];

/** The sheet of explanations: a title over three columns, then what, its value and its unit. Portrait. */
export function* coverXml(
  title: string,
  lines: readonly CoverLine[],
  ink: Ink,
  paper: Paper
): Generator<string> {
  const { styles, strings } = ink;
  const text = (ref: string, value: string, style: number): string => {
    const fitted = fitCell(value);
    if (fitted !== value) ink.onCut();
    return value === ''
      ? `<c r="${ref}" s="${style}"/>`
      : `<c r="${ref}" s="${style}" t="s"><v>${strings.id(fitted)}</v></c>`;
  };
  const label = styles.id({ part: 'body', isWrapped: true, align: 'left' });
  const section = styles.id({ part: 'section', align: 'left' });
  yield SHEET_OPEN;
  yield '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>';
  yield `<dimension ref="A1:C${lines.length + 1}"/>`;
  yield '<sheetViews><sheetView showGridLines="0" tabSelected="1" workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/><selection pane="bottomLeft" activeCell="A2" sqref="A2"/></sheetView></sheetViews>';
  yield '<sheetFormatPr defaultRowHeight="15"/><cols>';
  for (const [c, width] of WIDTHS.entries())
    yield `<col min="${c + 1}" max="${c + 1}" width="${width}" customWidth="1"/>`;
  yield '</cols><sheetData>';
  yield `<row r="1" ht="54" customHeight="1">${text('A1', title, styles.id({ part: 'title', isWrapped: true, align: 'left' }))}</row>`;
  for (const [i, line] of lines.entries()) {
    const row = i + 2;
    if ('heading' in line) {
      yield `<row r="${row}" ht="24" customHeight="1">${text(`A${row}`, line.heading, section)}<c r="B${row}" s="${section}"/><c r="C${row}" s="${section}"/></row>`;
      continue;
    }
    const { cell, kind } = line;
    let value = `<c r="B${row}" s="${label}"/>`;
    if (typeof cell === 'number' && Number.isFinite(cell))
      value = `<c r="B${row}" s="${styles.id({ part: 'body', align: 'left', format: numberFormat(kind, cell) })}"><v>${cellNumber(kind, cell)}</v></c>`;
    else if (typeof cell === 'string')
      value = text(
        `B${row}`,
        cell,
        styles.id({
          part: 'body',
          isWrapped: true,
          align: 'left',
          format: '@',
          isQuoted: looksLikeFormula(cell)
        })
      );
    const lines = typeof cell === 'string' ? lineCount(cell, WIDTHS[1] - 2) : 1;
    yield `<row r="${row}" ht="${lines * 13.5 + 4}">${text(`A${row}`, line.label, label)}${value}${text(`C${row}`, line.unit, label)}</row>`;
  }
  yield '</sheetData><mergeCells count="1"><mergeCell ref="A1:C1"/></mergeCells>';
  yield pageXml(paper, 1, 1);
  yield `<ignoredErrors><ignoredError sqref="A1:C${lines.length + 1}" numberStoredAsText="1"/></ignoredErrors></worksheet>`;
}
