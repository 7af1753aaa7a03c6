import { describe, expect, it } from 'vitest';
import type { ComplianceRow } from '../../src/lib/coverage/coverage.ts';
import type { Facilities } from '../../src/lib/coverage/facilities.ts';
import { createRandom } from '../../src/lib/geometry/seeded.ts';
import { runToEnd } from '../../src/lib/study/analyse.ts';
import { assessAll } from '../../src/lib/study/assess-study.ts';
import { rulesWon } from '../../src/lib/study/rules-won.ts';
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
const KINDS = ['eldercare_site', 'chs', 'eldercare_centre', 'day_care', 'park', 'wet_market'];

function openTown(seed: number, count: number): Session {
  const random = createRandom(seed);
  const at = (): Junction => [Math.floor(random() * SIZE), Math.floor(random() * SIZE)];
  const places = facilitiesAt(
    town,
    Array.from({ length: count }, () => at())
  );
  const facilities: Facilities = {
    ...places,
    category: places.code.map(() => KINDS[Math.floor(random() * KINDS.length)])
  };
  const choices = parseStudyFile(
    JSON.stringify({ yike: 1, profiles: ['national', 'seed-generic', 'tianjin', 'county-2023', 'huizhou'] })
  );
  return runToEnd(openSession(gridInputs(town, facilities), choices), () => {});
}

/** All rules of the study, worked out anew. */
function allRows(session: Session, edits: Edit[]): ComplianceRow[] {
  facilitiesOf(session, { name: '', edits });
  return assessAll(
    session,
    studyMeasures(session).map((measure) => askMeasure(session, measure).coverage)
  );
}

const spot = (random: () => number) => {
  const i = Math.floor(random() * town.demand.lon.length);
  return { lon: town.demand.lon[i], lat: town.demand.lat[i] };
};

describe('rulesWon', () => {
  it('finds just the rules that working out all anew finds to become met, or to be met no more', () => {
    const seen = { won: 0, lost: 0 };
    for (let seed = 1; seed <= 4; seed++) {
      const random = createRandom(seed + 100);
      const session = openTown(seed, 8);
      const fresh = openTown(seed, 8);
      const before: Edit[] = [
        { do: 'add', code: 'already', category: 'park', name: '', ...spot(random) },
        { do: 'close', code: session.inputs.facilities.code[0] }
      ];
      const category = () => KINDS[Math.floor(random() * KINDS.length)];
      const sites: (Edit | Edit[])[] = [
        { do: 'add', code: 'new-1', category: category(), name: '', ...spot(random) },
        [1, 2].map((k): Edit => ({
          do: 'add',
          code: `both-${k}`,
          category: category(),
          name: '',
          ...spot(random)
        })),
        [
          { do: 'close', code: session.inputs.facilities.code[2] },
          { do: 'add', code: 'new-3', category: category(), name: '', ...spot(random) }
        ],
        { do: 'close', code: 'already' }
      ];
      const found = rulesWon(session, { name: '', edits: before }, sites);
      const edits = before.slice();
      let was = allRows(fresh, edits);
      sites.forEach((site, k) => {
        edits.push(...[site].flat());
        const is = allRows(fresh, edits);
        const changed = is.flatMap((row, at) => {
          const old = was[at];
          expect([old.standard, old.unit]).toEqual([row.standard, row.unit]);
          return old.status === row.status
            ? []
            : [
                {
                  ...{ standard: row.standard, unit: row.unit, before: old.status, after: row.status },
                  ...{ valueBefore: old.value, valueAfter: row.value }
                }
              ];
        });
        expect(found[k].won, `seed ${seed} site ${k}`).toEqual(
          changed.filter(({ after }) => after === 'met')
        );
        expect(found[k].lost, `seed ${seed} site ${k}`).toEqual(
          changed.filter(({ before }) => before === 'met')
        );
        seen.won += found[k].won.length;
        seen.lost += found[k].lost.length;
        was = is;
      });
    }
    expect(seen.won).toBeGreaterThan(5);
    expect(seen.lost).toBeGreaterThan(2);
  });

  it('leaves the session as it was, and asks only the rules it is told to', () => {
    const session = openTown(2, 8);
    const shown: Edit[] = [{ do: 'close', code: session.inputs.facilities.code[1] }];
    facilitiesOf(session, { name: '', edits: shown });
    const { lately, standards, choices } = session;
    const site: Edit = {
      do: 'add',
      code: 'new',
      category: 'eldercare_site',
      name: '',
      lon: town.demand.lon[5],
      lat: town.demand.lat[5]
    };
    const all = rulesWon(session, { name: '', edits: [] }, [site]);
    expect(session.lately).toBe(lately);
    expect([session.standards, session.choices]).toEqual([standards, choices]);
    const one = all[0].won[0].standard;
    const only = rulesWon(
      session,
      { name: '', edits: [] },
      [site],
      standards.filter(({ id }) => id === one)
    );
    expect(only[0].won).toEqual(all[0].won.filter(({ standard }) => standard === one));
    expect(rulesWon(session, { name: '', edits: [] }, [site], [])).toEqual([{ won: [], lost: [] }]);
  });

  it('says of a town without any which rules the first one makes met', () => {
    const none = facilitiesAt(town, [[0, 0]]);
    const session = runToEnd(
      openSession(
        gridInputs(town, { ...none, category: ['park'] }),
        parseStudyFile(JSON.stringify({ yike: 1, standards: ['ELD-SITE-COMM', 'ELD-CENTER-SUBD'] }))
      ),
      () => {}
    );
    const [lon, lat] = town.at(5, 5);
    const [{ won }] = rulesWon(session, { name: '', edits: [] }, [
      { do: 'add', code: 'new', category: 'eldercare_site', name: '', lon, lat }
    ]);
    // A community that had none has one; the subdistrict's centre is another thing.
    expect(won).toEqual([
      { standard: 'ELD-SITE-COMM', unit: 0, before: 'not_met', after: 'met', valueBefore: 0, valueAfter: 1 }
    ]);
  });
});
