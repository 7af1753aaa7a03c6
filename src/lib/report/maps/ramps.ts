import { interpolateCividis, interpolatePuOr, schemeOranges, schemeYlGnBu } from 'd3-scale-chromatic';

/** What is coloured: see `ThemedKind` of the views. */
type Coloured = 'share' | 'metres' | 'count' | 'difference' | 'score';

/** Ramps of ColorBrewer and cividis: apart for colour-blind eyes and in grey print, with 3 to 7 classes. */
export const RAMPS = ['ylgnbu', 'cividis', 'oranges', 'puor'] as const;
export type Ramp = (typeof RAMPS)[number];

/** The paper of the map: colours are mixed with it, so that points and names stand out on them. */
const PAPER = [0xf3, 0xf1, 0xec];

/** Share of paper in the colours of up to five classes, and of more, which have to keep farther apart. */
const MIXED: Record<Ramp, [few: number, many: number]> = {
  ylgnbu: [0.38, 0.1],
  cividis: [0.38, 0.38],
  oranges: [0.3, 0],
  puor: [0.15, 0.15]
};

/**
 * Places on PuOr by number of classes. Its two arms are equally dark, and in grey one: these places were searched so that any
 * two colours keep CIEDE2000 ≥ 6.9 in grey.
 */
const PUOR_AT: Record<number, number[]> = {
  2: [0.14, 0.8],
  3: [0.06, 0.5, 0.87],
  4: [0.06, 0.26, 0.56, 0.94],
  5: [0.08, 0.22, 0.5, 0.74, 0.95],
  6: [0.06, 0.14, 0.33, 0.55, 0.8, 0.9],
  7: [0.06, 0.12, 0.35, 0.5, 0.77, 0.86, 0.94]
};

/** Ramps that suit a kind of figure, the best first. */
export function rampsFor(kind: Coloured): Ramp[] {
  if (kind === 'difference') return ['puor'];
  const isGap = kind === 'count' || kind === 'metres';
  return isGap ? ['oranges', 'ylgnbu', 'cividis'] : ['ylgnbu', 'cividis', 'oranges'];
}

/** Colours (`#rrggbb`) of `count` classes (1 to 7), light to dark, of `puor` from purple to orange; or the other way round. */
export function rampColours(ramp: Ramp, count: number, isReversed: boolean): string[] {
  const classes = Math.min(7, Math.max(1, count));
  const [few, many] = MIXED[ramp];
  const share = classes <= 5 ? few : many;
  const colours = pureColours(ramp, classes).map((colour) => mix(colour, share));
  return isReversed ? colours.reverse() : colours;
}

function pureColours(ramp: Ramp, count: number): string[] {
  if (ramp === 'puor') return (PUOR_AT[count] ?? [0.5]).map(interpolatePuOr);
  if (ramp === 'cividis')
    return Array.from({ length: count }, (_, i) => interpolateCividis(count > 1 ? 1 - i / (count - 1) : 0.5));
  const schemes = ramp === 'oranges' ? schemeOranges : schemeYlGnBu;
  if (count === 1) return [schemes[3][1]];
  return count === 2 ? [schemes[3][0], schemes[3][2]] : [...schemes[count]];
}

/** A colour (`#rrggbb` or `rgb(r, g, b)`) with a share of paper in it. */
function mix(colour: string, share: number): string {
  const parts = colour.startsWith('#')
    ? [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16))
    : (colour.match(/\d+/g) ?? []).slice(0, 3).map(Number);
  const mixed = parts.map((part, i) => Math.round(part * (1 - share) + PAPER[i] * share));
  return `#${mixed.map((part) => part.toString(16).padStart(2, '0')).join('')}`;
}
