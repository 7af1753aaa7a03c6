import type { Points } from '../geometry/shapes.ts';

/** Gates of estates: where people walk out of them. An index is a gate. */
export interface Gates extends Points {
  /** Estate of each gate (index in the ledger `estates` and `estateShapes`), −1: not known. */
  estate: Int32Array;
}
