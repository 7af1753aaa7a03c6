import { beforeAll, describe, expect, it } from 'vitest';
import type { Dossier } from '../../src/lib/report/dossier.ts';
import type { Facts, UnitFacts } from '../../src/lib/report/facts.ts';
import { readTable } from '../../src/lib/report/facts/table-reader.ts';
import { leadMeasure } from '../../src/lib/report/lead-measure.ts';
import { readFacts } from '../../src/lib/report/read-facts.ts';
import { CAUSE_CODES } from '../../src/lib/report/words.ts';
import { HOSTILE_NAMES, hostileDossier, madeDossier, madeFacts, OPTIONS, townDossier } from './dossiers.ts';

const sum = (units: UnitFacts[], of: (unit: UnitFacts) => number) =>
  units.reduce((all, unit) => all + of(unit), 0);
const communities = ({ units }: { units: UnitFacts[] }) => units.filter(({ level }) => level === 'community');

describe('of the sample town', () => {
  let dossier: Dossier;
  let facts: Facts;
  beforeAll(async () => {
    dossier = await townDossier();
    facts = readFacts(dossier, OPTIONS);
  });

  it('the sums of each measure are those of its communities, and of the study', () => {
    expect(facts.measures).toHaveLength(5);
    for (const [i, measure] of facts.measures.entries()) {
      const units = communities(measure);
      expect(units).toHaveLength(12);
      for (const name of ['total', 'covered', 'uncovered', 'coveredBase', 'coveredAfter'] as const)
        expect(measure[name], `${measure.key} ${name}`).toBeCloseTo(
          sum(units, (unit) => unit[name]),
          6
        );
      const { total, covered, share } = dossier.summary.coverage[i];
      expect([measure.total, measure.covered, measure.share]).toEqual([total, covered, share]);
      // The subdistrict is all of them.
      const whole = measure.units.find(({ level }) => level === 'subdistrict')!;
      expect(whole.shareAfter).toBeCloseTo(measure.shareAfter, 12);
      expect(whole.shareStraight).toBeCloseTo(measure.shareStraight, 12);
    }
  });

  it('who is not covered has a cause, and a place among the communities', () => {
    for (const measure of facts.measures) {
      const ranked = communities(measure).filter(({ rank }) => !Number.isNaN(rank));
      expect(ranked.map(({ uncovered }) => uncovered > 0)).not.toContain(false);
      expect(ranked.map(({ rank }) => rank).sort((a, b) => a - b)).toEqual(ranked.map((_, i) => i + 1));
      for (const unit of measure.units)
        expect(CAUSE_CODES.reduce((all, cause) => all + unit[cause], 0)).toBeCloseTo(unit.uncovered, 6);
    }
  });

  it('without a scenario the base is the study; with what is proposed nobody is lost and sites win what they say', () => {
    for (const { coveredBase, shareBase, covered, share, coveredAfter } of facts.measures) {
      expect([coveredBase, shareBase]).toEqual([covered, share]);
      expect(coveredAfter).toBeGreaterThanOrEqual(covered);
    }
    const [older] = facts.measures;
    const [siting] = facts.sitings;
    expect(siting).toMatchObject({ today: older.covered, total: older.total, isProven: true, unfit: 3 });
    expect(siting.sites.reduce((all, { gain }) => all + gain, siting.today)).toBe(siting.after);
    expect(older.coveredAfter).toBeGreaterThanOrEqual(siting.after);
    expect(siting.cost).toBe(1_550_000);
    expect(siting.sites[0]).toMatchObject({
      ...{ order: 1, code: 'C010', name: '桂苑道102号原粮店', unitName: '积善里社区' },
      ...{ runnerUp: 'C035', runnerUpName: '水阁道117号写字楼五层', runnerUpBehind: 272 }
    });
    for (const { gain, units, won } of siting.sites) {
      expect(units.reduce((all, { people }) => all + people, 0)).toBe(gain);
      expect(won.find(({ field }) => field === 'pop_60p')!.people).toBe(gain);
    }
    expect(siting.curve.filter(({ by }) => by === 'number').map(({ value }) => value)).toEqual(
      dossier.summary.siting[0].curve
    );
  });

  it('verdicts are counted as the study counts them', () => {
    const { compliance } = facts;
    const counts = dossier.summary.totals.compliance;
    expect([compliance.met, compliance.notMet, compliance.noData, compliance.reported]).toEqual([
      ...[counts.met, counts.not_met, counts.no_data, counts.reported]
    ]);
    const table = readTable(dossier.tables.get('compliance_summary'));
    expect(compliance.rules).toHaveLength(table.rows);
    compliance.rules.forEach((rule, row) => {
      expect([rule.id, rule.level]).toEqual([table.text('standard', row), table.text('level', row)]);
      expect([rule.met, rule.notMet, rule.shareMet]).toEqual(
        ['met', 'not_met', 'share_met'].map((name) => table.number(name, row))
      );
      expect(rule.title.zh).not.toBe(rule.id);
    });
    const lacking = compliance.rows.filter(({ status }) => status === 'no_data');
    expect(lacking.map(({ note }) => note)).not.toContain('');
  });

  it('the rules have their citation, and say whether they were used', () => {
    expect(facts.rules.length).toBeGreaterThan(3);
    for (const { citation, computed, title } of facts.rules)
      for (const said of [citation, computed, title])
        expect([said.zh, said.en].map((text) => text.length > 0)).toEqual([true, true]);
    expect(facts.rules.find(({ id }) => id === 'ELD-SITE-COMM')).toMatchObject({
      ...{ threshold: '≥ 1', unitOfValue: '处/社区', isUsed: true, isChanged: false, isVerified: true }
    });
  });

  it('tasks are late by the day of the report', () => {
    expect(facts.tasks).toHaveLength(48);
    const late = (date: string) =>
      readFacts(dossier, { ...OPTIONS, date }).tasks.filter(({ isOverdue }) => isOverdue).length;
    expect([late('2020-01-01'), late('2026-11-22')]).toEqual([0, 38]);
    expect(facts.tasks.filter(({ isDone, isOverdue }) => isDone && isOverdue)).toEqual([]);
  });

  it('everything else is counted too', () => {
    expect(facts.totals).toMatchObject({ communities: 12, facilities: 166, demandPoints: 1178 });
    expect(facts.totals.upper).toEqual([{ level: 'subdistrict', count: 1 }]);
    expect(facts.totals.people[0]).toMatchObject({ field: 'pop_resident', count: 62509 });
    expect(facts.facilities).toHaveLength(166);
    expect(facts.quality.accepted + facts.quality.rejected).toBe(facts.quality.rows);
    expect(facts.measures[0].facilities).toBe(
      facts.facilities.filter(({ category }) =>
        facts.measures[0].categories.some(({ code }) => code === category.code)
      ).length
    );
  });

  it('what an older study lacks is left out, and changes nothing', () => {
    const tables = new Map(dossier.tables);
    for (const name of [
      'comparison',
      'standards',
      'tasks',
      'siting_reasons',
      'siting_candidates',
      'siting_curve'
    ])
      tables.delete(name);
    const old = readFacts({ ...dossier, tables, layers: new Map() }, OPTIONS);
    expect([old.tasks, old.facilities]).toEqual([[], []]);
    old.measures.forEach((measure, i) => {
      const { total, covered, share, units } = facts.measures[i];
      expect(measure).toMatchObject({ total, covered, share, coveredAfter: covered, shareAfter: share });
      expect(measure.units.map(({ covered: now, shareBase }) => [now, shareBase])).toEqual(
        units.map((unit) => [unit.covered, unit.share])
      );
    });
    expect(old.rules.map(({ id }) => id)).toEqual([
      ...new Set(old.compliance.rows.map(({ standard }) => standard))
    ]);
    expect(old.sitings[0].sites.map(({ gain }) => gain)).toEqual(
      facts.sitings[0].sites.map(({ gain }) => gain)
    );
    expect(old.sitings[0].sites[0].sentence.zh).toBe('第 1 处：C010，新覆盖 3,291 人。');
    expect(old.sitings[0].curve).toHaveLength(10);
  });
});

/** Every text of the facts with where it stands. */
function* textsOf(value: unknown, path = ''): Generator<[path: string, text: string]> {
  if (typeof value === 'string') yield [path, value];
  else if (value !== null && typeof value === 'object')
    for (const [key, each] of Object.entries(value)) yield* textsOf(each, `${path}.${key}`);
}

describe('of made-up studies', () => {
  it('no text has control characters, turned directions or halves of characters, and no unit is without a name', () => {
    const facts = readFacts(hostileDossier(), OPTIONS);
    const bad = /[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069\ufffe\uffff]/;
    const found = [...textsOf(facts)].filter(([, text]) => bad.test(text) || /\p{Cs}/u.test(text));
    expect(found).toEqual([]);
    expect([...textsOf(facts)].length).toBeGreaterThan(500);
    const names = facts.measures[0].units.map(({ name }) => name);
    expect(names).toHaveLength(HOSTILE_NAMES.length + 1);
    expect(names).not.toContain('');
    // What it says stays as it is.
    expect(names.slice(0, 2)).toEqual(HOSTILE_NAMES.slice(0, 2));
    expect(names[3]).toHaveLength(200);
  });

  it('communities won are read with the signs that part them in their names', () => {
    const dossier = madeDossier({ sites: 1, name: () => '甲;乙:12;丙' });
    const [{ units, gain }] = readFacts(dossier, OPTIONS).sitings[0].sites;
    expect(units.reduce((all, { people }) => all + people, 0)).toBe(gain + 12);
    const plain = madeFacts({ sites: 1, name: () => '甲;乙:丙,丁' }).sitings[0].sites[0];
    expect(plain.units).toEqual([{ name: '甲;乙:丙,丁', people: plain.gain }]);
  });

  it('people who are not known make sums that say so', () => {
    const [none] = madeFacts({ unknown: 'all' }).measures;
    expect(none).toMatchObject({
      total: NaN,
      covered: NaN,
      coveredAfter: NaN,
      shareAfter: NaN,
      unknownUnits: 12
    });
    const some = madeFacts({ unknown: 'some', sites: 2 });
    expect(some.measures[0].unknownUnits).toBe(4);
    expect(some.measures[0].total).toBeGreaterThan(0);
    expect(some.measures[0].coveredAfter).toBe(some.sitings[0].after);
    expect(some.limits.map(({ code }) => code)).toContain('unknown_people');
  });

  it('sites and links that reach the same people are not to be added up', () => {
    const both = madeFacts({ sites: 3, links: 2 });
    const { gain, covered, coveredAfter } = { gain: both.sitings[0].after, ...both.measures[0] };
    const limit = both.limits.find(({ code }) => code === 'overlap')!;
    expect(limit.count).toBe(20);
    expect(limit.zh).toContain(`共新覆盖 ${(coveredAfter - covered).toLocaleString('en')} 人`);
    expect(gain).toBe(coveredAfter);
    for (const alone of [madeFacts({ sites: 3 }), madeFacts({ links: 2 })])
      expect(alone.limits.map(({ code }) => code)).not.toContain('overlap');
  });

  it('buildings sited together with links, and sites without reasons, are not silently missing', () => {
    const dossier = madeDossier({ sites: 2, links: 2 });
    const [answer] = dossier.summary.siting_links!;
    const sites = [{ order: 2, code: 'C1', gain: 120, alone: 90, cost: null }];
    const tables = new Map(dossier.tables);
    tables.delete('siting_reasons');
    const facts = readFacts(
      { ...dossier, tables, summary: { ...dossier.summary, siting_links: [{ ...answer, sites }] } },
      OPTIONS
    );
    expect(facts.linkedSites).toMatchObject([{ order: 2, code: 'C1', gain: 120, alone: 90, cost: NaN }]);
    const told = new Map(facts.limits.map((limit) => [limit.code, limit]));
    expect(told.get('linked_sites')?.zh).toContain('1 处新建设施');
    expect(told.get('no_reasons')?.count).toBe(2);
    const whole = madeFacts({ sites: 2, links: 2 }).limits.map(({ code }) => code);
    expect(whole).not.toContain('linked_sites');
    expect(whole).not.toContain('no_reasons');
  });

  it('the edge is told of a group that is known, and of what is proposed; communities as points are told', () => {
    const dossier = madeDossier({ sites: 1 });
    const { summary } = dossier;
    const [older] = summary.methods.measures;
    const others = ['all', 'own'].map((id) => ({ ...older, id: id === 'all' ? older.id : id, group: 'all' }));
    const sums = { total: 1000, covered: 400, share: 0.4 };
    const facts = readFacts(
      {
        ...dossier,
        summary: {
          ...summary,
          methods: {
            ...summary.methods,
            measures: [older, others[0], { ...others[1], population: 'centroid' }]
          },
          coverage: [
            { ...summary.coverage[0], total: null, covered: null, share: null },
            ...others.map(({ id }) => ({ standard: id, group: 'all', ...sums }))
          ],
          edge_effect: [
            { standard: older.id, group: older.group, may_gain: 0, may_lose: 0 },
            { standard: older.id, group: 'all', may_gain: 500, may_lose: 20 },
            { standard: 'own', group: 'all', may_gain: 300, may_lose: 0 }
          ],
          siting: [{ ...summary.siting[0], standard: 'own' }]
        }
      },
      OPTIONS
    );
    const told = new Map(facts.limits.map((limit) => [limit.code, limit]));
    expect(told.get('edge')?.count).toBe(500);
    expect(told.get('edge_proposed')?.count).toBe(300);
    expect(told.get('centres')?.zh).toContain('社区中心点');
    expect(madeFacts().limits.map(({ code }) => code)).not.toContain('centres');
  });

  it('a siting question where all are covered says so, and no fault of the data', () => {
    const dossier = madeDossier({ sites: 1 });
    const faults = [{ code: 'no_worth', zh: '权重全是 0', en: 'all worth 0' }];
    const [asked] = dossier.summary.siting;
    const told = (today: number) =>
      readFacts(
        {
          ...dossier,
          summary: { ...dossier.summary, siting: [{ ...asked, sites: [], faults, today, total: 90 }] }
        },
        OPTIONS
      ).sitings[0].faults[0].zh;
    expect(told(90)).toContain('全部覆盖');
    expect(told(80)).toBe('权重全是 0');
  });

  it("a rule leads before a radius of the user's own that reaches fewer", () => {
    const facts = madeFacts();
    const [ruled] = facts.measures;
    const own = { ...ruled, ...{ key: 'near/all', id: 'near', share: 0.01, uncovered: ruled.total } };
    const rules = [{ ...facts.rules[0], id: ruled.id }];
    expect(leadMeasure({ ...facts, rules, measures: [own, ruled] })).toBe(ruled);
    expect(leadMeasure({ ...facts, rules, measures: [own] })).toBe(own);
  });

  it('a study with no gaps ranks nobody, and has nothing proposed', () => {
    const facts = madeFacts({ hasNoGaps: true });
    expect(facts.measures[0]).toMatchObject({ share: 1, uncovered: 0, shareAfter: 1 });
    expect(facts.measures[0].units.every(({ rank }) => Number.isNaN(rank))).toBe(true);
    expect([facts.sitings, facts.links, facts.tasks]).toEqual([[], [], []]);
  });

  it.each([1, 3000])('%d communities are all there, under their subdistricts', (count) => {
    const facts = madeFacts({ communities: count });
    const [{ units }] = facts.measures;
    const upper = new Set(units.filter(({ level }) => level === 'subdistrict').map(({ code }) => code));
    expect(units.length).toBe(count + upper.size);
    expect(units.slice(0, count).every(({ parent }) => upper.has(parent))).toBe(true);
  });

  it('a scenario that adds housing is told of the people that were there before', () => {
    const dossier = madeDossier({ communities: 2, subdistricts: 0 });
    const comparison = dossier.tables.get('comparison')!;
    for (const name of ['total_base', 'covered_base'])
      (comparison.get(name)!.values as Float64Array)[0] -= 100;
    (comparison.get('covered_base')!.values as Float64Array)[1] -= 50;
    const [measure] = readFacts(dossier, OPTIONS).measures;
    expect(measure.totalBase).toBe(measure.total - 100);
    expect(measure.coveredBase).toBe(measure.covered - 150);
    expect(measure.shareBase).toBe(measure.coveredBase / measure.totalBase);
    expect(measure.shareAfter).toBe(measure.share);
  });

  it('links keep that nobody can walk today', () => {
    const facts = madeFacts({ links: 2 });
    expect(facts.links.map(({ walkM, title }) => [walkM, title.zh])).toEqual([
      [Infinity, '城市社区一刻钟居家养老服务圈'],
      [2000, '城市社区一刻钟居家养老服务圈']
    ]);
  });

  it('a report in English has its units of value in English', () => {
    const [, rule] = madeFacts({}, { language: 'en' }).rules;
    expect(rule.unitOfValue).toBe('facilities/community');
  });
});
