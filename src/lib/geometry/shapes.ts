/** Points as columns: item i is at `lon[i], lat[i]` (WGS84 degrees). */
export interface Points {
  lon: Float64Array;
  lat: Float64Array;
}

/** Lines as columns: line i runs through the vertices `first[i] … first[i + 1] - 1`. */
export interface Lines extends Points {
  /** Length n + 1. */
  first: Uint32Array;
}

/**
 * Polygons as columns. Shape i has the parts `shapeFirst[i] … shapeFirst[i + 1] - 1`, part p the rings
 * `partFirst[p] … partFirst[p + 1] - 1` (the first is the shell, the others are holes), ring r the vertices
 * `ringFirst[r] … ringFirst[r + 1] - 1`, closed (last vertex equals the first).
 */
export interface Polygons extends Points {
  shapeFirst: Uint32Array;
  partFirst: Uint32Array;
  ringFirst: Uint32Array;
}
