import { unzipSync } from 'fflate';
import { readXlsx } from 'hucre/xlsx';
import { SaxesParser } from 'saxes';

export type Value = string | number | boolean | Date | null;

/** A sheet as another program reads it: its heads and its rows. */
export interface ReadSheet {
  name: string;
  heads: string[];
  rows: Value[][];
}

/** All sheets of a workbook, read by a library that had no part in writing them. */
export async function readWorkbook(bytes: Uint8Array): Promise<ReadSheet[]> {
  const { sheets } = await readXlsx(bytes);
  return sheets.map(({ name, rows }) => ({
    name,
    heads: (rows[0] ?? []).map((cell) => String(cell ?? '')),
    rows: rows.slice(1) as Value[][]
  }));
}

/** The sheet of that name; throws where there is none. */
export function sheetOf(sheets: readonly ReadSheet[], name: string): ReadSheet {
  const sheet = sheets.find((each) => each.name === name);
  if (!sheet) throw new Error(`expected a sheet ${name}, got ${sheets.map((each) => each.name).join(', ')}`);
  return sheet;
}

/** The cells of a column by its head. */
export function cells({ heads, rows }: ReadSheet, head: string): Value[] {
  const column = heads.indexOf(head);
  if (column < 0) throw new Error(`expected a column ${head}, got ${heads.join(', ')}`);
  return rows.map((row) => row[column] ?? null);
}

/** The parts of the package as text. */
export function partsOf(bytes: Uint8Array): Map<string, string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  return new Map(Object.entries(unzipSync(bytes)).map(([name, part]) => [name, decoder.decode(part)]));
}

/** An element of a part. */
export interface Element {
  name: string;
  attributes: Record<string, string>;
  children: Element[];
}

/** A part as a tree; throws where it is not well-formed. */
export function parseXml(xml: string): Element {
  const parser = new SaxesParser();
  const root: Element = { name: '', attributes: {}, children: [] };
  const open = [root];
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name, attributes }) => {
    const element = { name, attributes, children: [] };
    open.at(-1)!.children.push(element);
    open.push(element);
  });
  parser.on('closetag', () => void open.pop());
  parser.write(xml).close();
  return root.children[0];
}
