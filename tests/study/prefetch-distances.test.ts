import { describe, expect, it } from 'vitest';
import { createCrew } from '../../src/lib/network/crew.ts';
import { prefetchDistances } from '../../src/lib/study/prefetch-distances.ts';
import { askMeasure, facilitiesOf, openSession, studyMeasures } from '../../src/lib/study/session.ts';
import { runToEnd } from '../../src/lib/study/analyse.ts';
import { buildGridTown, facilitiesAt } from '../towns/grid-town.ts';
import { gridChoices, gridInputs } from './grid-inputs.ts';

const town = buildGridTown({ columns: 9, rows: 7 });
const inputs = gridInputs(
  town,
  facilitiesAt(town, [
    [1, 1],
    [7, 5]
  ])
);
const open = (roads = true) =>
  runToEnd(openSession(roads ? inputs : { ...inputs, roads: null }, gridChoices()), () => {});
const alone = (onPause = () => {}) =>
  createCrew({
    size: 0,
    shares: false,
    pause: async () => onPause(),
    open: () => {
      throw new Error('expected no worker to be asked for');
    }
  });

describe('prefetchDistances', () => {
  it('finds what asking finds, once for measures that share it', async () => {
    const expected = open();
    const session = open();
    const shares: number[] = [];
    await prefetchDistances(session, alone(), { onProgress: (share) => shares.push(share) });
    expect(shares.at(-1)).toBe(1);
    const ready = [...session.lately.distances.values()];
    for (const measure of studyMeasures(session)) {
      expect(askMeasure(session, measure)).toEqual(askMeasure(expected, measure));
      expect(ready.some((each) => askMeasure(session, measure).coverage.distanceM === each.distanceM)).toBe(
        true
      );
    }
    expect(session.lately.distances).toEqual(expected.lately.distances);
    const before = session.lately.distances;
    await prefetchDistances(session, alone());
    expect(session.lately.distances).toEqual(before);
  });

  it('keeps them for the scenario it was asked for, whatever is asked meanwhile', async () => {
    const session = open();
    const close = { name: '', edits: [{ do: 'close' as const, code: 'F0' }] };
    facilitiesOf(session, close);
    const asked = session.lately;
    await prefetchDistances(
      session,
      alone(() => facilitiesOf(session, { name: '', edits: [] }))
    );
    expect(session.lately).toBe(asked);
    const expected = open();
    facilitiesOf(expected, close);
    for (const measure of studyMeasures(session))
      expect(askMeasure(session, measure)).toEqual(askMeasure(expected, measure));
  });

  it('leaves the session as it was when it is stopped, and has nothing to do without roads', async () => {
    const session = open();
    const stop = new AbortController();
    const crew = alone(() => stop.abort(new Error('enough')));
    await expect(prefetchDistances(session, crew, { signal: stop.signal })).rejects.toThrow('enough');
    expect(session.lately.distances.size).toBe(0);
    const bare = open(false);
    await prefetchDistances(bare, alone());
    expect(bare.lately.distances.size).toBe(0);
  });
});
