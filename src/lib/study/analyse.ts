import type { Measure } from '../coverage/measure.ts';
import type { LinkSiting } from '../siting/link-siting.ts';
import type { Siting } from '../siting/siting.ts';
import { assessAll } from './assess-study.ts';
import { accessOf, accessQuestions } from './access-of.ts';
import { edgeEffectOf } from './edge-effects.ts';
import type { Inputs } from './inputs.ts';
import { linkQuestions, linksOf } from './links-of.ts';
import { listUnconnected } from './list-unconnected.ts';
import type { Scenario } from './scenario.ts';
import {
  askMeasure,
  demandOf,
  facilitiesOf,
  openSession,
  studyMeasures,
  type Progress,
  type Session,
  type StudyChoices
} from './session.ts';
import { sessionFor } from './session-for.ts';
import { siteAndTell, siteMeasure } from './site-measure.ts';
import { sitingChoice, type SitingChoice } from './siting-choice.ts';
import type { MeasureResult, Study } from './study.ts';
import type { ToldSiting } from './told-siting.ts';

/** The whole study in one go; `onStep` hears of each step before it begins. */
export function analyse(
  inputs: Inputs,
  choices: StudyChoices,
  scenario: Scenario,
  onStep: (progress: Progress) => void = () => {}
): Study {
  const session = runToEnd(openSession(inputs, choices), onStep);
  return runToEnd(analyseScenario(session, scenario), onStep);
}

/** Works through a generator's steps without a pause. */
export function runToEnd<T>(steps: Generator<Progress, T>, onStep: (progress: Progress) => void): T {
  for (;;) {
    const next = steps.next();
    if (next.done) return next.value;
    onStep(next.value);
  }
}

/** Everything an open study reports of a scenario. Yields before each measure and each siting. */
export function* analyseScenario(open: Session, scenario: Scenario): Generator<Progress, Study> {
  const session = sessionFor(open, scenario);
  const facilities = facilitiesOf(session, scenario);
  const measures = studyMeasures(session);
  const results: MeasureResult[] = [];
  for (const [i, measure] of measures.entries()) {
    const counted = { what: 'rules' as const, done: i, of: measures.length };
    yield { name: 'coverage', share: i / measures.length, counted };
    results.push(askMeasure(session, measure));
  }
  const compliance = assessAll(
    session,
    results.map(({ coverage }) => coverage)
  );
  const questions = sitingQuestions(session, measures);
  const isAsked = session.choices.siting !== undefined;
  const siting: Siting[] = [];
  const told: ToldSiting[] = [];
  const unsited: NonNullable<Study['unsited']> = [];
  for (const [i, { at, choice }] of questions.entries()) {
    const counted = { what: 'searches' as const, done: i, of: questions.length };
    yield { name: 'siting', share: i / questions.length, counted };
    const whole = isAsked ? siteAndTell(session, results[at], choice, i + 1) : null;
    const answer = isAsked ? whole?.siting : siteMeasure(session, results[at], choice);
    if (answer) siting.push(answer);
    if (whole) told.push(whole);
    else if (isAsked) unsited.push({ standard: choice.standard, ...whyUnsited(results[at]) });
  }
  const links: LinkSiting[] = [];
  for (const { at, choice } of linkQuestions(session, results)) {
    yield { name: 'siting', share: 1 };
    const answer = linksOf(session, results[at], choice);
    if (answer) links.push(answer);
  }
  return {
    title: session.inputs.title,
    inputs: session.inputs,
    scenario,
    facilities,
    walker: session.walker,
    profiles: session.choices.profiles,
    area: session.choices.area ?? null,
    standards: session.standards,
    network: session.network?.figures ?? null,
    demand: demandOf(session, 'auto'),
    results,
    compliance,
    siting,
    ...(isAsked ? { told, unsited } : {}),
    ...(session.choices.links ? { links } : {}),
    access: accessQuestions(session, measures).flatMap(
      ({ measure, choice }) => accessOf(session, measure, choice) ?? []
    ),
    edgeEffects: results.flatMap((result) => edgeEffectOf(session, result) ?? []),
    unconnected: listUnconnected(session, facilities, session.lately.joins),
    lostMends: session.lostMends,
    lostLinks: session.lostLinks ?? []
  };
}

function whyUnsited({ measure, joined }: MeasureResult): { zh: string; en: string } {
  if (!joined.demand.people[measure.field])
    return { zh: `数据里没有人群“${measure.field}”`, en: `the data has no people "${measure.field}"` };
  return {
    zh: '没有所要的候选点（候选图层、空闲用地、可扩建设施或路网），或同时选址的标准缺少人群',
    en: 'there are no candidates of the kind asked for, or a standard sited together with it lacks its people'
  };
}

/**
 * The siting questions of a study, `at` its measure's place among `measures`: those it names, else one for each coverage standard
 * as a whole. A standard that speaks of a
 * group is sited for this group where the data gives it, else for all residents.
 */
export function sitingQuestions(
  session: Session,
  measures: readonly Measure[]
): { at: number; choice: SitingChoice }[] {
  // What is one of the parts of a rule is sited where it is asked for: a circle of 22 categories would be 22 sitings.
  const ids = new Set(measures.flatMap(({ id, part }) => (part === undefined ? [id] : [])));
  const wanted = session.choices.siting ?? [...ids].map((standard) => sitingChoice({ standard }));
  return wanted.map((choice) => {
    const { standard } = choice;
    const named = [...measures.keys()].filter((at) => measures[at].id === standard);
    if (named.length === 0) {
      throw new Error(
        `选址所依据的“${standard}”不在本研究的标准或自定义指标里 · ` +
          `expected siting for a coverage standard or measure of the study, got "${standard}"`
      );
    }
    const given = named.find((at) => {
      const { demand, field } = measures[at];
      return demandOf(session, demand).demand.people[field];
    });
    return { at: given ?? named[0], choice };
  });
}
