import type { PopulationGroup, Standard } from '../standards/standard.ts';
import { CATEGORY_GROUPS, categoryByCode, populationGroupByCode, qualifying } from '../standards/taxonomy.ts';
import type { Measure } from './measure.ts';

/** A user's own measure, as in the study file. One of `limit_m` and `minutes`; metres decide where both are given. */
export interface OwnMeasure {
  id: string;
  title?: string;
  facilities: string[];
  limit_m?: number;
  minutes?: number;
  group: string;
  demand: Measure['demand'];
}

/** How far is near enough: metres on the network, and seconds where time decides (else NaN). */
interface Limit {
  suffix: string;
  labelZh: string;
  minutes?: number;
  metres?: number;
}

/**
 * The questions a coverage standard asks: one for its own population group, and one for all residents where the group
 * is another; each once for every tier that has a distance of its own (id `RULE:tier`). A standard's own group walks
 * at the speed the catalogue proposes for the rule, else at the group's, else at the study's; all residents walk at the
 * study's. Where both minutes and metres are given, `basis` says which decide; figures that the sources lack are taken
 * from `project_default`. Which facilities qualify is said by category alone: a measure knows no minimum size (method
 * §4), since no rule of the packs gives one for coverage. None for a rule that is no coverage rule, names no category, or gives no figure at all.
 */
export function measuresOf(standard: Standard, studyWalker: PopulationGroup): Measure[] {
  if (standard.kind !== 'coverage' || standard.facility_categories.length === 0) return [];
  const own = groupOf(standard.population_group ?? 'all');
  const everyone = groupOf('all');
  const ruleSpeed = standard.project_default?.speed_mps;
  const studySpeed = speedOf(studyWalker, null);
  const ownSpeed = typeof ruleSpeed === 'number' ? ruleSpeed : speedOf(own, studyWalker);
  return limitsOf(standard).flatMap((limit) => {
    const measures = [build(limit, own, own.code === 'all' ? studySpeed : ownSpeed)];
    if (own.code !== 'all') measures.push(build(limit, everyone, studySpeed));
    return measures;
  });

  function build(limit: Limit, group: PopulationGroup, speedMps: number): Measure {
    const suffix = limit.suffix === '' ? '' : `:${limit.suffix}`;
    return {
      id: `${standard.id}${suffix}`,
      titleZh: limit.suffix === '' ? standard.title_zh : `${standard.title_zh}（${limit.labelZh}）`,
      titleEn: limit.suffix === '' ? standard.title_en : `${standard.title_en} (${limit.suffix})`,
      categories: qualifying(standard.facility_categories),
      ...toLimit(limit, speedMps),
      group: group.code,
      field: group.population_field,
      speedMps,
      demand: 'auto'
    };
  }
}

/** The question a user's own measure asks; its group walks at its own speed, else at the study's. Throws without a limit. */
export function measureOf(own: OwnMeasure, studyWalker: PopulationGroup): Measure {
  const group = groupOf(own.group);
  const speedMps = group.code === 'all' ? speedOf(studyWalker, null) : speedOf(group, studyWalker);
  const limit = { suffix: '', labelZh: '', metres: own.limit_m, minutes: own.minutes };
  if (limit.metres === undefined && limit.minutes === undefined) {
    throw new Error(
      `自定义指标“${own.id}”没有限值：请写 limit_m（米）或 minutes（分钟） · ` +
        `expected limit_m or minutes in measure "${own.id}", got neither`
    );
  }
  const words = titleOf(own);
  return {
    id: own.id,
    titleZh: own.title ?? words.zh,
    titleEn: own.title ?? words.en,
    categories: qualifying(own.facilities),
    ...toLimit(limit, speedMps),
    group: group.code,
    field: group.population_field,
    speedMps,
    demand: own.demand
  };
}

/** Services and limit, where the user has given no title. */
function titleOf(own: OwnMeasure): { zh: string; en: string } {
  const { limit_m: metres, minutes } = own;
  const groups = [...new Set(own.facilities.map((code) => categoryByCode(code)?.group))];
  const named = CATEGORY_GROUPS.filter((group) => groups.includes(group.code));
  const zh = named.map((group) => group.zh).join('、') || own.id;
  const en = named.map((group) => group.en).join(', ') || own.id;
  return {
    zh: `${zh}：${metres === undefined ? `${minutes} 分钟` : `${metres} 米`}内`,
    en: `${en}: within ${metres === undefined ? `${minutes} min` : `${metres} m`}`
  };
}

function groupOf(code: string): PopulationGroup {
  const group = populationGroupByCode(code);
  if (group === undefined) {
    throw new Error(`没有名为“${code}”的人群 · expected a population group of the taxonomy, got "${code}"`);
  }
  return group;
}

/** Metres per second of the group, else of `otherwise`, else of all residents. */
function speedOf(group: PopulationGroup, otherwise: PopulationGroup | null): number {
  const speed = group.walk_speed_mps ?? otherwise?.walk_speed_mps ?? groupOf('all').walk_speed_mps;
  return (speed as { default: number }).default;
}

function toLimit(limit: Limit, speedMps: number): { limitM: number; limitS: number } {
  if (limit.metres !== undefined) return { limitM: limit.metres, limitS: NaN };
  const limitS = (limit.minutes as number) * 60;
  return { limitM: limitS * speedMps, limitS };
}

/** The limits of a standard, as its basis wants them: one a tier with a distance, else one; none where no figure is known. */
function limitsOf(standard: Standard): Limit[] {
  const tiers = (standard.tiers ?? []).flatMap((tier) => {
    const { label, distance_m: metres } = tier as { label?: unknown; distance_m?: unknown };
    if (typeof label !== 'string' || typeof metres !== 'number' || standard.basis !== 'distance') return [];
    return [{ suffix: label.replaceAll(' ', '-'), labelZh: `${metres} 米`, metres }];
  });
  if (tiers.length > 0) return tiers;
  const key = standard.basis === 'distance' ? 'distance_m' : 'walk_minutes';
  const figure = standard[key] ?? standard.project_default?.[key];
  if (typeof figure !== 'number') return [];
  const limit = { suffix: '', labelZh: '' };
  return [key === 'distance_m' ? { ...limit, metres: figure } : { ...limit, minutes: figure }];
}
