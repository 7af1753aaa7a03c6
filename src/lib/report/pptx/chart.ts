/** A native chart: its data lie in the slide as a workbook that Office edits. */
export interface Chart {
  kind: 'bars' | 'stacked' | 'line';
  /** Cut to what the axis has room for. */
  categories: string[];
  series: ChartSeries[];
  /** Number format of the labels: `0.0%` or `#,##0`. */
  format: string;
  /** Upper end of the values' axis; absent: found by the program. */
  most?: number;
  /** What the axes show; '' for no title. */
  categoryTitle: string;
  valueTitle: string;
  /** Point of a line that stands out. */
  mark?: number;
}

export interface ChartSeries {
  name: string;
  /** NaN is a gap. */
  values: number[];
  /** RRGGBB. */
  colour: string;
  /** Hatched, so that it is told apart without its colour. */
  isHatched?: boolean;
}
