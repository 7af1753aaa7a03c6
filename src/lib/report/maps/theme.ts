import { figure } from '../figures.ts';
import type { UnitFacts } from '../facts.ts';
import type { MapAsk } from '../pictures.ts';
import { classOf, findEdges, roundEdges } from './classes.ts';
import { COVERAGE_CLASSES } from './colours.ts';
import type { MapGround, MeasureGround } from './ground.ts';
import { rampColours } from './ramps.ts';

/** How communities are coloured: their figures, and the classes these are cut into. */
export interface Theme {
  kind: 'share' | 'count' | 'none';
  /** By row of the community; NaN is not known. */
  values: Float64Array;
  /** −1 where the figure is not known. */
  classes: Int8Array;
  colours: readonly string[];
  labels: readonly string[];
}

/** The figures of communities by what a map shows, cut and coloured as on the screen. */
export function themeUnits(ground: MapGround, ask: MapAsk): Theme {
  const rows = ground.communities.code.length;
  const measure = ground.measures.get(ask.measure);
  if (ask.show === 'facilities' || !measure)
    return {
      kind: 'none',
      values: new Float64Array(rows).fill(NaN),
      classes: new Int8Array(rows).fill(-1),
      colours: [],
      labels: []
    };
  return ask.show === 'uncovered'
    ? countTheme(measure, ask.state, rows)
    : shareTheme(measure, ask.state, rows);
}

function shareTheme({ units }: MeasureGround, state: MapAsk['state'], rows: number): Theme {
  const of: Record<MapAsk['state'], (unit: UnitFacts) => number> = {
    base: ({ shareBase }) => shareBase,
    now: ({ share }) => share,
    after: ({ shareAfter }) => shareAfter
  };
  const values = Float64Array.from({ length: rows }, (_, row) => (units[row] ? of[state](units[row]) : NaN));
  const edges = COVERAGE_CLASSES.slice(1).map(({ from }) => from);
  return {
    ...{ kind: 'share' as const, values, classes: Int8Array.from(values, (value) => classOf(value, edges)) },
    ...{
      colours: COVERAGE_CLASSES.map(({ colour }) => colour),
      labels: COVERAGE_CLASSES.map(({ label }) => label)
    }
  };
}

/** Natural breaks of the study as it is, so that before and after are in the same classes. */
function countTheme({ units }: MeasureGround, state: MapAsk['state'], rows: number): Theme {
  const of: Record<MapAsk['state'], (unit: UnitFacts) => number> = {
    base: ({ total, coveredBase }) => Math.max(0, total - coveredBase),
    now: ({ uncovered }) => uncovered,
    after: ({ total, coveredAfter }) => Math.max(0, total - coveredAfter)
  };
  const now = Float64Array.from({ length: rows }, (_, row) => units[row]?.uncovered ?? NaN);
  const least = now.reduce((least, value) => (value < least ? value : least), Infinity);
  const edges = roundEdges(findEdges(now, 'natural', 5), 1, least);
  const values = Float64Array.from({ length: rows }, (_, row) => (units[row] ? of[state](units[row]) : NaN));
  const text = edges.map((edge) => figure(edge, 'count'));
  const last = edges.length - 1;
  const labels =
    edges.length === 0
      ? [figure(Number.isFinite(least) ? least : NaN, 'count')]
      : [`< ${text[0]}`, ...edges.slice(1).map((_, i) => `${text[i]}–${text[i + 1]}`), `≥ ${text[last]}`];
  return {
    ...{ kind: 'count', values, classes: Int8Array.from(values, (value) => classOf(value, edges)) },
    ...{ colours: rampColours('oranges', edges.length + 1, false), labels }
  };
}
