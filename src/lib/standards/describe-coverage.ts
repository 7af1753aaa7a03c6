import { categoriesOf } from './categories-of.ts';
import { columnWords } from './columns.ts';
import type { CoverageOf } from './compute.ts';
import { categoryWords, joinAnd, joinOr, withNotes, type Words } from './compute-words.ts';
import type { Standard } from './standard.ts';
import { populationGroupByCode, serviceFunctionWords } from './taxonomy.ts';

/** How a coverage rule is worked out: who is within which reach of what, and what is left out or worked out beside. */
export function describeCoverage(rule: Standard, compute: CoverageOf): Words {
  const { categories, assumed } = categoriesOf(rule);
  const of = categoryWords(categories);
  const group = populationGroupByCode(rule.population_group ?? 'all');
  const people = columnWords(`admin_units.${group?.population_field ?? 'pop_resident'}`);
  const limit = limitWords(rule);
  const near = { zh: `${limit.zh}内有${of.zh}`, en: `${of.en} within ${limit.en}` };
  const least = rule.project_default?.community_pass_share_pct;
  const main: Words = compute.of_communities
    ? {
        zh: `至少${typeof least === 'number' ? `${least}%` : '（比例待设定）'}的${people.zh}${near.zh}的社区数 ÷ 社区数 × 100%`,
        en: `communities of which at least ${typeof least === 'number' ? `${least} %` : 'a share (to be set)'} of the ${people.en} have ${near.en} ÷ communities × 100 %`
      }
    : compute.each
      ? {
          zh: `${of.zh}，每一类各算${limit.zh}内可达的${people.zh}占比，再取平均（完整度）`,
          en: `for each of ${of.en}, the share of ${people.en} within ${limit.en}; then their mean (completeness)`
        }
      : {
          zh: `${near.zh}的${people.zh} ÷ ${people.zh} × 100%`,
          en: `${people.en} with ${near.en} ÷ ${people.en} × 100 %`
        };
  const notes: Words[] = [];
  if (assumed)
    notes.push({
      zh: '原文未列设施，类别为本项目自设',
      en: 'the source names no facilities: the kinds are assumed'
    });
  if (compute.within)
    notes.push({
      zh: compute.within === 'central_area' ? '只算中心城区内' : `只算“${compute.within}”范围内`,
      en:
        compute.within === 'central_area' ? 'inside the central area alone' : `inside ${compute.within} alone`
    });
  if (compute.also) {
    const also = {
      building: { zh: '住宅建筑面积', en: 'residential floor area' },
      land: { zh: '用地面积', en: 'land' }
    };
    notes.push({
      zh: `另按${compute.also.map((each) => also[each].zh).join('、')}各算一次`,
      en: `also by ${joinAnd(compute.also.map((each) => also[each].en))}`
    });
  }
  notes.push(...needsWords(compute.needs));
  return withNotes(main, notes);
}

function limitWords(rule: Standard): Words {
  const own = rule.project_default ?? {};
  const [metres, minutes] = [rule.distance_m ?? own.distance_m, rule.walk_minutes ?? own.walk_minutes];
  if (rule.basis === 'distance') {
    const tiers = (rule.tiers ?? []).flatMap((tier) => {
      const each = (tier as { distance_m?: unknown }).distance_m;
      return typeof each === 'number' ? [each] : [];
    });
    const figures = tiers.length > 0 ? tiers : typeof metres === 'number' ? [metres] : [];
    if (figures.length > 0)
      return { zh: `步行${figures.join('、')}米`, en: `${joinOr(figures.map(String))} m on foot` };
  } else if (typeof minutes === 'number')
    return { zh: `步行${minutes}分钟`, en: `a walk of ${minutes} minutes` };
  return { zh: '步行可达距离（未给数）', en: 'walking reach (no figure given)' };
}

function needsWords(needs: CoverageOf['needs']): Words[] {
  if (needs === undefined) return [];
  const { min_floor_area_m2: area, open_hours_per_day: hours, barrier_free: free, functions } = needs;
  const words: Words[] = [];
  if (area !== undefined)
    words.push({ zh: `建筑面积不少于${area}平方米`, en: `at least ${area} m² of floor area` });
  if (hours !== undefined)
    words.push({ zh: `每天开放不少于${hours}小时`, en: `open at least ${hours} hours a day` });
  if (free) words.push({ zh: '无障碍', en: 'barrier-free' });
  if (functions) {
    const named = functions.map(serviceFunctionWords);
    words.push({
      zh: `有${named.map(({ zh }) => zh).join('或')}服务`,
      en: `with ${joinOr(named.map(({ en }) => en))}`
    });
  }
  if (words.length === 0) return [];
  return [
    {
      zh: `只算${words.map(({ zh }) => zh).join('、')}的设施`,
      en: `only facilities that are ${joinAnd(words.map(({ en }) => en))}`
    }
  ];
}
