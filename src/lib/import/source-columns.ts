import type { PackedTexts } from '../tables/packed-texts.ts';

type Cells = (string | null)[];

/** The columns of a source. Those that a reader has as bytes become strings when they are first asked for. */
export type Columns = Cells[];

/** By list of columns: what is at hand as bytes. A list that is made of another has none. */
const packs = new WeakMap<Columns, (PackedTexts | undefined)[]>();

/** Columns over packed texts: each becomes an array of strings when it is first read. */
export function lazyColumns(packed: PackedTexts[]): Columns {
  const columns: Columns = [];
  const own: (PackedTexts | undefined)[] = [...packed];
  packed.forEach((texts, c) =>
    Object.defineProperty(columns, c, {
      get: () => texts.texts(),
      set: (cells: Cells) => {
        own[c] = undefined;
        Object.defineProperty(columns, c, { value: cells, writable: true });
      },
      enumerable: true,
      configurable: true
    })
  );
  packs.set(columns, own);
  return columns;
}

/** The bytes of a column; undefined where it is at hand as strings only. */
export const packedOf = (columns: Columns, c: number): PackedTexts | undefined => packs.get(columns)?.[c];

/** The cells of a column, to be written to: its bytes are no longer those of the source. */
export function writableCells(columns: Columns, c: number): Cells {
  const packed = packedOf(columns, c);
  if (packed) columns[c] = packed.texts();
  return columns[c];
}

/** What reads single cells of a column without making strings of all. */
export const cellsOf = (columns: Columns, c: number): PackedTexts | Cells =>
  packedOf(columns, c) ?? columns[c];
