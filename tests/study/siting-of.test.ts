import { beforeAll, describe, expect, it } from 'vitest';
import { distanceM } from '../../src/lib/geometry/metric.ts';
import type { MipSolver } from '../../src/lib/siting/mip.ts';
import { sitingEdits } from '../../src/lib/study/say-siting.ts';
import { finishPosing, siteAndTell } from '../../src/lib/study/site-measure.ts';
import { poseSiting } from '../../src/lib/study/siting-of.ts';
import { runToEnd, sitingQuestions } from '../../src/lib/study/analyse.ts';
import type { Inputs } from '../../src/lib/study/inputs.ts';
import type { Edit } from '../../src/lib/study/scenario.ts';
import {
  askMeasure,
  facilitiesOf,
  openSession,
  studyMeasures,
  type Session
} from '../../src/lib/study/session.ts';
import { parseStudyFile, type StudyFile } from '../../src/lib/study/study-file.ts';
import { solveSiting } from '../../src/lib/siting/solve-siting.ts';
import { sitingTables } from '../../src/lib/tables/siting-tables.ts';
import { loadMip } from '../siting/load-mip.ts';
import { readSample } from './sample-inputs.ts';

let inputs: Inputs;
let base: StudyFile;
let mip: MipSolver;

beforeAll(async () => {
  const { inputs: read, file } = await readSample();
  inputs = read;
  base = file;
  mip = await loadMip();
}, 120_000);

/** One session for the questions of the same measures: roads and people stay. */
const sessions = new Map<string, Session>();
function sessionOf(file: StudyFile, key: string): Session {
  const session = sessions.get(key) ?? runToEnd(openSession(inputs, file), () => {});
  sessions.set(key, session);
  return { ...session, choices: file };
}

/** The sample town with one siting question; time stands still, so that nothing ends early. */
function ask(choice: object, more: object = {}) {
  const file = parseStudyFile(
    JSON.stringify({ ...base, ...more, siting: [{ standard: 'eld500', sites: 2, ...choice }] })
  );
  const session = sessionOf(file, JSON.stringify(more));
  session.tools = { mip, now: () => 0 };
  const measures = studyMeasures(session);
  const [{ at, choice: asked }] = sitingQuestions(session, measures);
  const result = askMeasure(session, measures[at]);
  const posing = poseSiting(session, result, asked)!;
  const { problem } = posing.posed;
  const answer =
    posing.faults.length > 0 ? null : solveSiting(problem, { mip, seed: 1, secondsLeft: () => 20 });
  const siting = finishPosing(session, posing, answer);
  const codes = Array.from(siting.sites, (c) => siting.candidates.code[c]);
  return { session, measure: measures[at], result, asked, posing, siting, codes };
}

type Asked = ReturnType<typeof ask>;

/** People served when the facilities of the sites really stand, by coverage itself. */
function servedBuilt({ session, measure, posing, siting }: Asked): number {
  const edits: Edit[] = [
    ...Array.from(siting.closed, (i): Edit => ({ do: 'close', code: session.inputs.facilities.code[i] })),
    ...sitingEdits(session, posing, siting).flat()
  ];
  return servedWith(session, measure, edits);
}

function servedWith(session: Session, measure: Asked['measure'], edits: Edit[]): number {
  const own: Session = { ...session };
  facilitiesOf(own, { name: '', edits });
  const { coverage, joined } = askMeasure(own, measure);
  return joined.demand.people[measure.field].reduce(
    (sum, people, i) => sum + (people > 0 && coverage.covered[i] ? people : 0),
    0
  );
}

/** The best by trying all sets of up to `most` candidates of a plain covering question that `keep` lets through. */
function bestByTrying(
  { posing }: Asked,
  most: number,
  keep: (chosen: number[]) => boolean = () => true
): { best: number; sets: number } {
  const { problem } = posing.posed;
  const count = posing.candidates.code.length;
  const { reach, weight } = problem;
  let best = -Infinity;
  let sets = 0;
  const visit = (chosen: number[]) => {
    if (keep(chosen)) {
      const seen = new Set<number>();
      for (const c of chosen)
        for (let k = reach.first[c]; k < reach.first[c + 1]; k++) seen.add(reach.point[k]);
      let worth = 0;
      for (const i of seen) worth += weight[i];
      best = Math.max(best, worth);
      sets++;
    }
    if (chosen.length === most) return;
    for (let c = (chosen.at(-1) ?? -1) + 1; c < count; c++) visit([...chosen, c]);
  };
  visit([]);
  return { best, sets };
}

describe('a siting question of a study', () => {
  it('serves whom coverage counts once the sites stand', () => {
    const asked = ask({});
    expect(asked.codes).toHaveLength(2);
    expect(asked.siting.proven).toBe(true);
    expect(asked.siting.objective).toBeCloseTo(bestByTrying(asked, 2).best, 3);
    expect(servedBuilt(asked)).toBeCloseTo(asked.siting.coveredAfter[1], 3);
  });

  it('keeps to the communities of `in`', () => {
    const asked = ask({ in: ['春华里社区', '120199001003'] });
    const { posing, codes, siting } = asked;
    const { units } = inputs;
    const allowed = ['春华里社区', '文华里社区'].map((name) => units.name.indexOf(name));
    expect(codes.length).toBeGreaterThan(0);
    for (const c of siting.sites) expect(allowed).toContain(siting.candidates.unit![c]);
    expect(siting.objective).toBeCloseTo(bestByTrying(asked, 2).best, 3);
    expect(posing.gathered.unfit.some(({ codes: why }) => why.includes('elsewhere'))).toBe(true);
    expect(() => ask({ in: ['没有的社区'] })).toThrow(/没有的社区.*expected codes or names/);
  });

  it('sites for several standards together', () => {
    const asked = ask({ with: [{ standard: 'HLT-COV-15', weight: 0.5 }] });
    const { session, posing, siting } = asked;
    const [own, other] = posing.services;
    const edits = sitingEdits(session, posing, siting).map((added) => added[0]);
    const others = siting.sites.length;
    const places = edits.map((edit, k): Edit => ({ ...edit, code: `X${k}`, category: 'chs' }));
    const gained = (of: Asked['measure'], with_: Edit[]) =>
      servedWith(session, of, with_) - servedWith(session, of, []);
    expect(others).toBe(2);
    expect(gained(own.measure, edits) + 0.5 * gained(other.measure, places)).toBeCloseTo(siting.objective, 2);
    expect(siting.objective).toBeCloseTo(bestByTrying(asked, 2).best, 3);
    expect(() => ask({ with: [{ standard: 'NOT-THERE' }] })).toThrow(/NOT-THERE/);
  });

  it('covers a share with the least number, and at the least cost', () => {
    const few = ask({ model: 'lscp', share: 0.7, sites: null });
    const { siting } = few;
    expect(siting.proven).toBe(true);
    expect(servedBuilt(few) / siting.total).toBeGreaterThanOrEqual(0.7 - 1e-9);
    expect(siting.sites).toHaveLength(siting.objective);
    // One less does not do it, by the best of that many.
    const fewer = ask({ sites: siting.objective - 1 });
    expect(fewer.siting.proven).toBe(true);
    expect(fewer.siting.coveredAfter.at(-1)! / siting.total).toBeLessThan(0.7);
    const priced = { needs: { least_m2: 100 }, forbid: ['C038', 'C040', 'C041', 'C042', 'C036'] };
    const cheap = ask({ model: 'lscp', share: 0.7, sites: null, least: 'cost', ...priced });
    expect(cheap.siting.cost.reduce((sum, yuan) => sum + yuan, 0)).toBeCloseTo(cheap.siting.objective, 6);
    expect(servedBuilt(cheap) / siting.total).toBeGreaterThanOrEqual(0.7 - 1e-9);
    const most = ask({ sites: null, budget: cheap.siting.objective - 1, ...priced });
    expect(cheap.siting.proven && most.siting.proven).toBe(true);
    expect(most.siting.coveredAfter.at(-1)! / siting.total).toBeLessThan(0.7);
  });

  it('keeps to a budget, with or without a number, and prices what has no price', () => {
    const cost = (asked: Asked) => asked.siting.cost.reduce((sum, yuan) => sum + yuan, 0);
    const asked = ask({ budget: 700_000 });
    const price = asked.posing.candidates.cost;
    const within = (chosen: number[]) => chosen.reduce((sum, c) => sum + price[c], 0) <= 700_000;
    expect(cost(asked)).toBeLessThanOrEqual(700_000);
    expect(asked.siting.objective).toBeCloseTo(bestByTrying(asked, 2, within).best, 3);
    const any = ask({ sites: null, budget: 700_000 });
    expect(any.siting.objective).toBeCloseTo(bestByTrying(any, 3, within).best, 3);
    expect(any.siting.money!.at.length).toBeGreaterThan(2);
    const unpriced = ask({ candidates: 'network', budget: 700_000 });
    expect(unpriced.siting.faults.map(({ code }) => code)).toEqual(['bad_cost']);
    const byArea = ask({
      candidates: 'land',
      budget: 5_000_000,
      cost_per_m2: 3000,
      needs: { least_m2: 300 }
    });
    for (const c of byArea.siting.sites) expect(byArea.siting.candidates.cost[c]).toBeGreaterThan(0);
    expect(ask({ sites: null }).siting.faults.map(({ code }) => code)).toEqual(['no_end']);
  });

  it('counts only who is reached twice where `twice` is said', () => {
    const asked = ask({ twice: true });
    const { problem, candidate } = asked.posing.posed;
    const { reach, weight, options } = problem;
    const times = (open: number[]) => {
      const seen = new Uint8Array(weight.length);
      for (const o of open) for (let k = reach.first[o]; k < reach.first[o + 1]; k++) seen[reach.point[k]]++;
      return weight.reduce((sum, people, i) => sum + (seen[i] >= 2 ? people : 0), 0);
    };
    const standing = Array.from(options.state.keys()).filter((o) => candidate[o] < 0);
    const n = asked.posing.candidates.code.length;
    let best = 0;
    for (let a = 0; a < n; a++)
      for (let b = a; b < n; b++) best = Math.max(best, times([...standing, ...new Set([a, b])]));
    expect(standing).toHaveLength(6);
    expect(asked.siting.objective).toBeCloseTo(best - times(standing), 3);
    expect(asked.siting.proven).toBe(true);
  });

  it('chooses among sizes by what they hold and cost', () => {
    const more = {
      measure: [
        ...base.measure,
        {
          id: 'seats',
          facilities: ['eldercare_site'],
          limit_m: 500,
          capacity: { of: 'capacity', per_1000: 40 }
        }
      ]
    };
    const sizes = [
      { name: '小型', cost: 200_000, capacity: 20, least_m2: 100 },
      { name: '标准型', cost: 500_000, capacity: 60, least_m2: 250 }
    ];
    const asked = ask({ standard: 'seats', sizes, budget: 700_000 }, more);
    const { siting, posing } = asked;
    const { place } = posing.posed.problem.options;
    expect(siting.faults).toEqual([]);
    expect(siting.sites.length).toBeGreaterThan(0);
    expect(new Set(siting.sites).size).toBe(siting.sites.length);
    expect(place.length).toBeGreaterThan(posing.candidates.code.length);
    siting.sites.forEach((c, k) => {
      const size = sizes.find(({ name }) => name === siting.size[k])!;
      expect(siting.cost[k]).toBe(size.cost);
      expect(
        siting.candidates.floorAreaM2[c] >= size.least_m2 || !(siting.candidates.floorAreaM2[c] > 0)
      ).toBe(true);
      expect(sitingEdits(asked.session, posing, siting)[k][0].capacity).toBe(size.capacity);
    });
    expect(siting.cost.reduce((sum, yuan) => sum + yuan, 0)).toBeLessThanOrEqual(700_000);
    // Each place serves 25 people; none more than are there.
    const held = siting.size.reduce(
      (sum, name) => sum + sizes.find((size) => size.name === name)!.capacity,
      0
    );
    expect(siting.objective).toBeLessThanOrEqual(held * 25 + 1e-6);
    expect(siting.objective).toBeGreaterThan(0);
  });

  it('says where nobody knows how many a new place would hold', () => {
    const more = {
      measure: [
        ...base.measure,
        {
          id: 'seats',
          facilities: ['eldercare_site'],
          limit_m: 500,
          capacity: { of: 'capacity', per_1000: 40 }
        }
      ]
    };
    const asked = ask({ standard: 'seats' }, more);
    const told = siteAndTell(asked.session, asked.result, asked.asked, 1)!;
    expect(told.notes.map(({ zh }) => zh)).toContain(
      `${asked.posing.candidates.code.length} 个候选：候选没有填床（座）位数，按不限计`
    );
    expect(ask({ standard: 'eld500' }).posing.gathered.unsaid.map(({ what }) => what)).not.toContain(
      'capacity'
    );
  });

  it('puts one in each community that has none', () => {
    const lacking = ask({}).posing;
    const asked = ask({ each: 'community', sites: 12 });
    const { groups } = asked.posing.posed.problem.limits;
    const { units, facilities } = inputs;
    const has = new Set(
      facilities.category.flatMap((category, i) =>
        category === 'eldercare_site' ? [facilities.servesUnit[i]] : []
      )
    );
    expect(groups).toHaveLength(6);
    expect(lacking.posed.problem.limits.groups).toEqual([]);
    expect(asked.siting.faults).toEqual([]);
    for (const { name } of groups) {
      const unit = units.name.indexOf(name);
      expect(has.has(name) || has.has(units.code[unit])).toBe(false);
      expect(Array.from(asked.siting.sites, (c) => asked.siting.candidates.unit![c])).toContain(unit);
    }
    const short = ask({ each: 'community', sites: 1 }).siting;
    expect(short.faults.map(({ code }) => code)).toEqual(['groups_over_sites']);
    // Where it is asked about some communities, the others are asked for none.
    const name = groups[0].name;
    const some = ask({ each: 'community', in: [name], sites: 1 });
    expect(some.posing.posed.problem.limits.groups.map((group) => group.name)).toEqual([name]);
    expect([some.siting.faults.length, some.siting.sites.length]).toEqual([0, 1]);
    const above = units.name[units.parent[units.name.indexOf(name)]];
    const around = ask({ each: 'subdistrict', in: [name], sites: 1 }).posing.posed.problem.limits.groups;
    expect([[], [above]]).toContainEqual(around.map((group) => group.name));
  });

  it('stays beside what it has to be beside', () => {
    const asked = ask({ beside: { facilities: ['chs'], within_m: 400 } });
    const { posing, siting, codes } = asked;
    expect(posing.barred.length).toBeGreaterThan(0);
    const barred = new Set(posing.barred.map(({ candidate }) => candidate));
    for (const c of siting.sites) expect(barred.has(c)).toBe(false);
    const open = (chosen: number[]) => chosen.every((c) => !barred.has(c));
    expect(siting.objective).toBeCloseTo(bestByTrying(asked, 2, open).best, 3);
    expect(codes.length).toBeGreaterThan(0);
    const { facilities } = inputs;
    const chs = facilities.category.flatMap((category, i) => (category === 'chs' ? [i] : []));
    for (const c of siting.sites) {
      const [lon, lat] = [siting.candidates.lon[c], siting.candidates.lat[c]];
      // A walk is no shorter than the straight line.
      expect(
        Math.min(...chs.map((i) => distanceM(lon, lat, facilities.lon[i], facilities.lat[i])))
      ).toBeLessThanOrEqual(401);
    }
  });

  it('keeps sites apart', () => {
    const asked = ask({ sites: 3, apart_m: 900 });
    const { lon, lat } = asked.posing.candidates;
    const isApart = (chosen: number[]) =>
      chosen.every((a, i) =>
        chosen.slice(0, i).every((b) => distanceM(lon[a], lat[a], lon[b], lat[b]) >= 900)
      );
    expect(isApart(Array.from(asked.siting.sites))).toBe(true);
    expect(asked.siting.objective).toBeCloseTo(bestByTrying(asked, 3, isApart).best, 3);
    expect(asked.siting.objective).toBeLessThanOrEqual(ask({ sites: 3 }).siting.objective + 1e-6);
  });

  it('may move or close what stands', () => {
    const stay = ask({ sites: 1 });
    const move = ask({ sites: 1, existing: 'movable' });
    expect(move.siting.faults).toEqual([]);
    expect(servedBuilt(move)).toBeCloseTo(move.siting.coveredAfter.at(-1)!, 3);
    expect(move.siting.coveredAfter.at(-1)!).toBeGreaterThanOrEqual(stay.siting.coveredAfter.at(-1)! - 1e-6);
    // As many stand afterwards as could stand without a move.
    expect(move.siting.sites.length - move.siting.closed.length).toBeLessThanOrEqual(1);
    const close = ask({ sites: 1, existing: 'closable', price: 100_000, budget: 1_000_000 });
    expect(close.siting.faults).toEqual([]);
    const spent =
      close.siting.cost.reduce((sum, yuan) => sum + yuan, 0) + 100_000 * close.siting.closed.length;
    expect(spent).toBeLessThanOrEqual(1_000_000);
    expect(servedBuilt(close)).toBeCloseTo(close.siting.coveredAfter.at(-1)!, 3);
  });

  it('heeds locks and what is forbidden, and says which locks cannot be', () => {
    const plain = ask({});
    const { codes } = ask({ forbid: plain.codes });
    for (const code of plain.codes) expect(codes).not.toContain(code);
    const locked = ask({ lock: ['C020'] });
    expect(locked.codes).toContain('C020');
    const at = locked.posing.candidates.code.indexOf('C020');
    expect(locked.siting.objective).toBeCloseTo(
      bestByTrying(locked, 2, (chosen) => chosen.includes(at)).best,
      3
    );
    const bad = ask({ lock: ['C032', 'C999'] }).siting;
    expect(bad.sites).toHaveLength(0);
    expect(bad.faults.map(({ code }) => code)).toEqual(['locked_unfit']);
    expect(bad.faults[0].zh).toMatch(/C032.*C999/);
    const both = ask({ lock: ['C020'], forbid: ['C020'] }).siting;
    expect(both.faults.map(({ code }) => code)).toContain('locked_forbidden');
  });

  it('asks candidates for what is needed', () => {
    const { candidates } = ask({
      needs: { least_m2: 300, highest_floor: 1, acquisition: ['lease_loan'] }
    }).posing;
    expect(candidates.code.length).toBeGreaterThan(0);
    candidates.code.forEach((code, c) => {
      const isKnown = candidates.floorAreaM2[c] > 0;
      if (candidates.kind![c] === 'stock' && isKnown)
        expect(candidates.floorAreaM2[c], code).toBeGreaterThanOrEqual(300);
      if (candidates.acquisition![c]) expect(candidates.acquisition![c], code).toBe('lease_loan');
    });
    expect(candidates.code).not.toContain('C035');
    expect(candidates.code).not.toContain('C003');
    expect(candidates.code).toContain('C015');
  });

  it('builds in phases, and says what steps cost against all at once', () => {
    const asked = ask({
      sites: 3,
      phases: [
        { name: '2026', sites: 1 },
        { name: '2027', sites: 2 }
      ]
    });
    const { phases } = asked.siting;
    expect(phases!.stepwise.map(({ opened }) => opened.length)).toEqual([1, 2]);
    expect(phases!.price).toBeGreaterThanOrEqual(0);
    const last = phases!.stepwise[1].objective;
    expect(phases!.atOnce.objective - last).toBeCloseTo(phases!.price, 6);
    expect(phases!.stepwise[0].objective).toBeCloseTo(bestByTrying(asked, 1).best, 3);
    const told = siteAndTell(asked.session, asked.result, asked.asked, 1)!;
    const table = sitingTables({ told: [told], inputs: asked.session.inputs }).siting_phases!;
    expect(table.get('way')!.values).toEqual(['stepwise', 'stepwise', 'at_once', 'at_once']);
    expect(table.get('phase')!.values).toEqual(['2026', '2027', '2026', '2027']);
    expect((table.get('sites')!.values as string[])[1].split(';')).toHaveLength(2);
  });

  it('ends when its seconds are over, with what it has', () => {
    const file = parseStudyFile(
      JSON.stringify({
        ...base,
        siting: [{ standard: 'eld500', sites: 4, candidates: 'network', seconds: 0.5 }]
      })
    );
    const session = runToEnd(openSession(inputs, file), () => {});
    let now = 0;
    session.tools = { mip, now: () => (now += 0.25) };
    const measures = studyMeasures(session);
    const [{ at, choice }] = sitingQuestions(session, measures);
    const { siting } = siteAndTell(session, askMeasure(session, measures[at]), choice, 1)!;
    expect(siting.sites.length).toBeGreaterThan(0);
    expect(siting.bound).toBeGreaterThanOrEqual(siting.objective - 1e-6);
    const whole = ask({ sites: 4, candidates: 'network' }).siting;
    expect(siting.objective).toBeLessThanOrEqual(whole.objective + 1e-6);
    expect(siting.bound).toBeGreaterThanOrEqual(whole.objective - 1e-6);
  });

  it('adds up walks where that is asked, and says what a model has no use for', () => {
    const near = ask({ model: 'pmedian', share: 0.9, twice: true });
    expect(near.siting.faults).toEqual([]);
    expect(near.siting.sites).toHaveLength(2);
    expect(near.siting.proven).toBe(true);
    expect(near.posing.notes.map(({ zh }) => zh)).toEqual([
      '“share”只用于全部覆盖（lscp），这里未用',
      '“twice”只用于覆盖类目标（mclp、lscp），这里未用'
    ]);
    // Walks with the sites built, by coverage itself.
    const { session, measure, posing, siting } = near;
    const own: Session = { ...session };
    facilitiesOf(own, { name: '', edits: sitingEdits(session, posing, siting).flat() });
    const { coverage, joined } = askMeasure(own, measure);
    const people = joined.demand.people[measure.field];
    let sum = 0;
    let longest = 0;
    people.forEach((each, i) => {
      if (!(each > 0) || coverage.distanceM[i] === Infinity) return;
      sum += each * coverage.distanceM[i];
      longest = Math.max(longest, coverage.distanceM[i]);
    });
    expect(siting.objective / sum).toBeCloseTo(1, 9);
    const far = ask({ model: 'pcenter' }).siting;
    expect(far.objective).toBeLessThanOrEqual(longest + 1e-6);
    expect(
      ask({ model: 'lscp', sites: null, share: 0.6, phases: [{ name: 'a', sites: 1 }] }).posing.notes[0].en
    ).toMatch(/phases/);
  });
});

describe('what is told of an answer', () => {
  it('has a row a site with its groups, units, rules and sentences, and each candidate with its verdict', () => {
    const asked = ask({
      standard: 'ELD-COV-15',
      forbid: ['C001'],
      beside: { facilities: ['chs'], within_m: 500 }
    });
    const told = siteAndTell(asked.session, asked.result, asked.asked, 1)!;
    const tables = sitingTables({ told: [told], inputs: asked.session.inputs });
    const reasons = tables.siting_reasons!;
    const column = (name: string) => reasons.get(name)!.values;
    expect(column('site')).toEqual(asked.codes);
    expect(column('gain')[0]).toBeCloseTo(asked.siting.gain[0], 9);
    expect([...reasons.keys()].filter((name) => name.startsWith('won_')).length).toBeGreaterThan(1);
    expect(column(`won_${asked.measure.field}`)[0]).toBeCloseTo(asked.siting.gain[0], 3);
    for (const sentence of column('sentence_zh')) expect(sentence).toMatch(/^第 \d 处：.+。$/);
    for (const sentence of column('sentence_en')) expect(sentence).toMatch(/^Site \d: .+\.$/);
    const candidates = tables.siting_candidates!;
    const fit = candidates.get('fit')!.values as Float64Array;
    const why = candidates.get('reason_zh')!.values as (string | null)[];
    const codes = candidates.get('candidate')!.values as string[];
    const notLand = inputs.candidates!.code.filter((_, i) => inputs.candidates!.kind?.[i] !== 'land');
    expect(codes).toEqual(notLand);
    expect(fit[codes.indexOf('C001')]).toBe(0);
    expect(why[codes.indexOf('C001')]).toContain('禁止');
    expect(why[codes.indexOf('C031')]).toContain('地下');
    expect(why.filter((words) => words?.includes('毗邻')).length).toBe(asked.posing.barred.length);
    fit.forEach((value, i) => value === 0 && expect(why[i], codes[i]).toBeTruthy());
  });

  it('tells which rules become met', () => {
    const asked = ask({ standard: 'ELD-COV-15', each: 'community', sites: 12 });
    const told = siteAndTell(asked.session, asked.result, asked.asked, 1)!;
    const won = told.said.flatMap(({ rules }) => rules);
    // One in each community that had none: that is what 一社区一处 asks for, and each wins it once.
    const { groups } = asked.posing.posed.problem.limits;
    const lacking = groups.map(({ name }) => inputs.units.name.indexOf(name)).sort((a, b) => a - b);
    const met = won.flatMap(({ id, units }) => (id === 'ELD-SITE-COMM' ? units : []));
    expect(met.sort((a, b) => a - b)).toEqual(lacking);
    for (const { id, units } of won) {
      expect(asked.session.standards.map((standard) => standard.id)).toContain(id);
      expect(units.length).toBeGreaterThan(0);
    }
  });
});

describe('what a model cannot have', () => {
  it('is as many sites as it takes where a share is to be covered and no number is said', () => {
    const of = (choice: object) =>
      parseStudyFile(JSON.stringify({ ...base, siting: [{ standard: 'eld500', ...choice }] })).siting![0]
        .sites;
    expect([of({}), of({ model: 'lscp' }), of({ model: 'lscp', sites: 4 })]).toEqual([3, null, 4]);
    expect(of({ sites: null, budget: 1 })).toBeNull();
  });

  it('is capacity for p-center, several services with places, or two sites for each', () => {
    const [own] = base.measure.filter(({ id }) => id === 'eld500');
    const measure = [
      ...base.measure,
      { ...own, id: 'beds', capacity: { of: 'beds', per_1000: 30 } } as (typeof base.measure)[number]
    ];
    const faultsOf = (choice: object) =>
      ask({ standard: 'beds', ...choice }, { measure }).posing.faults.map(({ code }) => code);
    expect(faultsOf({ model: 'pcenter' })).toEqual(['capacity_center']);
    expect(faultsOf({ with: [{ standard: 'eld500' }] })).toEqual(['capacity_several']);
    const { posing } = ask({ standard: 'beds', twice: true }, { measure });
    expect(posing.notes.map(({ en }) => en).join()).toMatch(
      /"twice" is only for standards without a capacity/
    );
  });
});
