/** Bits of a line (`RoadTraits.lineFlags`) and of the segment of a network point (`NetworkTraits.pointFlags`). */
export const STEPS = 1;
/** Nobody walks it in its own direction. */
export const NOT_FORWARD = 2;
/** Nobody walks it against its own direction. */
export const NOT_BACKWARD = 4;
/** Half a crossing lies at the segment's first point. */
export const CROSSING_AT_START = 8;
/** Half a crossing lies at the segment's second point. */
export const CROSSING_AT_END = 16;
/** Of lines only: a way of people on foot, not a carriageway. */
export const FOOTWAY = 32;

/** Bits of what stands at a vertex. */
export const CROSSING = 1;
/** Can be passed in its hours, always where it has none. */
export const GATE = 2;
/** Nobody passes: a wall, a gate without access. */
export const SHUT = 4;
/** Passed by those who climb steps: a stile, a turnstile. */
export const STILE = 8;

/** What lines and their vertices are beside their length; columns beside those of the lines. */
export interface RoadTraits {
  /** Of each line: `STEPS`, `NOT_FORWARD`, `NOT_BACKWARD`, `FOOTWAY`. */
  lineFlags: Uint8Array;
  /** Of each line: rise per metre in its direction; NaN: not known. */
  lineGradient: Float64Array;
  /** Of each vertex of the lines, in metres; NaN: not known. Null where no vertex has one. */
  heightM: Float64Array | null;
  /** Vertices with something on them, `CROSSING`, `GATE`, `SHUT`, `STILE`, and the opening hours there ('': none given). */
  placePosition: Uint32Array;
  placeKind: Uint8Array;
  placeHours: string[];
}

/** The same beside the columns of a network. */
export interface NetworkTraits {
  /** Of the segment from each geometry point to the next, in the edge's direction; 0 at the last point of an edge. */
  pointFlags: Uint8Array;
  /** Rise per metre of the same segment, 0 where it is not known. Null where all is level. */
  pointGradient: Float32Array | null;
  /** Nodes that not everybody passes at any time, ascending, with `GATE`, `SHUT`, `STILE` and opening hours. */
  gateNode: Uint32Array;
  gateKind: Uint8Array;
  gateHours: string[];
  figures: TraitFigures;
}

/** What a network was found to have: places as vertices, the others as metres of edges. */
export interface TraitFigures {
  crossings: number;
  gates: number;
  stepsM: number;
  oneWayM: number;
  slopedM: number;
}

/** Nothing is said of lines that say nothing: null keeps a network as if there were no traits at all. */
export function orNull(traits: RoadTraits): RoadTraits | null {
  const plain =
    traits.placePosition.length === 0 &&
    traits.heightM === null &&
    traits.lineGradient.every(Number.isNaN) &&
    traits.lineFlags.every((flags) => (flags & ~FOOTWAY) === 0);
  return plain ? null : traits;
}
