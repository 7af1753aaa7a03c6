import { floorsOf } from '../standards/floor-level.ts';
import { categoryByCode, SITE_MODES } from '../standards/taxonomy.ts';
import type { CandidateNeeds, UnfitCode, UnsaidCode } from './candidate-needs.ts';
import { CANDIDATE_KINDS, type CandidateKind, type Candidates } from './siting.ts';

/** Why a candidate cannot be taken. */
export interface Reason {
  code: UnfitCode;
  zh: string;
  en: string;
}

/** Fit, not fit for a reason, or not said. */
export type Answer = null | Reason | UnsaidCode;
type Question = (candidate: number) => Answer;

/** Kinds of which floors, rooms and steps can be asked: the others are not built yet. */
const BUILT: ReadonlySet<CandidateKind> = new Set(['stock', 'facility']);

/** What is to be asked of each candidate by its number, in the order of `UnfitCode`; nothing that is not needed. */
export function questionsOf(candidates: Candidates, needs: CandidateNeeds): Question[] {
  return [
    askCode(candidates, needs),
    askUnit(candidates, needs),
    askGain(candidates),
    askArea(candidates, needs),
    askSiteArea(candidates, needs),
    ...askFloor(candidates, needs),
    askBarrierFree(candidates, needs),
    askAvailable(candidates, needs),
    askWord(candidates, candidates.acquisition, needs.acquisition, 'acquisition'),
    askWord(candidates, candidates.tenure, needs.tenure, 'tenure'),
    askSchool(candidates, needs)
  ].filter((question) => question !== null);
}

const kindAt = ({ kind }: Candidates, i: number): CandidateKind => kind?.[i] ?? CANDIDATE_KINDS[0];
const isBuilt = (candidates: Candidates, i: number): boolean => BUILT.has(kindAt(candidates, i));
const metres2 = (value: number): string => String(Math.round(value * 10) / 10);

function askCode({ code }: Candidates, { forbid }: CandidateNeeds): Question | null {
  if (!forbid || forbid.length === 0) return null;
  const forbidden = new Set(forbid);
  return (i) =>
    forbidden.has(code[i])
      ? { code: 'forbidden', zh: '已指定不选', en: 'not to be taken, as was said' }
      : null;
}

function askUnit({ unit }: Candidates, { units }: CandidateNeeds): Question | null {
  if (!units) return null;
  return (i) => {
    if (unit === undefined) return 'unit';
    return units.has(unit[i])
      ? null
      : { code: 'elsewhere', zh: '不在指定的社区内', en: 'not in the communities named' };
  };
}

/** A facility near which nobody lacks a place wins nobody by growing. */
function askGain(candidates: Candidates): Question | null {
  const { facility, capacity } = candidates;
  if (!facility || !capacity) return null;
  return (i) =>
    facility[i] >= 0 && capacity[i] === 0
      ? {
          code: 'nothing_to_gain',
          zh: '附近无人缺床位或名额，扩建不增加服务人数',
          en: 'nobody near lacks a place there, so growing it would serve no more people'
        }
      : null;
}

function askArea(candidates: Candidates, { leastM2 }: CandidateNeeds): Question | null {
  if (!(leastM2 !== undefined && leastM2 > 0)) return null;
  return (i) => {
    if (kindAt(candidates, i) !== 'stock') return null;
    const area = candidates.floorAreaM2[i];
    // A clerk writes 0 where the area is not known.
    if (!(area > 0)) return 'floor_area';
    if (area >= leastM2) return null;
    return {
      code: 'too_small',
      zh: `建筑面积 ${metres2(area)} ㎡，不足 ${metres2(leastM2)} ㎡`,
      en: `floor area ${metres2(area)} m², less than ${metres2(leastM2)} m²`
    };
  };
}

function askSiteArea(candidates: Candidates, { leastSiteM2 }: CandidateNeeds): Question | null {
  if (!(leastSiteM2 !== undefined && leastSiteM2 > 0)) return null;
  return (i) => {
    if (kindAt(candidates, i) !== 'land') return null;
    const area = candidates.siteAreaM2?.[i] ?? NaN;
    if (!(area > 0)) return 'site_area';
    if (area >= leastSiteM2) return null;
    return {
      code: 'ground_too_small',
      zh: `用地面积 ${metres2(area)} ㎡，不足 ${metres2(leastSiteM2)} ㎡`,
      en: `ground of ${metres2(area)} m², less than ${metres2(leastSiteM2)} m²`
    };
  };
}

function isEldercare(categories: readonly string[] = []): boolean {
  return categories.some((category) => categoryByCode(category)?.group === 'eldercare');
}

/** Under ground, too high, not on the ground floor. */
function askFloor(candidates: Candidates, needs: CandidateNeeds): Question[] {
  const { highestFloor, groundFloor, categories } = needs;
  const eldercare = needs.basement === undefined && isEldercare(categories);
  const noBasement = needs.basement === false || eldercare;
  const floors = (candidates.floorLevel ?? []).map((text) => floorsOf(text));
  const questions: Question[] = [];
  const ask = (judge: (lowest: number, highest: number, i: number) => Reason | null): Question => {
    return (i) => {
      if (!isBuilt(candidates, i)) return null;
      const found = floors[i] ?? null;
      return found === null ? 'floor' : judge(found.lowest, found.highest, i);
    };
  };
  if (noBasement)
    questions.push(
      ask((_, highest) =>
        highest > 0
          ? null
          : {
              code: 'basement',
              zh: eldercare ? '在地下（养老用房不设地下）' : '在地下',
              en: eldercare ? 'under ground (eldercare is not to be in a basement)' : 'under ground'
            }
      )
    );
  if (highestFloor !== undefined)
    questions.push(
      ask((lowest, _, i) => {
        // What is step-free is reached by a lift.
        if (lowest <= highestFloor || candidates.barrierFree?.[i] === 1) return null;
        return {
          code: 'too_high',
          zh: `在 ${lowest} 层，高于 ${highestFloor} 层且未注明有电梯或无障碍`,
          en: `on floor ${lowest}, above floor ${highestFloor}, and no lift or step-free way is said`
        };
      })
    );
  if (groundFloor === true) {
    const onGround = ask((lowest, highest) =>
      lowest <= 1 && highest >= 1
        ? null
        : {
            code: 'not_ground_floor',
            zh: `不在首层（${lowest < 0 ? `地下 ${-lowest} 层` : `${lowest} 层`}）`,
            en: `not on the ground floor (floor ${lowest})`
          }
    );
    questions.push((i) => {
      const answer = onGround(i);
      return answer === 'floor' && candidates.groundFloorCommercial?.[i] === 1 ? null : answer;
    });
  }
  return questions;
}

function askBarrierFree(candidates: Candidates, { barrierFree }: CandidateNeeds): Question | null {
  if (barrierFree !== true) return null;
  return (i) => {
    if (!isBuilt(candidates, i)) return null;
    const value = candidates.barrierFree?.[i] ?? NaN;
    if (Number.isNaN(value)) return 'barrier_free';
    return value > 0 ? null : { code: 'not_barrier_free', zh: '没有无障碍通道', en: 'not step-free' };
  };
}

const DATE = /^\d{4}(-\d{2}){0,2}$/;
/** What people write for what is free today. */
const NOW =
  /^(随时|现在|目前|即日(起)?|立即|即可|现房|空置|闲置|已(腾退|腾空|空置|交付)|可用|now|vacant|empty|immediate(ly)?)$/i;

function askAvailable(candidates: Candidates, { availableBy }: CandidateNeeds): Question | null {
  if (availableBy === undefined) return null;
  if (!DATE.test(availableBy))
    throw new Error(`expected a date as 2026-06-30, 2026-06 or 2026, got "${availableBy}"`);
  return (i) => {
    if (kindAt(candidates, i) === 'network') return null;
    const text = (candidates.availableFrom?.[i] ?? '').trim();
    if (NOW.test(text)) return null;
    if (!DATE.test(text)) return 'available_from';
    // Of a month the first day may be meant, and of a year: only what is surely later is too late.
    const isLater = text.slice(0, availableBy.length) > availableBy.slice(0, text.length);
    if (!isLater) return null;
    return {
      code: 'too_late',
      zh: `${text} 才可用，晚于 ${availableBy}`,
      en: `free from ${text}, later than ${availableBy}`
    };
  };
}

/** Whether a word is among those allowed; places on the network belong to nobody. */
function askWord(
  candidates: Candidates,
  words: string[] | undefined,
  allowed: readonly string[] | undefined,
  what: 'acquisition' | 'tenure'
): Question | null {
  if (allowed === undefined) return null;
  const among = new Set(allowed.map((word) => word.trim().toLowerCase()));
  return (i) => {
    // A facility that grows is had already.
    if (kindAt(candidates, i) === 'network' || kindAt(candidates, i) === 'facility') return null;
    const word = (words?.[i] ?? '').trim();
    if (word === '') return what;
    if (among.has(word.toLowerCase())) return null;
    const mode = what === 'acquisition' ? SITE_MODES.find(({ code }) => code === word) : undefined;
    return what === 'acquisition'
      ? {
          code: what,
          zh: `取得方式“${mode?.zh ?? word}”不在所选之内`,
          en: `way to have it (${mode?.en ?? word}) is not among those allowed`
        }
      : { code: what, zh: `权属“${word}”不在所选之内`, en: `owner (${word}) is not among those allowed` };
  };
}

/** The sports ground that a school opens serves sport: nothing else can move in there. */
function askSchool(candidates: Candidates, { categories = [] }: CandidateNeeds): Question | null {
  const others = categories.filter((category) => categoryByCode(category)?.group !== 'culture_sport');
  if (others.length === 0 || !candidates.acquisition?.includes('school_open')) return null;
  return (i) =>
    candidates.acquisition![i] === 'school_open'
      ? {
          code: 'school_venue',
          zh: '学校开放的体育场馆，只能用于文化体育',
          en: 'a sports venue that a school opens, fit for culture and sport alone'
        }
      : null;
}
