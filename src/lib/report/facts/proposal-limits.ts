import type { Dossier } from '../dossier.ts';
import type { Facts, LimitFacts } from '../facts.ts';
import { figure } from '../figures.ts';
import { countedIn } from '../words.ts';
import { say, things } from './limit.ts';

/** Siting answers that are not proven best, and questions without an answer. */
export function ofSiting({ sitings, unsited }: Omit<Facts, 'limits'>): LimitFacts[] {
  const unproven = sitings.filter(({ sites, isProven }) => sites.length > 0 && !isProven);
  const gap = Math.max(0, ...unproven.map((each) => each.gap).filter((each) => !Number.isNaN(each)));
  const lacking = [
    ...sitings.flatMap(({ title, sites, faults }) =>
      sites.length > 0 ? [] : faults.map((fault) => ({ title, fault }))
    ),
    ...unsited.map(({ title, zh, en }) => ({ title, fault: { zh, en } }))
  ];
  return [
    ...say(
      'unproven',
      unproven.length,
      `${figure(unproven.length, 'count')} 个选址方案在规定时间内未能证明为最优，与理论上限相差不超过 ${figure(gap, 'share')}。`,
      `${things(unproven.length, 'siting answer')} could not be proven best in the time given; ${unproven.length === 1 ? 'it is' : 'they are'} within ${figure(gap, 'share')} of what is possible.`
    ),
    ...lacking.map(({ title, fault }) => ({
      ...{ code: 'unsited', count: 1 },
      zh: `“${title.zh}”的选址没有结果：${fault.zh}${/[。！]$/.test(fault.zh) ? '' : '。'}`,
      en: `The siting question of “${title.en}” has no answer: ${fault.en}${/[.!]$/.test(fault.en) ? '' : '.'}`
    }))
  ];
}

/** Sites whose reasons were not worked out: those that the study file itself does not ask for. */
export function ofReasons({ sitings }: Omit<Facts, 'limits'>): LimitFacts[] {
  const bare = sitings.flatMap(({ sites }) => sites).filter(({ loss }) => Number.isNaN(loss)).length;
  return say(
    'no_reasons',
    bare,
    `${figure(bare, 'count')} 处建议建设点没有测算选址理由（惠及的社区和人群、少走的路程、次选、去掉后的损失、稳健性）：这些选址不是研究文件所提的问题。把问题写入研究文件重新分析，即可得到。`,
    `For ${things(bare, 'proposed site')} no reasons were worked out (communities and groups won, metres saved, runner-up, what is lost without it, robustness): the study file does not ask this question. Put it there and analyse anew to have them.`
  );
}

/** Buildings that were sited together with links: neither among the sites nor in what all proposals bring. */
export function ofLinkedSites({ linkedSites }: Omit<Facts, 'limits'>): LimitFacts[] {
  const count = linkedSites.length;
  return say(
    'linked_sites',
    count,
    `与打通通道一并选出的 ${figure(count, 'count')} 处新建设施只同通道搭配测算，未另行计入选址建议、建设前后对比和“全部建议实施后”的数字，也没有逐处说明理由；这些通道的新覆盖人数以一并新建这些设施为前提。`,
    `${things(count, 'building')} sited together with links ${count === 1 ? 'was' : 'were'} worked out with the links alone: not added to the proposed sites or to what all proposals bring, and without reasons one by one; what the links bring rests on ${count === 1 ? 'it' : 'them'}.`
  );
}

/** Answers for links that are not proven best. */
export function ofLinks({ summary }: Dossier): LimitFacts[] {
  const unproven = (summary.siting_links ?? []).filter(({ proven }) => !proven).length;
  return say(
    'unproven_links',
    unproven,
    `${figure(unproven, 'count')} 个通道方案未能证明为最优。`,
    `${things(unproven, 'answer')} for links could not be proven best.`
  );
}

/** Sites and links of one measure that reach the same people: each is worked out alone, and their sum is more than they bring together. */
export function ofOverlap({ measures, sitings, links }: Omit<Facts, 'limits'>): LimitFacts[] {
  return measures.flatMap((measure) => {
    const own = sitings.find(
      ({ standard, groupName, services, sites }) =>
        standard === measure.id && groupName.zh === measure.groupName.zh && services === 1 && sites.length > 0
    );
    const opened = links.filter(({ standard }) => standard === measure.id);
    if (!own || opened.length === 0) return [];
    const [bySites, byLinks] = [own.after - own.today, opened.reduce((sum, { gain }) => sum + gain, 0)];
    const together = measure.coveredAfter - measure.covered;
    const twice = bySites + byLinks - together;
    if (!(twice >= 0.5)) return [];
    const unit = countedIn(measure.counts);
    const [a, b, c] = [bySites, byLinks, together].map((value) =>
      figure(value, measure.counts === 'people' ? 'people' : 'squareMetres')
    );
    return say(
      'overlap',
      twice,
      `“${measure.title.zh}”的建设点（新覆盖 ${a} ${unit.zh}）与打通通道（新覆盖 ${b} ${unit.zh}）是分别测算的，惠及的有一部分相同，不能相加；全部实施共新覆盖 ${c} ${unit.zh}。`,
      `“${measure.title.en}”: the sites (${a}${unit.en} newly covered) and the links (${b}${unit.en}) were worked out apart and partly reach the same; they can't be added up. With all of them ${c}${unit.en} are newly covered.`
    );
  });
}
