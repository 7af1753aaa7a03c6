import type { Sentence } from '../coverage/sentences.ts';
import { firstToReach, type SitingCurve } from './curve.ts';
import type { Knee } from './knee.ts';
import { sayCount, sayPercent, sayYuan } from './say-figures.ts';

/** What a curve is of: the number of sites or money, and the value's unit ("人", "people"; "人·米", "person-metres"). */
export interface CurveWords {
  by: 'number' | 'money';
  unit: Sentence;
}

/**
 * What the knee of a curve says: how much each site (each 10,000 yuan) brings up to it, and after it. Where there is no knee (`null`) it
 * says that all are worth about as much. The ends are the first and last points that have a value.
 */
export function sayKnee(curve: SitingCurve, knee: Knee | null, { by, unit }: CurveWords): Sentence {
  if (knee === null)
    return by === 'number'
      ? {
          zh: '各处的增量相近或递增，没有明显的拐点。',
          en: 'Each site brings about as much as the last, or more: there is no knee.'
        }
      : {
          zh: '投入与成效大致成正比，没有明显的拐点。',
          en: 'What is won grows with the money: there is no knee.'
        };
  const known = Array.from(curve.value.keys()).filter((k) => Number.isFinite(curve.value[k]));
  const [first, last] = [known[0], known[known.length - 1]];
  const step = by === 'number' ? 1 : 10_000;
  const rate = (from: number, to: number) =>
    sayCount((Math.abs(curve.value[to] - curve.value[from]) / (curve.at[to] - curve.at[from])) * step);
  const [before, after] = [rate(first, knee.index), rate(knee.index, last)];
  const at = curve.at[knee.index];
  if (by === 'number')
    return {
      zh: `拐点在 ${sayCount(at)} 处：此前平均每处增益 ${before} ${unit.zh}，此后平均每处只有 ${after} ${unit.zh}。`,
      en: `The knee is at ${sayCount(at)} ${at === 1 ? 'site' : 'sites'}: up to there each brings ${before} ${unit.en} on average, after it only ${after}.`
    };
  const yuan = sayYuan(at);
  return {
    zh: `拐点在 ${yuan.zh}：此前平均每万元增益 ${before} ${unit.zh}，此后平均每万元只有 ${after} ${unit.zh}。`,
    en: `The knee is at ${yuan.en}: up to there each ¥10,000 brings ${before} ${unit.en} on average, after it only ${after}.`
  };
}

/**
 * How many sites (how much money) it takes to cover `share` of `total`, by the curve of worth covered; `covered` is what is covered already
 * and not in the curve. Says so where the curve does not get there, and where a smaller number was not ruled out.
 */
export function sayHowMany(
  curve: SitingCurve,
  { share, total, covered }: { share: number; total: number; covered: number },
  { by }: CurveWords
): Sentence {
  const percent = sayPercent(share);
  const k = firstToReach(curve, share * total - covered);
  const saidAt = (k: number): Sentence =>
    by === 'money'
      ? sayYuan(curve.at[k])
      : {
          zh: `${sayCount(curve.at[k])} 处`,
          en: `${sayCount(curve.at[k])} ${curve.at[k] === 1 ? 'site' : 'sites'}`
        };
  if (k < 0) {
    const known = Array.from(curve.value.keys()).filter((at) => Number.isFinite(curve.value[at]));
    if (known.length === 0)
      return { zh: `无解，达不到 ${percent}。`, en: `There is no answer, so ${percent} is out of reach.` };
    const last = known[known.length - 1];
    const reached = sayPercent((covered + curve.value[last]) / total);
    return {
      zh: `${saidAt(last).zh}只能覆盖 ${reached}，达不到 ${percent}。`,
      en: `${saidAt(last).en} cover only ${reached}, not ${percent}.`
    };
  }
  if (k === 0 && curve.at[0] === 0)
    return { zh: `不新增也已覆盖 ${percent}。`, en: `${percent} is covered without anything new.` };
  // Between two budgets a smaller one may do as well.
  if (by === 'money')
    return { zh: `${saidAt(k).zh}可覆盖 ${percent}。`, en: `${saidAt(k).en} is enough to cover ${percent}.` };
  const isLeast = k === 0 || curve.proven[k - 1] === 1;
  const doubt: Sentence = isLeast
    ? { zh: '', en: '' }
    : { zh: '（更少是否可行未证明）', en: ' (that fewer would not do is not proven)' };
  return {
    zh: `覆盖 ${percent} 需要 ${saidAt(k).zh}${doubt.zh}。`,
    en: `To cover ${percent} takes ${saidAt(k).en}${doubt.en}.`
  };
}
