import { beforeAll, describe, expect, it } from 'vitest';
import type { Facts } from '../../src/lib/report/facts.ts';
import { figure } from '../../src/lib/report/figures.ts';
import { findings } from '../../src/lib/report/findings.ts';
import { readFacts } from '../../src/lib/report/read-facts.ts';
import { hostileDossier, madeFacts, OPTIONS, townDossier } from './dossiers.ts';

const KINDS = ['people', 'share', 'number', 'metres', 'money'] as const;

/** All that the facts are, in every way a figure is written; sums and differences that are told are made from the facts here. */
function figuresOf(facts: Facts): Set<string> {
  const written = new Set<string>();
  const put = (...values: number[]) => {
    for (const value of values) for (const kind of KINDS) written.add(figure(value, kind).replace('%', ''));
  };
  const walk = (value: unknown): void => {
    if (typeof value === 'number') put(value);
    else if (Array.isArray(value)) {
      put(value.length);
      value.forEach(walk);
    } else if (value !== null && typeof value === 'object') Object.values(value).forEach(walk);
  };
  walk(facts);
  const points = (a: number, b: number) => written.add(figure(Math.abs(a - b), 'points').replace('+', ''));
  for (const measure of facts.measures) {
    const { units, limitS, total, covered, coveredAfter, share, shareAfter, shareStraight } = measure;
    put(limitS / 60, coveredAfter - covered, total - coveredAfter);
    points(shareStraight, share);
    points(shareAfter, share);
    const own = units.filter(({ level }) => level === 'community');
    put(own.filter(({ uncovered }) => uncovered > 0).length);
    for (const cause of ['none', 'far', 'detour', 'full', 'unconnected'] as const)
      put(own.reduce((all, unit) => all + (unit[cause] || 0), 0));
  }
  const { met, notMet } = facts.compliance;
  put(met + notMet, met / (met + notMet));
  for (const rule of facts.compliance.rules) put(rule.met + rule.notMet);
  for (const { sites, today, after, total, cost } of facts.sitings)
    put(sites.length, after - today, today / total, after / total, cost / 10_000);
  put(facts.links.reduce((all, { gain }) => all + gain, 0));
  const done = facts.tasks.filter(({ isDone }) => isDone).length;
  put(done, done / facts.tasks.length, facts.tasks.filter(({ isOverdue }) => isOverdue).length);
  return written;
}

/** What stands in a sentence as a number; names of the user's, titles and days are taken out before. */
function numbersIn(text: string, facts: Facts): string[] {
  const names = [
    ...facts.measures.flatMap(({ title, groupName, units }) => [
      ...[title.zh, title.en, groupName.zh, groupName.en],
      ...units.map(({ name }) => name)
    ]),
    ...facts.compliance.rules.flatMap(({ title }) => [title.zh, title.en]),
    ...facts.sitings.flatMap(({ sites }) => sites.map(({ name }) => name)),
    ...facts.tasks.map(({ title }) => title),
    ...[facts.options.date, '2026年11月22日']
  ].sort((a, b) => b.length - a.length);
  const bare = names.reduce((rest, name) => (name === '' ? rest : rest.split(name).join(' ')), text);
  return bare.match(/\d[\d,]*(\.\d+)?/g) ?? [];
}

describe('of the sample town', () => {
  let facts: Facts;
  beforeAll(async () => {
    facts = readFacts(await townDossier(), OPTIONS);
  });

  it('every number is a figure of the facts', () => {
    const written = figuresOf(facts);
    const found = findings(facts);
    expect(found.length).toBeGreaterThan(25);
    let count = 0;
    for (const { id, kind, zh, en } of found) {
      if (kind === 'limit') continue;
      for (const text of [zh, en])
        for (const number of numbersIn(text, facts)) {
          count++;
          expect(written, `${id}: ${number} of ${text}`).toContain(number);
        }
    }
    expect(count).toBeGreaterThan(250);
  });

  it('both languages tell the same numbers', () => {
    for (const { id, kind, zh, en } of findings(facts)) {
      // Money is told in 万元 in Chinese, and limits count their points in each language's own way.
      if (kind === 'limit' || kind === 'siting') continue;
      expect(numbersIn(en, facts).sort(), id).toEqual(numbersIn(zh, facts).sort());
    }
  });

  it('they begin with who is covered, and say all that there is', () => {
    const found = findings(facts);
    expect(new Set(found.map(({ id }) => id)).size).toBe(found.length);
    expect(found[0]).toMatchObject({
      id: 'coverage/ELD-COV-15/older_adult',
      zh: '“城市社区一刻钟居家养老服务圈”：老年人（60+）17,356 人中，12,908 人步行 15 分钟（720 米）内够得着设施，覆盖率 74.4%；4,448 人未覆盖。'
    });
    expect([...new Set(found.map(({ kind }) => kind))]).toEqual([
      ...['coverage', 'straight', 'worst', 'causes', 'compliance', 'siting', 'after', 'tasks', 'limit']
    ]);
    const siting = found.find(({ id }) => id === 'siting/1')!;
    expect(siting.zh).toContain(
      '新覆盖 4,198 人，覆盖率由 74.4% 提高到 98.6%，费用 155 万元。该方案已证明为最优。'
    );
  });
});

describe('of made-up studies', () => {
  const texts = (facts: Facts) => findings(facts).map(({ zh }) => zh);

  it('no gaps: all are covered, nothing is worst and has no cause', () => {
    const found = findings(madeFacts({ hasNoGaps: true }));
    expect(found[0].zh).toContain('全部够得着设施，覆盖率 100.0%');
    expect(found.map(({ kind }) => kind)).not.toContain('worst');
    expect(found.map(({ kind }) => kind)).not.toContain('causes');
  });

  it('unknown people: it is said, and no sentence has a figure that is not there', () => {
    const found = texts(madeFacts({ unknown: 'all' }));
    expect(found[0]).toContain('数据中没有老年人（60+）的人数');
    expect(found.filter((text) => /—|NaN/.test(text))).toEqual([]);
    expect(texts(madeFacts({ unknown: 'some' }))[0]).toContain('不含人数不明的 4 个社区');
  });

  it('an answer without a proof says how far it may be from the best, and prices that are not known are left out', () => {
    const facts = madeFacts({ sites: 5 });
    expect(facts.sitings[0].cost).toBeNaN();
    Object.assign(facts.sitings[0], { isProven: false, gap: 0.0123 });
    const { zh } = findings(facts).find(({ kind }) => kind === 'siting')!;
    expect(zh).toContain('与理论上限相差不超过 1.2%，未能证明为最优');
    expect(zh).not.toContain('费用');
  });

  it('hostile names stand in the sentences as they are, and spoil none', () => {
    const found = texts(readFacts(hostileDossier(), OPTIONS));
    expect(found.some((text) => text.includes('<b>&"\'</b>]]>'))).toBe(true);
    expect(found.filter((text) => /undefined|NaN|null/.test(text))).toEqual([]);
    for (const text of found) expect(text).toMatch(/[。”]$/);
  });

  it('a change by a scenario is told from the base', () => {
    const facts = madeFacts();
    Object.assign(facts.scenario, { name: '开门', edits: 1 });
    const [measure] = facts.measures;
    Object.assign(measure, { coveredBase: measure.covered - 40, shareBase: 0.1 });
    const { zh } = findings(facts).find(({ id }) => id.endsWith('/scenario'))!;
    expect(zh).toContain('方案“开门”使');
    expect(zh).toContain('覆盖增加 40 人');
  });
});
