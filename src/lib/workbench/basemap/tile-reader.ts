/** Where tiles of a base map come from. */
export interface TileReader {
  content: 'raster' | 'vector';
  leastZoom: number;
  mostZoom: number;
  /** Pixels of a side, for raster. */
  tileSize: number;
  /** Layers that vector tiles have. */
  layers: string[];
  box: [number, number, number, number] | null;
  /** The service's own words, as text. */
  attribution: string;
  /** A tile of Web Mercator; null: there is none. */
  read(z: number, x: number, y: number, signal: AbortSignal): Promise<ArrayBuffer | ImageBitmap | null>;
  close(): void;
}

/** Text of an attribution that may be written as a page: its tags taken away, never drawn as a page. */
export function textOfAttribution(given: unknown): string {
  if (typeof given !== 'string') return '';
  return given
    .replace(/<[^>]*>/g, ' ')
    .replace(/&copy;/gi, '©')
    .replace(/&nbsp;/gi, ' ')
    .replace(/&amp;/gi, '&')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 300);
}
