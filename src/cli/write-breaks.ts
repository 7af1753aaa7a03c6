import { findBreaks, type NetworkBreaks } from '../lib/network/find-breaks.ts';
import type { Network } from '../lib/network/network.ts';
import { weighPieces } from '../lib/study/check-network.ts';
import type { Column, Table } from '../lib/tables/database.ts';
import type { Terminal } from './terminal.ts';
import { writeFileWhole } from './write-whole.ts';
import { encodeCsv } from './write-result.ts';

/** What `network --check` adds to the summary. */
export interface CheckSummary {
  deadEnds: number;
  crossings: number;
  breaks: number;
  pieces: ReturnType<typeof weighPieces>;
}

/** Checks a network for breaks, with the lines' levels and whether to look for crossings (`findBreaks`); writes their list to `out` (`.csv`, `.geojson`) where it is given. */
export async function checkBreaks(
  network: Network,
  { level, crossings: looked }: { level: Int8Array | null; crossings: boolean },
  out: string | undefined
): Promise<CheckSummary> {
  const found = findBreaks(network, level, looked);
  if (out?.toLowerCase().endsWith('.geojson'))
    await writeFileWhole(out, `${JSON.stringify(breaksToGeoJson(found))}\n`);
  else if (out !== undefined) await writeFileWhole(out, encodeCsv(breaksTable(found)));
  const { deadEnds, crossings, breaks } = found;
  return { deadEnds, crossings, breaks: breaks.length, pieces: weighPieces(network) };
}

/** The check in words, a figure a line, with a tab before it. */
export function describeCheck(
  { deadEnds, crossings, breaks, pieces }: CheckSummary,
  terminal: Terminal
): string {
  const rows: [string, string, string][] = [
    ['断头路（路的尽头）', 'dead ends', String(deadEnds)],
    ['相交而未相接', 'crossings without a vertex', String(crossings)],
    ['疑似漏接', 'probable breaks', String(breaks)],
    ['占节点 1 % 以上的片', 'pieces over 1 % of the nodes', String(pieces.pieces.length)],
    ['更小的片', 'smaller pieces', String(pieces.rest.pieces)]
  ];
  return rows.map(([zh, en, value]) => `${terminal.text({ zh, en })}\t${value}`).join('\n');
}

/** A row a break, those that win most first; `walk_m` empty: there is no walk (2000: that or longer). */
function breaksTable({ breaks }: NetworkBreaks): Table {
  const numbers = (values: number[]): Column => ({ type: 'DOUBLE', values: Float64Array.from(values) });
  const orNaN = (value: number): number => (Number.isFinite(value) ? value : NaN);
  return new Map<string, Column>([
    ['kind', { type: 'VARCHAR', values: breaks.map(({ kind }) => kind) }],
    ['from_lon', numbers(breaks.map(({ from }) => from[0]))],
    ['from_lat', numbers(breaks.map(({ from }) => from[1]))],
    ['to_lon', numbers(breaks.map(({ to }) => to[0]))],
    ['to_lat', numbers(breaks.map(({ to }) => to[1]))],
    ['gap_m', numbers(breaks.map(({ gapM }) => gapM))],
    ['walk_m', numbers(breaks.map(({ walkM }) => orNaN(walkM)))],
    ['saved_m', numbers(breaks.map(({ walkM, gapM }) => orNaN(walkM - gapM)))],
    ['piece_m', numbers(breaks.map(({ pieceM }) => pieceM))]
  ]);
}

function breaksToGeoJson({ breaks }: NetworkBreaks): object {
  return {
    type: 'FeatureCollection',
    features: breaks.map(({ kind, from, to, gapM, walkM, pieceM }) => ({
      type: 'Feature',
      properties: {
        kind,
        gap_m: gapM,
        walk_m: Number.isFinite(walkM) ? walkM : null,
        saved_m: Number.isFinite(walkM) ? walkM - gapM : null,
        piece_m: pieceM
      },
      geometry:
        kind === 'crossing'
          ? { type: 'Point', coordinates: from }
          : { type: 'LineString', coordinates: [from, to] }
    }))
  };
}
