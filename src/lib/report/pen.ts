/**
 * What pictures are drawn with: the part of the canvas's 2D context that a browser's `OffscreenCanvas`, a canvas of the command line and a page of
 * its PDF all have.
 */
export type Pen = Pick<
  CanvasRenderingContext2D,
  | 'save'
  | 'restore'
  | 'scale'
  | 'translate'
  | 'rotate'
  | 'beginPath'
  | 'closePath'
  | 'moveTo'
  | 'lineTo'
  | 'arc'
  | 'rect'
  | 'clip'
  | 'fill'
  | 'stroke'
  | 'fillRect'
  | 'strokeRect'
  | 'fillText'
  | 'strokeText'
  | 'measureText'
  | 'setLineDash'
  | 'fillStyle'
  | 'strokeStyle'
  | 'lineWidth'
  | 'lineJoin'
  | 'lineCap'
  | 'globalAlpha'
  | 'font'
  | 'textAlign'
  | 'textBaseline'
>;

/** A white picture to draw on. */
export interface Picture {
  pen: Pen;
  /** The picture as PNG, its density in the file. */
  png(): Promise<Uint8Array>;
}

/** Pages that become one PDF. */
export interface Pages {
  /** Adds a page of so many points (1/72 inch) that `draw` fills, in points from the top left. */
  add(widthPt: number, heightPt: number, draw: (pen: Pen) => void): Promise<void>;
  end(): Promise<Uint8Array>;
}

/** Where pictures are made: the browser or the command line. */
export interface Studio {
  /** A white picture of so many points (1/72 inch) at so many dots per inch; the pen draws in points from the top left. */
  picture(widthPt: number, heightPt: number, dpi: number): Picture;
  /** A PDF without a time in it: the same drawing gives the same bytes. */
  pages(title: string): Pages;
  /** Whether a font with Chinese characters was found; without one they are boxes. */
  hasChinese: boolean;
}

/** Families for pictures, the office's own first; none is ever bundled. */
export const SANS =
  '"Microsoft YaHei","Source Han Sans SC","Noto Sans CJK SC","Noto Sans SC","PingFang SC","SimHei","WenQuanYi Micro Hei",sans-serif';
