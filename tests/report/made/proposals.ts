import type { Columns } from '../../../src/lib/report/columns.ts';
import { centre, columnsOf, coveredNow, MEASURE, siteUnit, type NameOf, type Units } from './units.ts';

export const sitingOf = (units: Units, sites: number, perSite: number): Columns =>
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

export function reasonsOf(units: Units, sites: number, perSite: number, name: NameOf): Columns {
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
export const candidatesOf = (units: Units, sites: number, name: NameOf): Columns =>
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

export const curveOf = (sites: number, perSite: number): Columns =>
  columnsOf(
    ['standard', 'by'],
    ['at', 'value', 'proven', 'question'],
    [
      ...Array.from({ length: sites }, (_, k) => [MEASURE[0], 'number', k + 1, perSite * (k + 1), NaN, 1]),
      ...Array.from({ length: sites + 1 }, (_, k) => [MEASURE[0], 'money', k * 400_000, perSite * k, 1, 1])
    ]
  );

/** Each from the middle of a community to the one beside it; the first cannot be walked today, the second is far. */
export const linksOf = (units: Units, links: number, name: NameOf): Columns =>
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
