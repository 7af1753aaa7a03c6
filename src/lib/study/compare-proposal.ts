import type { CoverageRows } from '../coverage/coverage.ts';
import type { LinkKind } from '../siting/link-siting.ts';
import { layerOf, type Edit, type LinkEditKind, type Scenario } from './scenario.ts';
import { askCoverage, facilitiesOf, type Progress, type Session } from './session.ts';
import { changesGround, sessionFor } from './session-for.ts';
import type { MeasureResult, Study } from './study.ts';

/** The units of each result of a study without the scenario, and with all that is proposed besides; null: as the study has them. */
export interface Comparison {
  base: CoverageRows | null;
  after: CoverageRows | null;
}

/**
 * What the answers of a study propose together, as edits after those of its scenario: the sites of the first question of each standard, with
 * what these give up, and the links of the first question for links of each standard. Later questions of a standard ask for the same
 * in another way.
 */
export function proposedEdits({
  told = [],
  links = [],
  scenario,
  facilities
}: Pick<Study, 'told' | 'links' | 'scenario' | 'facilities'>): Edit[] {
  const taken = new Set(facilities.code);
  const edits: Edit[] = [];
  const closed = new Set<string>();
  for (const { builds } of firstOf(told, ({ siting }) => siting.standard))
    for (const edit of builds) {
      if (edit.do === 'close') {
        // Two questions may give up the same facility.
        if (!closed.has(edit.code)) edits.push(edit);
        closed.add(edit.code);
      } else edits.push({ ...edit, code: newCode(edit.code, taken) });
    }
  const known = new Set(scenario.edits.flatMap((edit) => (edit.do === 'link' ? [edit.code] : [])));
  for (const answer of firstOf(links, ({ standard }) => standard))
    for (const { kind, from, to } of answer.links)
      edits.push({ do: 'link', code: newCode(`L${edits.length + 1}`, known), kind: asEdit(kind), from, to });
  return edits;
}

function* firstOf<T>(list: readonly T[], keyOf: (each: T) => string): Generator<T> {
  const seen = new Set<string>();
  for (const each of list) {
    if (seen.has(keyOf(each))) continue;
    seen.add(keyOf(each));
    yield each;
  }
}

function newCode(wanted: string, taken: Set<string>): string {
  let code = wanted;
  for (let n = 2; taken.has(code); n++) code = `${wanted}_${n}`;
  taken.add(code);
  return code;
}

const asEdit = (kind: LinkKind): LinkEditKind =>
  kind === 'wall' ? 'gate' : kind === 'road' ? 'crossing' : 'path';

/**
 * Each result of a study beside what it is without the scenario and with what the study proposes, in the order of `study.results`.
 * What can't differ is not measured again. The session is left as it was.
 */
export function* compareProposal(open: Session, study: Study): Generator<Progress, Comparison[]> {
  const { results, scenario } = study;
  const proposed = proposedEdits(study);
  const base = scenario.edits.length > 0 ? apart(open, []) : null;
  const after = proposed.length > 0 ? apart(open, [...scenario.edits, ...proposed]) : null;
  const found: Comparison[] = [];
  for (const [i, { measure }] of results.entries()) {
    yield { name: 'siting', share: i / results.length };
    found.push({
      base: base && rowsOf(base, measure),
      after: after && touches(study, measure, proposed) ? rowsOf(after, measure) : null
    });
  }
  return found;
}

/** The session in which edits are worked out, apart from what the open one holds of its own scenario. */
function apart(open: Session, edits: Edit[]): Session {
  const scenario: Scenario = { name: '', edits };
  const own = { ...sessionFor(open, scenario, false) };
  facilitiesOf(own, scenario);
  return own;
}

const rowsOf = (session: Session, measure: MeasureResult['measure']): CoverageRows =>
  askCoverage(session, measure).coverage.rows;

/** Whether edits may change a measure: new ways change all, a facility those of its category. */
function touches({ facilities }: Study, { categories }: MeasureResult['measure'], edits: Edit[]): boolean {
  const category = new Map(facilities.code.map((code, i) => [code, facilities.category[i]]));
  return edits.some((edit) => {
    if (changesGround(edit) || layerOf(edit) !== 'facilities') return true;
    const of = edit.do === 'add' ? edit.category : category.get((edit as { code: string }).code);
    return of === undefined || categories.includes(of);
  });
}
