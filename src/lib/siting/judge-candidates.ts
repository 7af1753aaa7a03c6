import { questionsOf, type Reason } from './ask-candidates.ts';
import type { CandidateNeeds, UnfitCode, UnsaidCode } from './candidate-needs.ts';
import type { Candidates } from './siting.ts';

/** A candidate that is left out: its first reason as a code, and all of them in words. */
export interface Unfit {
  candidate: number;
  code: UnfitCode;
  /** Every reason, in the order of `UnfitCode`. */
  codes: UnfitCode[];
  zh: string;
  en: string;
}

/** Something that was asked for and that some candidates do not say: they count as fit. */
export interface Unsaid {
  what: UnsaidCode;
  /** Those of the fit ones that do not say it, ascending. */
  candidates: Uint32Array;
  zh: string;
  en: string;
}

export interface Judged {
  /** Candidates that can be taken, ascending. */
  fit: Uint32Array;
  /** Those that cannot, ascending, with the reasons. `fit` and `unfit` together are all. */
  unfit: Unfit[];
  unsaid: Unsaid[];
}

/**
 * Which candidates can be taken for what is needed, which cannot and why, and what is not known of those that can. What a candidate
 * does not say never counts against it. Land and places on the network have no floors yet, and of a facility that would grow
 * it is not asked how large it is.
 */
export function judgeCandidates(candidates: Candidates, needs: CandidateNeeds): Judged {
  const questions = questionsOf(candidates, needs);
  const fit: number[] = [];
  const unfit: Unfit[] = [];
  const missing = new Map<UnsaidCode, number[]>();
  for (let candidate = 0; candidate < candidates.code.length; candidate++) {
    const answers = questions.map((ask) => ask(candidate));
    const reasons = answers.filter(
      (answer): answer is Reason => answer !== null && typeof answer === 'object'
    );
    if (reasons.length > 0) {
      unfit.push(leaveOut(candidate, reasons));
      continue;
    }
    fit.push(candidate);
    for (const what of new Set(answers)) {
      if (typeof what !== 'string') continue;
      const list = missing.get(what);
      if (list) list.push(candidate);
      else missing.set(what, [candidate]);
    }
  }
  const unsaid = (Object.keys(UNSAID) as UnsaidCode[]).flatMap((what) => {
    const list = missing.get(what);
    return list ? [{ what, candidates: Uint32Array.from(list), ...UNSAID[what] }] : [];
  });
  return { fit: Uint32Array.from(fit), unfit, unsaid };
}

function leaveOut(candidate: number, reasons: Reason[]): Unfit {
  return {
    candidate,
    code: reasons[0].code,
    codes: reasons.map(({ code }) => code),
    zh: reasons.map(({ zh }) => zh).join('；'),
    en: reasons.map(({ en }) => en).join('; ')
  };
}

/** What is said of each, `capacity` by who knows the sizes too. */
export const UNSAID: Record<UnsaidCode, { zh: string; en: string }> = {
  floor_area: { zh: '未填建筑面积，按合适计', en: 'floor area not given, counted as fit' },
  site_area: { zh: '未填用地面积，按合适计', en: 'area of the ground not given, counted as fit' },
  floor: { zh: '未填楼层，按合适计', en: 'floor not given, counted as fit' },
  barrier_free: { zh: '未填是否无障碍，按合适计', en: 'not said whether it is step-free, counted as fit' },
  available_from: { zh: '未填可用时间，按合适计', en: 'not said when it is free, counted as fit' },
  acquisition: { zh: '未填取得方式，按合适计', en: 'way to have it not given, counted as fit' },
  tenure: { zh: '未填权属，按合适计', en: 'owner not given, counted as fit' },
  unit: { zh: '不知在哪个社区，按合适计', en: 'community not known, counted as fit' },
  capacity: {
    zh: '候选没有填床（座）位数，按不限计',
    en: 'beds or places not given, counted as without limit'
  }
};
