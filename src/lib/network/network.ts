/**
 * The walking graph as columns. A node is a junction, a dead end or one point of a closed ring; an edge is the chain
 * of segments between two nodes. An id is an index; nodes are numbered along a Hilbert curve.
 *
 * Lengths are whole ticks of 1/1024 m (decision 0001), so that sums of them are exact and no result depends on the order
 * of rows: as metres in a Float64, or as ticks in an Int32 where searches read them.
 */
export interface Network {
  nodeLon: Float64Array;
  nodeLat: Float64Array;
  /** Arcs of node n are `firstArc[n] … firstArc[n + 1] - 1`; each edge gives two arcs (a loop two at one node). */
  firstArc: Uint32Array;
  /**
   * Of arc a: at 2a the node it leads to, at 2a + 1 its weight in ticks, at most `BARRED`. The weight is the length, or
   * what `costs` makes of it.
   */
  arcs: Int32Array;
  arcEdge: Uint32Array;
  edgeFrom: Uint32Array;
  edgeTo: Uint32Array;
  edgeLengthM: Float64Array;
  /** Geometry of edge e from `edgeFrom` to `edgeTo`: vertices `edgeFirstPoint[e] … edgeFirstPoint[e + 1] - 1`. */
  edgeFirstPoint: Uint32Array;
  pointLon: Float64Array;
  pointLat: Float64Array;
  /** Metres from the edge's start to each of its points; the last of an edge equals its `edgeLengthM`. */
  pointAlongM: Float64Array;
  /** Line of the input that the segment from each point to the next came from; the last of an edge repeats the one before. */
  pointLine: Uint32Array;
  /** Connected piece of each node, and nodes in each piece; piece 0 is the largest. */
  nodePiece: Uint32Array;
  pieceNodes: Uint32Array;
  figures: NetworkFigures;
  /** Null: every walker walks every edge both ways and only length counts. */
  costs: Costs | null;
  /**
   * Points are joined to lines of the input before this one only; absent: to all. What a scenario opens is got onto by its ends: were
   * points joined to it anew, a new path beside a door would lengthen walks from there.
   */
  joinable?: number;
}

/**
 * What one walker makes of the edges: ticks of level walking at the walker's own pace, in the direction in which searches
 * go. `forward` is from `edgeFrom` to `edgeTo`, the whole edge with half the delays of both ends; `BARRED` cannot be walked.
 * `pointForward` holds the ticks from the start to each geometry point, `pointBackward` those from the end.
 */
export interface Costs {
  forward: Int32Array;
  backward: Int32Array;
  pointForward: Int32Array;
  pointBackward: Int32Array;
  /**
   * 1 for each node that is walked up to but not through (a closed gate): what leads to it is `BARRED` as a whole, and still
   * walked in part, unless its points are `BARRED`. None: there is no such node.
   */
  shut?: Uint8Array | null;
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
  /** Further places where points meet the network (the gates that people walk out by); the least walk counts. None: there are none. */
  more?: MoreJoins | null;
}

/** Joins of point i beside its own: `first[i] … first[i + 1] - 1`. */
export interface MoreJoins {
  first: Uint32Array;
  edge: Int32Array;
  alongM: Float64Array;
  offM: Float64Array;
}
