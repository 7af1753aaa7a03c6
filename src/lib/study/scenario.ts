/** One change to the present state. `code` is the facility's own code; a code not yet there is an added one. */
export type Edit =
  | {
      do: 'add';
      code: string;
      category: string;
      name: string;
      lon: number;
      lat: number;
      /** What it has; absent: not known. */
      floorAreaM2?: number;
      beds?: number;
      capacity?: number;
    }
  | { do: 'move'; code: string; lon: number; lat: number }
  | { do: 'close'; code: string };

/** 方案: the present state plus edits, in order. */
export interface Scenario {
  name: string;
  edits: Edit[];
}
