import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { useCli } from './run-cli.ts';

const cli = useCli();

/** Rows by the names of the header; sentences stand in quotes. */
function readTable(folder: string, name: string): Record<string, string>[] {
  const text = readFileSync(join(cli.folder, folder, `${name}.csv`), 'utf8');
  const cellsOf = (line: string) =>
    Array.from(line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g), ([, quoted, plain]) =>
      quoted === undefined ? plain : quoted.replaceAll('""', '"')
    );
  const [header, ...rows] = text.trimEnd().split('\n').map(cellsOf);
  return rows.map((cells) => Object.fromEntries(header.map((column, k) => [column, cells[k]])));
}

interface SitingSummary {
  question: number;
  standard: string;
  model: string;
  sites: string[];
  sizes: string[];
  objective: number | null;
  bound: number | null;
  gap: number | null;
  proven: boolean;
  by: string[];
  today: number;
  total: number;
  left_out: number;
  closed: string[];
  curve: number[];
  knee: { number: number | null; money: number | null };
  phases?: { price: number; price_share: number };
  faults: { code: string; zh: string; en: string }[];
  notes: { zh: string; en: string }[];
}

/** Writes a study of the sample town beside its own, that asks the questions. */
function writeStudy(name: string, siting: unknown, measure: object[] = []): string {
  const study = JSON.parse(readFileSync(join(cli.folder, 'town/study.json'), 'utf8'));
  return cli.write(
    `town/${name}`,
    JSON.stringify({ ...study, measure: [...study.measure, ...measure], siting })
  );
}

beforeAll(async () => {
  expect((await cli.run(['sample', '--out', 'town'])).code).toBe(0);
});

const SEATS = {
  ...{ id: 'seats', facilities: ['eldercare_site'], limit_m: 500 },
  capacity: { of: 'capacity', per_1000: 40 }
};

const QUESTIONS = [
  {
    standard: 'eld500',
    sites: 2,
    phases: [
      { name: '一期', sites: 1 },
      { name: '二期', sites: 1 }
    ]
  },
  { standard: 'eld500', sites: null, budget: 1_200_000, forbid: ['C001'] },
  { standard: 'eld500', model: 'lscp', share: 0.7, sites: null },
  { standard: 'eld500', model: 'pmedian', sites: 2 },
  { standard: 'eld500', sites: 2, lock: ['C032'] },
  { standard: 'seats', sites: 2 },
  {
    ...{ standard: 'seats', sites: null, budget: 900_000 },
    sizes: [
      { name: '小型', cost: 200_000, capacity: 20 },
      { name: '标准型', cost: 500_000, capacity: 60, least_m2: 250 }
    ]
  },
  { standard: 'ELD-COV-15', sites: 1, existing: 'movable', with: [{ standard: 'HLT-COV-15' }] }
];

describe('yike analyze of a study that asks for siting', () => {
  let answers: SitingSummary[] = [];
  let said = '';

  beforeAll(async () => {
    writeStudy('asks.json', QUESTIONS, [SEATS]);
    const run = await cli.run(['analyze', 'town/asks.json', '--out', 'asked']);
    expect(run.code).toBe(0);
    said = run.stderr;
    answers = JSON.parse(readFileSync(join(cli.folder, 'asked/summary.json'), 'utf8')).siting;
  }, 180_000);

  it('answers each question and says in the summary how far it is proven', () => {
    expect(answers.map(({ question }) => question)).toEqual(QUESTIONS.map((_, i) => i + 1));
    for (const [i, answer] of answers.entries()) {
      if (i === 4) continue;
      expect(answer.faults, `question ${i + 1}`).toEqual([]);
      expect(answer.sites.length).toBeGreaterThan(0);
      expect(answer.sizes).toHaveLength(answer.sites.length);
      expect(answer.by.length).toBeGreaterThan(0);
      expect(answer.total).toBeGreaterThan(answer.today);
      const rises = answer.model === 'mclp';
      expect(rises ? answer.bound! - answer.objective! : answer.objective! - answer.bound!).toBeGreaterThan(
        -1e-6
      );
    }
    for (const i of [0, 1, 2, 3]) expect(answers[i], `question ${i + 1}`).toMatchObject({ proven: true });
    expect(answers[0].phases!.price).toBeGreaterThanOrEqual(0);
    expect(answers[1].sites).not.toContain('C001');
    expect(answers[2].sites).toHaveLength(answers[2].objective!);
    expect(new Set(answers[6].sizes.filter((size) => size !== '小型' && size !== '标准型'))).toEqual(
      new Set()
    );
  });

  it('says why a question has no answer, and goes on', () => {
    const [fault] = answers[4].faults;
    expect(fault.code).toBe('locked_unfit');
    expect(answers[4]).toMatchObject({ sites: [], objective: null, proven: false });
    expect(said).toContain(`选址“eld500”：${fault.zh}`);
    expect(readTable('asked', 'siting_reasons').some(({ question }) => question === '5')).toBe(false);
  });

  it('notes what is not known of candidates', () => {
    expect(answers[5].notes.map(({ zh }) => zh).join()).toContain('候选没有填床（座）位数，按不限计');
    expect(answers[6].notes.map(({ zh }) => zh).join()).not.toContain('位数');
    expect(said).toContain('候选没有填床（座）位数，按不限计');
  });

  it('keeps the columns of siting.csv and writes the tables beside it, which agree', () => {
    const siting = readTable('asked', 'siting');
    expect(Object.keys(siting[0])).toEqual(
      'standard,order,site,lon,lat,unit,gain,covered_after,cost,robustness'.split(',')
    );
    const reasons = readTable('asked', 'siting_reasons');
    expect(
      reasons.map(({ standard, order, site, gain, cost }) => [standard, order, site, gain, cost])
    ).toEqual(siting.map(({ standard, order, site, gain, cost }) => [standard, order, site, gain, cost]));
    expect(reasons.map(({ site }) => site)).toEqual(answers.flatMap(({ sites }) => sites));
    for (const { sentence_zh, sentence_en, kind } of reasons) {
      expect(sentence_zh).toMatch(/^第 \d+ 处：/);
      expect(sentence_en).toMatch(/^Site \d+: /);
      expect(['stock', 'facility', 'land', 'network']).toContain(kind);
    }
    const spent = reasons.filter(({ question }) => question === '2').map(({ cost }) => Number(cost));
    expect(spent.reduce((sum, yuan) => sum + yuan, 0)).toBeLessThanOrEqual(1_200_000);
    const curve = readTable('asked', 'siting_curve');
    const first = curve.filter(({ question, by }) => question === '1' && by === 'number');
    expect(first.map(({ at }) => Number(at))).toEqual(first.map((_, k) => k + 1));
    expect(Number(first[1].value)).toBeCloseTo(answers[0].objective!, 3);
    expect(curve.some(({ question, by }) => question === '2' && by === 'money')).toBe(true);
    const phases = readTable('asked', 'siting_phases');
    expect(phases.map(({ way, phase }) => `${way} ${phase}`)).toEqual([
      ...['stepwise 一期', 'stepwise 二期', 'at_once 一期', 'at_once 二期']
    ]);
    const candidates = readTable('asked', 'siting_candidates').filter(({ question }) => question === '2');
    const forbidden = candidates.find(({ candidate }) => candidate === 'C001')!;
    expect(forbidden).toMatchObject({ fit: '0', reason_zh: '在本题中被禁止' });
    for (const { fit, reason_zh } of candidates) if (fit === '0') expect(reason_zh).not.toBe('');
  });

  it('gives the same again, and replaces what it wrote', async () => {
    const names = ['siting', 'siting_reasons', 'siting_curve', 'siting_phases', 'siting_candidates'];
    const before = names.map((name) => readFileSync(join(cli.folder, `asked/${name}.csv`), 'utf8'));
    expect((await cli.run(['analyze', 'town/asks.json', '--out', 'asked'])).code).toBe(0);
    expect(names.map((name) => readFileSync(join(cli.folder, `asked/${name}.csv`), 'utf8'))).toEqual(before);
  }, 180_000);
});

describe('yike analyze of a study that asks nothing of siting', () => {
  it('sites for each standard as a whole, and writes no more than siting.csv', async () => {
    writeStudy('silent.json', undefined);
    const run = await cli.run(['analyze', 'town/silent.json', '--out', 'silent']);
    expect(run.code).toBe(0);
    expect(readdirSync(join(cli.folder, 'silent')).filter((name) => name.startsWith('siting'))).toEqual([
      'siting.csv'
    ]);
    const standards = new Set(readTable('silent', 'siting').map(({ standard }) => standard));
    expect([...standards]).toEqual(['ELD-COV-15', 'HLT-COV-15', 'eld300', 'eld500']);
  });
});

describe('a study file whose siting is wrong', () => {
  it.each([
    [{ candidates: 'layers' }, /siting\[0\]\.candidates.*"layer" 或 .*"network"，或一组值/],
    [{ candidates: ['layer', 'house'] }, /siting\[0\]\.candidates\[1\].*"layer" 或 /],
    [{ candidates: [] }, /siting\[0\]\.candidates.*至少一项/],
    [{ share: 1.5 }, /siting\[0\]\.share.*不大于 1 的数/],
    [{ sites: 0 }, /siting\[0\]\.sites.*大于 0 的数/],
    [{ sites: 1.5 }, /siting\[0\]\.sites.*整数/],
    [{ in: '民安' }, /siting\[0\]\.in.*一组值/],
    [{ existing: 'open' }, /siting\[0\]\.existing.*"fixed" 或 "closable" 或 "movable"/],
    [{ phases: [{ name: 'a', sites: 0 }] }, /siting\[0\]\.phases\[0\]\.sites.*大于 0 的数/],
    [{ needs: { floor: 1 } }, /siting\[0\]\.needs\.floor.*不是认识的字段/],
    [{ in: ['没有的社区'] }, /没有名为“没有的社区”的社区/],
    [{ with: [{ standard: 'NOPE' }] }, /选址所依据的“NOPE”不在本研究/]
  ])('is refused with its place: %o', async (part, words) => {
    writeStudy('wrong.json', [{ standard: 'eld500', ...part }]);
    const run = await cli.run(['analyze', 'town/wrong.json', '--out', 'wrong']);
    expect(run.code).not.toBe(0);
    expect(run.stderr).toMatch(words);
    expect(run.stderr).not.toContain('另一种值');
    expect(run.stderr).not.toMatch(/\n\s+at /);
  });
});
