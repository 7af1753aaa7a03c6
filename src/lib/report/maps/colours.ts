/**
 * Coverage classes: YlGnBu mixed with the paper, so that points and names stand out on it and legend and map are one
 * colour; apart for colour-blind eyes and in grey print. A class starts at its `from` share.
 */
export const COVERAGE_CLASSES = [
  { from: 0, colour: '#fafad8', label: '< 50%' },
  { from: 0.5, colour: '#c0e3c9', label: '50–70%' },
  { from: 0.7, colour: '#85ccd3', label: '70–85%' },
  { from: 0.85, colour: '#78aacc', label: '85–95%' },
  { from: 0.95, colour: '#737cb5', label: '≥ 95%' }
] as const;

export const NO_DATA = '#d9d6cf';
export const COVERED = '#0072b2';
export const UNCOVERED = '#d55e00';
/** Causes of a gap, in the order of `CAUSES` without `covered` (Okabe and Ito, 2008). */
export const CAUSE_COLOURS = ['#d55e00', '#e69f00', '#cc79a7', '#5b4b8a', '#6b6b6b'];
export const AREA = '#0f766e';
export const SITE = '#b4235a';
/**
 * Sites in the order of building, and the points that each wins: 14 and more apart (CIEDE2000) for normal, red-blind and green-blind
 * eyes, each 4.5 : 1 and more against the white figure on it.
 */
const SITE_COLOURS = [SITE, '#0000bb', '#bb5500', '#003300', '#550044', '#667788', '#005544'] as const;
/** How many colours sites have before they come again. */
export const SITE_COLOUR_COUNT = SITE_COLOURS.length;
/** The colour of the site at place `order` (from 0); after seven they come again. */
export const siteColour = (order: number): string => SITE_COLOURS[order % SITE_COLOUR_COUNT];
/** Points that no proposed site wins and that stay out of reach, beside those that are won. */
export const STILL_OUT = '#8f8a80';

/** Candidates by what each would win alone, as a share of the most: light to dark, apart in grey print too. */
export const GAIN_CLASSES = [
  { from: 0, colour: '#f6e3ec', label: '0–25%' },
  { from: 0.25, colour: '#dfa3c3', label: '25–50%' },
  { from: 0.5, colour: '#b85c95', label: '50–75%' },
  { from: 0.75, colour: '#6d1f5e', label: '75–100%' }
] as const;
export const WALK = '#111827';
/** Places where ways do not join though they probably should, points without a way, and the end of the network's data. */
export const BREAK = '#c2185b';
export const UNCONNECTED = '#7c2d12';
export const EDGE = '#6d28d9';
/** Pieces of the network in order of size (Okabe and Ito, 2008); smaller ones than 1 % are grey. */
export const PIECES = [
  '#0072b2',
  '#d55e00',
  '#009e73',
  '#cc79a7',
  '#e69f00',
  '#56b4e9',
  '#5b4b8a',
  '#7a5230'
];
export const SMALL_PIECES = '#8b8b8b';

/** Colours of files on their way in (Okabe and Ito, 2008), apart for colour-blind eyes. */
const INCOMING = ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#e69f00', '#56b4e9', '#5b4b8a', '#7a5230'];

/** The colour of the file at place `order`; after eight they come again. */
export const incomingColour = (order: number): string => INCOMING[order % INCOMING.length];

/** Disc colour and the one character in it, by facility group. */
export const GROUP_MARKS: Record<string, { colour: string; mark: string }> = {
  eldercare: { colour: '#9d3c1f', mark: '养' },
  health: { colour: '#b3123c', mark: '医' },
  integrated: { colour: '#3f4fa0', mark: '综' },
  children: { colour: '#8a6d00', mark: '童' },
  disability: { colour: '#6b4ba3', mark: '助' },
  culture_sport: { colour: '#1f7a4d', mark: '文' },
  commerce: { colour: '#5b6470', mark: '商' },
  safety: { colour: '#334155', mark: '安' },
  none: { colour: '#8b8b8b', mark: '？' }
};
