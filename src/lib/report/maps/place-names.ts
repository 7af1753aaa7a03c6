import type { Pen } from '../pen.ts';
import type { Box } from './ground.ts';
import { setFont, tidyName } from './text.ts';

/** A name that asks for a place: those with more weight are placed first. */
export interface NameAsk {
  name: string;
  /** A figure that stands under the name where there is room; '' for none. */
  figure: string;
  x: number;
  y: number;
  /** How far the middle of the name may go from there. */
  reachX: number;
  reachY: number;
  weight: number;
  colour: string;
}

/** A name in its place: lines from the top, centred. */
export interface PlacedName extends Box {
  ask: NameAsk;
  lines: { text: string; sizePt: number; isFigure: boolean }[];
}

/** Line height as a share of the size of the letters. */
const LEADING = 1.22;

/** Longer names stand in two lines. */
const ONE_LINE = 8;

/** Boxes that are taken, in cells, so that thousands of names stay quick. */
class Taken {
  private readonly cells = new Map<string, Box[]>();
  private readonly cellPt = 48;

  isFree(box: Box): boolean {
    for (const key of this.keysOf(box))
      for (const other of this.cells.get(key) ?? [])
        if (
          box.x < other.x + other.width &&
          other.x < box.x + box.width &&
          box.y < other.y + other.height &&
          other.y < box.y + box.height
        )
          return false;
    return true;
  }

  add(box: Box): void {
    for (const key of this.keysOf(box)) {
      const cell = this.cells.get(key);
      if (cell) cell.push(box);
      else this.cells.set(key, [box]);
    }
  }

  private *keysOf({ x, y, width, height }: Box): Generator<string> {
    for (let i = Math.floor(x / this.cellPt); i <= Math.floor((x + width) / this.cellPt); i++)
      for (let j = Math.floor(y / this.cellPt); j <= Math.floor((y + height) / this.cellPt); j++)
        yield `${i},${j}`;
  }
}

/**
 * Places names without overlap, inside the box and off what is blocked: the weightiest first, each at its point or a little off it, large with its figure,
 * then without it, then smaller; what has no place is left out, and so is all when so much of the box is under names. The same asks give the same places.
 */
export function placeNames(
  pen: Pen,
  asks: readonly NameAsk[],
  box: Box,
  blocked: readonly Box[],
  sizesPt: readonly number[],
  mostShare = 1
): PlacedName[] {
  const taken = new Taken();
  for (const each of blocked) if (each.width > 0 && each.height > 0) taken.add(each);
  const order = asks
    .map((ask, i) => ({ ask, i, weight: Number.isFinite(ask.weight) ? ask.weight : -1 }))
    .sort((a, b) => b.weight - a.weight || a.i - b.i);
  const placed: PlacedName[] = [];
  let room = mostShare * box.width * box.height;
  for (const { ask } of order) {
    if (room <= 0) break;
    const found = placeName(pen, ask, box, taken, sizesPt);
    if (!found) continue;
    taken.add(found);
    placed.push(found);
    room -= found.width * found.height;
  }
  return placed;
}

function placeName(
  pen: Pen,
  ask: NameAsk,
  box: Box,
  taken: Taken,
  sizesPt: readonly number[]
): PlacedName | null {
  const name = tidyName(ask.name);
  if (name === '' || !Number.isFinite(ask.x + ask.y)) return null;
  if (ask.x < box.x || ask.x > box.x + box.width || ask.y < box.y || ask.y > box.y + box.height) return null;
  for (const sizePt of sizesPt) {
    for (const figure of ask.figure === '' ? [''] : [ask.figure, '']) {
      const lines = linesOf(name, figure, sizePt);
      let width = 0;
      let height = 0;
      for (const line of lines) {
        setFont(pen, line.sizePt, line.isFigure ? 400 : 600);
        width = Math.max(width, pen.measureText(line.text).width);
        height += line.sizePt * LEADING;
      }
      // The halo takes room too.
      width += 2;
      for (const [dx, dy] of OFFSETS) {
        const x = ask.x + dx * ask.reachX - width / 2;
        const y = ask.y + dy * ask.reachY - height / 2;
        const isInside =
          x >= box.x + 1 &&
          y >= box.y + 1 &&
          x + width <= box.x + box.width - 1 &&
          y + height <= box.y + box.height - 1;
        const at = { x, y, width, height };
        if (isInside && taken.isFree(at)) return { ...at, ask, lines };
      }
    }
  }
  return null;
}

/** Shares of the reach, the nearest first. */
const OFFSETS = [0.5, 1].reduce<[number, number][]>(
  (all, far) => [
    ...all,
    [0, -far],
    [0, far],
    [-far, 0],
    [far, 0],
    [-far, -far],
    [far, -far],
    [-far, far],
    [far, far]
  ],
  [[0, 0]]
);

function linesOf(name: string, figure: string, sizePt: number): PlacedName['lines'] {
  const characters = Array.from(name);
  const isLong = characters.length > ONE_LINE && /\p{Script=Han}/u.test(name);
  const half = Math.ceil(characters.length / 2);
  const texts = isLong ? [characters.slice(0, half).join(''), characters.slice(half).join('')] : [name];
  const lines = texts.map((text) => ({ text, sizePt, isFigure: false }));
  return figure === '' ? lines : [...lines, { text: figure, sizePt: sizePt * 0.92, isFigure: true }];
}

/** Draws names in their places, on a white halo. */
export function drawNames(pen: Pen, names: readonly PlacedName[]): void {
  pen.textAlign = 'center';
  pen.textBaseline = 'alphabetic';
  pen.lineJoin = 'round';
  for (const { ask, lines, x, y, width } of names) {
    let top = y;
    for (const { text, sizePt, isFigure } of lines) {
      setFont(pen, sizePt, isFigure ? 400 : 600);
      const base = top + sizePt * LEADING * 0.78;
      pen.strokeStyle = 'rgba(255,255,255,0.9)';
      pen.lineWidth = sizePt * 0.3;
      pen.strokeText(text, x + width / 2, base);
      pen.fillStyle = ask.colour;
      pen.fillText(text, x + width / 2, base);
      top += sizePt * LEADING;
    }
  }
}
