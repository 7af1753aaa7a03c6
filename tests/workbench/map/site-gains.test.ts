import { describe, expect, it } from 'vitest';
import { sitingChoice } from '../../../src/lib/study/siting-choice.ts';
import { CAUSE_COLOURS, siteColour, STILL_OUT } from '../../../src/lib/report/maps/colours.ts';
import type { SitingOutcome } from '../../../src/lib/workbench/engine/scene.ts';
import { candidateFeatures, candidatesFrom, siteFeatures } from '../../../src/lib/workbench/map/features.ts';
import { pointColours, type PointLook } from '../../../src/lib/workbench/map/point-colours.ts';
import {
  BEST_CANDIDATES,
  candidateSigns,
  gainsShown,
  unitGains,
  type GainsDesk
} from '../../../src/lib/workbench/map/site-gains.ts';
import { createTileMaker } from '../../../src/lib/workbench/map/tiles/tile-maker.ts';

/** An expression of the map's style, as far as points use them. */
function evaluate(expression: unknown, point: Record<string, number>): unknown {
  if (!Array.isArray(expression)) return expression;
  const [name, ...given] = expression as [string, ...unknown[]];
  const is = (at: number) => evaluate(given[at], point);
  const number = (at: number) => Number(is(at));
  if (name === 'get') return point[given[0] as string] ?? null;
  if (name === 'feature-state') return null;
  if (name === '==') return is(0) === is(1);
  if (name === '>') return number(0) > number(1);
  if (name === '>=') return number(0) >= number(1);
  if (name === '%') return number(0) % number(1);
  if (name === '-') return number(0) - number(1);
  // As in the map: what is missing is the number 0.
  if (name === 'to-number') return number(0);
  if (name === 'coalesce') return given.map((_, at) => is(at)).find((found) => found !== null) ?? null;
  if (name === 'case') {
    for (let at = 0; at + 1 < given.length; at += 2) if (is(at)) return is(at + 1);
    return is(given.length - 1);
  }
  if (name === 'match') {
    for (let at = 1; at + 1 < given.length; at += 2) if (is(0) === given[at]) return is(at + 1);
    return is(given.length - 1);
  }
  if (name === 'step') {
    let found = is(1);
    for (let at = 2; at < given.length; at += 2) if (number(0) >= number(at)) found = is(at + 1);
    return found;
  }
  throw new Error(`expected an expression of points, got ${name}`);
}

const sitesOf = (...sites: { code: string; units?: { unit: number; people: number }[] }[]) =>
  sites.map((site) => ({
    units: [],
    name: site.code,
    lon: 117,
    lat: 39,
    ...site
  })) as unknown as SitingOutcome['sites'];
const points = (count: number) => ({
  lon: Float64Array.from({ length: count }, (_, i) => 117 + i * 1e-4),
  lat: new Float64Array(count).fill(39),
  people: new Float64Array(count).fill(10)
});
const deskOf = (said: Partial<GainsDesk> = {}): GainsDesk => ({
  ...{ scene: { points: points(3) }, outcome: { points: null } },
  siting: { wonBy: Uint16Array.of(0, 1, 2), sites: sitesOf({ code: 'a' }, { code: 'b' }) },
  ...{ tab: 'siting', sitingView: 'sites', show: { sites: true }, isSited: true },
  ...said
});

describe('gains on the map', () => {
  it('are those of the answer on the desk', () => {
    expect(gainsShown(deskOf())).toEqual(Uint16Array.of(0, 1, 2));
  });

  it.each([
    ['in another step', { tab: 'gaps' }],
    ['beside links', { sitingView: 'links' }],
    ['with sites hidden', { show: { sites: false } }],
    ['without an answer', { siting: null }],
    ['of another scenario', { isSited: false }],
    ['of other points', { outcome: { points: points(4) } }]
  ] as [string, Partial<GainsDesk>][])('are none %s', (_, said) => {
    expect(gainsShown(deskOf(said))).toBeNull();
  });

  it('of a unit are those of all sites, in the colour of the one that wins most there', () => {
    const sites = sitesOf(
      {
        code: 'a',
        units: [
          { unit: 4, people: 20 },
          { unit: -1, people: 99 }
        ]
      },
      {
        code: 'b',
        units: [
          { unit: 4, people: 30 },
          { unit: 7, people: 5 }
        ]
      },
      { code: 'c', units: [{ unit: 4, people: 1 }] }
    );
    const choice = sitingChoice({ standard: 's' });
    expect([...unitGains({ sites, choice })!]).toEqual([
      [4, { people: 51, colour: siteColour(1) }],
      [7, { people: 5, colour: siteColour(1) }]
    ]);
  });

  it('of a unit are not told where walks are made shorter', () => {
    const choice = sitingChoice({ standard: 's', model: 'pcenter' });
    expect(unitGains({ sites: sitesOf({ code: 'a', units: [{ unit: 4, people: 20 }] }), choice })).toBeNull();
  });

  it('are in the tiles while they are shown, also of points that nobody wins', () => {
    const maker = createTileMaker();
    const tile = (won: Uint16Array | null) => {
      maker.setPoints(points(2), Uint8Array.of(1, 1), null, null, won);
      return Buffer.from(maker.pointTile(0, 0, 0)!).toString('latin1');
    };
    expect(tile(Uint16Array.of(0, 2))).toContain('won');
    expect(tile(Uint16Array.of(0, 0))).toContain('won');
    expect(tile(null)).not.toContain('won');
  });

  it('colour points before cover and classes do, and leave the others neutral', () => {
    const look = {
      byCause: true,
      hiddenMarks: new Set<number>(),
      classes: null,
      hiddenClasses: new Set<number>()
    };
    const classes = { edges: [1], colours: ['#111111', '#222222'] };
    const colourOf = (point: Record<string, number>, said: Partial<PointLook> = {}) =>
      evaluate(pointColours({ ...look, ...said }).fill, point);
    expect(colourOf({ cause: 1, won: 1 })).toBe(siteColour(0));
    expect(colourOf({ cause: 0, won: 9 })).toBe(siteColour(8));
    expect(colourOf({ cause: 1, won: 0 })).toBe(STILL_OUT);
    expect(colourOf({ cause: 1 })).toBe(CAUSE_COLOURS[0]);
    expect(colourOf({ cause: 0, won: 0 })).toBe(colourOf({ cause: 0 }));
    expect(colourOf({ cause: 1, won: 2, value: 5 }, { classes })).toBe(siteColour(1));
    expect(colourOf({ cause: 1, won: 0, value: 5 }, { classes })).toBe('#222222');
  });
});

describe('candidates on the map', () => {
  const outcome = (gains: number[], said: { built?: string[]; lock?: string[]; forbid?: string[] } = {}) =>
    ({
      candidates: {
        ...{ code: gains.map((_, c) => `c${c}`), name: gains.map(() => '') },
        ...{ lon: new Float64Array(gains.length), lat: new Float64Array(gains.length) },
        gain: Float64Array.from(gains)
      },
      sites: sitesOf(...(said.built ?? []).map((code) => ({ code }))),
      choice: { lock: said.lock, forbid: said.forbid }
    }) as unknown as SitingOutcome;

  it('are the best few, and the others faint; who wins nobody is not among the best', () => {
    const signs = candidateSigns(outcome([1, 8, 7, 6, 5, 4, 3, 0]));
    expect(signs).toEqual(['faint', 'best', 'best', 'best', 'best', 'best', 'faint', 'faint']);
    expect(signs.filter((sign) => sign === 'best')).toHaveLength(BEST_CANDIDATES);
    expect(candidateSigns(outcome([0, 2, 0]))).toEqual(['faint', 'best', 'faint']);
  });

  it('are not drawn beneath the pins of the answer, and stay in sight where locked or excluded', () => {
    const found = outcome([9, 8, 0, 0], { built: ['c0'], lock: ['c0', 'c2'], forbid: ['c1'] });
    expect(candidateSigns(found)).toEqual([null, 'forbid', 'lock', 'faint']);
    expect(candidateFeatures(found).features.map(({ properties }) => properties?.code)).toEqual([
      'c2',
      'c3',
      'c1'
    ]);
  });

  it('wait for a closer look where there are many', () => {
    const scene = { bounds: [116.4, 39.93, 116.44, 39.95] } as Parameters<typeof candidatesFrom>[0];
    expect(candidatesFrom(scene, 36)).toBe(0);
    expect(candidatesFrom(scene, 493)).toBeGreaterThan(13);
    expect(candidatesFrom(scene, 1000)).toBeGreaterThan(candidatesFrom(scene, 493));
  });
});

describe('pins', () => {
  it('have the number in the order of building, also beyond twenty, and none before the answer stands', () => {
    const siting = { sites: sitesOf(...Array.from({ length: 25 }, (_, i) => ({ code: `s${i}` }))) };
    const numbers = (isOrdered: boolean) =>
      siteFeatures(siting, null, isOrdered).features.map(({ properties }) => properties?.order as number);
    expect(numbers(true)).toEqual(Array.from({ length: 25 }, (_, i) => i + 1));
    expect(new Set(numbers(false))).toEqual(new Set([0]));
  });
});
