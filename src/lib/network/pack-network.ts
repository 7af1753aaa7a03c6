import type { Network, NetworkFigures } from './network.ts';
import { GraphError, packColumns, unpackColumns, type PackedColumn } from './pack-columns.ts';
import { packTexts, unpackTexts } from './pack-texts.ts';
import type { NetworkTraits } from './traits.ts';

/** What belongs to a graph beside its columns. */
export interface GraphSource {
  /** What it was made of, as `fingerprintLines` gives it: kept graphs are used for the same lines only. */
  fingerprint: string;
  /** Vertices this near were made one, in metres; 0 where the source names its nodes. */
  weldM: number;
  /** Of each line (`pointLine`): its name and kind; '' where the source gives none. */
  names: string[];
  kinds: string[];
  /** What walkers meet on it; null: nothing was said. */
  traits: NetworkTraits | null;
}

const COLUMNS = {
  ...{ nodeLon: Float64Array, nodeLat: Float64Array, firstArc: Uint32Array, arcs: Int32Array },
  ...{ arcEdge: Uint32Array, edgeFrom: Uint32Array, edgeTo: Uint32Array, edgeLengthM: Float64Array },
  ...{ edgeFirstPoint: Uint32Array, pointLon: Float64Array, pointLat: Float64Array },
  ...{ pointAlongM: Float64Array, pointLine: Uint32Array, nodePiece: Uint32Array, pieceNodes: Uint32Array }
} as const;
type ColumnName = keyof typeof COLUMNS;
const NAMES = Object.keys(COLUMNS) as ColumnName[];

interface Said {
  fingerprint: string;
  weldM: number;
  figures: NetworkFigures;
  traits: NetworkTraits['figures'] | null;
}

/**
 * A graph as one buffer with version and checksum (`packColumns`): 28 bytes a geometry point, 24 an edge, 24 a node and 12
 * an arc, beside names. A walker's costs are not in it. Throws for a network that a walker has weighed.
 */
export function packNetwork(network: Network, source: GraphSource): Uint8Array<ArrayBuffer> {
  if (network.costs !== null)
    throw new Error('expected a network of lengths, got one with costs of a walker');
  const columns = new Map<string, PackedColumn>();
  for (const name of NAMES) columns.set(name, network[name]);
  const putTexts = (name: string, texts: readonly string[]): void => {
    for (const [part, values] of Object.entries(packTexts(texts))) columns.set(`${name}.${part}`, values);
  };
  putTexts('names', source.names);
  putTexts('kinds', source.kinds);
  const { traits } = source;
  if (traits) {
    columns.set('pointFlags', traits.pointFlags);
    if (traits.pointGradient) columns.set('pointGradient', traits.pointGradient);
    columns.set('gateNode', traits.gateNode).set('gateKind', traits.gateKind);
    putTexts('gateHours', traits.gateHours);
  }
  const said: Said = {
    fingerprint: source.fingerprint,
    weldM: source.weldM,
    figures: network.figures,
    traits: traits?.figures ?? null
  };
  return packColumns(columns, said);
}

/**
 * The graph in such a buffer. Its columns are views of the bytes (of a copy where these do not begin at a multiple of
 * eight): who changes or transfers one does so to all. Throws a `GraphError` for anything but a whole graph; ids that lead
 * nowhere are found even where the sums are right.
 */
export function unpackNetwork(bytes: Uint8Array): { network: Network; source: GraphSource } {
  const { columns, said } = unpackColumns(bytes);
  try {
    const { fingerprint, weldM, figures, traits } = said as Said;
    const own = Object.fromEntries(
      NAMES.map((name) => [name, take<PackedColumn>(columns, name, COLUMNS[name])])
    );
    const network = { ...own, figures, costs: null } as unknown as Network;
    checkIds(network);
    const texts = (name: string): string[] =>
      unpackTexts({
        code: take(columns, `${name}.code`, Uint32Array),
        first: take(columns, `${name}.first`, Uint32Array),
        bytes: take(columns, `${name}.bytes`, Uint8Array)
      });
    const [names, kinds] = [texts('names'), texts('kinds')];
    const source: GraphSource = { fingerprint, weldM, names, kinds, traits: null };
    if (traits)
      source.traits = {
        pointFlags: take(columns, 'pointFlags', Uint8Array),
        pointGradient: columns.has('pointGradient') ? take(columns, 'pointGradient', Float32Array) : null,
        gateNode: take(columns, 'gateNode', Uint32Array),
        gateKind: take(columns, 'gateKind', Uint8Array),
        gateHours: texts('gateHours'),
        figures: traits
      };
    checkSource(network, source);
    return { network, source };
  } catch (error) {
    if (error instanceof GraphError) throw error;
    throw new GraphError('not_a_graph', error instanceof Error ? error.message : String(error));
  }
}

function take<T extends PackedColumn>(
  columns: ReadonlyMap<string, PackedColumn>,
  name: string,
  type: { new (length: number): T; readonly name: string }
): T {
  const column = columns.get(name);
  if (column instanceof type) return column;
  throw new GraphError('not_a_graph', `${name}: ${column?.constructor.name ?? '–'} ≠ ${type.name}`);
}

/** Lengths that fit each other and ids that lead somewhere: what searches take for granted. */
function checkIds(network: Network): void {
  const { firstArc, arcs, arcEdge, edgeFrom, edgeTo, edgeFirstPoint, nodePiece, pieceNodes } = network;
  const nodes = network.nodeLon.length;
  const edges = edgeFrom.length;
  const points = network.pointLon.length;
  const lengths: [string, number, number][] = [
    ['nodeLat', network.nodeLat.length, nodes],
    ['nodePiece', nodePiece.length, nodes],
    ['firstArc', firstArc.length, nodes + 1],
    ['arcs', arcs.length, 4 * edges],
    ['arcEdge', arcEdge.length, 2 * edges],
    ['edgeTo', edgeTo.length, edges],
    ['edgeLengthM', network.edgeLengthM.length, edges],
    ['edgeFirstPoint', edgeFirstPoint.length, edges + 1],
    ['pointLat', network.pointLat.length, points],
    ['pointAlongM', network.pointAlongM.length, points],
    ['pointLine', network.pointLine.length, points]
  ];
  for (const [name, got, wanted] of lengths) hold(got === wanted, `${name}: ${got} ≠ ${wanted}`);
  hold(rises(firstArc, 2 * edges, 0), 'firstArc');
  hold(rises(edgeFirstPoint, points, 2), 'edgeFirstPoint');
  hold(isBelow(arcEdge, edges) && isBelow(edgeFrom, nodes) && isBelow(edgeTo, nodes), 'edges');
  hold(isBelow(nodePiece, pieceNodes.length), 'nodePiece');
  let heads = true;
  for (let a = 0; a < arcs.length; a += 2) heads &&= arcs[a] >= 0 && arcs[a] < nodes && arcs[a + 1] >= 0;
  hold(heads, 'arcs');
}

function checkSource({ pointLine, nodeLon, pointLon }: Network, { names, kinds, traits }: GraphSource): void {
  hold(names.length === kinds.length && isBelow(pointLine, names.length), 'lines');
  if (!traits) return;
  hold(traits.pointFlags.length === pointLon.length, 'pointFlags');
  hold(isBelow(traits.gateNode, nodeLon.length), 'gateNode');
}

function hold(right: boolean, what: string): void {
  if (!right) throw new GraphError('not_a_graph', what);
}

function isBelow(values: Uint32Array, end: number): boolean {
  for (let i = 0; i < values.length; i++) if (values[i] >= end) return false;
  return true;
}

/** From 0 to `end` in steps of at least `least`. */
function rises(first: Uint32Array, end: number, least: number): boolean {
  for (let i = 1; i < first.length; i++) if (!(first[i] >= first[i - 1] + least)) return false;
  return first[0] === 0 && first[first.length - 1] === end;
}
