import type { ChartAsk, MapAsk } from '../pictures.ts';

/** A piece of a paragraph: plain words, or a cross-reference to the table or picture with this id. */
export type Span = string | { to: string };

/** A column of a table; `share` is its part of the width of the text. Figures stand right, names left. */
export interface Column {
  head: string;
  share: number;
  align: 'left' | 'right' | 'center';
}

export interface TableBlock {
  block: 'table';
  id: string;
  caption: string;
  columns: Column[];
  rows: string[][];
  /** Small below the table; '' for none. */
  note: string;
}

export interface PictureBlock {
  block: 'picture';
  id: string;
  caption: string;
  ask: { map: MapAsk } | { chart: ChartAsk };
  widthMm: number;
  heightMm: number;
}

/**
 * What the document is made of, in order, without a thought of Word: chapters tell it, `writeDocument` numbers and sets it. A `turn` begins a new
 * page, upright or on its side.
 */
export type Block =
  | { block: 'heading'; level: 1 | 2 | 3; text: string; mark: 'numbered' | 'appendix' | 'none' }
  | { block: 'text'; spans: Span[] }
  | TableBlock
  | PictureBlock
  | { block: 'turn'; isLandscape: boolean };

/** A heading with a number of its level. */
export const heading = (level: 1 | 2 | 3, text: string): Block => ({
  block: 'heading',
  level,
  text,
  mark: 'numbered'
});

/** A paragraph. */
export const text = (...spans: Span[]): Block => ({ block: 'text', spans });

/** A table, or nothing where it has no rows: no table stands empty. */
export function table(parts: Omit<TableBlock, 'block' | 'note'> & { note?: string }): Block[] {
  return parts.rows.length === 0 ? [] : [{ block: 'table', note: '', ...parts }];
}

/** A map of the full width. */
export function map(id: string, caption: string, ask: Omit<MapAsk, 'isFurnished'>): Block {
  // Two of them with their captions fill a page.
  const size = { widthMm: 156, heightMm: 96 };
  return { block: 'picture', id, caption, ask: { map: { ...ask, isFurnished: true } }, ...size };
}

/** A chart of the full width. */
export function chart(id: string, caption: string, ask: ChartAsk, heightMm = 78): Block {
  return { block: 'picture', id, caption, ask: { chart: ask }, widthMm: 156, heightMm };
}
