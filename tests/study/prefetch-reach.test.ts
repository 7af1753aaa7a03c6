import { expect, test } from 'vitest';
import { createCrew } from '../../src/lib/network/crew.ts';
import { runToEnd } from '../../src/lib/study/analyse.ts';
import { prefetchReach, readyReach } from '../../src/lib/study/prefetch-reach.ts';
import { askMeasure, openSession, studyMeasures } from '../../src/lib/study/session.ts';
import { siteMeasure } from '../../src/lib/study/site-measure.ts';
import { sitingChoice } from '../../src/lib/study/siting-choice.ts';
import { candidatesFor } from '../../src/lib/study/siting-of.ts';
import { buildGridTown, facilitiesAt } from '../towns/grid-town.ts';
import { gridChoices, gridInputs } from './grid-inputs.ts';

const town = buildGridTown({ columns: 19, rows: 17 });
const inputs = gridInputs(town, facilitiesAt(town, [[1, 1]]));
const open = () => runToEnd(openSession(inputs, gridChoices()), () => {});
let jobs = 0;
const crew = createCrew({
  size: 0,
  shares: false,
  pause: async () => void jobs++,
  open: () => {
    throw new Error('expected no worker to be asked for');
  }
});

test('sites from ready sets are those found without, and sets are made once', async () => {
  const [plain, session] = [open(), open()];
  const measures = studyMeasures(session).slice(0, 3);
  const choice = sitingChoice({ standard: '', sites: 2, candidates: 'network' });
  const candidates = candidatesFor(session, choice, [measures[0]])!;
  expect(candidates.code.length).toBeGreaterThan(256);
  const questions = measures.map((measure) => ({ measure, candidates }));
  await prefetchReach(session, questions, crew);
  expect(readyReach(session, measures[0], candidates)).toBeNull();
  await prefetchReach(session, questions, crew, {}, 1);
  const begun = jobs;
  expect(begun).toBeGreaterThan(1);
  await prefetchReach(session, questions, crew, {}, 1);
  expect(jobs).toBe(begun);
  for (const measure of measures) {
    expect(readyReach(session, measure, candidates)!.point.length).toBeGreaterThan(0);
    const found = siteMeasure(session, askMeasure(session, measure), choice);
    expect(found!.sites.length).toBeGreaterThan(0);
    expect(found).toEqual(siteMeasure(plain, askMeasure(plain, measure), choice));
  }
  await prefetchReach(session, [], crew);
  expect(readyReach(session, measures[0], candidates)).toBeNull();
});
