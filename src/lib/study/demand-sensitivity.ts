import type { CoverageRows } from '../coverage/coverage.ts';
import type { Measure } from '../coverage/measure.ts';
import type { DemandMethod } from '../demand/demand.ts';
import { secondBest, waysAllowed } from '../demand/second-best.ts';
import type { Units } from '../demand/units.ts';
import { askCoverage, type Session } from './session.ts';

/** Coverage of a measure with its people spread one way. */
export interface CoverageByWay {
  method: DemandMethod;
  /** Of the people of all communities whose people both ways know, 0 to 1; NaN: there are none. */
  coveredShare: number;
  /** By unit of all levels; NaN as in `CoverageRows.share`. */
  share: Float64Array;
}

/** How much a measure's result rests on the way in which people became points. */
export interface DemandSensitivity extends CoverageByWay {
  /** The same measure with the most trusted of the other ways that the data allows. */
  other: CoverageByWay;
  /** Percentage points that the other way gives more (below zero: less); of the study, and by unit, NaN where either lacks it. */
  differencePoints: number;
  unitDifferencePoints: Float64Array;
  /** All ways that the data allows, the most trusted first. */
  allowed: DemandMethod[];
}

/**
 * The measure beside itself with people spread the second-best way, for the facilities that `facilitiesOf` gave last. It costs
 * one more search, and once for each way its points. Null where the data allows no other way, for a measure of floor space or
 * land, which are spread in one way only, and where nobody gives the measure's group.
 */
export function demandSensitivity(session: Session, measure: Measure): DemandSensitivity | null {
  if (measure.demand === 'building' || measure.demand === 'land') return null;
  const { units, residential } = session.inputs;
  const used = askCoverage(session, measure);
  const allowed = waysAllowed(units, residential, session.network);
  const { method } = used.joined.demand;
  const second = secondBest(method, allowed);
  if (second === null || !used.joined.demand.people[measure.field]) return null;
  const other = askCoverage(session, { ...measure, demand: second });
  if (!other.joined.demand.people[measure.field]) return null;
  const [rows, otherRows] = [used.coverage.rows, other.coverage.rows];
  const coveredShare = shareOfAll(units, rows, otherRows);
  const otherShare = shareOfAll(units, otherRows, rows);
  return {
    method,
    coveredShare,
    share: rows.share,
    // It may have given way where the data did not carry it.
    other: { method: other.joined.demand.method, coveredShare: otherShare, share: otherRows.share },
    differencePoints: 100 * (otherShare - coveredShare),
    unitDifferencePoints: rows.share.map((share, unit) => 100 * (otherRows.share[unit] - share)),
    allowed
  };
}

/** Covered over total of the communities whose people are known in `rows` and in `also`. */
function shareOfAll({ level }: Units, rows: CoverageRows, also: CoverageRows): number {
  let total = 0;
  let covered = 0;
  level.forEach((each, unit) => {
    if (each !== 'community' || Number.isNaN(rows.total[unit]) || Number.isNaN(also.total[unit])) return;
    total += rows.total[unit];
    covered += rows.covered[unit];
  });
  return total > 0 ? covered / total : NaN;
}
