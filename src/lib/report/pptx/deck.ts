import type { MapAsk } from '../pictures.ts';
import type { Chart } from './chart.ts';

/** A place on a page in inches from the top left; a page is 13.333 × 7.5. */
export interface Place {
  x: number;
  y: number;
  w: number;
  h: number;
}

/** What stands on a page, all native but the pictures. */
export type Block =
  | ({ kind: 'text' } & Place & TextLook & { text: string })
  | ({ kind: 'box' } & Place & { colour: string })
  | ({ kind: 'table' } & Place & Table)
  | ({ kind: 'chart' } & Place & { chart: Chart; alt: string })
  | ({ kind: 'map' } & Place & { ask: MapAsk; alt: string });

/** Paragraphs are lines of the text. `size` in points is the largest, `least` the smallest before the text is cut. */
export interface TextLook {
  size: number;
  least: number;
  bold?: boolean;
  colour?: string;
  align?: 'left' | 'center' | 'right';
  valign?: 'top' | 'middle' | 'bottom';
  bullets?: boolean;
}

/** `widths` are parts of the whole width; a column of numbers stands at the right. Rows that don't fit and `rest`, those that were never put, are counted in `more`. */
export interface Table {
  head: string[];
  rows: string[][];
  widths: number[];
  numbers: number[];
  /** Lines that a cell may have. */
  lines: number;
  rest: number;
  more: (count: string) => string;
}

/** One page: one message. */
export interface Page {
  id: string;
  kind: 'cover' | 'page';
  /** The message as a sentence. */
  title: string;
  /** What exactly is counted, below the title. */
  lead: string;
  blocks: Block[];
  /** What the speaker may say, a paragraph each. */
  notes: string[];
}
