import { assess } from '../coverage/assess.ts';
import type { ComplianceRow, Coverage } from '../coverage/coverage.ts';
import { gatherEvidence, type Evidence } from '../coverage/evidence.ts';
import { measuresOf } from '../coverage/measures.ts';
import type { Standard } from '../standards/standard.ts';
import { askCoverage, demandOf, type Session } from './session.ts';
import { atOwnSpeed } from './walkers.ts';

const gathered = new WeakMap<Session['lately'], Evidence>();

/**
 * What rules are judged by, for the facilities that `facilitiesOf` gave last; where each facility counts is found once for
 * them, whichever rules ask.
 */
export function evidenceOf(session: Session, coverages: Coverage[]): Evidence {
  const { inputs, lately, network, choices } = session;
  let evidence = gathered.get(lately);
  if (evidence === undefined) {
    const { demand } = demandOf(session, 'auto');
    const also = network ? ['walk_network.length_m'] : [];
    evidence = gatherEvidence(inputs.units, lately.facilities, demand, [], also, {
      ledgers: inputs.ledgers,
      area: choices.area,
      studyAreas: inputs.studyAreas,
      walks: network && lately.joins ? { network, facilities: lately.joins } : null,
      gridShapes: inputs.gridShapes,
      demandFor: (method) => demandOf(session, method).demand
    });
    gathered.set(lately, evidence);
  }
  return { ...evidence, coverages };
}

/** Every standard of the study, worked out for the facilities that were asked for last from the coverages of its measures. */
export function assessAll(session: Session, coverages: Coverage[]): ComplianceRow[] {
  const evidence = evidenceOf(session, coverages);
  return session.standards.flatMap((standard) => assess(standard, evidence));
}

/** One rule, be it of the study or a draft of one, for the facilities that were asked for last. */
export function assessRule(session: Session, standard: Standard): ComplianceRow[] {
  const measures = measuresOf(standard, session.walker).map((measure) =>
    atOwnSpeed(measure, session.choices)
  );
  const coverages = measures.map((measure) => askCoverage(session, measure).coverage);
  return assess(standard, evidenceOf(session, coverages));
}
