import type { Facts, MeasureFacts, SitingFacts, UnitFacts } from '../../facts.ts';
import { figure } from '../../figures.ts';
import { leadMeasure } from '../../lead-measure.ts';
import { countedIn } from '../../words.ts';
import { cutToLines } from '../fit-lines.ts';
import { tongue, type Tongue } from '../tongue.ts';

/** What the pages are about: the measure that leads, the siting that answers for it, and words for both. */
export interface Lead {
  facts: Facts;
  t: Tongue;
  /** The measure of the first siting, else that with the most people out of reach; none where nothing is measured. */
  measure: MeasureFacts | undefined;
  siting: SitingFacts | undefined;
  /** Communities of the leading measure whose people are known. */
  communities: UnitFacts[];
  /** People or square metres, with the space before it. */
  unit: string;
  /** Whom it counts. */
  group: string;
}

/** Reads what the pages are about. */
export function readLead(facts: Facts): Lead {
  const t = tongue(facts);
  const siting = facts.sitings.find(({ sites }) => sites.length > 0) ?? facts.sitings[0];
  const measure = leadMeasure(facts);
  const communities = (measure?.units ?? []).filter(
    ({ level, total }) => level === 'community' && Number.isFinite(total) && total > 0
  );
  return {
    facts,
    t,
    measure,
    siting,
    communities,
    unit: measure ? t(` ${countedIn(measure.counts).zh}`, countedIn(measure.counts).en) : '',
    group: measure ? t.of(measure.groupName) : ''
  };
}

/** Communities with people out of reach, most needy first. */
export function gapUnits({ communities }: Lead): UnitFacts[] {
  return communities
    .filter(({ uncovered }) => uncovered > 0)
    .sort((a, b) => (a.rank || Infinity) - (b.rank || Infinity) || b.uncovered - a.uncovered);
}

/** A name as short as an axis or a sentence has room for, in widths of a Chinese character; a blank one is a dash. */
export function shortName(name: string, mostEm = 13): string {
  const whole = name.trim();
  return whole === '' ? '—' : cutToLines(whole, mostEm, 1);
}

/** A name with its figure, so that the two don't run together. */
export const withFigure = (t: Tongue, name: string, text: string): string =>
  t(`${name}（${text}）`, `${name} (${text})`);

/** What the sites of an answer cost, led by a comma; '' where that is not known. */
export function costWords(t: Tongue, { cost }: SitingFacts): string {
  if (!Number.isFinite(cost)) return '';
  return t(`，合计 ${figure(cost, 'money')} 元`, `, ${figure(cost, 'money')} yuan in all`);
}
