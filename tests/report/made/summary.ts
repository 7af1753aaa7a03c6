import type { Summary } from '../../../src/lib/report/dossier.ts';
import { complianceOf } from './tables.ts';
import { coveredNow, MEASURE, type NameOf, type Units } from './units.ts';

export function summaryOf(
  units: Units,
  sites: number,
  perSite: number,
  links: number,
  name: NameOf
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
