import { housingOf } from '../../study/add-housing.ts';
import type { Scenario } from '../../study/scenario.ts';
import type { Session } from '../../study/session.ts';
import { changesGround, linksIn } from '../../study/session-for.ts';
import { sceneCandidates } from './make-scene.ts';
import type { OutcomeGround } from './scene.ts';

/** What a scenario changes of the ground, as the page shows it, from its own session (`sessionFor`); null: nothing. */
export function groundOf(session: Session, { edits }: Scenario): OutcomeGround | null {
  if (!edits.some(changesGround)) return null;
  const { units } = session.inputs;
  const lost = new Set(session.lostLinks?.map(({ code }) => code));
  return {
    candidates: sceneCandidates(session),
    names: units.name,
    people: units.totals['pop_resident'] ?? new Float64Array(units.code.length).fill(NaN),
    housing: housingOf(units, edits).map(({ code, name, lon, lat, people, unit }) => {
      return { code, name, lon, lat, people, unit };
    }),
    links: linksIn(edits).map(({ code, name = '', kind, from, to }) => {
      return { code, name, kind, from, to, lost: lost.has(code) };
    })
  };
}
