import { describe, expect, it } from 'vitest';
import { chooseSites } from '../../src/lib/siting/choose-sites.ts';
import type { Service, SitingAsk, Standing } from '../../src/lib/siting/siting-ask.ts';
import type { Candidates, Siting } from '../../src/lib/siting/siting.ts';
import { solveSiting } from '../../src/lib/siting/solve-siting.ts';
import { A, B, C, candidatesOf, D, F, PEOPLE, serviceOf, standingAt } from './line-town.ts';
import { NO_FACILITIES, plainAsk } from './plain-ask.ts';

function answer(
  ask: Partial<SitingAsk>,
  services: Service[] = [serviceOf()],
  standing: Standing = NO_FACILITIES,
  candidates: Candidates = candidatesOf()
): Siting {
  return chooseSites(
    {
      ...{ services, candidates, standing, seed: 1, phases: [], byMoney: false },
      ask: plainAsk(candidates, { sites: 2, ...ask }),
      names: { row: (i) => `row ${i}`, option: (o) => `option ${o}` }
    },
    (problem) => solveSiting(problem, { mip: null, seed: 1, secondsLeft: () => 60 })
  );
}

/** People of the homes that each site wins. */
const sums = ({ rowsWon, sites }: Siting) =>
  Array.from(sites, (_, s) =>
    PEOPLE.reduce((sum, people, home) => sum + (rowsWon[home] === s + 1 ? people : 0), 0)
  );

describe('which site wins a home', () => {
  it('is the first in the order of building that reaches it, and what it wins is its gain', () => {
    // A reaches homes 0 and 1, B 1 and 2: B is built first and takes home 1.
    const found = answer({ sites: 4 });
    expect([...found.sites]).toEqual([B, C, A, D]);
    expect([...found.rowsWon]).toEqual([3, 1, 1, 2, 2, 4]);
    expect(sums(found)).toEqual([...found.gain]);
  });

  it('is none of who is served by what stands', () => {
    const found = answer({}, [serviceOf({ metres: [F] })], standingAt([F]));
    expect([...found.sites]).toEqual([C, A]);
    expect([...found.rowsWon]).toEqual([2, 2, 0, 1, 1, 0]);
    expect(sums(found)).toEqual([...found.gain]);
  });

  it('is the one that makes it two where two are asked for', () => {
    const found = answer({ times: 2 }, [serviceOf({ metres: [F] })], standingAt([F]));
    expect([...found.sites]).toEqual([B, A]);
    expect([...found.rowsWon]).toEqual([0, 2, 1, 0, 0, 0]);
    expect(sums(found)).toEqual([...found.gain]);
  });

  it('where metres are added up is the first within the limit', () => {
    for (const model of ['pmedian', 'pcenter'] as const) {
      const found = answer({ model, sites: 3 });
      expect(sums(found), model).toEqual([...found.gain]);
      expect(
        sums(found).reduce((sum, each) => sum + each, 0),
        model
      ).toBeGreaterThan(0);
    }
  });

  it('with capacities is the site that most of it goes to', () => {
    const measure = { capacity: { of: 'capacity' as const, per_1000: 1000 } };
    const found = answer({}, [serviceOf({ measure })], NO_FACILITIES, candidatesOf([100, 25, 100, 100]));
    const [first, second] = [...found.sites];
    expect(new Set([first, second])).toEqual(new Set([A, C]));
    const at = (site: number) => [...found.sites].indexOf(site) + 1;
    expect([...found.rowsWon]).toEqual([at(A), at(A), 0, at(C), at(C), 0]);
  });

  it('is empty without an answer', () => {
    expect(answer({ sites: 5 })).toMatchObject({ rowsWon: new Uint16Array(0), sites: new Int32Array(0) });
  });
});
