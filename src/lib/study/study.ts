import type { ComplianceRow, Coverage, Gaps } from '../coverage/coverage.ts';
import type { EdgeEffect } from '../coverage/edge-effect.ts';
import type { StudyArea } from '../coverage/study-area.ts';
import type { Facilities } from '../coverage/facilities.ts';
import type { Measure } from '../coverage/measure.ts';
import type { Spread } from '../demand/spread-population.ts';
import type { WalkOut } from '../demand/walk-out.ts';
import type { Mend } from '../network/mend-lines.ts';
import type { Joins, NetworkFigures } from '../network/network.ts';
import type { LinkSiting } from '../siting/link-siting.ts';
import type { Siting } from '../siting/siting.ts';
import type { PopulationGroup, Standard } from '../standards/standard.ts';
import type { AccessResult } from './access.ts';
import type { Inputs } from './inputs.ts';
import type { Scenario } from './scenario.ts';
import type { ToldSiting } from './told-siting.ts';

/** People as points, joined to the network (`joins` is null where there are no roads). */
export interface JoinedDemand {
  demand: Spread;
  joins: Joins | null;
  /** 1 where the point meets the network; all 1 where there are no roads. */
  connected: Uint8Array;
  /** Those who walk out by the gates of their estate; null where no gates are known, or nobody does. A centroid is no home. */
  walkOut?: WalkOut | null;
}

/** What one measure found. */
export interface MeasureResult {
  measure: Measure;
  joined: JoinedDemand;
  coverage: Coverage;
  gaps: Gaps;
}

/** A point that does not meet the walking network: no way within 300 m. */
export interface Unconnected {
  layer: 'demand' | 'facilities' | 'candidates';
  /** The user's own code; the number of a demand point, from 1, which has none. */
  code: string;
  name: string;
  lon: number;
  lat: number;
  /** Community it lies in, −1: none. */
  unit: number;
  /** Residents (else the first group given) of a demand point; NaN for the others. */
  people: number;
  /** Metres to the nearest way, however far; Infinity where there is none. */
  nearestWayM: number;
}

/** A study worked out: what it was made from, and what was found. */
export interface Study {
  title: string;
  inputs: Inputs;
  scenario: Scenario;
  /** Facilities of the scenario; the indexes in the results are theirs. */
  facilities: Facilities;
  walker: PopulationGroup;
  profiles: string[];
  /** What the study area is the whole of; null: nobody said. */
  area: StudyArea | null;
  standards: Standard[];
  /** Null: no roads were given, distances are estimates. */
  network: NetworkFigures | null;
  /** How the people of `auto` measures became points. */
  demand: JoinedDemand;
  results: MeasureResult[];
  compliance: ComplianceRow[];
  siting: Siting[];
  /** What is told of each answer, in their order, where the study file asks for siting. */
  told?: ToldSiting[];
  /** Siting questions that the study file asks and the data can't answer. */
  unsited?: { standard: string; zh: string; en: string }[];
  /** New gates, crossings and paths, where the study asks for them. */
  links?: LinkSiting[];
  /** Access, where the study asks for it; a question whose group the data does not give has no answer. */
  access?: AccessResult[];
  /** What the end of the network's data leaves open, one for each result; none without roads. */
  edgeEffects: EdgeEffect[];
  /** Points that meet no way; none without roads. */
  unconnected: Unconnected[];
  /** Mends of the study that fit nowhere any more. */
  lostMends: Mend[];
  /** Links of the scenario that fit nowhere: no way passes one of their ends. */
  lostLinks: { code: string; name: string }[];
}
