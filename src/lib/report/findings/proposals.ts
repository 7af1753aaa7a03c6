import type { Facts, LinkFacts, SitingFacts } from '../facts.ts';
import { figure } from '../figures.ts';
import { listWords, moneyWords } from '../words.ts';
import { amount, finding, things, type Finding } from './finding.ts';

/** As many sites are named. */
const NAMED = 6;

/** Of each siting question what is proposed, what it wins and costs, and how well it is proven. */
export function siteFindings({ sitings }: Facts): Finding[] {
  return sitings.filter(({ sites }) => sites.length > 0).map(ofSiting);
}

function ofSiting(siting: SitingFacts): Finding {
  const { question, title, sites, counts, services, today, after, total } = siting;
  const names = listWords(sites.slice(0, NAMED).map(({ name }) => name));
  const more = sites.length > NAMED ? { zh: '等', en: ' and others' } : { zh: '', en: '' };
  const people = amount(after - today, counts);
  // Whom two services reach is counted by both.
  const won = services > 1 ? { zh: `${people.zh}次`, en: `${people.en} (each service counted)` } : people;
  const cost = moneyWords(siting.cost);
  const isPriced = !Number.isNaN(siting.cost);
  const change =
    after > today
      ? {
          zh: `建成后新覆盖 ${won.zh}，覆盖率由 ${figure(today / total, 'share')} 提高到 ${figure(after / total, 'share')}`,
          en: `with them ${won.en} more are covered: ${figure(after / total, 'share')} instead of ${figure(today / total, 'share')}`
        }
      : {
          zh: `覆盖率为 ${figure(after / total, 'share')}`,
          en: `with them ${figure(after / total, 'share')} are covered`
        };
  const proof = proofOf(siting);
  return finding(
    'siting',
    String(question),
    `“${title.zh}”建议新增 ${figure(sites.length, 'count')} 处：${names.zh}${more.zh}；${change.zh}${isPriced ? `，费用 ${cost.zh}` : ''}。${proof.zh}`,
    `“${title.en}”: ${things(sites.length, 'site is', 'sites are')} proposed, ${names.en}${more.en}; ${change.en}${isPriced ? `, for ${cost.en}` : ''}. ${proof.en}`
  );
}

/** How far the answer is from the best there can be. */
function proofOf({ isProven, gap }: SitingFacts): { zh: string; en: string } {
  if (isProven)
    return { zh: '该方案已证明为最优。', en: 'No choice of these candidates does better: it is proven.' };
  if (Number.isNaN(gap))
    return { zh: '该方案未能证明为最优。', en: 'It could not be proven that no choice does better.' };
  return {
    zh: `该方案与理论上限相差不超过 ${figure(gap, 'share')}，未能证明为最优。`,
    en: `It is within ${figure(gap, 'share')} of what is possible; that it is the best is not proven.`
  };
}

/** Of each question for links those that are worth opening. */
export function linkFindings({ links, measures }: Facts): Finding[] {
  const seen = new Map<string, number>();
  return answersOf(links).map((list) => {
    const { standard, title } = list[0];
    const times = (seen.get(standard) ?? 0) + 1;
    seen.set(standard, times);
    const counts = measures.find(({ id }) => id === standard)?.counts ?? 'people';
    const gain = amount(
      list.reduce((sum, link) => sum + link.gain, 0),
      counts
    );
    const best = amount(Math.max(...list.map((link) => link.gain)), counts);
    return finding(
      'link',
      times === 1 ? standard : `${standard}/${times}`,
      `“${title.zh}”：打通 ${figure(list.length, 'count')} 处步行通道可新覆盖 ${gain.zh}，作用最大的一处新覆盖 ${best.zh}。`,
      `“${title.en}”: opening ${things(list.length, 'walking link')} newly covers ${gain.en}; the one that does most, ${best.en}.`
    );
  });
}

/** Links of one answer follow each other by their order, which begins anew with the next. */
function answersOf(links: readonly LinkFacts[]): LinkFacts[][] {
  const answers: LinkFacts[][] = [];
  links.forEach((link, i) => {
    const before = links[i - 1];
    const isNext = before === undefined || before.standard !== link.standard || link.order <= before.order;
    if (isNext) answers.push([]);
    answers.at(-1)!.push(link);
  });
  return answers;
}
