import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { analyse, analyseScenario, runToEnd } from '../../src/lib/study/analyse.ts';
import type { Inputs } from '../../src/lib/study/inputs.ts';
import type { Edit } from '../../src/lib/study/scenario.ts';
import { sessionFor } from '../../src/lib/study/session-for.ts';
import {
  askMeasure,
  changeStandards,
  demandOf,
  facilitiesOf,
  openSession,
  studyMeasures,
  type Session
} from '../../src/lib/study/session.ts';
import { buildGridTown, facilitiesAt } from '../towns/grid-town.ts';
import { gridChoices, gridInputs } from './grid-inputs.ts';

const town = buildGridTown({ columns: 9, rows: 7 });
const facilities = facilitiesAt(town, [
  [1, 1],
  [7, 5]
]);
const candidatesAt = (...places: [string, number, number][]): NonNullable<Inputs['candidates']> => ({
  lon: Float64Array.from(places, ([, x, y]) => town.at(x, y)[0]),
  lat: Float64Array.from(places, ([, x, y]) => town.at(x, y)[1]),
  code: places.map(([code]) => code),
  name: places.map(([code]) => code),
  cost: new Float64Array(places.length).fill(NaN),
  floorAreaM2: new Float64Array(places.length).fill(NaN)
});
const totals = {
  pop_resident: Float64Array.of(120, 150, 160, 200, 630, 630),
  pop_60p: Float64Array.of(24, 30, 32, 40, 126, 126)
};
const inputs: Inputs = {
  ...gridInputs(town, facilities),
  units: { ...town.units, totals },
  candidates: candidatesAt(['c1', 4, 3])
};
/** The same people known of communities only, put along the streets. */
const alongStreets: Inputs = { ...inputs, residential: null };

const choices = {
  ...gridChoices(),
  measure: [
    ...gridChoices().measure,
    { ...gridChoices().measure[0], id: 'eld300c', demand: 'centroid' as const },
    { ...gridChoices().measure[0], id: 'old300', group: 'older_adult' }
  ]
};
const open = (given = inputs, more: object = {}) =>
  runToEnd(openSession(given, { ...choices, ...more }), () => {});

function figuresOf(session: Session, edits: Edit[]) {
  const own = sessionFor(session, { name: '', edits });
  facilitiesOf(own, { name: '', edits });
  return studyMeasures(own).map((measure) => {
    const { coverage, gaps } = askMeasure(own, measure);
    const { rows } = coverage;
    return [measure.id, measure.group, rows.total, rows.covered, rows.share, gaps.personM, gaps.rank];
  });
}

/** People whom `eld300` covers, and all people, of the communities. */
function peopleOf(session: Session, edits: Edit[], id = 'eld300') {
  const own = sessionFor(session, { name: '', edits });
  facilitiesOf(own, { name: '', edits });
  const { coverage } = askMeasure(
    own,
    studyMeasures(own).find((measure) => measure.id === id)!
  );
  const sum = (column: Float64Array) => column.slice(0, 4).reduce((a, b) => a + b, 0);
  return { total: sum(coverage.rows.total), covered: sum(coverage.rows.covered) };
}

const house = (code: string, x: number, y: number, people: number, groups?: Record<string, number>): Edit => {
  const [lon, lat] = town.at(x, y);
  return { do: 'house', code, name: '新楼', lon, lat, people, ...(groups ? { groups } : {}) };
};
const link = (code: string, from: [number, number], to: [number, number]): Edit => ({
  ...{ do: 'link', code, kind: 'path', from: town.at(...from), to: town.at(...to) }
});

describe('housing', () => {
  it('adds its people where it stands: 40 beside a site are covered, 60 in a far corner are not', () => {
    const session = open();
    const before = peopleOf(session, []);
    expect(before.total).toBe(630);
    const near = peopleOf(session, [house('h1', 1, 1, 40)]);
    expect([near.total, near.covered]).toEqual([670, before.covered + 40]);
    const both = peopleOf(session, [house('h1', 1, 1, 40), house('h2', 8, 0, 60)]);
    expect([both.total, both.covered]).toEqual([730, before.covered + 40]);
    expect(peopleOf(session, [])).toEqual(before);
  });

  it('has the groups that are said, else as many of them as its community has', () => {
    const session = open();
    const older = (edits: Edit[]) => peopleOf(session, edits, 'old300').total;
    expect(older([])).toBe(126);
    // 2 of 10 residents are older throughout.
    expect(older([house('h1', 1, 1, 40)])).toBe(126 + 8);
    expect(older([house('h1', 1, 1, 40, { pop_60p: 33 })])).toBe(126 + 33);
  });

  it('raises the totals of its community and of all above it, and is counted to the centroid where people are', () => {
    const session = open();
    const edits = [house('h1', 1, 1, 40)];
    const grown = sessionFor(session, { name: '', edits }).inputs.units.totals;
    expect([...grown.pop_resident]).toEqual([160, 150, 160, 200, 670, 670]);
    expect([...grown.pop_60p]).toEqual([32, 30, 32, 40, 134, 134]);
    expect([...session.inputs.units.totals.pop_resident]).toEqual([...totals.pop_resident]);
    expect(peopleOf(session, edits, 'eld300c').total).toBe(670);
  });

  it('moves and goes, and in no community counts for none', () => {
    const session = open();
    const [lon, lat] = town.at(1, 1);
    const far = house('h1', 8, 0, 40);
    const moved: Edit[] = [far, { do: 'move', layer: 'housing', code: 'h1', lon, lat }];
    expect(figuresOf(session, moved)).toEqual(figuresOf(session, [house('h1', 1, 1, 40)]));
    expect(figuresOf(session, [far, { do: 'close', layer: 'housing', code: 'h1' }])).toEqual(
      figuresOf(session, [])
    );
    expect(peopleOf(session, [house('h1', 30, 30, 40)]).total).toBe(630);
  });

  it('gives the figures of a study whose table of homes has one more row, and grows a study that spreads totals', () => {
    const edits = [house('h1', 2.5, 1, 40, { pop_60p: 9 })];
    const residential = inputs.residential!;
    const [lon, lat] = town.at(2.5, 1);
    const more = (column: Float64Array, value: number) => Float64Array.of(...column, value);
    const fresh = open({
      ...inputs,
      units: sessionFor(open(), { name: '', edits }).inputs.units,
      residential: {
        ...{ lon: more(residential.lon, lon), lat: more(residential.lat, lat) },
        people: {
          pop_resident: more(residential.people.pop_resident, 40),
          pop_60p: more(residential.people.pop_60p, 9)
        },
        footprintM2: more(residential.footprintM2, NaN),
        storeys: more(residential.storeys, NaN)
      }
    });
    expect(figuresOf(open(), edits)).toEqual(figuresOf(fresh, []));
    expect(peopleOf(open(alongStreets), edits).total).toBe(670);
  });
});

describe('links', () => {
  // 283 m straight across what else are 400 m round.
  const diagonal = link('l1', [1, 2], [3, 4]);

  it('shorten walks as a mend of the study does, to the last bit, and leave people where they live', () => {
    const mends = [{ from: town.at(1, 2), to: town.at(3, 4) }];
    const fresh = figuresOf(open(inputs, { mends }), []);
    expect(figuresOf(open(), [diagonal])).toEqual(fresh);
    for (const given of [inputs, alongStreets]) {
      const session = open(given);
      const before = figuresOf(session, []);
      expect(figuresOf(session, [diagonal])).not.toEqual(before);
      const own = sessionFor(session, { name: '', edits: [diagonal] });
      expect(demandOf(own, 'auto').demand.lon).toEqual(demandOf(session, 'auto').demand.lon);
      expect(figuresOf(session, [diagonal, { do: 'close', layer: 'links', code: 'l1' }])).toEqual(before);
      expect(figuresOf(session, [])).toEqual(before);
    }
  });

  it('win whom theory says: a slip of 283 m from the junction beside the site', () => {
    const session = open();
    // Junction (3, 3) is 4 steps from the site at (1, 1); over the slip from (1, 1) to (3, 3) it is 283 m.
    expect(peopleOf(session, [link('l1', [1, 1], [3, 3])]).covered - peopleOf(session, []).covered).toBe(10);
  });

  it('never lengthen a walk, though they pass the doors of homes and sites', () => {
    // Homes and sites stand off the junctions, so that a slanting path may be the nearest way to them.
    const aside = (list: readonly number[], by: number) => Float64Array.from(list, (value) => value + by);
    const off: Inputs = {
      ...inputs,
      residential: { ...inputs.residential!, lon: aside([...inputs.residential!.lon], 4e-4) },
      facilities: { ...facilities, lat: aside([...facilities.lat], 3e-4) }
    };
    const session = open(off);
    const walksOf = (edits: Edit[]) => {
      const own = sessionFor(session, { name: '', edits });
      facilitiesOf(own, { name: '', edits });
      const measure = studyMeasures(own).find(({ id }) => id === 'eld300')!;
      return askMeasure(own, measure).coverage.distanceM;
    };
    const before = walksOf([]);
    const junction = fc.tuple(fc.nat(8), fc.nat(6));
    let shorter = 0;
    fc.assert(
      fc.property(junction, junction, (from, to) => {
        fc.pre(from.join() !== to.join());
        const after = walksOf([link('l1', from, to)]);
        after.forEach((metres, i) => {
          expect(metres).toBeLessThanOrEqual(before[i] + 1e-6);
          if (metres < before[i] - 1) shorter++;
        });
      }),
      { numRuns: 150 }
    );
    expect(shorter).toBeGreaterThan(0);
  });

  it('that fit nowhere change nothing and are told', () => {
    const session = open();
    const lost = link('l1', [1.5, 1.5], [3, 3]);
    const own = sessionFor(session, { name: '', edits: [lost] });
    expect(own.lostLinks).toEqual([{ code: 'l1', name: '' }]);
    expect(own.network).toBe(session.network);
    expect(figuresOf(session, [lost])).toEqual(figuresOf(session, []));
    const study = runToEnd(
      analyseScenario(session, { name: '', edits: [lost, link('l2', [1, 2], [3, 4])] }),
      () => {}
    );
    expect(study.lostLinks).toEqual([{ code: 'l1', name: '' }]);
    expect(
      sessionFor(open({ ...inputs, roads: null }), { name: '', edits: [diagonal] }).lostLinks
    ).toHaveLength(1);
  });
});

describe('attributes and candidates', () => {
  it('of a unit count as in a table that was changed', () => {
    const edits: Edit[] = [
      { do: 'set', layer: 'units', code: 'SW', field: 'pop_resident', value: 500 },
      { do: 'set', layer: 'units', code: 'SW', field: 'name', value: '新名' },
      { do: 'set', layer: 'units', code: 'SE', field: 'pop_60p', value: null }
    ];
    const changed = {
      pop_resident: Float64Array.of(500, 150, 160, 200, 630, 630),
      pop_60p: Float64Array.of(24, NaN, 32, 40, 126, 126)
    };
    const name = ['新名', ...inputs.units.name.slice(1)];
    const fresh = open({ ...alongStreets, units: { ...inputs.units, name, totals: changed } });
    const session = open(alongStreets);
    expect(figuresOf(session, edits)).toEqual(figuresOf(fresh, []));
    expect(peopleOf(session, edits).total).toBe(500 + 150 + 160 + 200);
    expect(sessionFor(session, { name: '', edits }).network).toBe(session.network);
  });

  it('of candidates are offered, moved, set and taken back, while all that is known of walks holds on', () => {
    const session = open();
    const before = figuresOf(session, []);
    const [lon, lat] = town.at(5, 3);
    const edits: Edit[] = [
      { do: 'offer', code: 'c2', name: '旧厂房', lon, lat, floorAreaM2: 300, cost: 9e5 },
      { do: 'move', layer: 'candidates', code: 'c1', lon, lat },
      { do: 'set', layer: 'candidates', code: 'c1', field: 'floor_area_m2', value: 120 },
      { do: 'set', layer: 'candidates', code: 'c2', field: 'tenure', value: '国有' }
    ];
    const own = sessionFor(session, { name: '', edits });
    expect(own.demands).toBe(session.demands);
    expect(own.inputs.candidates).toEqual({
      ...{ code: ['c1', 'c2'], name: ['c1', '旧厂房'], tenure: ['', '国有'] },
      ...{ lon: Float64Array.of(lon, lon), lat: Float64Array.of(lat, lat) },
      ...{ cost: Float64Array.of(NaN, 9e5), floorAreaM2: Float64Array.of(120, 300) }
    });
    expect(figuresOf(session, edits)).toEqual(before);
    const gone: Edit = { do: 'close', layer: 'candidates', code: 'c1' };
    expect(sessionFor(session, { name: '', edits: [gone] }).inputs.candidates).toBeNull();
  });
});

describe('the session of a scenario', () => {
  it('is the one of the present state for facilities alone, and the same again for the same ground', () => {
    const session = open();
    const [lon, lat] = town.at(3, 3);
    const move: Edit = { do: 'move', code: 'F0', lon, lat };
    const of = (...edits: Edit[]) => sessionFor(session, { name: '', edits });
    expect(of(move)).toBe(session);
    const own = of(house('h1', 1, 1, 40));
    expect(of(move, house('h1', 1, 1, 40))).toBe(own);
    for (const n of [1, 2, 3]) of(house('h1', 1, 1, n));
    expect(of(house('h1', 1, 1, 40))).not.toBe(own);
    const again = of(house('h1', 1, 1, 3));
    expect(sessionFor(again, { name: '', edits: [house('h1', 1, 1, 3)] })).toBe(again);
    expect(sessionFor(again, { name: '', edits: [] })).toBe(session);
  });

  it('always has the rules that are in force', () => {
    const session = open();
    const edits = [house('h1', 1, 1, 40)];
    sessionFor(session, { name: '', edits });
    changeStandards(session, { ...choices, standards: ['HLT-COV-15'] });
    expect(sessionFor(session, { name: '', edits }).standards).toBe(session.standards);
  });

  it('undone edits of any kind leave the results as they were, to the last bit', () => {
    const session = open();
    const before = figuresOf(session, []);
    const spot = fc.tuple(fc.integer({ min: 0, max: 8 }), fc.integer({ min: 0, max: 6 }));
    const any = fc.tuple(fc.integer({ min: 0, max: 6 }), spot, spot, fc.integer({ min: 0, max: 90 }));
    fc.assert(
      fc.property(fc.array(any, { minLength: 1, maxLength: 5 }), (list) => {
        const edits = list.map(([kind, [x, y], to, n], i): Edit => {
          const [lon, lat] = town.at(x, y);
          if (kind === 0) return { do: 'add', code: `n${i}`, category: 'eldercare_site', name: '', lon, lat };
          if (kind === 1) return { do: 'move', code: 'F0', lon, lat };
          if (kind === 2) return { do: 'resize', code: 'F1', floorAreaM2: n };
          if (kind === 3) return house(`h${i}`, x, y, n);
          if (kind === 4) return link(`l${i}`, [x, y], to);
          if (kind === 5) return { do: 'set', layer: 'units', code: 'NE', field: 'pop_60p', value: n };
          return { do: 'offer', code: `o${i}`, name: '', lon, lat };
        });
        // Step by step as on the desk, then back step by step: each state again as it was.
        const steps = edits.map((_, i) => figuresOf(session, edits.slice(0, i + 1)));
        expect(steps.at(-1)).toEqual(figuresOf(open(), edits));
        for (let k = edits.length - 1; k > 0; k--)
          expect(figuresOf(session, edits.slice(0, k))).toEqual(steps[k - 1]);
        expect(figuresOf(session, [])).toEqual(before);
      }),
      { numRuns: 20 }
    );
  });

  it('is what the whole study rests on', () => {
    const edits = [house('h1', 1, 1, 40), link('l1', [1, 1], [3, 3])];
    const study = analyse(inputs, choices, { name: '', edits });
    expect(study.inputs.units.totals.pop_resident[5]).toBe(670);
    expect(study.demand.demand.lon).toHaveLength(64);
    expect(study.lostLinks).toEqual([]);
  });
});
