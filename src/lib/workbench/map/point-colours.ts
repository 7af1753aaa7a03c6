import type { ExpressionSpecification } from 'maplibre-gl';
import {
  CAUSE_COLOURS,
  COVERED,
  NO_DATA,
  SITE_COLOUR_COUNT,
  siteColour,
  STILL_OUT,
  UNCOVERED
} from '../../report/maps/colours.ts';

/** How points are coloured: by cover (and cause), or by classes of figures of their own. */
export interface PointLook {
  byCause: boolean;
  /** Places in `CAUSES` (0: covered) that are not drawn. */
  hiddenMarks: ReadonlySet<number>;
  classes: { edges: readonly number[]; colours: readonly string[] } | null;
  /** Classes that are not drawn, that after the last: those without a figure. */
  hiddenClasses: ReadonlySet<number>;
}

/** Within a tile and a state there is no NaN and no Infinity. */
const NO_FIGURE = -1e15;
const BEYOND = 1e15;
const CLEAR = 'rgba(0,0,0,0)';
const COVERED_FILL = '#eaf3fb';

/** A figure of a point as a number that tiles and states can hold: no figure below all others, Infinity above. */
export const storedValue = (value: number): number =>
  !(value >= -Infinity) ? NO_FIGURE : Math.min(BEYOND, Math.max(-BEYOND / 10, value));

/** A walk as tiles hold it: whole metres, rounded down, so that a tile has few different ones; Infinity above all. */
export const storedWalk = (metres: number): number => Math.floor(storedValue(metres));

/** Place in `CAUSES` of a point, 0 where it is covered, and its figure: as a step of a drag says, else its tile. */
const cause: ExpressionSpecification = ['coalesce', ['feature-state', 'cause'], ['get', 'cause']];
const value: ExpressionSpecification = [
  'to-number',
  ['coalesce', ['feature-state', 'value'], ['get', 'value'], NO_FIGURE]
];

/** Colours of the points and of their rims. */
export function pointColours(look: PointLook): {
  fill: ExpressionSpecification;
  stroke: ExpressionSpecification;
} {
  const { classes, hiddenMarks } = look;
  const others = classes ? classColours(classes, look.hiddenClasses, (colour) => colour) : markFill(look);
  const rims = classes
    ? classColours(classes, look.hiddenClasses, () => '#3d4441')
    : (['match', cause, 0, COVERED, '#ffffff'] as ExpressionSpecification);
  // From afar a white rim would be most of a point.
  const fill = gained(others);
  const stroke = gained(rims);
  if (hiddenMarks.size === 0) return { fill, stroke };
  const without = (colour: ExpressionSpecification): ExpressionSpecification => [
    'case',
    ['in', cause, ['literal', [...hiddenMarks]]],
    CLEAR,
    colour
  ];
  return { fill: without(fill), stroke: without(stroke) };
}

/** The number of the site that wins a point; below 0 where the map says nothing of gains, 0 where none does. */
const won: ExpressionSpecification = ['to-number', ['coalesce', ['get', 'won'], -1]];

/**
 * The colour of the site that wins a point, else `other`. Tiles say by themselves whether gains are shown: paint that changes while tiles
 * are cut anew can leave the older of both on the map.
 */
const gained = (other: ExpressionSpecification): ExpressionSpecification => [
  'case',
  ['>', won, 0],
  [
    'match',
    ['%', ['-', won, 1], SITE_COLOUR_COUNT],
    ...Array.from({ length: SITE_COLOUR_COUNT - 1 }, (_, order) => [order, siteColour(order)]).flat(),
    siteColour(SITE_COLOUR_COUNT - 1)
  ] as unknown as ExpressionSpecification,
  other
];

function markFill({ byCause }: PointLook): ExpressionSpecification {
  const beyond = byCause
    ? ['match', cause, ...CAUSE_COLOURS.flatMap((colour, i) => [i + 1, colour]), UNCOVERED]
    : UNCOVERED;
  return [
    'case',
    ['==', cause, 0],
    COVERED_FILL,
    ['>=', won, 0],
    STILL_OUT,
    beyond
  ] as unknown as ExpressionSpecification;
}

function classColours(
  { edges, colours }: NonNullable<PointLook['classes']>,
  hidden: ReadonlySet<number>,
  drawn: (colour: string) => string
): ExpressionSpecification {
  const at = (place: number, colour: string) => (hidden.has(place) ? CLEAR : drawn(colour));
  return [
    ...['step', value, at(edges.length + 1, NO_DATA), NO_FIGURE / 2, at(0, colours[0])],
    ...edges.flatMap((edge, i) => [edge, at(i + 1, colours[i + 1])])
  ] as unknown as ExpressionSpecification;
}
