import { readReports } from '../../import/import-file.ts';
import type { Choices, ImportReport, Layer, Question as AskedName } from '../../import/report.ts';
import { FIRST_PROFILES, FIRST_STANDARDS } from '../../standards/first-choice.ts';
import { fitEdits } from '../../study/edit-targets.ts';
import { facilitiesOf, openSession, type Counted, type Progress, type Session } from '../../study/session.ts';
import type { SitingChoice } from '../../study/siting-choice.ts';
import { parseStudyFile, type StudyFile } from '../../study/study-file.ts';
import { checkUnitNames, hasTable } from '../../import/meanings/unit-names.ts';
import { quoteName, type Database } from '../../tables/database.ts';
import { readInputs } from '../../tables/read.ts';
import type { Opened, OnStep } from './engine-api.ts';
import { historyAfterLoss, NO_HISTORY, type History } from '../history.ts';
import { NO_STORY, type KeptStory } from '../present/kept-story.ts';
import { newPlace, type KeptAs } from './kept-as.ts';
import { makeScene } from './make-scene.ts';
import type { Edits, NamedScenario, Question, RuleChoices, Scene, StepName } from './scene.ts';
import { freshId } from './studies.ts';
import { Stopped, UserError } from './user-error.ts';

/** The study that the worker holds: its tables are in `db`, the rest is here. */
export interface HeldStudy {
  file: StudyFile;
  sample: boolean;
  edits: Edits;
  /** How it came to be as it is, to be undone and done again. */
  history: History;
  scenarios: NamedScenario[];
  /** What was changed of the pages of the presentation. */
  story: KeptStory;
  /** Siting questions as they were asked last, one a measure. */
  asked: SitingChoice[];
  question: Question | null;
  session: Session | null;
  /** Where it is kept. */
  keptAs: KeptAs;
}

/** What of it is kept with the tables. */
export type KeptStudy = Omit<HeldStudy, 'session' | 'keptAs'>;

/** A study of nothing yet, of no place yet unless it is told one. */
export function emptyStudy(title: string, id = freshId()): HeldStudy {
  const first = { yike: 1, profiles: FIRST_PROFILES, standards: FIRST_STANDARDS, title };
  const file = parseStudyFile(JSON.stringify(first));
  return {
    file,
    sample: false,
    edits: [],
    history: NO_HISTORY,
    scenarios: [],
    story: NO_STORY,
    asked: [],
    question: null,
    session: null,
    keptAs: newPlace(id)
  };
}

export const scenarioOf = (study: HeldStudy, trial: Edits = []) => ({
  name: '',
  edits: [...study.edits, ...trial]
});

/** Lets messages in (a stop, above all), reports, and throws `Stopped` when asked to. */
export type Pace = (name: StepName, share: number, counted?: Counted) => Promise<void>;

export function makePace(onStep: OnStep, isStopped: () => boolean): Pace {
  return async (name, share, counted) => {
    onStep(counted ? { name, share, counted } : { name, share });
    await new Promise((done) => setTimeout(done));
    if (isStopped()) throw new Stopped();
  };
}

/** Works a generator of the study room to its end, with a pause before each step. */
export async function drive<T>(steps: Generator<Progress, T>, pace: Pace): Promise<T> {
  for (;;) {
    const next = steps.next();
    if (next.done) return next.value;
    await pace(next.value.name, next.value.share, next.value.counted);
  }
}

/** Names of the population table that only the user can settle; as an error it says what to do. */
export class NamesOpen extends UserError {
  readonly questions: AskedName[];

  constructor(questions: AskedName[]) {
    const asked = questions.map(({ message }) => message).join(' ');
    super({ zh: asked, en: asked });
    this.questions = questions;
  }
}

/** Layers an analysis can't do without. */
const NEEDED: Layer[] = ['communities', 'facilities'];

/**
 * Reads the tables of `db`, builds the session and tells the page all of it. Where layers are missing the scene is null
 * and `needs` names them. Edits that no longer fit the facilities are left out and counted. `same` answers names of the
 * population table; throws `NamesOpen` where some are still open. `graph` was kept with the study, if any.
 */
export async function openHeld(
  study: HeldStudy,
  db: Database,
  pace: Pace,
  same: Record<string, string> = {},
  graph: Uint8Array | null = null
): Promise<Opened> {
  const layers = await readReports(db);
  const have = new Set(layers.map((report) => report.layer));
  const needs = NEEDED.filter((layer) => !have.has(layer));
  if (!have.has('population') && !have.has('residential') && !needs.includes('communities')) {
    const counted = await db.query('SELECT count(pop_resident) AS n FROM communities');
    if (!counted.get('n')?.values[0]) needs.push('population');
  }
  const { file, sample, question, scenarios, story } = study;
  const { id, savedAt } = study.keptAs;
  const opened = { id, savedAt, title: file.title, sample, layers, needs, question, scenarios, story };
  if (needs.length) {
    study.session = null;
    return { ...opened, edits: study.edits, history: study.history, dropped: 0, scene: null };
  }
  await pace('inputs', 0.1);
  // Boundaries may have come after the population: names that differ only in form are put right now, others asked.
  const said = file.layers.find((layer) => layer.as === 'population')?.same;
  const names = await checkUnitNames(db, { ...said, ...same });
  if (names.length) throw new NamesOpen(names);
  const inputs = await readInputs(db, file.title);
  const session = await drive(openSession(inputs, file, graph), pace);
  const { edits, dropped } = fitEdits(study.edits, study.edits.length, inputs);
  study.edits = edits;
  study.history = historyAfterLoss(study.history, edits, dropped);
  facilitiesOf(session, scenarioOf(study));
  // Three megabytes that only measures of beds and places need.
  if (file.measure.some(({ capacity }) => capacity))
    session.solver = await (await import('./load-solver.ts')).loadSolver();
  // Sitings of exports are worked out here: without a clock nothing would end them.
  session.tools = { mip: null, now: () => performance.now() / 1000 };
  study.session = session;
  return { ...opened, edits, history: study.history, dropped, scene: sceneOf(study, session, layers) };
}

/** What the page draws and lists of a held study. */
export function sceneOf({ file, sample, asked }: HeldStudy, session: Session, layers: ImportReport[]): Scene {
  const isAsked = new Set(asked.map(({ standard }) => standard));
  const siting = [...asked, ...(file.siting ?? []).filter(({ standard }) => !isAsked.has(standard))];
  return makeScene(session, { title: file.title, sample, layers, choices: choicesOf(file), siting });
}

/** What a study file says of its rules. */
function choicesOf(file: StudyFile): RuleChoices {
  const { profiles, standards, rules, off, on, packs, area } = file;
  return { profiles, standards, rules, off, on, packs, area };
}

/** Remembers how a layer was imported, so that the study file tells it too. */
export function noteLayer(study: HeldStudy, name: string, choices: Choices): void {
  const { as, crs, encoding, map, same, categories, layer, answers } = choices;
  study.file = {
    ...study.file,
    layers: [
      ...study.file.layers.filter((other) => other.as !== as),
      { as, file: name, crs, encoding, map, same, categories, layer, answers }
    ]
  };
}

/** A study of one's own is called after its one subdistrict, where the boundaries or their parents name one; else ''. */
export async function titleFrom(db: Database): Promise<string> {
  for (const [table, column] of [
    ['subdistricts', 'name'],
    ['communities', 'parent']
  ]) {
    if (!(await hasTable(db, table))) continue;
    const found = await db.query(
      `SELECT DISTINCT ${quoteName(column)} AS name FROM ${quoteName(table)} WHERE ${quoteName(column)} IS NOT NULL`
    );
    const names = (found.get('name')?.values ?? []) as string[];
    if (names.length === 1 && !/^\d+$/.test(names[0])) return names[0];
  }
  return '';
}
