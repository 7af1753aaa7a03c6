import type { Facts } from '../facts.ts';
import { figure } from '../figures.ts';
import { levelWords } from '../words.ts';
import { finding, things, type Finding } from './finding.ts';

/** How the verdicts stand, then each rule that somebody does not meet, those missed most first. */
export function complianceFindings({ compliance }: Facts): Finding[] {
  const { met, notMet, noData, rows } = compliance;
  const judged = met + notMet;
  if (rows.length === 0) return [];
  const lacking = {
    zh: noData > 0 ? `；另有 ${figure(noData, 'count')} 项数据不足，没有结论` : '',
    en: noData > 0 ? `; ${things(noData, 'more has', 'more have')} no verdict for want of data` : ''
  };
  const all =
    judged > 0
      ? finding(
          'compliance',
          '',
          `按标准逐单元评价 ${figure(judged, 'count')} 项，达标 ${figure(met, 'count')} 项，占 ${figure(met / judged, 'share')}，未达标 ${figure(notMet, 'count')} 项${lacking.zh}。`,
          `Of ${things(judged, 'assessment')} (a standard in a unit), ${figure(met, 'count')} are met, ${figure(met / judged, 'share')}, and ${figure(notMet, 'count')} are not${lacking.en}.`
        )
      : finding(
          'compliance',
          '',
          `所用标准均无可判定达标的结论${lacking.zh}。`,
          `By the standards in use nothing can be judged as met or not${lacking.en}.`
        );
  return [all, ...missed(compliance)];
}

function missed({ rules }: Facts['compliance']): Finding[] {
  return rules
    .filter(({ notMet }) => notMet > 0)
    .sort((a, b) => b.notMet - a.notMet)
    .map(({ id, level, title, met, notMet, noData, shareMet }) => {
      const unit = levelWords(level);
      const judged = met + notMet;
      const lacking = {
        zh: noData > 0 ? `，${figure(noData, 'count')} 个数据不足` : '',
        en: noData > 0 ? `; ${figure(noData, 'count')} without data` : ''
      };
      return finding(
        'compliance',
        `${id}/${level}`,
        `“${title.zh}”：${figure(judged, 'count')} 个${unit.zh}中 ${figure(notMet, 'count')} 个未达标，达标率 ${figure(shareMet, 'share')}${lacking.zh}。`,
        `“${title.en}”, by ${unit.en}: ${figure(notMet, 'count')} of ${figure(judged, 'count')} do not meet it, ${figure(shareMet, 'share')} do${lacking.en}.`
      );
    });
}
