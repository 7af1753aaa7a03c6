import type { Frame } from './frame.ts';
import type { MapLegend } from './legend.ts';
import type { SayOfMaps } from './map-words.ts';
import type { PlacedName } from './place-names.ts';

/** What was drawn, for what stands around it. */
export interface DrawnMap {
  frame: Frame;
  metresPerPt: number;
  /** n of the scale 1:n on paper. */
  scale: number;
  legend: MapLegend;
  /** What the map shows, a sentence. */
  note: string;
  /** Ground of the study that the map shows, by its bounds, in square kilometres. */
  areaKm2: number;
  /** Names that found a place, for whoever checks them. */
  names: readonly PlacedName[];
  /** How large letters and signs are: 1 in a picture of a document's width. */
  size: number;
  say: SayOfMaps;
}
