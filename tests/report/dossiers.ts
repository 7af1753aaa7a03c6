import { resolve } from 'node:path';
import type { LineString, Point, Polygon } from 'geojson';
import { readInput } from '../../src/cli/read-input.ts';
import { readStudyFile } from '../../src/cli/read-study.ts';
import { createPlane } from '../../src/lib/geometry/metric.ts';
import { encodeWkb } from '../../src/lib/geometry/wkb.ts';
import { importStudyLayers } from '../../src/lib/import/study-layers.ts';
import type { Columns } from '../../src/lib/report/columns.ts';
import type { Dossier, ReportOptions, Summary } from '../../src/lib/report/dossier.ts';
import type { Facts } from '../../src/lib/report/facts.ts';
import { readFacts } from '../../src/lib/report/read-facts.ts';
import { analyseScenario, runToEnd } from '../../src/lib/study/analyse.ts';
import { compareProposal } from '../../src/lib/study/compare-proposal.ts';
import type { Scenario } from '../../src/lib/study/scenario.ts';
import { sessionFor } from '../../src/lib/study/session-for.ts';
import { facilitiesOf, openSession } from '../../src/lib/study/session.ts';
import { openNative } from '../../src/lib/tables/native.ts';
import { countClosed, readInputs } from '../../src/lib/tables/read.ts';
import { dossierOf } from '../../src/lib/tables/study-dossier.ts';
import { summariseStudy } from '../../src/lib/tables/study-summary.ts';
import { loadMip } from '../siting/load-mip.ts';

/** What the reports of tests say of themselves; the same day and version always. */
export const OPTIONS: ReportOptions = {
  language: 'zh',
  date: '2026-11-22',
  version: '0.0.0-test',
  author: '沽水街道办事处',
  mapNumber: '',
  isInternal: true
};

const SAMPLE = resolve(import.meta.dirname, '../../data/sample/study.json');

/** The sample town, read in, analysed and sited as the command line does it; about 3 seconds, so ask for it once a file. */
export async function townDossier(
  scenario: Scenario = { name: '', edits: [] },
  language: 'zh' | 'en' = 'zh'
): Promise<Dossier> {
  const { file, layers } = await readStudyFile(SAMPLE);
  const db = await openNative();
  try {
    const reports = await importStudyLayers(
      db,
      layers,
      (path) => readInput(path),
      async () => {},
      { lang: language }
    );
    const inputs = await readInputs(db, file.title);
    const session = sessionFor(
      runToEnd(openSession(inputs, file), () => {}),
      scenario
    );
    // Time stands still, so that nothing ends early.
    session.tools = { mip: await loadMip(), now: () => 0 };
    facilitiesOf(session, scenario);
    const study = runToEnd(analyseScenario(session, scenario), () => {});
    const comparison = runToEnd(compareProposal(session, study), () => {});
    const summary = summariseStudy(study, reports, await countClosed(db), {});
    return dossierOf(study, comparison, language, JSON.parse(JSON.stringify(summary)) as Summary);
  } finally {
    await db.close();
  }
}

/** What a made-up study is to be. */
export interface Made {
  communities?: number;
  /** Subdistricts above them; 0 for none. */
  subdistricts?: number;
  /** Sites proposed, 0 for no siting at all. */
  sites?: number;
  links?: number;
  tasks?: number;
  /** Everybody is covered, and every rule is met. */
  hasNoGaps?: boolean;
  /** Nobody knows the people of these communities (every one: of none). */
  unknown?: 'some' | 'all';
  /** What units, sites, facilities and the study itself are called; by default plain names. */
  name?: (what: string, i: number) => string;
}

const plane = createPlane(117.2, 39.1);
const BLOCK_M = 400;

/** Names that break a format which trusts them. */
export const HOSTILE_NAMES: readonly string[] = [
  "=cmd|'/c calc'!A1",
  '<b>&"\'</b>]]><script>alert(1)</script>',
  'a\u0000b\u0007c\u001b[31m\u000b\u0085d\ufffee\ud800f',
  '很'.repeat(200),
  'W'.repeat(200),
  '👨‍👩‍👧‍👦🏳️‍🌈社区',
  'حي السلام 东里',
  '\u202e里东\u202c',
  '+1-2@3',
  '-1+1',
  '@SUM(1)',
  '${x}{{y}}%s\\n\\u0041',
  '',
  '   ',
  '甲;乙:12;丙,丁\n戊\t己',
  '../../etc/passwd',
  'CON.txt:"*?|'
];

/**
 * A study whose communities are squares of 400 m in rows of about √n, of one measure (older people, 720 m), with figures made from the
 * numbers of the communities: everything in it adds up.
 */
export function madeDossier(made: Made = {}): Dossier {
  const { communities = 12, sites = 0, links = 0, tasks = 0, hasNoGaps = false } = made;
  const { subdistricts = Math.ceil(communities / 25) } = made;
  const name = made.name ?? ((what: string, i: number) => `${what}${i + 1}`);
  const units = makeUnits(made, communities, subdistricts, name);
  const perSite = Math.floor(units.uncovered / Math.max(1, sites * 2));
  const tables = new Map<string, Columns>([
    ['coverage', coverageOf(units)],
    ['gaps', gapsOf(units)],
    ['comparison', comparisonOf(units, perSite * sites)],
    ['compliance', complianceOf(units, hasNoGaps)],
    ['standards', STANDARDS()],
    ['siting', sitingOf(units, sites, perSite)],
    ['edge_effect', columnsOf(['standard', 'level', 'unit', 'group'], ['may_gain', 'may_lose'], [])],
    ['unconnected', columnsOf(['layer', 'id', 'name', 'unit'], ['lon', 'lat', 'people'], [])]
  ]);
  if (sites > 0) {
    tables.set('siting_reasons', reasonsOf(units, sites, perSite, name));
    tables.set('siting_candidates', candidatesOf(units, sites, name));
    tables.set('siting_curve', curveOf(sites, perSite));
  }
  if (links > 0) tables.set('siting_links', linksOf(units, links, name));
  if (tasks > 0) tables.set('tasks', tasksOf(units, tasks, name));
  return {
    summary: summaryOf(units, sites, perSite, links, name),
    tables,
    layers: layersOf(units, sites, links, name)
  };
}

/** Facts of a made-up study. */
export function madeFacts(made: Made = {}, options: Partial<ReportOptions> = {}): Facts {
  return readFacts(madeDossier(made), { ...OPTIONS, ...options });
}

/** A study in which every name of the user's is one of `HOSTILE_NAMES`, with sites, links and tasks. */
export const hostileDossier = (): Dossier =>
  madeDossier({
    ...{ communities: HOSTILE_NAMES.length, sites: 5, links: 4, tasks: HOSTILE_NAMES.length },
    name: (_, i) => HOSTILE_NAMES[i % HOSTILE_NAMES.length]
  });

interface Units {
  level: string[];
  code: string[];
  name: string[];
  /** Index; −1: none. */
  parent: number[];
  total: number[];
  covered: number[];
  x: number[];
  y: number[];
  /** People uncovered in all communities. */
  uncovered: number;
  perRow: number;
}

function makeUnits(
  { unknown, hasNoGaps }: Made,
  communities: number,
  subdistricts: number,
  name: (what: string, i: number) => string
): Units {
  const perRow = Math.ceil(Math.sqrt(communities));
  const units: Units = {
    ...{ level: [], code: [], name: [], parent: [], total: [], covered: [], x: [], y: [] },
    ...{ uncovered: 0, perRow }
  };
  for (let i = 0; i < communities; i++) {
    const isUnknown = unknown === 'all' || (unknown === 'some' && i % 3 === 1);
    const total = isUnknown ? NaN : 200 + ((i * 7919) % 1800);
    const covered = hasNoGaps ? total : Math.floor((total * ((i * 31) % 11)) / 10.5);
    units.level.push('community');
    units.code.push(`12019900${String(1001 + i)}`);
    units.name.push(name('社区', i));
    units.parent.push(subdistricts > 0 ? communities + Math.floor((i * subdistricts) / communities) : -1);
    units.total.push(total);
    units.covered.push(covered);
    units.x.push((i % perRow) * BLOCK_M);
    units.y.push(Math.floor(i / perRow) * BLOCK_M);
    units.uncovered += isUnknown ? 0 : total - covered;
  }
  for (let s = 0; s < subdistricts; s++) {
    const below = units.parent.flatMap((parent, i) => (parent === communities + s ? [i] : []));
    const sum = (values: number[]) => below.reduce((all, i) => all + values[i], 0);
    units.level.push('subdistrict');
    units.code.push(`1201990${s + 1}`);
    units.name.push(name('街道', s));
    units.parent.push(-1);
    units.total.push(sum(units.total));
    units.covered.push(sum(units.covered));
    units.x.push(units.x[below[0]] ?? 0);
    units.y.push(units.y[below[0]] ?? 0);
  }
  return units;
}

type Cell = string | number | null;

function columnsOf(texts: string[], numbers: string[], rows: Cell[][]): Columns {
  const table: Columns = new Map();
  for (const [at, name] of texts.entries())
    table.set(name, { type: 'VARCHAR', values: rows.map((row) => row[at] as string | null) });
  for (const [at, name] of numbers.entries()) {
    const values = Float64Array.from(rows, (row) => Number(row[texts.length + at] ?? NaN));
    table.set(name, { type: 'DOUBLE', values });
  }
  return table;
}

const MEASURE = ['ELD-COV-15', 'older_adult'] as const;

const keysOf = ({ level, code, name }: Units, i: number) => [
  MEASURE[0],
  MEASURE[1],
  level[i],
  code[i],
  name[i]
];
const KEYS = ['standard', 'group', 'level', 'unit', 'unit_name'];

const eachUnit = (units: Units, row: (i: number) => Cell[]): Cell[][] =>
  units.code.map((_, i) => [...keysOf(units, i), ...row(i)]);

const coverageOf = (units: Units): Columns =>
  columnsOf(
    KEYS,
    ['limit_m', 'limit_s', 'total', 'covered', 'share', 'share_straight'],
    eachUnit(units, (i) => {
      const [total, covered] = [units.total[i], units.covered[i]];
      return [720, 900, total, covered, covered / total, Math.min(1, covered / total + 0.1)];
    })
  );

/** Ranks of the communities by who is uncovered; all uncovered are far. */
function gapsOf(units: Units): Columns {
  const uncovered = units.total.map((total, i) => total - units.covered[i]);
  const rank = new Map(
    [...uncovered.keys()]
      .filter((i) => units.level[i] === 'community')
      .sort((a, b) => (uncovered[b] || 0) - (uncovered[a] || 0) || a - b)
      .map((i, place) => [i, place + 1])
  );
  const names = ['uncovered', 'person_m', 'median_m', 'p95_m', 'max_m'];
  return columnsOf(
    KEYS,
    [...names, 'none', 'far', 'detour', 'full', 'unconnected', 'rank'],
    eachUnit(units, (i) => {
      const detour = Math.floor(uncovered[i] / 3);
      const people = [0, uncovered[i] - detour, detour, 0, 0];
      return [uncovered[i], uncovered[i] * 100, 500, 900, 1200, ...people, rank.get(i) ?? 1];
    })
  );
}

/** What is proposed covers `won` people: in the communities in their order, until all are spread. */
function comparisonOf(units: Units, won: number): Columns {
  const isUnit = (level: string) => (i: number) => units.level[i] === level;
  let left = won;
  const after = [...units.covered];
  for (const i of [...units.code.keys()].filter(isUnit('community'))) {
    const gain = Math.min(left, units.total[i] - units.covered[i] || 0);
    after[i] += gain;
    if (units.parent[i] >= 0) after[units.parent[i]] += gain;
    left -= gain;
  }
  return columnsOf(
    KEYS,
    [
      ...['total', 'total_base', 'covered_base', 'covered', 'covered_after'],
      ...['share_base', 'share', 'share_after']
    ],
    eachUnit(units, (i) => {
      const [total, covered] = [units.total[i], units.covered[i]];
      return [total, total, covered, covered, after[i], covered / total, covered / total, after[i] / total];
    })
  );
}

function complianceOf(units: Units, hasNoGaps: boolean): Columns {
  const rows = units.code.flatMap((code, i): Cell[][] => {
    if (units.level[i] !== 'community') return [];
    const count = hasNoGaps ? 1 : i % 2;
    const status = Number.isNaN(units.total[i]) ? 'no_data' : count > 0 ? 'met' : 'not_met';
    const value = status === 'no_data' ? NaN : count;
    const head = ['ELD-SITE-COMM', 'community', code, units.name[i], status];
    return [[...head, '>=', '1', 'facility/community', '', '增加城乡社区服务供给实施方案', value, value, 1]];
  });
  return columnsOf(
    [
      ...['standard', 'level', 'unit', 'unit_name', 'status'],
      ...['comparator', 'threshold', 'unit_of_value', 'features', 'citation']
    ],
    ['value', 'numerator', 'denominator'],
    rows
  );
}

const STANDARDS = (): Columns =>
  columnsOf(
    [
      ...[
        'id',
        'profile',
        'title_zh',
        'title_en',
        'kind',
        'level',
        'comparator',
        'threshold',
        'unit_of_value'
      ],
      ...['citation_zh', 'citation_en', 'compute_zh', 'compute_en', 'verified']
    ],
    ['changed'],
    [
      [
        ...[
          'ELD-COV-15',
          'seed-generic',
          '城市社区一刻钟居家养老服务圈',
          '15-minute home-based eldercare circle'
        ],
        ...['coverage', 'community', 'report', null, '% population 60+'],
        ...['增加城乡社区服务供给实施方案（政策文本）', '增加城乡社区服务供给实施方案 (policy text)'],
        ...[
          '步行15分钟内有养老设施的60岁以上人口 ÷ 60岁以上人口 × 100%',
          'people aged 60 or more in reach ÷ all of them'
        ],
        ...['true', 0]
      ],
      [
        ...['ELD-SITE-COMM', 'seed-generic', '每社区一处养老服务场所', 'One eldercare site per community'],
        ...['count-per-unit', 'community', '>=', '1', 'facility/community'],
        ...['增加城乡社区服务供给实施方案（政策文本）', '增加城乡社区服务供给实施方案 (policy text)'],
        ...['为本单元服务的养老服务场所的处数', 'how many eldercare sites serve the unit', 'true', 0]
      ]
    ]
  );

const centre = (units: Units, i: number): [number, number] => [
  plane.lon(units.x[i] + BLOCK_M / 2),
  plane.lat(units.y[i] + BLOCK_M / 2)
];

/** Sites lie in the communities by turns, and each wins the same. */
const siteUnit = (units: Units, k: number): number =>
  k % units.level.filter((level) => level === 'community').length;

const coveredNow = (units: Units): number =>
  units.covered.reduce(
    (sum, covered, i) => sum + (units.level[i] === 'community' && !Number.isNaN(covered) ? covered : 0),
    0
  );

const sitingOf = (units: Units, sites: number, perSite: number): Columns =>
  columnsOf(
    ['standard', 'site', 'unit'],
    ['order', 'lon', 'lat', 'gain', 'covered_after', 'cost', 'robustness'],
    Array.from({ length: sites }, (_, k) => {
      const unit = siteUnit(units, k);
      const after = coveredNow(units) + perSite * (k + 1);
      const cost = k % 4 === 3 ? NaN : 300_000 + k * 10_000;
      return [
        MEASURE[0],
        `K${k + 1}`,
        units.code[unit],
        k + 1,
        ...centre(units, unit),
        perSite,
        after,
        cost,
        0.9
      ];
    })
  );

function reasonsOf(
  units: Units,
  sites: number,
  perSite: number,
  name: (what: string, i: number) => string
): Columns {
  return columnsOf(
    [
      ...['standard', 'site', 'name', 'kind', 'size', 'unit', 'units', 'runner_up', 'rules_won'],
      ...['sentence_zh', 'sentence_en']
    ],
    [
      ...[
        'order',
        'gain',
        'won_pop_60p',
        'saved_person_m',
        'mean_saved_m',
        'cost',
        'cost_per_person',
        'loss'
      ],
      ...['runner_up_behind', 'robustness', 'robustness_near', 'question']
    ],
    Array.from({ length: sites }, (_, k) => {
      const unit = siteUnit(units, k);
      const own = name('候选', k);
      const cost = k % 4 === 3 ? NaN : 300_000 + k * 10_000;
      return [
        ...[MEASURE[0], `K${k + 1}`, own, 'stock', null, units.code[unit], `${units.name[unit]}:${perSite}`],
        ...[k % 2 ? null : `K${sites + 1}`, k % 3 ? '' : `ELD-SITE-COMM:${units.code[unit]}`],
        ...[`第 ${k + 1} 处：${own}。`, `Site ${k + 1}: ${own}.`],
        ...[k + 1, perSite, perSite, perSite * 300, 300, cost, cost / perSite, perSite],
        ...[k % 2 ? NaN : 12, 0.9, 1, 1]
      ];
    })
  );
}

/** The sites, one runner-up and one that is not fit. */
const candidatesOf = (units: Units, sites: number, name: (what: string, i: number) => string): Columns =>
  columnsOf(
    ['candidate', 'name', 'kind', 'unit', 'reason_zh', 'reason_en', 'standard'],
    ['fit', 'question'],
    Array.from({ length: sites + 2 }, (_, k) => {
      const isUnfit = k === sites + 1;
      const why = isUnfit ? ['在地下', 'in a basement'] : [null, null];
      const unit = units.code[siteUnit(units, k)];
      return [`K${k + 1}`, name('候选', k), 'stock', unit, ...why, MEASURE[0], isUnfit ? 0 : 1, 1];
    })
  );

const curveOf = (sites: number, perSite: number): Columns =>
  columnsOf(
    ['standard', 'by'],
    ['at', 'value', 'proven', 'question'],
    [
      ...Array.from({ length: sites }, (_, k) => [MEASURE[0], 'number', k + 1, perSite * (k + 1), NaN, 1]),
      ...Array.from({ length: sites + 1 }, (_, k) => [MEASURE[0], 'money', k * 400_000, perSite * k, 1, 1])
    ]
  );

/** Each from the middle of a community to the one beside it; the first cannot be walked today, the second is far. */
const linksOf = (units: Units, links: number, name: (what: string, i: number) => string): Columns =>
  columnsOf(
    ['standard', 'kind', 'crosses', 'sentence'],
    [
      ...['order', 'from_lon', 'from_lat', 'to_lon', 'to_lat', 'length_m', 'walk_m'],
      ...['gain', 'covered_after', 'cost']
    ],
    Array.from({ length: links }, (_, k) => {
      const [lon, lat] = centre(units, siteUnit(units, k));
      const kind = ['wall', 'rail', 'water', 'road', 'other'][k % 5];
      const walk = k === 0 ? Infinity : k === 1 ? 2000 : 900;
      const place = [k + 1, lon, lat, lon + 0.0005, lat, 43, walk];
      const covered = coveredNow(units) + 10 * (k + 1);
      return [MEASURE[0], kind, name('围墙', k), `开一处步行出入口 ${k + 1}`, ...place, 10, covered, NaN];
    })
  );

const STATUSES = ['已完成', '进行中', '滞后', '', '未启动'];

const tasksOf = (units: Units, tasks: number, name: (what: string, i: number) => string): Columns =>
  columnsOf(
    [
      ...['task_id', 'rule_id', 'requirement_id', 'title', 'department_lead', 'departments', 'unit_id'],
      ...['deadline', 'unit', 'status', 'evidence', 'updated_at', 'note', 'unit_name']
    ],
    ['target_value', 'actual_value'],
    Array.from({ length: tasks }, (_, k) => {
      const unit = k % units.code.length;
      return [
        ...[
          `T${k + 1}`,
          'ELD-SITE-COMM',
          'S1-07',
          name('任务', k),
          '区民政局',
          '区住建委;区残联',
          units.code[unit]
        ],
        ...[
          k % 2 ? '2026-06-30' : '2027',
          'facility/community',
          STATUSES[k % STATUSES.length],
          '台账',
          '2026-07'
        ],
        ...[name('备注', k), units.name[unit], 10, k % 11]
      ];
    })
  );

function summaryOf(
  units: Units,
  sites: number,
  perSite: number,
  links: number,
  name: (what: string, i: number) => string
): Summary {
  const known = [...units.code.keys()].filter(
    (i) => units.level[i] === 'community' && !Number.isNaN(units.total[i])
  );
  const communities = units.level.filter((level) => level === 'community').length;
  const total = known.reduce((sum, i) => sum + units.total[i], 0);
  const covered = coveredNow(units);
  const isKnown = known.length > 0;
  const of = (status: string) =>
    (complianceOf(units, units.uncovered === 0).get('status')!.values as string[]).filter(
      (each) => each === status
    ).length;
  const siting: Summary['siting'] = [
    {
      ...{ standard: MEASURE[0], model: 'mclp', sites: Array.from({ length: sites }, (_, k) => `K${k + 1}`) },
      ...{ candidates: sites + 1, objective: perSite * sites, bound: perSite * sites, gap: 0, proven: true },
      ...{ by: ['greedy'], today: covered, total, left_out: 0 },
      curve: Array.from({ length: sites }, (_, k) => perSite * (k + 1)),
      ...{ knee: { number: Math.ceil(sites / 2), money: null }, faults: [], question: 1, notes: [] }
    }
  ];
  return {
    title: name('研究', 0),
    scenario: { name: '', edits: 0 },
    profiles: ['national', 'seed-generic'],
    inputs: [
      {
        ...{ file: `${name('文件', 0)}.csv`, layer: 'facilities', format: 'csv', encoding: 'gb18030' },
        ...{ crs: { value: 'EPSG:4326', why: '列名' }, rows: 9, accepted: 7, warnings: [] },
        repaired: [{ row: 3, field: 'name', code: 'trim', was: name('旧名', 1), now: name('新名', 2) }],
        rejected: [
          { row: 4, field: 'lon', code: 'out_of_range', reason: `第 4 行 ${name('设施', 3)}：经度不对` },
          { row: 5, field: 'category', code: 'unknown', reason: '第 5 行：不知道是什么设施' }
        ]
      }
    ],
    methods: {
      ...{
        population: 'points',
        distance: 'network',
        estimated: false,
        walker: { code: 'all', speed_mps: 1 }
      },
      measures: [
        {
          ...{
            id: MEASURE[0],
            group: MEASURE[1],
            limit_m: 720,
            limit_s: 900,
            speed_mps: 0.8,
            population: 'points'
          },
          ...{ title_zh: '城市社区一刻钟居家养老服务圈', title_en: '15-minute home-based eldercare circle' },
          ...{ facilities: ['eldercare_centre', 'eldercare_site'], counts: 'people' as const }
        }
      ]
    },
    totals: {
      units: {
        community: communities,
        ...(units.code.length > communities ? { subdistrict: units.code.length - communities } : {})
      },
      people: isKnown ? { pop_60p: total } : {},
      ...{ facilities: Math.ceil(communities / 2), facilities_in_community: Math.ceil(communities / 2) },
      ...{ facilities_not_serving: 0, demand_points: communities, demand_points_unconnected: 0 },
      ...{ people_outside_units: { pop_60p: 0 }, network: { lengthM: communities * 800 } },
      ...{ unconnected: { demand: 0, facilities: 0, candidates: 0 }, mends_lost: 0 },
      compliance: { met: of('met'), not_met: of('not_met'), no_data: of('no_data') }
    },
    coverage: [
      {
        ...{ standard: MEASURE[0], group: MEASURE[1], total: isKnown ? total : null },
        ...{ covered: isKnown ? covered : null, share: isKnown ? covered / total : null },
        communities_missing: communities - known.length
      }
    ],
    edge_effect: [{ standard: MEASURE[0], group: MEASURE[1], may_gain: 0, may_lose: 0 }],
    siting: sites > 0 ? siting : [],
    ...(links > 0
      ? { siting_links: [{ standard: MEASURE[0], proven: true, objective: 10 * links, gap: 0 }] }
      : {})
  };
}

const geometryOf = (
  shapes: (Polygon | Point | LineString)[]
): [string, { type: 'BLOB'; values: Uint8Array[] }] => [
  'geometry',
  { type: 'BLOB', values: shapes.map(encodeWkb) }
];

/** A box in metres. */
function box(west: number, south: number, east: number, north: number): Polygon {
  const [w, e, s, n] = [plane.lon(west), plane.lon(east), plane.lat(south), plane.lat(north)];
  return {
    type: 'Polygon',
    coordinates: [
      [
        [w, s],
        [e, s],
        [e, n],
        [w, n],
        [w, s]
      ]
    ]
  };
}

function layersOf(
  units: Units,
  sites: number,
  links: number,
  name: (what: string, i: number) => string
): Map<string, Columns> {
  const rows = (level: string) => [...units.code.keys()].filter((i) => units.level[i] === level);
  const [communities, upper] = [rows('community'), rows('subdistrict')];
  const point = (i: number): Point => ({ type: 'Point', coordinates: centre(units, i) });
  const parent = (i: number) => (units.parent[i] < 0 ? null : units.code[units.parent[i]]);
  const layers = new Map<string, Columns>();
  const put = (key: string, table: Columns, shapes: (Polygon | Point | LineString)[]) => {
    if (shapes.length > 0) layers.set(key, table.set(...geometryOf(shapes)));
  };
  const square = (i: number) => box(units.x[i], units.y[i], units.x[i] + BLOCK_M, units.y[i] + BLOCK_M);
  const share = (i: number) => units.covered[i] / units.total[i];
  put(
    'communities',
    columnsOf(
      ['unit', 'name', 'parent'],
      ['ELD-COV-15_older_adult_share', 'ELD-COV-15_older_adult_uncovered'],
      communities.map((i) => [
        units.code[i],
        units.name[i],
        parent(i),
        share(i),
        units.total[i] - units.covered[i]
      ])
    ),
    communities.map(square)
  );
  put(
    'upper_units',
    columnsOf(
      ['unit', 'name', 'level', 'parent'],
      [],
      upper.map((i) => [units.code[i], units.name[i], 'subdistrict', null])
    ),
    upper.map((s) => {
      const below = communities.filter((i) => units.parent[i] === s);
      const edge = (of: number[], pick: (...all: number[]) => number) =>
        below.reduce((found, i) => pick(found, of[i]), of[below[0]]);
      return box(
        edge(units.x, Math.min),
        edge(units.y, Math.min),
        edge(units.x, Math.max) + BLOCK_M,
        edge(units.y, Math.max) + BLOCK_M
      );
    })
  );
  const served = communities.filter((i) => i % 2 === 0);
  put(
    'facilities',
    columnsOf(
      ['fac_id', 'name', 'category', 'unit', 'serves_unit'],
      ['lon', 'lat', 'floor_area_m2', 'beds', 'capacity'],
      served.map((i, k) => [
        ...[`F${k + 1}`, name('设施', k), 'eldercare_site', units.code[i], null, ...centre(units, i)],
        ...[300, NaN, NaN]
      ])
    ),
    served.map(point)
  );
  put(
    'demand_points',
    columnsOf(
      ['unit', 'ELD-COV-15_older_adult_cause'],
      ['point', 'lon', 'lat', 'connected', 'pop_60p', 'ELD-COV-15_older_adult_distance_m'],
      communities.map((i) => {
        const isCovered = units.covered[i] === units.total[i];
        const place = [i, ...centre(units, i), 1, units.total[i], isCovered ? 300 : 900];
        return [units.code[i], isCovered ? 'covered' : 'far', ...place];
      })
    ),
    communities.map(point)
  );
  const at = Array.from({ length: sites }, (_, k) => siteUnit(units, k));
  put(
    'sites',
    columnsOf(
      ['standard', 'site', 'name'],
      ['order', 'lon', 'lat'],
      at.map((unit, k) => [MEASURE[0], `K${k + 1}`, name('候选', k), k + 1, ...centre(units, unit)])
    ),
    at.map(point)
  );
  const from = Array.from({ length: links }, (_, k) => centre(units, siteUnit(units, k)));
  put(
    'links',
    columnsOf(
      ['standard', 'kind', 'crosses'],
      ['order', 'length_m', 'gain'],
      from.map((_, k) => [
        MEASURE[0],
        ['wall', 'rail', 'water', 'road', 'other'][k % 5],
        name('围墙', k),
        k + 1,
        43,
        10
      ])
    ),
    from.map(([lon, lat]) => ({
      type: 'LineString',
      coordinates: [
        [lon, lat],
        [lon + 0.0005, lat]
      ]
    }))
  );
  const lines = [...new Set(communities.map((i) => units.y[i]))];
  put(
    'roads',
    columnsOf(
      ['name', 'highway'],
      [],
      lines.map((_, k) => [name('路', k), 'residential'])
    ),
    lines.map((y) => ({
      type: 'LineString',
      coordinates: [
        [plane.lon(0), plane.lat(y)],
        [plane.lon(units.perRow * BLOCK_M), plane.lat(y)]
      ]
    }))
  );
  return layers;
}
