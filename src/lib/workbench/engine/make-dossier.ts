import { readReports } from '../../import/import-file.ts';
import type { Dossier, Summary } from '../../report/dossier.ts';
import type { SitingAnswer } from '../../siting/problem.ts';
import type { LinkSiting } from '../../siting/link-siting.ts';
import { analyseScenario, sitingQuestions } from '../../study/analyse.ts';
import { compareProposal, proposedEdits } from '../../study/compare-proposal.ts';
import type { Edit, Scenario } from '../../study/scenario.ts';
import { studyMeasures, type Session } from '../../study/session.ts';
import type { SitingChoice } from '../../study/siting-choice.ts';
import { finishPosing } from '../../study/site-measure.ts';
import { poseSiting, type Posing } from '../../study/siting-of.ts';
import type { Study } from '../../study/study.ts';
import { tellSiting } from '../../study/tell-siting.ts';
import type { ToldSiting } from '../../study/told-siting.ts';
import type { Database } from '../../tables/database.ts';
import { countClosed } from '../../tables/read.ts';
import { dossierOf } from '../../tables/study-dossier.ts';
import { summariseStudy } from '../../tables/study-summary.ts';
import { drive, type Pace } from './held-study.ts';

/** What a report of the study on the desk says beside what the study file asks. */
export interface DossierAsk {
  scenario: Scenario;
  /** Siting questions, and the links that were found on the desk. */
  questions: SitingChoice[];
  links: LinkSiting[];
  language: 'zh' | 'en';
}

/**
 * The study on the desk as reports read it: analysed whole under its scenario, each siting question answered as on screen (`solve` gives the best
 * choice of a question, null for none), and measured again with all that is proposed, which `hearProposed` is told.
 */
export async function makeDossier(
  open: Session,
  { scenario, questions, links, language }: DossierAsk,
  solve: (posing: Posing, choice: SitingChoice) => Promise<SitingAnswer | null>,
  db: Database,
  pace: Pace,
  hearProposed: (edits: Edit[]) => void
): Promise<Dossier> {
  // Sitings are asked below, where a worker of their own can prove them; what the desk found of links need not be searched again.
  const plain = {
    ...open,
    choices: { ...open.choices, siting: [], ...(links.length > 0 && { links: undefined }) }
  };
  const analysed = await drive(analyseScenario(plain, scenario), pace);
  const found = { ...analysed, ...(links.length > 0 && { links }) };
  const { told, unsited } = await answerAll(open, found, questions, solve, pace);
  const study: Study = { ...found, siting: told.map(({ siting }) => siting), told, unsited };
  hearProposed(proposedEdits(study));
  const comparison = await drive(compareProposal(open, study), pace);
  const summary = summariseStudy(study, await readReports(db), await countClosed(db), {}) as Summary;
  return dossierOf(study, comparison, language, summary);
}

/** The siting questions of a report: of each standard of the study the first that is given. */
export function questionsOf(open: Session, given: readonly SitingChoice[]): SitingChoice[] {
  const left = new Set(studyMeasures(open).map(({ id }) => id));
  return given.filter(({ standard }) => left.delete(standard));
}

async function answerAll(
  open: Session,
  study: Study,
  questions: SitingChoice[],
  solve: (posing: Posing, choice: SitingChoice) => Promise<SitingAnswer | null>,
  pace: Pace
): Promise<Required<Pick<Study, 'told' | 'unsited'>>> {
  const told: ToldSiting[] = [];
  const unsited: NonNullable<Study['unsited']> = [];
  const measures = studyMeasures(open);
  const asked = { ...open, choices: { ...open.choices, siting: questions } };
  for (const [i, { at, choice }] of sitingQuestions(asked, measures).entries()) {
    const counted = { what: 'searches' as const, done: i, of: questions.length };
    await pace('siting', i / questions.length, counted);
    const posing = poseSiting(open, study.results[at], choice);
    if (!posing) {
      unsited.push({
        standard: choice.standard,
        zh: '没有所要的候选点，或数据里没有这项标准的人群',
        en: 'there are no candidates of the kind asked for, or the data has no people of its group'
      });
      continue;
    }
    const { lately } = open;
    const answer = posing.faults.length > 0 ? null : await solve(posing, choice);
    // A solver in a worker lets other calls in meanwhile, which may have asked for another scenario.
    open.lately = lately;
    told.push(tellSiting(open, posing, finishPosing(open, posing, answer), i + 1));
  }
  return { told, unsited };
}
