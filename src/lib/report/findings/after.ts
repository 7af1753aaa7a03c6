import type { Said } from '../dossier.ts';
import type { Facts, MeasureFacts } from '../facts.ts';
import { figure } from '../figures.ts';
import { amount, finding, labelOf, type Finding } from './finding.ts';

/** Less of a person is no change. */
const LEAST = 0.5;

/** Of each measure what a scenario has changed already, and what all that is proposed changes. */
export function afterFindings({ measures, scenario }: Facts): Finding[] {
  return measures.flatMap((measure) => [
    ...(scenario.edits > 0 ? ofScenario(measure, scenario.name, labelOf(measure, measures)) : []),
    ...ofProposal(measure, labelOf(measure, measures))
  ]);
}

function ofScenario({ key, counts, ...measure }: MeasureFacts, name: string, label: Said): Finding[] {
  const { covered, coveredBase, share, shareBase } = measure;
  const change = covered - coveredBase;
  if (!(Math.abs(change) >= LEAST)) return [];
  const people = amount(Math.abs(change), counts);
  const named = {
    zh: name === '' ? '方案' : `方案“${name}”`,
    en: name === '' ? 'the scenario' : `“${name}”`
  };
  return [
    finding(
      'after',
      `${key}/scenario`,
      `${named.zh}使${label.zh}覆盖率由 ${figure(shareBase, 'share')} 变为 ${figure(share, 'share')}，覆盖${change > 0 ? '增加' : '减少'} ${people.zh}。`,
      `With ${named.en}, ${label.en} goes from ${figure(shareBase, 'share')} to ${figure(share, 'share')}: ${people.en} ${change > 0 ? 'more' : 'fewer'} are covered.`
    )
  ];
}

function ofProposal({ key, counts, ...measure }: MeasureFacts, label: Said): Finding[] {
  const { total, covered, coveredAfter, share, shareAfter } = measure;
  const change = coveredAfter - covered;
  if (!(Math.abs(change) >= LEAST)) return [];
  const [won, left] = [amount(Math.abs(change), counts), amount(total - coveredAfter, counts)];
  const rest =
    total - coveredAfter < LEAST
      ? { zh: '全部覆盖', en: 'all are covered then' }
      : { zh: `仍有 ${left.zh}未覆盖`, en: `${left.en} are still not` };
  return [
    finding(
      'after',
      key,
      `全部建议实施后，${label.zh}覆盖率由 ${figure(share, 'share')} 变为 ${figure(shareAfter, 'share')}（${figure(shareAfter - share, 'points')} 个百分点），覆盖${change > 0 ? '增加' : '减少'} ${won.zh}，${rest.zh}。`,
      `With all that is proposed, ${label.en} goes from ${figure(share, 'share')} to ${figure(shareAfter, 'share')} (${figure(shareAfter - share, 'points')} percentage points): ${won.en} ${change > 0 ? 'more' : 'fewer'} are covered, ${rest.en}.`
    )
  ];
}
