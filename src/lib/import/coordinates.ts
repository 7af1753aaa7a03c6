import { plainCell, readDegrees } from './numbers.ts';

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

/**
 * A coordinate as people write it: decimal; degrees, minutes, seconds with any marks (116°23′29″E, 116度23分29秒, 116-23-29,
 * 116:23:29, 116d23m29s, 116.23.29), with 东经, 北纬, E or N before or behind, full-width too. Null: unreadable.
 */
export function readOrdinate(cell: string | null): Ordinate | null {
  const text = plainText(cell);
  const axis = axisOf(text);
  const read = readDegrees(cell);
  if (read) return { ...read, axis, dotted: false };
  const turned = /[SW]/.test(text) ? -1 : 1;
  const bare = text
    .replace(/^(?:LAT|LON|LNG)[A-Z]*/, '')
    .replace(/[EWNS]/g, ' ')
    .replace(/[:：]/g, ':')
    .trim();
  const dotted = /^(\d{1,3})\.(\d{1,2})\.(\d{1,2}(?:\.\d+)?)$/.exec(bare);
  const parts =
    dotted ??
    /^(\d{1,3})\s*[D°度º]\s*(\d{1,2}(?:\.\d+)?)\s*[M'′’分]?(?:\s*(\d{1,2}(?:\.\d+)?)\s*(?:S|"|″|”|秒|''|′′)?)?$/.exec(
      bare
    ) ??
    /^(\d{1,3})[-: ](\d{1,2})[-: ](\d{1,2}(?:\.\d+)?)$/.exec(bare) ??
    /^(\d{1,3})[: ](\d{1,2}\.\d+)$/.exec(bare);
  if (!parts) return null;
  const [degrees, minutes, seconds] = [1, 2, 3].map((k) => Number(parts[k] ?? 0));
  if (degrees > 180 || minutes >= 60 || seconds >= 60) return null;
  const size = Math.round((degrees + minutes / 60 + seconds / 3600) * 1e10) / 1e10;
  return { value: turned * size, reworded: true, axis, dotted: dotted !== null };
}

/** The cell in capitals, plain forms, words of direction as letters. */
const plainText = (cell: string | null): string =>
  plainCell(cell)
    .toUpperCase()
    .replace(/(\d)\s*S(?=\s*[,;，；]|\s*$)/, (whole, digit: string) =>
      /[DM]/i.test(whole) ? whole : `${digit}S`
    )
    .replace(/[东東]经?|東經|经度|經度/g, 'E')
    .replace(/西经?|西經/g, 'W')
    .replace(/北[纬緯]?|纬度|緯度/g, 'N')
    .replace(/南[纬緯]?/g, 'S')
    .replace(/[经經]/g, 'E')
    .replace(/[纬緯]/g, 'N');

function axisOf(text: string): Ordinate['axis'] {
  if (/[EW]/.test(text) || /^LO?NG?/.test(text)) return 'lon';
  // An S behind minutes with M is seconds: 116D23M29S.
  return /N/.test(text) || (/S/.test(text) && !/M.*S$/.test(text)) ? 'lat' : null;
}

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
