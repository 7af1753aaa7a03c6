import { performance } from 'node:perf_hooks';
import { createPlane } from '../../src/lib/geometry/metric.ts';
import { runToEnd } from '../../src/lib/study/analyse.ts';
import type { Edit, Scenario } from '../../src/lib/study/scenario.ts';
import { askMeasure, facilitiesOf, openSession, studyMeasures } from '../../src/lib/study/session.ts';
import { sessionFor } from '../../src/lib/study/session-for.ts';
import { Follower } from '../../src/lib/workbench/engine/follower.ts';
import { buildGridTown, facilitiesAt, type Junction } from '../towns/grid-town.ts';
import { gridChoices, gridInputs } from '../study/grid-inputs.ts';

/**
 * A step of a drag in Node on grid towns of about the size of the sample and of a city, on the present state and with housing and a link
 * added: p95 in milliseconds, and beside it a full run on the same ground. `npx tsx tests/bench/drag-frame.ts`
 */
const STEPS = 200;

for (const [name, columns, rows, sites] of [
  ['sample size', 60, 50, 60],
  ['city size', 450, 440, 4000]
] as const) {
  const town = buildGridTown({ columns, rows });
  const junctions = Array.from({ length: sites }, (_, i): Junction => [
    (i * 7919) % columns,
    (i * 104_729) % rows
  ]);
  const inputs = gridInputs(town, facilitiesAt(town, junctions));
  const session = runToEnd(openSession(inputs, gridChoices()), () => {});
  const place = (x: number, y: number) => {
    const [lon, lat] = town.at(x, y);
    return { lon, lat };
  };
  const ground: Edit[] = [
    { do: 'house', code: 'h1', name: '', ...place(5, 5), people: 600 },
    { do: 'link', code: 'l1', kind: 'path', from: town.at(10, 10), to: town.at(12, 12) }
  ];
  for (const [what, edits] of [
    ['present state', []],
    ['housing and a link', ground]
  ] as const) {
    const scenario: Scenario = { name: '', edits: [...edits] };
    const began = performance.now();
    const own = sessionFor(session, scenario);
    facilitiesOf(own, scenario);
    const derivedMs = performance.now() - began;
    const measure = studyMeasures(own).find(({ id }) => id === 'eld300')!;
    own.lately.distances.clear();
    const full = performance.now();
    askMeasure(own, measure);
    const fullMs = performance.now() - full;
    const follower = new Follower();
    const plane = createPlane(...town.at(20, 20));
    const times = Array.from({ length: STEPS }, (_, i) => {
      const move = { do: 'move' as const, code: 'F0', lon: plane.lon(i * 3), lat: plane.lat(i * 2) };
      const start = performance.now();
      follower.follow(own, measure, scenario, move, i === 0);
      return performance.now() - start;
    }).slice(1);
    times.sort((a, b) => a - b);
    const p95 = times[Math.floor(times.length * 0.95)];
    console.log(
      `${name}, ${what}: step p95 ${p95.toFixed(2)} ms, full run ${fullMs.toFixed(0)} ms (${(fullMs / p95).toFixed(0)}×), ground ${derivedMs.toFixed(0)} ms`
    );
  }
}
