import { categoriesOfGroup } from './sql-categories.ts';

/** A name of a column in the language on screen, in quotes. */
export type NameIn = (zh: string, en: string) => string;

/** A query to begin with. `title` is what is asked, in the words of the bureau. */
export interface SqlExample {
  id: string;
  zh: string;
  en: string;
  /** A table of the data that it needs. */
  needs?: string;
  write: (name: NameIn) => string;
}

const quoted = (codes: readonly string[]): string => codes.map((code) => `'${code}'`).join(', ');

/** Queries that answer what is often asked. All of them are run by the tests on the sample. */
export const EXAMPLES: readonly SqlExample[] = [
  {
    id: 'old-uncovered',
    zh: '每个社区的60岁及以上人口与未覆盖人数',
    en: 'People of 60 and over in each community, and those not covered',
    write: (name) => `SELECT unit, unit_name,
  round(sum(pop_60p)) AS ${name('60岁及以上', 'aged 60 and over')},
  round(sum(pop_60p * CAST(covered = 0 AS INTEGER))) AS ${name('其中未覆盖', 'of these not covered')}
FROM points
WHERE unit IS NOT NULL
GROUP BY unit, unit_name
ORDER BY 4 DESC;`
  },
  {
    id: 'small-facilities',
    zh: '面积不足300平方米的社区综合服务设施',
    en: 'Community service premises of less than 300 m²',
    write: () => `SELECT fac_id, name, category, floor_area_m2, unit_name, lon, lat
FROM scenario_facilities
WHERE category IN (${quoted(['integrated_service_centre', 'community_service_station', 'party_service_centre'])})
  AND floor_area_m2 < 300
ORDER BY floor_area_m2;`
  },
  {
    id: 'no-eldercare',
    zh: '没有任何养老设施的社区',
    en: 'Communities without any eldercare facility',
    write: () => `SELECT u.unit, u.unit_name, u.pop_resident, u.pop_60p
FROM units AS u
WHERE u.level = 'community'
  AND NOT EXISTS (
    SELECT 1 FROM scenario_facilities AS f
    WHERE f.unit = u.unit
      AND f.category IN (${quoted(categoriesOfGroup('eldercare'))})
  )
ORDER BY u.pop_60p DESC;`
  },
  {
    id: 'largest-uncovered',
    zh: '人口最多的未覆盖居民点前20',
    en: 'The 20 uncovered homes with most people',
    write: () => `SELECT point, unit_name, people, distance_m, cause, lon, lat
FROM points
WHERE covered = 0
ORDER BY people DESC
LIMIT 20;`
  },
  {
    id: 'causes',
    zh: '未覆盖的原因：各有多少人',
    en: 'Why people are not covered, and how many',
    write: (
      name
    ) => `SELECT cause, round(sum(people)) AS ${name('人数', 'people')}, count(*) AS ${name('居民点数', 'homes')}
FROM points
WHERE covered = 0
GROUP BY cause
ORDER BY 2 DESC;`
  },
  {
    id: 'distances',
    zh: '步行距离分段（每100米）的人数',
    en: 'People by walking distance, in steps of 100 m',
    write: (
      name
    ) => `SELECT floor(distance_m / 100) * 100 AS ${name('自（米）', 'from (m)')}, round(sum(people)) AS ${name('人数', 'people')}
FROM points
WHERE isfinite(distance_m)
GROUP BY 1
ORDER BY 1;`
  },
  {
    id: 'by-category',
    zh: '各类设施的数量和总面积',
    en: 'Number and total area of facilities of each kind',
    write: (
      name
    ) => `SELECT category, count(*) AS ${name('数量', 'number')}, sum(floor_area_m2) AS ${name('总面积（㎡）', 'total area (m²)')},
  count(*) FILTER (WHERE floor_area_m2 IS NULL) AS ${name('面积未填', 'area not given')}
FROM scenario_facilities
GROUP BY category
ORDER BY 2 DESC;`
  },
  {
    id: 'not-met',
    zh: '各社区不达标的指标',
    en: 'Rules that each community does not meet',
    write: (name) => `SELECT unit, unit_name, count(*) AS ${name('不达标项数', 'rules not met')},
  string_agg(standard, ' ' ORDER BY standard) AS ${name('指标', 'rules')}
FROM compliance
WHERE status = 'not_met' AND level = 'community'
GROUP BY unit, unit_name
ORDER BY 3 DESC;`
  },
  {
    id: 'least-covered',
    zh: '覆盖率最低的20项（社区×指标）',
    en: 'The 20 lowest shares (community by rule)',
    write: () => `SELECT unit, unit_name, standard, "group", limit_m, total, covered, share
FROM coverage
WHERE level = 'community' AND total > 0
ORDER BY share, total DESC
LIMIT 20;`
  },
  {
    id: 'missing-data',
    zh: '因缺数据不能判断的指标',
    en: 'Rules that can’t be judged for want of data',
    write: (
      name
    ) => `SELECT standard, count(*) AS ${name('单元数', 'units')}, any_value(citation) AS ${name('依据', 'source')}
FROM compliance
WHERE status = 'no_data'
GROUP BY standard
ORDER BY 2 DESC, 1;`
  },
  {
    id: 'staff',
    zh: '每万常住人口的社区工作者',
    en: 'Community workers for every 10,000 residents',
    needs: 'staffing',
    write: (name) => `SELECT u.unit, u.unit_name, sum(s.count) AS ${name('社区工作者', 'workers')},
  round(10000 * sum(s.count) / any_value(u.pop_resident), 1) AS ${name('每万人', 'for 10,000')}
FROM units AS u
JOIN staffing AS s ON s.unit = u.unit_name OR s.unit = u.unit
WHERE u.level = 'community' AND s.role = 'community_workers'
GROUP BY u.unit, u.unit_name
ORDER BY 4;`
  },
  {
    id: 'sites',
    zh: '建议的选址与新增覆盖人数',
    en: 'Proposed sites and the people they win',
    write: () => `SELECT "order", site, name, unit_name, gain, covered_after, cost, lon, lat
FROM sites
ORDER BY "order";`
  }
];
