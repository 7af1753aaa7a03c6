import type { PopulationGroup, Standard } from '../standards/standard.ts';
import { categoriesOf } from '../standards/categories-of.ts';
import { CATEGORY_GROUPS, categoryByCode, populationGroupByCode, qualifying } from '../standards/taxonomy.ts';
import type { Measure } from './measure.ts';

/** A user's own measure, as in the study file. One of `limit_m` and `minutes`; metres decide where both are given. */
export interface OwnMeasure {
  id: string;
  title?: string;
  facilities: string[];
  limit_m?: number;
  minutes?: number;
  /** What the facilities hold, and how many of 1,000 people of the group ask for one. */
  capacity?: Measure['capacity'];
  group: string;
  demand: Measure['demand'];
}

/** How far is near enough: metres on the network, and seconds where time decides (else NaN). */
export interface Limit {
  /** Of ids; '' for a rule's only or main limit. */
  suffix: string;
  labelZh: string;
  minutes?: number;
  metres?: number;
}

/** Whom or what a measure counts, and how fast they walk. */
interface Counted {
  group: string;
  field: string;
  speedMps: number;
  demand: Measure['demand'];
  walker?: string;
}

/** Categories that are asked for together: all of the rule's, or one by itself. */
interface Asked {
  categories: string[];
  part?: string;
}

/**
 * The questions a coverage standard asks: one for its own population group, and one for all residents where the group
 * is another; each once for every limit that has a name (id `RULE:tier`). A standard's own group walks at the speed the
 * catalogue proposes for the rule, else at the group's, else at the study's; all residents walk at the study's. Where both
 * minutes and metres are given, `basis` says which decide; figures that the sources lack are taken from `project_default`.
 * `each` asks for every category by itself (id `RULE:category`, `RULE:tier:category`), for the rule's own group alone, and
 * for all together where the rule names them. `also` asks for floor space (group `building`) and land (`land`) too, at
 * the study's walk. None for a rule that is no coverage rule, has no category, or gives no figure at all.
 */
export function measuresOf(standard: Standard, studyWalker: PopulationGroup): Measure[] {
  const { compute } = standard;
  if (compute.how !== 'coverage') return [];
  const { categories, assumed } = categoriesOf(standard);
  const whole: Asked[] = categories.length > 0 && !(compute.each && assumed) ? [{ categories }] : [];
  const parts: Asked[] = compute.each ? categories.map((part) => ({ categories: [part], part })) : [];
  const counted = countedBy(standard, studyWalker);
  return limitsOf(standard).flatMap((limit) =>
    [...whole, ...parts].flatMap((asked) =>
      counted
        .filter(({ demand }, k) => k === 0 || demand !== 'auto' || asked.part === undefined)
        .map((whom) => build(standard, limit, asked, whom))
    )
  );
}

/** The rule's own group first, then all residents, then floor space and land. */
function countedBy(standard: Standard, studyWalker: PopulationGroup): Counted[] {
  const { compute, project_default: proposed } = standard;
  const own = groupOf(standard.population_group ?? 'all');
  const everyone = groupOf('all');
  const studySpeed = speedOf(studyWalker, null);
  const ownSpeed = typeof proposed?.speed_mps === 'number' ? proposed.speed_mps : speedOf(own, studyWalker);
  const count = (group: PopulationGroup, speedMps: number): Counted => {
    return { group: group.code, field: group.population_field, speedMps, demand: 'auto' };
  };
  return [
    count(own, own.code === 'all' ? studySpeed : ownSpeed),
    ...(own.code === 'all' ? [] : [count(everyone, studySpeed)]),
    ...((compute.how === 'coverage' && compute.also) || []).map((kind) => {
      return { group: kind, field: kind, speedMps: studySpeed, demand: kind, walker: 'all' };
    })
  ];
}

function build(standard: Standard, limit: Limit, { categories, part }: Asked, whom: Counted): Measure {
  const { compute } = standard;
  const category = part === undefined ? undefined : categoryByCode(part);
  const zh = [category?.zh ?? part, limit.labelZh].filter((word) => word).join('，');
  const en = [category?.en ?? part, limit.suffix].filter((word) => word).join(', ');
  return {
    id: [standard.id, limit.suffix, part].filter((word) => word).join(':'),
    titleZh: zh === '' ? standard.title_zh : `${standard.title_zh}（${zh}）`,
    titleEn: en === '' ? standard.title_en : `${standard.title_en} (${en})`,
    categories: qualifying(categories),
    ...(part === undefined ? {} : { part }),
    ...(compute.how === 'coverage' && compute.needs ? { needs: compute.needs } : {}),
    ...toLimit(limit, whom.speedMps),
    ...whom
  };
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
    ...(own.capacity ? { capacity: own.capacity } : {}),
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

/**
 * The limits of a standard, as its basis wants them: one a tier with a distance, else one; none where no figure is known. Where
 * the source gives no figure at all and the project proposes one of either kind, the other kind comes second.
 */
export function limitsOf(standard: Standard): Limit[] {
  const tiers = (standard.tiers ?? []).flatMap((tier) => {
    const { label, distance_m: metres } = tier as { label?: unknown; distance_m?: unknown };
    if (typeof label !== 'string' || typeof metres !== 'number' || standard.basis !== 'distance') return [];
    return [{ suffix: label.replaceAll(' ', '-'), labelZh: `${metres} 米`, metres }];
  });
  if (tiers.length > 0) return tiers;
  const key = standard.basis === 'distance' ? 'distance_m' : 'walk_minutes';
  const other = key === 'distance_m' ? 'walk_minutes' : 'distance_m';
  const proposed = standard.project_default ?? {};
  const figure = standard[key] ?? proposed[key];
  if (typeof figure !== 'number') return [];
  const limit = (named: Partial<Limit>, of: typeof key, value: number): Limit => {
    return { suffix: '', labelZh: '', ...named, [of === 'distance_m' ? 'metres' : 'minutes']: value };
  };
  const first = limit({}, key, figure);
  const second = proposed[other];
  if (standard[key] !== undefined || standard[other] !== undefined || typeof second !== 'number')
    return [first];
  const words =
    other === 'distance_m'
      ? { suffix: `${second}-m`, labelZh: `${second} 米` }
      : { suffix: `${second}-min`, labelZh: `${second} 分钟` };
  return [first, limit(words, other, second)];
}
