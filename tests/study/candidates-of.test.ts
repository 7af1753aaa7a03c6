import { describe, expect, it } from 'vitest';
import { preferenceOf } from '../../src/lib/siting/combine-candidates.ts';
import type { Candidates } from '../../src/lib/siting/siting.ts';
import { networkCandidates } from '../../src/lib/study/network-candidates.ts';
import { gatherCandidates, type CandidateChoice } from '../../src/lib/study/candidates-of.ts';
import type { Inputs } from '../../src/lib/study/inputs.ts';
import { facilitiesOf, openSession, studyMeasures, type Session } from '../../src/lib/study/session.ts';
import { parseStudyFile } from '../../src/lib/study/study-file.ts';
import { buildGridTown, facilitiesAt, type Junction } from '../towns/grid-town.ts';
import { gridChoices, gridInputs } from './grid-inputs.ts';

const town = buildGridTown({ columns: 9, rows: 8, stepM: 100 });

function openAll(inputs: Inputs, choices = gridChoices()): Session {
  const steps = openSession(inputs, choices);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

function layerAt(junctions: Junction[], columns: Partial<Candidates> = {}): Candidates {
  const places = junctions.map(([column, row]) => town.at(column, row));
  const nothing = () => new Float64Array(junctions.length).fill(NaN);
  return {
    code: junctions.map((_, i) => `C00${i + 1}`),
    name: junctions.map((_, i) => `房屋${i + 1}`),
    lon: Float64Array.from(places, ([lon]) => lon),
    lat: Float64Array.from(places, ([, lat]) => lat),
    cost: nothing(),
    floorAreaM2: nothing(),
    ...columns
  };
}

const facilities = facilitiesAt(town, [
  [0, 0],
  [8, 7]
]);
const held = { ...facilities, capacity: Float64Array.of(1, NaN) };
const withLayer = (candidates: Candidates | null, own = facilities): Inputs => ({
  ...gridInputs(town, own),
  candidates
});

const layer = layerAt(
  [
    [1, 1],
    [7, 1],
    [1, 6],
    [7, 6]
  ],
  {
    kind: ['stock', 'land', 'stock', 'stock'],
    floorLevel: ['1', '', '-1', '5'],
    floorAreaM2: Float64Array.of(200, NaN, 300, NaN),
    cost: Float64Array.of(7, NaN, NaN, NaN)
  }
);

describe('candidates of a siting question', () => {
  const session = openAll(withLayer(layer));
  const measures = studyMeasures(session).slice(-1);
  const ask = (choice: CandidateChoice, own = session, of = measures) => gatherCandidates(own, choice, of)!;

  it('are those of the layer or the network as before, each with its community', () => {
    const plain = openAll(withLayer({ ...layer, kind: undefined, floorLevel: undefined }));
    const { candidates, fitting, fit, unfit } = ask({ candidates: 'layer' }, plain);
    expect(candidates.code).toEqual(plain.inputs.candidates!.code);
    expect([candidates.lon, candidates.cost, fitting.code.length]).toEqual([layer.lon, layer.cost, 4]);
    expect([[...fit], unfit, [...candidates.unit!]]).toEqual([[0, 1, 2, 3], [], [0, 1, 2, 3]]);
    const network = ask({ candidates: 'network' }).candidates;
    expect(network.code).toEqual(networkCandidates(session)!.code);
    expect(network.code[0]).toBe('N0001');
    expect(network.lon).toEqual(networkCandidates(session)!.lon);
  });

  it('are places on the network where the study has no layer and asks for nothing else', () => {
    const bare = openAll(withLayer(null));
    expect(ask({ candidates: 'layer' }, bare).candidates.code[0]).toBe('N0001');
    expect(ask({ candidates: ['layer', 'facilities'] }, bare).candidates.code).toEqual(['F0', 'F1']);
    expect(gatherCandidates(bare, { candidates: 'land' }, measures)).toBeNull();
    const noRoads = openAll({ ...withLayer(null), roads: null });
    expect(gatherCandidates(noRoads, { candidates: 'layer' }, measures)).toBeNull();
  });

  it('come one source behind the other, what stands first', () => {
    const { candidates } = ask({ candidates: ['network', 'land', 'layer', 'facilities'] });
    expect(candidates.code.slice(0, 7)).toEqual(['C001', 'C003', 'C004', 'F0', 'F1', 'C002', 'N0001']);
    expect([...candidates.facility!.slice(0, 6)]).toEqual([-1, -1, -1, 0, 1, -1]);
    const preference = [...preferenceOf(candidates)];
    expect(preference).toEqual(preference.slice().sort());
    expect(new Set(preference)).toEqual(new Set([0, 1, 2, 3]));
  });

  it('are left out with the reason and stay listed', () => {
    const { candidates, fitting, fit, unfit, unsaid } = ask({
      ...{ candidates: ['layer', 'land'], in: ['方格街道'], needs: { highest_floor: 3, least_m2: 150 } }
    });
    expect(candidates.code).toEqual(['C001', 'C003', 'C004', 'C002']);
    expect(unfit.map(({ candidate, code }) => [candidates.code[candidate], code])).toEqual([
      ['C003', 'basement'],
      ['C004', 'too_high']
    ]);
    expect([[...fit], fitting.code]).toEqual([
      [0, 3],
      ['C001', 'C002']
    ]);
    expect([...fitting.unit!]).toEqual([0, 1]);
    expect(unsaid).toEqual([]);
  });

  it('lie in the communities named, by name, code or a unit above', () => {
    const inside = (...named: string[]) => ask({ candidates: ['layer', 'land'], in: named }).fitting.code;
    expect(inside('西南社区')).toEqual(['C001']);
    expect(inside('SE', 'SW')).toEqual(['C001', 'C002']);
    expect(inside('S1')).toEqual(['C001', 'C004', 'C002']);
    expect(() => inside('无名社区')).toThrow('没有名为“无名社区”的社区');
  });

  it('cost what they say, else floor space and places at the price given', () => {
    const price = { cost_per_m2: 10, cost_each: 5, needs: { least_m2: 150 } };
    const { candidates } = ask({ candidates: ['layer', 'land', 'network'], ...price });
    // Of what stands without a floor area nothing is known; what is to be built is as large as is needed.
    expect([...candidates.cost.slice(0, 5)]).toEqual([7, 3000, NaN, 1500, 1500]);
    expect([...ask({ candidates: 'layer' }).candidates.cost]).toEqual([7, NaN, NaN]);
  });

  it('are the same object for the same question', () => {
    const choice: CandidateChoice = { candidates: ['layer'] };
    expect(ask(choice)).toBe(ask({ ...choice }));
    expect(ask(choice)).not.toBe(ask({ candidates: ['layer'], forbid: ['C001'] }));
  });

  it('are as large as a rule of the measure asks', () => {
    const strict = measures.map((measure) => ({ ...measure, needs: { min_floor_area_m2: 250 } }));
    const left = ask({ candidates: 'layer' }, session, strict).unfit;
    expect(left.map(({ codes }) => codes)).toEqual([['too_small'], ['basement']]);
  });
});

describe('facilities that could grow', () => {
  const choices = parseStudyFile(
    JSON.stringify({
      ...{ yike: 1, standards: [] },
      measure: [
        {
          ...{ id: 'places', facilities: ['eldercare_site'], limit_m: 150 },
          capacity: { of: 'capacity', per_1000: 100 }
        }
      ]
    })
  );
  const session = openAll(withLayer(null, held), choices);
  const measures = studyMeasures(session);
  const ask = (more: Partial<CandidateChoice> = {}, of = measures) =>
    gatherCandidates(session, { candidates: 'facilities', ...more }, of)!.candidates;

  it('are short of the places that people near them lack, at a price a place', () => {
    // Each corner has 3 junctions of 10 people within 150 m, of whom 100 in 1,000 want a place: 3 places. F0 holds 1.
    const { code, capacity, cost, kind, facility } = ask({ cost_each: 1000 });
    expect(code).toEqual(['F0', 'F1']);
    expect([[...capacity!], [...cost]]).toEqual([
      [2, 3],
      [2000, 3000]
    ]);
    expect([kind, [...facility!]]).toEqual([
      ['facility', 'facility'],
      [0, 1]
    ]);
    expect([...ask().cost]).toEqual([NaN, NaN]);
  });

  it('win nobody where there is room for all, and all who are near where they do not count yet', () => {
    const plain = [{ ...measures[0], capacity: undefined }];
    const none = gatherCandidates(session, { candidates: 'facilities' }, plain)!;
    expect(none.unfit.map(({ code }) => code)).toEqual(['nothing_to_gain', 'nothing_to_gain']);
    const small = { ...held, floorAreaM2: Float64Array.of(50, NaN) };
    const strict = [{ ...plain[0], needs: { min_floor_area_m2: 100 } }];
    const grown = gatherCandidates(
      openAll(withLayer(null, small), choices),
      { candidates: 'facilities' },
      strict
    )!;
    expect([[...grown.candidates.capacity!], grown.fitting.code]).toEqual([[NaN, 0], ['F0']]);
  });

  it('are those of the scenario asked last', () => {
    const before = ask();
    const own = openAll(withLayer(null, held), choices);
    facilitiesOf(own, { name: '', edits: [{ do: 'close', code: 'F0' }] } as never);
    const after = gatherCandidates(own, { candidates: 'facilities' }, studyMeasures(own))!.candidates;
    expect([before.code, after.code]).toEqual([['F0', 'F1'], ['F1']]);
  });
});
