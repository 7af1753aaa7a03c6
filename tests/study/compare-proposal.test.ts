import { beforeAll, describe, expect, it } from 'vitest';
import { analyse, analyseScenario, runToEnd } from '../../src/lib/study/analyse.ts';
import { compareProposal, proposedEdits } from '../../src/lib/study/compare-proposal.ts';
import type { Inputs } from '../../src/lib/study/inputs.ts';
import type { Edit } from '../../src/lib/study/scenario.ts';
import { facilitiesOf, openSession } from '../../src/lib/study/session.ts';
import { sessionFor } from '../../src/lib/study/session-for.ts';
import { parseStudyFile, type StudyFile } from '../../src/lib/study/study-file.ts';
import { readSample } from './sample-inputs.ts';

let inputs: Inputs;
let base: StudyFile;

beforeAll(async () => {
  const { inputs: read, file } = await readSample();
  inputs = read;
  base = file;
}, 120_000);

/** The sample town with sites and links, under a scenario; without a solver of whole-number programs. */
function study(edits: Edit[], siting: object[], links: object[] = []) {
  const file = parseStudyFile(JSON.stringify({ ...base, siting, ...(links.length > 0 && { links }) }));
  const open = sessionFor(
    runToEnd(openSession(inputs, file), () => {}),
    { name: '', edits }
  );
  facilitiesOf(open, { name: '', edits });
  return { file, open, found: runToEnd(analyseScenario(open, { name: '', edits }), () => {}) };
}

const covered = ({ found }: ReturnType<typeof study>): Float64Array[] =>
  found.results.map(({ coverage }) => coverage.rows.covered);

describe('what a study proposes', () => {
  it('is measured as a study of its own would measure it, beside the state without the scenario', () => {
    const [, closed] = inputs.facilities.code.filter(
      (_, i) => inputs.facilities.category[i] === 'eldercare_site'
    );
    const edits: Edit[] = [{ do: 'close', code: closed }];
    const asked = study(
      edits,
      [
        { standard: 'ELD-COV-15', sites: 2 },
        { standard: 'ELD-COV-15', sites: 5 },
        { standard: 'HLT-COV-15', sites: 1 }
      ],
      [{ standard: 'eld500', links: 1 }]
    );
    const { open, found } = asked;
    const proposed = proposedEdits(found);
    // Of two questions of one standard the first is what is proposed.
    expect(proposed.map((edit) => edit.do)).toEqual(['add', 'add', 'add', 'link']);
    const { lately } = open;
    const comparison = runToEnd(compareProposal(open, found), () => {});
    expect(open.lately).toBe(lately);

    const plain = study([], []);
    const after = analyse(inputs, plain.file, { name: '', edits: [...edits, ...proposed] });
    comparison.forEach((each, i) => {
      expect(each.base!.covered).toEqual(covered(plain)[i]);
      expect(each.after!.covered).toEqual(after.results[i].coverage.rows.covered);
    });
    const sum = (rows: Float64Array) => rows.reduce((all, people) => all + (people > 0 ? people : 0), 0);
    expect(sum(covered(asked)[0])).toBeLessThan(sum(comparison[0].base!.covered));
    expect(sum(comparison[0].after!.covered)).toBeGreaterThan(sum(covered(asked)[0]));
  });

  it('is measured only where it can change something', () => {
    const { open, found } = study([], [{ standard: 'HLT-COV-15', sites: 1 }]);
    const comparison = runToEnd(compareProposal(open, found), () => {});
    expect(found.results.map(({ measure }) => measure.id.slice(0, 3))).toEqual([
      ...['ELD', 'ELD', 'HLT', 'eld', 'eld']
    ]);
    expect(comparison.map(({ base: without, after }) => [without, after !== null])).toEqual([
      ...[false, false, true, false, false].map((isNew) => [null, isNew])
    ]);
  });

  it('is nothing where nothing was asked', () => {
    const { open, found } = study([], []);
    expect(proposedEdits(found)).toEqual([]);
    const comparison = runToEnd(compareProposal(open, found), () => {});
    expect(comparison.every(({ base: without, after }) => without === null && after === null)).toBe(true);
  });
});
