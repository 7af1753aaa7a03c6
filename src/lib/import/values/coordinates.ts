import { plainCell, plainNumber, readDegrees } from './numbers.ts';

/** One coordinate of a cell. */
export interface Ordinate {
  /** Degrees (or metres); NaN: missing. */
  value: number;
  /** It was written in another form than a plain number. */
  reworded: boolean;
  /** Which of the two it says it is (E, 东经, N, 北纬); null where it does not say. */
  axis: 'lon' | 'lat' | null;
  /** Degrees, minutes and seconds between points (116.23.29): probably, but not surely. */
  dotted: boolean;
}

/** Degrees, minutes and seconds with their marks, or with one separator between them. */
const FORMS = [
  /^(\d{1,3})[D°度º](\d{1,2}(?:\.\d+)?)[M'′’分](?:(\d{1,2}(?:\.\d+)?)(?:S|"|″|”|秒|''|′′|’’)?)?$/,
  /^(\d{1,3})([-: ])(\d{1,2})\2(\d{1,2}(?:\.\d+)?)$/,
  /^(\d{1,3})[: ](\d{1,2}\.\d+)$/
];
const DOTTED = /^(\d{1,3})\.(\d{1,2})\.(\d{1,2}(?:\.\d+)?)$/;

/**
 * A coordinate as people write it: decimal; degrees, minutes, seconds with any marks (116°23′29″E, 116度23分29秒, 116-23-29,
 * 116:23:29, 116d23m29s, 116.23.29), with 东经, 北纬, E or N before or behind, full-width too. Null: unreadable.
 */
export function readOrdinate(cell: string | null): Ordinate | null {
  // Nearly all are decimal degrees, which no form below is.
  const plain = cell === null ? NaN : plainNumber(cell);
  if (!Number.isNaN(plain)) return { value: plain, reworded: false, axis: null, dotted: false };
  const text = plainText(cell);
  const [, before, rest, behind] = /^([EWNS]?)\s*(.*?)\s*([EWNS]?)$/s.exec(text)!;
  // The S of 116D23M29S is for seconds.
  const seconds = before === '' && behind === 'S' && /[DM]/.test(rest);
  const bare = seconds ? `${rest}S` : rest;
  const letter = seconds ? '' : before || behind;
  const axis = letter === '' ? null : letter === 'E' || letter === 'W' ? 'lon' : 'lat';
  const dotted = DOTTED.exec(bare);
  const parts = dotted ?? formOf(bare);
  if (!parts) {
    const read = readDegrees(cell);
    return read && { ...read, axis, dotted: false };
  }
  const numbers = parts.slice(1).filter((part) => part !== undefined && /\d/.test(part));
  const [degrees, minutes = 0, ending = 0] = numbers.map(Number);
  if (degrees > 180 || minutes >= 60 || ending >= 60) return null;
  const turned = letter === 'S' || letter === 'W' ? -1 : 1;
  const size = Math.round((degrees + minutes / 60 + ending / 3600) * 1e10) / 1e10;
  return { value: turned * size, reworded: true, axis, dotted: dotted !== null };
}

function formOf(bare: string): RegExpExecArray | null {
  const tight = bare.replace(/\s*([D°度ºM'′’分S"″”秒])\s*/g, '$1');
  return FORMS[0].exec(tight) ?? FORMS[1].exec(bare) ?? FORMS[2].exec(bare);
}

/** The cell in capitals, its words of direction as letters. */
const plainText = (cell: string | null): string =>
  plainCell(cell)
    .toUpperCase()
    .replace(/[东東][经經]?|[经經]度?/g, 'E')
    .replace(/西[经經]?/g, 'W')
    .replace(/北[纬緯]?|[纬緯]度?/g, 'N')
    .replace(/南[纬緯]?/g, 'S')
    .replace(/^([EWNS])\s*[:：]\s*/, '$1');

/**
 * The two coordinates of one cell, longitude first where the cell says which is which, else as they stand: "116.39,39.91"
 * (also with ， ; 、 / or space), "N39°54′ E116°23′", "东经116度23分北纬39度54分", "POINT(116.39 39.91)". Null where
 * there are not two.
 */
export function splitPosition(cell: string | null): [string, string] | null {
  const text = plainCell(cell)
    .replace(/^(?:POINT\s*Z?|经纬度|坐标|位置|location)\s*[:：]?/i, '')
    .replace(/[()（）[\]【】]/g, '')
    .trim();
  if (text === '' || text.length > 120) return null;
  for (const parts of cuts(text)) {
    const filled = parts.map((part) => part.trim()).filter((part) => part !== '');
    if (filled.length !== 2) continue;
    const [a, b] = filled.map(readOrdinate);
    if (a === null || b === null || Number.isNaN(a.value) || Number.isNaN(b.value)) continue;
    if (a.axis !== null && a.axis === b.axis) continue;
    return a.axis === 'lat' || b.axis === 'lon' ? [filled[1], filled[0]] : [filled[0], filled[1]];
  }
  return null;
}

/** Ways to cut a text in two, the plainest first. */
function cuts(text: string): string[][] {
  const found = [text.split(/\s*[,，;；、|]\s*/), text.split(/\s+/), text.split(/\s*\/\s*/)];
  for (const pattern of [
    // Before the second word of direction, behind the first, behind the first seconds or minutes.
    /^((?:东经?|北纬?|[EWNS]).+?)((?:东经?|北纬?|[EWNS]).+)$/i,
    /^(.+?[EWNS])\s*(.+[EWNS])$/i,
    /^(.+?(?:″|"|”|''|′′|秒))\s*(.+)$/,
    /^(.+?(?:′|'|分))\s+(.+)$/
  ]) {
    const parts = pattern.exec(text);
    if (parts) found.push([parts[1], parts[2]]);
  }
  return found;
}
