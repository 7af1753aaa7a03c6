import { PackedTexts } from '../../tables/packed-texts.ts';
import type { Column, Table } from '../../tables/database.ts';
import type { SqlAnswer } from './sql-answer.ts';
import type { GridColumn } from '../grid/grid-column.ts';
import { count as figure } from '../words/figures.ts';
import { say } from '../words/words.svelte.ts';
import { shownType } from './sql-types.ts';
import type { OpenColumn } from './sql-places.ts';

const opened = new WeakMap<SqlAnswer, OpenColumn[]>();

/** The columns of an answer with texts as texts, made once. */
export function openAnswer(answer: SqlAnswer): OpenColumn[] {
  const known = opened.get(answer);
  if (known) return known;
  const columns = answer.columns.map(({ name, type, values }): OpenColumn => {
    if (values instanceof Float64Array) return { name, type, values };
    return {
      name,
      type,
      values: new PackedTexts(values.bytes, values.offsets).texts().map((text) => text ?? '')
    };
  });
  opened.set(answer, columns);
  return columns;
}

const numbers = new Intl.NumberFormat('zh-CN', { maximumFractionDigits: 6 });
const isPlain = (name: string): boolean =>
  /^(lon|lat|year|.*_year|.*_lon|.*_lat|source_row|point|经度|纬度|年份)$/i.test(name);

function showOf(name: string): (value: number) => string {
  if (isPlain(name)) return (value) => (Number.isNaN(value) ? '' : String(value));
  return (value) =>
    Number.isNaN(value) ? '' : Number.isFinite(value) ? numbers.format(value) : value > 0 ? '∞' : '-∞';
}

/** The columns of an answer as the grid shows them; heads say the name, and the meaning where there is one. */
export function answerColumns(answer: SqlAnswer, meaningOf: (name: string) => string): GridColumn[] {
  const yes = say('attributes.yes');
  const no = say('attributes.no');
  return openAnswer(answer).map(({ name, type, values }, i): GridColumn => {
    const meaning = meaningOf(name);
    const head = meaning ? `${meaning} ${name}` : name;
    const shared = { id: `${i}`, head };
    const shown = shownType(type);
    if (values instanceof Float64Array && shown === 'flag') {
      const texts = Array.from(values, (value) => (Number.isNaN(value) ? '' : value > 0 ? yes : no));
      return { ...shared, type: 'text', widthPx: widthOf(head, texts), values: texts };
    }
    if (values instanceof Float64Array && shown === 'bytes') {
      const texts = Array.from(values, (value) =>
        Number.isNaN(value) ? '' : say('sql.bytes', { n: figure(value) })
      );
      return { ...shared, type: 'text', widthPx: widthOf(head, texts), values: texts };
    }
    if (values instanceof Float64Array) {
      const show = showOf(name);
      return { ...shared, type: 'number', widthPx: Math.max(96, widthOf(head, [])), values, show };
    }
    return { ...shared, type: 'text', widthPx: widthOf(head, values), values };
  });
}

/** A width in which the heading and most of the first texts have room. */
function widthOf(head: string, texts: readonly string[]): number {
  const wide = (text: string) =>
    [...text.slice(0, 40)].reduce((sum, sign) => sum + (sign > '\u2E80' ? 13 : 7.5), 0);
  const most = texts.slice(0, 50).reduce((width, text) => Math.max(width, wide(text)), 0);
  return Math.round(Math.min(320, Math.max(72, wide(head) + 34, most + 22)));
}

/** An answer as a table for a file: names as in the query, '' as no value. */
export function answerTable(answer: SqlAnswer): Table {
  const table: Table = new Map();
  for (const { name, values } of openAnswer(answer)) {
    const column: Column =
      values instanceof Float64Array
        ? { type: 'DOUBLE', values }
        : { type: 'VARCHAR', values: values.map((text) => (text === '' ? null : text)) };
    table.set(name, column);
  }
  return table;
}
