import { describe, expect, it } from 'vitest';
import { joinPoints } from '../../src/lib/network/join.ts';
import { buildNetwork } from '../../src/lib/network/build.ts';
import { layLinkGraph } from '../../src/lib/siting/link-graph.ts';
import { createLinkState } from '../../src/lib/siting/link-state.ts';
import { createPlane, distanceM } from '../../src/lib/geometry/metric.ts';
import { findPairsBeside } from '../../src/lib/siting/link-beside.ts';
import { appendPairs, findLinkPairs } from '../../src/lib/siting/link-pairs.ts';
import { siteLinks, siteLinksAndSites } from '../../src/lib/siting/site-links.ts';
import { linesOf, pointsOf, type XY } from '../network/towns.ts';
import { drawCase, emptyCandidates, PRICES, questionOf, rerun, subsets } from './link-cases.ts';

const range = (count: number): number[] => Array.from({ length: count }, (_, k) => k);

/** Holds the gains of each link, of all together and with sites against full runs; gives how many were above 0 and how many sharp. */
function checkGains(seed: number, given: ReturnType<typeof drawCase>): [gains: number, sharp: number] {
  const { question, people } = given;
  const graph = layLinkGraph({
    ...{ network: given.network, sources: given.facilities, points: question.demandJoins },
    people: people.map((value, i) => (question.coverage.covered[i] ? 0 : value)),
    ...{ limitM: given.limitM, links: question.pairs },
    sites: joinPoints(given.network, question.candidates)
  });
  const count = question.pairs.lengthM.length;
  const state = createLinkState(graph);
  const before = state.ticks.slice();
  let [gains, sharp] = [0, 0];
  for (const links of [...range(count).map((k) => [k]), range(count), range(count).reverse()])
    for (const sites of [[], [0], [0, 1]]) {
      const moves = [...links, ...sites.map((s) => count + s)];
      // Sites before, behind and between links: the order must not matter.
      if (seed % 2) moves.reverse();
      for (const move of moves) state.open(move);
      const { least, most } = rerun(given, links, sites);
      expect(state.won(), `seed ${seed}, links ${links}, sites ${sites}`).toBeGreaterThanOrEqual(least);
      expect(state.won(), `seed ${seed}, links ${links}, sites ${sites}`).toBeLessThanOrEqual(most);
      sharp += +(least === most);
      gains += +(most > 0 && links.length > 0);
      while (moves.pop() !== undefined) state.close();
    }
  expect(state.ticks, `seed ${seed}`).toEqual(before);
  expect(state.won()).toBe(0);
  expect(state.isWon.some(Boolean)).toBe(false);
  return [gains, sharp];
}

describe('gains of links', () => {
  it('are those of a full run with the links drawn into the lines, in 300 random towns', () => {
    let [gains, sharp] = [0, 0];
    for (let seed = 1; seed <= 300; seed++) {
      const found = checkGains(seed, drawCase(seed, 6, 2));
      gains += found[0];
      sharp += found[1];
    }
    console.info(`${gains} gains above 0; ${sharp} without anyone at the very limit`);
    expect(gains).toBeGreaterThan(1000);
    expect(sharp).toBeGreaterThan(4500);
  });

  it('are those of a full run for walkers with slopes, steps, one-way lines, crossings and shut gates, in 300', () => {
    let [gains, sharp, weighed, shut] = [0, 0, 0, 0];
    for (let seed = 1; seed <= 300; seed++) {
      const given = drawCase(20_000 + seed, 6, 2, true);
      weighed += +(given.network.costs !== null);
      shut += +(given.network.costs?.shut != null);
      const found = checkGains(20_000 + seed, given);
      gains += found[0];
      sharp += found[1];
    }
    console.info(
      `${gains} gains above 0; ${sharp} sharp; ${weighed} weighed networks, ${shut} with shut gates`
    );
    expect(gains).toBeGreaterThan(800);
    expect(sharp).toBeGreaterThan(4500);
    expect(weighed).toBeGreaterThan(200);
    expect(shut).toBeGreaterThan(100);
  });
});

describe('the links that win most', () => {
  it('are the best of all subsets of up to three, also with a budget, in 240 random towns', () => {
    let together = 0;
    for (let seed = 1; seed <= 240; seed++) {
      const given = drawCase(1000 + seed, 8);
      const count = given.question.pairs.lengthM.length;
      const all = subsets(count, 3).map((links) => ({ links, ...rerun(given, links) }));
      for (const budget of [Infinity, 5])
        for (const links of [1, 2, 3]) {
          const costOf = (k: number): number => PRICES[given.question.crossings[k].kind];
          const allowed = all.filter(
            (each) =>
              each.links.length <= links && each.links.reduce((sum, k) => sum + costOf(k), 0) <= budget
          );
          const least = Math.max(...allowed.map((each) => each.least));
          const most = Math.max(...allowed.map((each) => each.most));
          const prices = budget < Infinity ? PRICES : null;
          const at = `seed ${seed}, ${links} links, budget ${budget}`;
          const answer = siteLinks({ ...given.question, links, budget, prices });
          expect(answer.objective, at).toBeGreaterThanOrEqual(least);
          expect(answer.objective, at).toBeLessThanOrEqual(most);
          expect(answer.proven, at).toBe(true);
          expect(answer.bound, at).toBe(answer.objective);
          expect(answer.links.length, at).toBeLessThanOrEqual(links);
          expect(
            answer.links.reduce((sum, each) => sum + each.gain, 0),
            at
          ).toBe(answer.objective);
          expect(answer.why === null, at).toBe(answer.objective > 0);
          if (prices) {
            const spent = answer.links.reduce((sum, each) => sum + each.cost, 0);
            expect(spent, at).toBeLessThanOrEqual(budget);
          }
          const alone = answer.links.reduce((sum, each) => sum + each.alone, 0);
          together += +(alone < answer.objective);
          // Stopped at once: the bound still holds.
          const stopped = siteLinks({ ...given.question, links, budget, prices, steps: 0 });
          expect(stopped.bound, at).toBeGreaterThanOrEqual(least);
          expect(stopped.objective, at).toBeLessThanOrEqual(most);
          if (stopped.proven) expect(stopped.objective, at).toBeGreaterThanOrEqual(least);
        }
    }
    console.info(`${together} answers in which links win more together than the sum of each alone`);
    expect(together).toBeGreaterThan(20);
  });

  it('are the best with sites beside them, also with a budget, in 200 random towns', () => {
    let mixed = 0;
    for (let seed = 1; seed <= 200; seed++) {
      const given = drawCase(5000 + seed, 5, 4);
      const count = given.question.pairs.lengthM.length;
      const { cost } = given.question.candidates;
      const all = subsets(count, 2).flatMap((links) =>
        subsets(4, 2).map((sites) => ({ links, sites, ...rerun(given, links, sites) }))
      );
      for (const [links, sites, budget] of [
        [1, 1, Infinity],
        [2, 1, Infinity],
        [2, 2, Infinity],
        [2, 2, 8]
      ]) {
        const costOf = (each: { links: number[]; sites: number[] }): number =>
          each.links.reduce((sum, k) => sum + PRICES[given.question.crossings[k].kind], 0) +
          each.sites.reduce((sum, s) => sum + cost[s], 0);
        const allowed = all.filter(
          (each) => each.links.length <= links && each.sites.length <= sites && costOf(each) <= budget
        );
        const least = Math.max(...allowed.map((each) => each.least));
        const most = Math.max(...allowed.map((each) => each.most));
        const prices = budget < Infinity ? PRICES : null;
        const at = `seed ${seed}, ${links} links, ${sites} sites, budget ${budget}`;
        const answer = siteLinksAndSites({ ...given.question, links, sites, budget, prices });
        expect(answer.objective, at).toBeGreaterThanOrEqual(least);
        expect(answer.objective, at).toBeLessThanOrEqual(most);
        expect(answer.proven, at).toBe(true);
        mixed += +(answer.links.length > 0 && answer.sites.length > 0);
        const stopped = siteLinksAndSites({ ...given.question, links, sites, budget, prices, steps: 0 });
        expect(stopped.bound, at).toBeGreaterThanOrEqual(least);
        if (stopped.proven) expect(stopped.objective, at).toBeGreaterThanOrEqual(least);
      }
    }
    console.info(`${mixed} answers with links and sites`);
    expect(mixed).toBeGreaterThan(100);
  });
});

describe('spots beside the links chosen', () => {
  it('are taken where one wins more, and are among the pairs then', () => {
    const { network, facilities, demand, people } = twoStreets();
    const all = findLinkPairs(network, { thinM: 0.1, timesAround: 1.1 });
    const plane = createPlane(116.4, 0);
    const north = (k: number): number[] => [all.fromAt.lat[k], all.toAt.lat[k]].map((lat) => plane.y(lat));
    // Over a link 240 m from the south nobody comes from the southern end within 300 m; 212 m is near enough.
    const far = [...all.lengthM.keys()].filter((k) => north(k).every((y) => y > 232 && y < 250));
    expect(far.length).toBeGreaterThan(0);
    const pairs = appendPairs(all, far.slice(0, 1), all, []);
    const question = questionOf(network, facilities, demand, people, 300, pairs);
    const beside = (chosen: readonly number[]) => {
      const spots = findPairsBeside(network, {}, pairs, chosen);
      return { pairs: spots, crossings: Array.from(spots.lengthM, () => question.crossings[0]) };
    };
    expect(siteLinks(question)).toMatchObject({ objective: 40, bound: 40, proven: true });
    const moved = siteLinks({ ...question, beside });
    expect(moved).toMatchObject({ objective: 50, bound: 50, proven: true });
    expect(moved.pairs.kept).toBe(2);
    expect(moved.pairs.beside).toBeGreaterThan(3);
    expect(plane.y(moved.links[0].from[1])).toBeLessThan(230);
    // Nor more than the money allows.
    const prices = { other: 3, wall: 1 };
    const crossings = [{ kind: 'wall' as const, crosses: '' }];
    const kept = siteLinks({
      ...question,
      crossings,
      prices,
      budget: 2,
      beside: (chosen) => ({
        pairs: beside(chosen).pairs,
        crossings: Array.from(beside(chosen).pairs.lengthM, () => ({ kind: 'other' as const, crosses: '' }))
      })
    });
    expect(kept).toMatchObject({ objective: 40, proven: true });
  });

  it('are near both ends, near each other and a long walk apart, the links themselves among them', () => {
    const network = buildNetwork(linesOf([street(0), street(40), street(80)]));
    const pairs = findLinkPairs(network);
    const spots = findPairsBeside(network, {}, pairs, [0, 3]);
    const keys = ({ fromAt, toAt }: typeof pairs, k: number): string =>
      [fromAt.lon[k], fromAt.lat[k], toAt.lon[k], toAt.lat[k]].join();
    const all = Array.from(spots.lengthM, (_, k) => keys(spots, k));
    expect(new Set(all).size).toBe(all.length);
    for (const k of [0, 3]) expect(all).toContain(keys(pairs, k));
    for (let k = 0; k < all.length; k++) {
      expect(spots.lengthM[k]).toBeLessThanOrEqual(150);
      expect(spots.walkM[k]).toBeGreaterThanOrEqual(3 * spots.lengthM[k]);
      const isBeside = [0, 3].some((c) =>
        (['fromAt', 'toAt'] as const).every((end) => {
          const apart = (other: 'fromAt' | 'toAt'): number =>
            distanceM(pairs[end].lon[c], pairs[end].lat[c], spots[other].lon[k], spots[other].lat[k]);
          return Math.min(apart('fromAt'), apart('toAt')) <= 50;
        })
      );
      expect(isBeside).toBe(true);
    }
    expect(findPairsBeside(network, {}, pairs, []).lengthM.length).toBe(0);
  });
});

const street = (x: number): XY[] => [
  [x, 0],
  [x, 1000]
];

/** Two streets of 1,000 m, 40 m apart, joined at their northern end alone; a facility on the western one, 200 m from the south. */
function twoStreets() {
  const along = (x: number): XY[] => range(11).map((k): XY => [x, 100 * k]);
  const lines = linesOf([
    along(0),
    along(40),
    [
      [0, 1000],
      [40, 1000]
    ]
  ]);
  const network = buildNetwork(lines);
  const facilities = joinPoints(network, pointsOf([[0, 200]]));
  const demand = pointsOf(range(10).map((k): XY => [40, 100 * k]));
  return { network, facilities, demand, people: new Float64Array(10).fill(10) };
}

describe('a street behind a wall', () => {
  it('is opened beside the facility: five of ten places come within 300 m', () => {
    const { network, facilities, demand, people } = twoStreets();
    const pairs = findLinkPairs(network);
    const question = questionOf(network, facilities, demand, people, 300, pairs);
    const one = siteLinks({ ...question, links: 1 });
    expect(one.objective).toBe(50);
    expect(one.proven).toBe(true);
    expect(one.links[0].lengthM).toBeCloseTo(40, 2);
    expect(one.links[0].sentence.zh).toMatch(/^开一处步行通道，直线 40 米，现在要绕 \d+ 米$/);
    // All others are more than 300 m along the one street or the other: no number of links helps.
    expect(siteLinks({ ...question, links: 3 })).toMatchObject({ objective: 50, bound: 50, proven: true });
    const site = emptyCandidates(pointsOf([[0, 800]]));
    const both = siteLinksAndSites({ ...question, links: 2, sites: 1, candidates: site });
    // The second at 800 m from the south has the places at 600 … 900 m, over a link of its own.
    expect(both).toMatchObject({ objective: 90, proven: true });
    expect([both.links.length, both.sites.length]).toEqual([2, 1]);
  });

  it('is left where there is nothing to link, with a sentence', () => {
    const { network, facilities, demand, people } = twoStreets();
    const ask = (
      pairs: ReturnType<typeof findLinkPairs>,
      of = people,
      prices: { wall: number } | null = null
    ) => siteLinks({ ...questionOf(network, facilities, demand, of, 300, pairs), budget: 5, prices });
    const none = ask(findLinkPairs(network, { straightM: 30 }));
    expect(none).toMatchObject({ links: [], objective: 0, bound: 0, gap: 0, proven: true });
    expect(none.why!.zh).toContain('没有可以打通的地方');
    expect(ask(findLinkPairs(network), new Float64Array(10)).why!.zh).toBe('已经没有未覆盖的人');
    expect(ask(findLinkPairs(network), people, { wall: 3 }).why!.zh).toContain('没有一处在预算之内');
    const far = questionOf(network, facilities, demand, people, 30, findLinkPairs(network));
    expect(siteLinks(far).why!.en).toContain('none brings more people within 30 m');
  });

  it('refuses people that the data does not give', () => {
    const { network, facilities, demand, people } = twoStreets();
    const question = questionOf(network, facilities, demand, people, 300, findLinkPairs(network));
    const without = { ...question, demand: { ...question.demand, people: {} } };
    expect(() => siteLinks(without)).toThrow('expected demand with the field pop_resident');
  });
});
