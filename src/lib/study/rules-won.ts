import type { ComplianceRow, Status } from '../coverage/coverage.ts';
import type { Standard } from '../standards/standard.ts';
import { categoriesUnder, openLiveStudy } from './live-study.ts';
import type { Edit, Scenario } from './scenario.ts';
import { facilitiesOf, type Session } from './session.ts';

/** A rule that stands otherwise in one unit than before. */
export interface RuleChange {
  standard: string;
  /** Index among the units; one more than these is the whole study area. */
  unit: number;
  before: Status;
  after: Status;
  /** The rule's value; NaN where there is no data. */
  valueBefore: number;
  valueAfter: number;
}

/** What one site changes, given those before it. Both in the order of the rules, then of their units. */
export interface RulesOfSite {
  /** Rules met now that were not. */
  won: RuleChange[];
  /** Rules met before that are not any more, as where a site takes the place of a facility that is closed. */
  lost: RuleChange[];
}

/**
 * Which rules become met, and where, as `sites` are built on a scenario one after the other: an edit each, or several where one
 * site holds several services. Only rules of `standards` (those of the study where none are given) that rest on a category of the
 * edits are worked out, a share of the work of the whole study; others could change only where an edit brings the first value of a
 * column. Of a facility that is added only what its edit says is known, so a rule that asks for more is not won by it. The session's
 * own state is left as it was. Throws for edits that fit nowhere, as `applyScenario`.
 */
export function rulesWon(
  session: Session,
  scenario: Scenario,
  sites: readonly (Edit | readonly Edit[])[],
  standards: Standard[] = session.standards
): RulesOfSite[] {
  const edits = scenario.edits.slice();
  const steps = sites.map((site) => ('do' in site ? [site] : site));
  // What is only asked here is kept in a session of its own, which shares the network, the people and what was worked out of them.
  const own: Session = { ...session };
  const categories = categoriesOfEdits(own, scenario, steps.flat());
  const touched = standards.filter((standard) => {
    const under = categoriesUnder(standard, session);
    return [...categories].some((category) => under.has(category));
  });
  if (touched.length === 0) return steps.map(() => ({ won: [], lost: [] }));
  own.standards = touched;
  own.choices = { ...session.choices, measure: [] };
  facilitiesOf(own, scenario);
  const live = openLiveStudy(own);
  let before = live.rows;
  return steps.map((step) => {
    edits.push(...step);
    live.bringTo(facilitiesOf(own, { ...scenario, edits }));
    const after = live.rows;
    const changes = compareRows(before, after);
    before = after;
    return {
      won: changes.filter((change) => change.after === 'met'),
      lost: changes.filter((change) => change.before === 'met')
    };
  });
}

/** Categories of the facilities that edits add, move or close. */
function categoriesOfEdits(session: Session, scenario: Scenario, edits: readonly Edit[]): Set<string> {
  const { code, category } = facilitiesOf(session, scenario);
  const byCode = new Map(code.map((each, i) => [each, category[i]]));
  const found = new Set<string>();
  for (const edit of edits) {
    if (edit.do === 'add') byCode.set(edit.code, edit.category);
    const of = byCode.get(edit.code);
    if (of !== undefined) found.add(of);
  }
  return found;
}

function compareRows(before: ComplianceRow[], after: ComplianceRow[]): RuleChange[] {
  const keyOf = ({ standard, unit }: ComplianceRow) => `${unit} ${standard}`;
  const was = new Map(before.map((row) => [keyOf(row), row]));
  return after.flatMap((row): RuleChange[] => {
    const old = was.get(keyOf(row));
    if (old === undefined || old.status === row.status) return [];
    return [
      {
        ...{ standard: row.standard, unit: row.unit, before: old.status, after: row.status },
        ...{ valueBefore: old.value, valueAfter: row.value }
      }
    ];
  });
}
