import type { Facts, MeasureFacts } from './facts.ts';

/**
 * The measure that a report is about where it can tell of one only: that of the first siting with sites, else of people the one with the most out of
 * reach; none where nothing is known of any.
 */
export function leadMeasure({ measures, sitings }: Facts): MeasureFacts | undefined {
  const known = measures.filter(({ total, share }) => total > 0 && Number.isFinite(share));
  const siting = sitings.find(({ sites }) => sites.length > 0) ?? sitings[0];
  const sited = known.filter(({ id }) => id === siting?.standard);
  return (
    sited.find(({ groupName }) => groupName.zh === siting?.groupName.zh) ??
    sited[0] ??
    known.toSorted((a, b) => rankOf(a) - rankOf(b) || b.uncovered - a.uncovered)[0]
  );
}

const rankOf = ({ counts }: MeasureFacts): number => (counts === 'people' ? 0 : 1);
