import type { Facts, MeasureFacts } from './facts.ts';

/**
 * The measure that a report is about where it can tell of one only: that of the first siting with sites, else of people the one with the most out of
 * reach, a rule's before a user's own; none where nothing is known of any.
 */
export function leadMeasure({ measures, sitings, rules }: Facts): MeasureFacts | undefined {
  const known = measures.filter(({ total, share }) => total > 0 && Number.isFinite(share));
  // A radius of one's own may be as strict as one likes: most are out of reach of that one.
  const ruled = new Set(rules.map(({ id }) => id));
  const siting = sitings.find(({ sites }) => sites.length > 0) ?? sitings[0];
  const sited = known.filter(({ id }) => id === siting?.standard);
  return (
    sited.find(({ groupName }) => groupName.zh === siting?.groupName.zh) ??
    sited[0] ??
    known.toSorted(
      (a, b) =>
        rankOf(a) - rankOf(b) ||
        Number(ruled.has(b.id)) - Number(ruled.has(a.id)) ||
        b.uncovered - a.uncovered
    )[0]
  );
}

const rankOf = ({ counts }: MeasureFacts): number => (counts === 'people' ? 0 : 1);
