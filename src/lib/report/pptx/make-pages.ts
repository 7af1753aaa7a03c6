import type { Facts } from '../facts.ts';
import type { Page } from './deck.ts';
import { dataPage, standardsPage } from './pages/basis.ts';
import { curvePage, linksPage, mapsPage } from './pages/building.ts';
import { decisionsPage, tasksPage } from './pages/closing.ts';
import { readLead } from './pages/lead.ts';
import { coverPage, summaryPage } from './pages/opening.ts';
import { causesPage, gapsPage, presentPage } from './pages/present.ts';
import { sitesPage, whyPage } from './pages/sites.ts';
import { compliancePage, servicesPage } from './pages/verdicts.ts';

const MOST_PAGES = 15;

/**
 * The pages of a report in order, at most fifteen: what a study has not is left out or said in one sentence. Where all would be more, the
 * comparison of services goes: the maps say the main figures of it.
 */
export function makePages(facts: Facts): Page[] {
  const lead = readLead(facts);
  const pages = [
    coverPage(lead),
    summaryPage(lead),
    standardsPage(lead),
    dataPage(lead),
    presentPage(lead),
    gapsPage(lead),
    causesPage(lead),
    compliancePage(lead),
    sitesPage(lead),
    whyPage(lead),
    mapsPage(lead),
    servicesPage(lead),
    linksPage(lead),
    curvePage(lead),
    tasksPage(lead),
    decisionsPage(lead)
  ].filter((page) => page !== undefined);
  return pages.length > MOST_PAGES ? pages.filter(({ id }) => id !== 'services') : pages;
}
