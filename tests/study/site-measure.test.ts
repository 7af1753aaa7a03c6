import { describe, expect, it } from 'vitest';
import { runToEnd } from '../../src/lib/study/analyse.ts';
import { openSession } from '../../src/lib/study/session.ts';
import { gatherCandidates } from '../../src/lib/study/candidates-of.ts';
import { buildGridTown, facilitiesAt } from '../towns/grid-town.ts';
import { gridChoices, gridInputs } from './grid-inputs.ts';

const town = buildGridTown({ columns: 9, rows: 7 });
const inputs = gridInputs(town, facilitiesAt(town, [[1, 1]]));

function candidatesWith(roadName: (line: number) => string, unitNames = inputs.units.name) {
  const roads = { ...inputs.roads!, name: inputs.roads!.name.map((_, line) => roadName(line)) };
  const units = { ...inputs.units, name: unitNames };
  const session = runToEnd(openSession({ ...inputs, roads, units }, gridChoices()), () => {});
  return gatherCandidates(session, { candidates: 'network' }, [])!.candidates;
}

describe('candidates on the network', () => {
  it('have names that a planner reads: the community and the nearest named road', () => {
    const { code, name } = candidatesWith((line) => `第${line}大街`);
    expect(code[0]).toBe('N0001');
    expect(code.length).toBeGreaterThan(20);
    for (const each of name) expect(each).toMatch(/^.+ · 近第\d+大街$/);
    const communities = new Set(name.map((each) => each.split(' · ')[0]));
    for (const each of communities) expect(inputs.units.name).toContain(each);
    expect(communities.size).toBeGreaterThan(1);
  });

  it('have the road alone where the community has no name, in the language of the map', () => {
    const nameless = inputs.units.name.map(() => '');
    expect(candidatesWith(() => '东滨河路', nameless).name).toContain('近东滨河路');
    expect(candidatesWith(() => 'Landstrasse', nameless).name).toContain('near Landstrasse');
  });

  it('keep the code where no road has a name', () => {
    const { code, name } = candidatesWith(() => '');
    expect(name).toEqual(code);
  });
});
