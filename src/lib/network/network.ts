/**
 * The walking graph as columns. A node is a junction, a dead end or one point of a closed ring; an edge is the chain
 * of segments between two nodes, walkable both ways. An id is an index.
 *
 * Lengths are metres rounded to 1/1024 m, so that sums of them are exact in a Float64 and no result depends on the
 * order of rows.
 */
export interface Network {
  nodeLon: Float64Array;
  nodeLat: Float64Array;
  /** Arcs of node n are `firstArc[n] … firstArc[n + 1] - 1`; each edge gives two arcs (a loop two at one node). */
  firstArc: Uint32Array;
  arcHead: Uint32Array;
  arcLengthM: Float64Array;
  arcEdge: Uint32Array;
  edgeFrom: Uint32Array;
  edgeTo: Uint32Array;
  edgeLengthM: Float64Array;
  /** Line of the input that the edge's first segment came from. */
  edgeLine: Uint32Array;
  /** Geometry of edge e from `edgeFrom` to `edgeTo`: vertices `edgeFirstPoint[e] … edgeFirstPoint[e + 1] - 1`. */
  edgeFirstPoint: Uint32Array;
  pointLon: Float64Array;
  pointLat: Float64Array;
  /** Metres from the edge's start to each of its points; the last of an edge equals its `edgeLengthM`. */
  pointAlongM: Float64Array;
  /** Connected piece of each node; piece 0 has the most nodes. */
  nodePiece: Uint32Array;
  /** Nodes (junctions) in each piece, descending. */
  pieceNodes: Uint32Array;
  figures: NetworkFigures;
}

/** What `yike network` prints. Vertices and segments are counted before chains are folded, junctions and edges after. */
export interface NetworkFigures {
  vertices: number;
  segments: number;
  junctions: number;
  edges: number;
  lengthM: number;
  components: number;
  /** Share of the junctions that lie in the largest piece, 0 to 1. */
  largestComponentShare: number;
}

/**
 * Where points meet the network. For point i: `edge[i]` is the nearest edge (−1: none within the limit, the point is
 * unconnected), `alongM[i]` the metres from that edge's start to the projected point, `offM[i]` the straight walk to it.
 * Where that edge lies on an island (a piece under 1 % of the nodes) `mainEdge`, `mainAlongM`, `mainOffM` give the
 * nearest edge of a piece that is none, within the limit; otherwise `mainEdge[i]` is −1.
 */
export interface Joins {
  edge: Int32Array;
  alongM: Float64Array;
  offM: Float64Array;
  mainEdge: Int32Array;
  mainAlongM: Float64Array;
  mainOffM: Float64Array;
}
