/** Fonts and colours of the slides: named, never bundled; told apart by lightness and hatch as well as by hue. */
export const FONT = 'Microsoft YaHei';
export const INK = '1F2933';
export const MUTED = '566573';
export const LINE = 'D0D7DE';
export const PALE = 'EEF4F9';
export const NAVY = '123B5D';
export const BLUE = '0072B2';
export const ORANGE = 'D55E00';
export const GREY = 'B4BDC6';
export const SKY = '8EC3E6';

/** The page in inches, its left edge and the width between the edges. */
export const PAGE = { w: 13.333, h: 7.5, left: 0.6, inner: 12.133, top: 1.75, bottom: 6.85 };
