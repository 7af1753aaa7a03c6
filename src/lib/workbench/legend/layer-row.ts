import type { Box, ViewCount } from './view-counts.ts';

/** One row of the list of layers: what belongs together on the map, with its legend. */
export interface LayerRow {
  id: string;
  /** What it is called, in the language on screen. */
  title: () => string;
  /** Layers of the map, the lowest first; those that are not there are left alone. */
  mapLayers: readonly string[];
  /** The desk's own switch for it; absent: the legend keeps whether it is shown. */
  showKey?: ShowKey;
  /** False where there is nothing of it to show now: the row is not in the list. Absent: there always is. */
  isThere?: () => boolean;
  /** How many there are, and in what the map shows; null or absent: not a thing to count. */
  count?: (box: Box) => ViewCount | null;
  /** Where it lies, to zoom to; null or absent: nowhere of its own. */
  box?: () => Box | null;
}

/** Switches of the desk (`desk.show`) that rows of the list turn. */
export type ShowKey = 'points' | 'area' | 'sites' | 'roads' | 'unconnected' | 'edge' | 'pieces';
