import type { Facts } from '../facts.ts';
import { compliancePage, endPage, limitsPage } from './pages/closing-pages.ts';
import { leadMeasure } from '../lead-measure.ts';
import { gapPages } from './pages/gap-pages.ts';
import { mapPage, measuresPage, numberPage, scenarioPage, titlePage } from './pages/opening-pages.ts';
import { linksPage, otherProposalsPage, proposalPages, unsitedPage } from './pages/proposal-pages.ts';
import type { Story, StoryPage } from './story.ts';
import { makeTeller } from './teller.ts';

/** Proposals that a meeting is shown; the document has them all. */
const MOST_PROPOSALS = 3;

/**
 * The pages of a study for a meeting, in the language of the report: what it is, how many are within reach, where the gaps
 * are and why, what is proposed, what it rests on. A page of which the study has nothing is left out; the first and
 * the last are always there.
 */
export function makeStory(facts: Facts): Story {
  const teller = makeTeller(facts);
  const lead = leadMeasure(facts) ?? facts.measures[0];
  const pages: (StoryPage | null)[] = [titlePage(teller)];
  if (lead)
    pages.push(
      numberPage(teller, lead),
      mapPage(teller, lead),
      scenarioPage(teller, lead),
      ...gapPages(teller, lead)
    );
  pages.push(measuresPage(teller), compliancePage(teller));
  for (const siting of facts.sitings.slice(0, MOST_PROPOSALS)) pages.push(...proposalPages(teller, siting));
  pages.push(otherProposalsPage(teller, facts.sitings.slice(MOST_PROPOSALS)));
  pages.push(unsitedPage(teller), linksPage(teller), limitsPage(teller), endPage(teller));
  const [first] = pages;
  return { title: first!.title, pages: pages.filter((page) => page !== null) };
}
