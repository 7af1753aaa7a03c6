import { describe, expect, it } from 'vitest';
import type { ComplianceRow } from '../../src/lib/coverage/coverage.ts';
import type { Facilities } from '../../src/lib/coverage/facilities.ts';
import { createRandom } from '../../src/lib/geometry/seeded.ts';
import { runToEnd } from '../../src/lib/study/analyse.ts';
import { assessAll } from '../../src/lib/study/assess-study.ts';
import { openLiveStudy } from '../../src/lib/study/live-study.ts';
import type { Edit } from '../../src/lib/study/scenario.ts';
import {
  askMeasure,
  facilitiesOf,
  openSession,
  studyMeasures,
  type Session
} from '../../src/lib/study/session.ts';
import { parseStudyFile } from '../../src/lib/study/study-file.ts';
import { buildGridTown, facilitiesAt, type Junction } from '../towns/grid-town.ts';
import { gridInputs } from './grid-inputs.ts';

const SIZE = 12;
const town = buildGridTown({ columns: SIZE, rows: SIZE });
const KINDS = [
  'eldercare_site',
  'chs',
  'chc',
  'eldercare_centre',
  'day_care',
  'park',
  'wet_market',
  'police_office'
];

function openTown(
  random: () => number,
  more: (facilities: Facilities) => Facilities = (each) => each
): Session {
  const at = (): Junction => [Math.floor(random() * SIZE), Math.floor(random() * SIZE)];
  const count = 24;
  const places = facilitiesAt(
    town,
    Array.from({ length: count }, () => at())
  );
  const facilities: Facilities = {
    ...places,
    category: places.code.map(() => KINDS[Math.floor(random() * KINDS.length)]),
    floorAreaM2: Float64Array.from(places.code, () => Math.floor(100 + 900 * random()))
  };
  const choices = parseStudyFile(
    JSON.stringify({
      yike: 1,
      profiles: ['national', 'seed-generic', 'tianjin', 'county-2023', 'huizhou', 'hunchun']
    })
  );
  return runToEnd(openSession(gridInputs(town, more(facilities)), choices), () => {});
}

/** Rows with facilities by their codes, so that lists of different indexes can be held against each other. */
const named = (rows: ComplianceRow[], { code }: Facilities) =>
  rows.map((row) => ({ ...row, features: row.features.map((i) => code[i]).sort() }));

function expectSame(session: Session, edits: Edit[], rows: ComplianceRow[], facilities: Facilities): void {
  const now = facilitiesOf(session, { name: '', edits });
  const full = studyMeasures(session).map((measure) => askMeasure(session, measure).coverage);
  expect(named(rows, facilities)).toEqual(named(assessAll(session, full), now));
}

describe('openLiveStudy', () => {
  it.each([1, 2, 3])('has the rows of a full run after every edit (seed %i)', (seed) => {
    const random = createRandom(seed);
    const session = openTown(random);
    const fresh = openTown(createRandom(seed));
    const live = openLiveStudy(session);
    expectSame(fresh, [], live.rows, live.facilities);
    const edits: Edit[] = [];
    const open = new Set(session.inputs.facilities.code);
    const pick = () => [...open][Math.floor(random() * open.size)];
    const place = () => {
      const i = Math.floor(random() * town.demand.lon.length);
      return { lon: town.demand.lon[i], lat: town.demand.lat[i] };
    };
    for (let step = 0; step < 9; step++) {
      const what = step % 3;
      if (what === 0) {
        const category = KINDS[Math.floor(random() * KINDS.length)];
        edits.push({ do: 'add', code: `new-${step}`, category, name: '', ...place() });
        open.add(`new-${step}`);
      } else if (what === 1) edits.push({ do: 'move', code: pick(), ...place() });
      else {
        const code = pick();
        edits.push({ do: 'close', code });
        open.delete(code);
      }
      live.bringTo(facilitiesOf(session, { name: '', edits }));
      expectSame(fresh, edits, live.rows, live.facilities);
    }
    // All undone at once.
    live.bringTo(facilitiesOf(session, { name: '', edits: [] }));
    expectSame(fresh, [], live.rows, live.facilities);
  });

  it.each([
    [
      'the only one without a category is closed',
      0,
      (i: number) => ({ category: i === 0 ? '' : 'wet_market' })
    ],
    [
      'another is closed beside one without a category',
      1,
      (i: number) => ({ category: i === 0 ? '' : 'park' })
    ],
    ['the only one that says its area is closed', 0, (i: number) => ({ areaM2: i === 0 ? 500 : NaN })],
    [
      'what a police office hosts is closed, so that nothing says any more where that stands',
      0,
      (i: number) => ({
        category: i === 0 ? 'park' : i === 1 ? 'police_office' : 'wet_market',
        host: i === 0 ? 1 : i === 2 ? 3 : undefined
      })
    ]
  ] as [string, number, (i: number) => { category?: string; areaM2?: number; host?: number }][])(
    'has the rows of a full run where %s',
    (_, closed, tell) => {
      const more = (facilities: Facilities): Facilities => {
        const told = facilities.code.map((_, i) => tell(i));
        return {
          ...facilities,
          category: told.map((each, i) => each.category ?? facilities.category[i]),
          floorAreaM2: Float64Array.from(told, (each) => each.areaM2 ?? 300),
          texts: { host_id: told.map(({ host }) => (host === undefined ? '' : facilities.code[host])) }
        };
      };
      const session = openTown(createRandom(5), more);
      const fresh = openTown(createRandom(5), more);
      const live = openLiveStudy(session);
      const edits: Edit[] = [{ do: 'close', code: session.inputs.facilities.code[closed] }];
      for (const now of [edits, []]) {
        live.bringTo(facilitiesOf(session, { name: '', edits: now }));
        expectSame(fresh, now, live.rows, live.facilities);
      }
    }
  );

  it('works out only what rests on what has changed', () => {
    const session = openTown(createRandom(4));
    const live = openLiveStudy(session);
    expect(live.bringTo(facilitiesOf(session, { name: '', edits: [] }))).toEqual([]);
    const edits: Edit[] = [
      { do: 'add', code: 'new', category: 'park', name: '', lon: town.demand.lon[7], lat: town.demand.lat[7] }
    ];
    const again = live.bringTo(facilitiesOf(session, { name: '', edits }));
    expect(again).toContain('FIT-15-100');
    expect(again).not.toContain('ELD-COV-15');
    expect(again).not.toContain('STF-18');
    expect(again.length).toBeLessThan(session.standards.length / 4);
  });
});
