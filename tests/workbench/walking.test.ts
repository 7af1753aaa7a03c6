import { beforeAll, describe, expect, it } from 'vitest';
import { distanceM } from '../../src/lib/geometry/metric.ts';
import { CROSSING, GATE, orNull, STEPS, type RoadTraits } from '../../src/lib/network/traits.ts';
import { sayWay } from '../../src/lib/network/way-sentence.ts';
import { runToEnd } from '../../src/lib/study/analyse.ts';
import { farthestWalk } from '../../src/lib/study/explain.ts';
import { askMeasure, openSession, studyMeasures, type Session } from '../../src/lib/study/session.ts';
import { parseStudyFile } from '../../src/lib/study/study-file.ts';
import { makeOutcome, measureFor } from '../../src/lib/workbench/engine/make-outcome.ts';
import { makeScene } from '../../src/lib/workbench/engine/make-scene.ts';
import { walkingNotesOf } from '../../src/lib/workbench/walking-notes.ts';
import { gridInputs } from '../study/grid-inputs.ts';
import { buildGridTown, facilitiesAt } from '../towns/grid-town.ts';

const town = buildGridTown({ columns: 5, rows: 4 });
const lines = town.lines.first.length - 1;

/** The grid town with what `say` puts on its roads, and what a study file says of those who walk. */
function open(say: (traits: RoadTraits) => Partial<RoadTraits>, walkers: object = {}): Session {
  const bare: RoadTraits = {
    lineFlags: new Uint8Array(lines),
    lineGradient: new Float64Array(lines).fill(NaN),
    heightM: null,
    placePosition: new Uint32Array(0),
    placeKind: new Uint8Array(0),
    placeHours: []
  };
  const inputs = gridInputs(town, facilitiesAt(town, [[0, 0]]));
  const traits = orNull({ ...bare, ...say(bare) });
  const name = inputs.roads!.name.map((_, i) => `街 ${i}`);
  const file = parseStudyFile(
    JSON.stringify({
      ...{ yike: 1, standards: ['ELD-COV-15'], walkers },
      measure: [
        { id: 'm', facilities: ['eldercare_site'], minutes: 15 },
        { id: 'old', facilities: ['eldercare_site'], minutes: 15, group: 'older_adult' },
        { id: 'metres', facilities: ['eldercare_site'], limit_m: 300 }
      ]
    })
  );
  return runToEnd(openSession({ ...inputs, roads: { ...inputs.roads!, name, traits } }, file), () => {});
}

const asked = (measure: string, walker = 'all', minutes: number | null = null) => ({
  ...{ measure, walker, minutes, metres: null }
});
const outcomeOf = (session: Session, measure: string, walker = 'all') => {
  const { measure: found, stoodIn } = measureFor(session, asked(measure, walker));
  const { facilities } = session.lately;
  return makeOutcome(session, facilities, { name: '', edits: [] }, askMeasure(session, found), stoodIn, null);
};

describe('a speed in the study file', () => {
  let session: Session;
  beforeAll(() => {
    session = open(() => ({}), { older_adult: { speed_mps: 0.5 }, all: { speed_mps: 0.75 } });
  });

  it('is that of the measures that the study reports, and of the limits', () => {
    const speeds = studyMeasures(session).map(({ group, speedMps }) => `${group} ${speedMps}`);
    expect([...new Set(speeds)].sort()).toEqual(['all 0.75', 'older_adult 0.5']);
    const old = studyMeasures(session).find(({ id }) => id === 'old')!;
    expect(old.limitM).toBe(450);
  });

  it('is that of what is asked on the desk, whoever the measure is of and whatever the limit', () => {
    expect(measureFor(session, asked('m', 'older_adult')).measure).toMatchObject({
      ...{ speedMps: 0.5, limitM: 450, limitS: 900 }
    });
    expect(measureFor(session, asked('old', 'all', 10)).measure).toMatchObject({
      ...{ speedMps: 0.75, limitM: 450, limitS: 600 }
    });
    expect(measureFor(session, asked('metres', 'older_adult')).measure).toMatchObject({
      ...{ speedMps: 0.5, limitM: 300 }
    });
    // Who has no speed walks at the study's.
    expect(measureFor(session, asked('m', 'disabled')).measure.speedMps).toBe(0.75);
    const scene = makeScene(session, {
      title: '',
      sample: false,
      layers: [],
      choices: { profiles: [] },
      siting: []
    });
    const shown = scene.walkers.map(({ code, speedSaid, walk_speed_mps: speed }) => ({
      ...{ code, speedSaid, speed: speed?.default }
    }));
    expect(shown).toContainEqual({ code: 'older_adult', speedSaid: true, speed: 0.5 });
    expect(shown).toContainEqual({ code: 'adult', speedSaid: false, speed: 1.2 });
  });

  it('moves who is covered', () => {
    const before = outcomeOf(
      open(() => ({})),
      'm',
      'all'
    );
    const after = outcomeOf(
      open(() => ({}), { all: { speed_mps: 0.1 } }),
      'm',
      'all'
    );
    expect(after.measure.limitM).toBe(90);
    expect(after.coveredPeople).toBeLessThan(before.coveredPeople);
    expect(after.coveredPeople).toBe(
      town.demand.people['pop_resident']!.reduce(
        (sum, people, i) => sum + (after.distanceM[i] <= 90 ? people : 0),
        0
      )
    );
  });
});

describe('a group without people of its own', () => {
  it('walks as it does, while all residents are counted', () => {
    const session = open(({ lineFlags }) => ({ lineFlags: lineFlags.map(() => STEPS) }));
    const all = outcomeOf(session, 'm');
    const disabled = outcomeOf(session, 'm', 'disabled');
    expect(disabled.measure).toMatchObject({ group: 'all', walker: 'disabled', field: 'pop_resident' });
    expect(disabled.stoodIn).toBe(true);
    expect(all.coveredPeople).toBeGreaterThan(disabled.coveredPeople);
    expect(walkingNotesOf(all.walking)[0]).toMatch(/^台阶 [\d,]+ 米，可以走$/);
    expect(walkingNotesOf(disabled.walking)[0]).toMatch(/^台阶 [\d,]+ 米，不能走$/);
  });
});

describe('the note of what counts in walks', () => {
  it('is none where the roads say nothing', () => {
    expect(
      outcomeOf(
        open(() => ({})),
        'm'
      ).walking
    ).toBeNull();
    expect(walkingNotesOf(null)).toEqual([]);
  });

  it('tells slopes, crossings and gates with their hours, the unread counted', () => {
    const session = open(
      ({ lineGradient }) => ({
        lineGradient: lineGradient.map((_, i) => (i === 0 ? 0.05 : NaN)),
        placePosition: Uint32Array.of(1, 2, 3, 6),
        placeKind: Uint8Array.of(GATE, GATE, GATE, CROSSING),
        placeHours: ['Mo-Su 00:00-06:00', 'by appointment', '', '']
      }),
      { all: { crossing_delay_s: 30, max_gradient: 0.08 } }
    );
    const notes = walkingNotesOf(outcomeOf(session, 'm').walking);
    expect(notes.slice(0, 2)).toEqual([
      expect.stringMatching(/^有坡的路 0\.\d 公里，按坡度折算时间$/),
      '坡度超过 8% 的路不能走'
    ]);
    expect(notes.slice(2)).toEqual([
      '过街 1 处，每处等 30 秒',
      expect.stringMatching(/^出入口 \d 处，周三 10:00有 1 处不能通过$/),
      '1 处的开放时间读不懂，按开放计'
    ]);
    const inMetres = walkingNotesOf(outcomeOf(session, 'metres').walking);
    expect(inMetres.some((note) => note.includes('过街 1 处'))).toBe(false);
    expect(inMetres.at(-1)).toBe('限值以米计，坡度和过街等待不折算时间');
  });
});

describe('the walk to the farthest home', () => {
  it.each([['level roads', NaN] as const, ['slopes, searched the other way round', 0.05] as const])(
    'is told way by way from the home, over %s',
    (_, gradient) => {
      const session = open(({ lineGradient }) => ({ lineGradient: lineGradient.fill(gradient) }));
      const result = askMeasure(session, measureFor(session, asked('m')).measure);
      const walk = farthestWalk(session, result, 0)!;
      const onRoads = walk.ways.reduce((sum, { lengthM }) => sum + lengthM, 0);
      expect(onRoads).toBeLessThanOrEqual(walk.lengthM);
      const [home, start] = walk.path;
      const [facility, end] = [walk.path.at(-1)!, walk.path.at(-2)!];
      const joins = distanceM(...home, ...start) + distanceM(...end, ...facility);
      expect(onRoads).toBeCloseTo(walk.lengthM - joins, 1);
      expect(walk.ways[0].turn).toBe('start');
      expect(distanceM(...walk.ways[0].fromLonLat, ...start)).toBeLessThan(0.01);
      expect(sayWay(walk.ways[0]).zh).toMatch(/^沿街 \d+，\d+ 米$/);
    }
  );
});
