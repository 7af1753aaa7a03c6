/** A map that a document shows. Colours and classes are those of the screen. */
export interface MapAsk {
  /**
   * `share`: share of people within reach by community; `uncovered`: people out of reach by community, with where they live as dots;
   * `facilities`: who serves; `sites`: the share with proposed sites (and links) upon it.
   */
  show: 'share' | 'uncovered' | 'facilities' | 'sites';
  /** `MeasureFacts.key`. */
  measure: string;
  /** Without the scenario, as studied, or with all that is proposed. */
  state: 'base' | 'now' | 'after';
  /** Code of the unit that the map shows, with a little around it; absent: the whole study. */
  unit?: string;
  /** Legend, scale bar and north arrow in the picture. */
  isFurnished: boolean;
}

/** A chart that a document shows where it can't have a native one. */
export type ChartAsk =
  /** Bars of the share by community, the lowest first, at most `most`. */
  | { chart: 'shares'; measure: string; most: number }
  /** People newly covered against the number of sites (or money), with the knee. */
  | { chart: 'curve'; question: number }
  /** Before and after by measure. */
  | { chart: 'comparison' };

/** Maps and charts as PNG at 300 dpi for a place of so many millimetres. */
export interface Pictures {
  map(ask: MapAsk, widthMm: number, heightMm: number): Promise<Uint8Array>;
  chart(ask: ChartAsk, widthMm: number, heightMm: number): Promise<Uint8Array>;
}
