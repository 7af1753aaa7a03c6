import * as Comlink from 'comlink';
import type { ComplianceRow, Coverage } from '../../coverage/coverage.ts';
import { withStudyArea } from '../../coverage/study-area.ts';
import type { Facilities } from '../../coverage/facilities.ts';
import type { Measure } from '../../coverage/measure.ts';
import { noOverlap } from '../../import/checks/check-extent.ts';
import { groupFiles } from '../../import/group-files.ts';
import { readReports } from '../../import/import-file.ts';
import { importStudyLayers, type FileBytes, type StudyLayer } from '../../import/study-layers.ts';
import { sayWay } from '../../network/way-sentence.ts';
import { analyseScenario } from '../../study/analyse.ts';
import { applyScenario } from '../../study/apply-scenario.ts';
import { assessAll } from '../../study/assess-study.ts';
import { linksOf } from '../../study/links-of.ts';
import type { Edit } from '../../study/scenario.ts';
import { sessionFor } from '../../study/session-for.ts';
import { demandSensitivity } from '../../study/demand-sensitivity.ts';
import { areasOf, farthestWalk } from '../../study/explain.ts';
import { saveGraph } from '../../study/saved-graph.ts';
import { openLiveStudy, type LiveStudy } from '../../study/live-study.ts';
import {
  askCoverage,
  askMeasure,
  changeStandards,
  demandOf,
  facilitiesOf,
  studyMeasures,
  type Session
} from '../../study/session.ts';
import type { SitingAnswer } from '../../siting/problem.ts';
import type { LinkSiting } from '../../siting/link-siting.ts';
import type { Siting } from '../../siting/siting.ts';
import { createQuickSolver } from '../../siting/solve-quickly.ts';
import { finishPosing, siteMeasure } from '../../study/site-measure.ts';
import { poseSiting, type Posing } from '../../study/siting-of.ts';
import type { SitingChoice } from '../../study/siting-choice.ts';
import { parseStudyFile } from '../../study/study-file.ts';
import { withPacks } from '../../study/study-packs.ts';
import { packStudy, putTables, unpackStudy } from '../../tables/archive.ts';
import type { Database } from '../../tables/database.ts';
import { fromOneFile, toOneFile } from '../../tables/one-file.ts';
import type { TileMaker } from '../map/tiles/tile-maker.ts';
import { inTurns } from '../../tables/statement.ts';
import { openWasm } from '../../tables/wasm.ts';
import { complianceHeads, complianceLines } from './compliance-lines.ts';
import type { EngineApi, Imported, OnStep, Opened, Said } from './engine-api.ts';
import { openCrew, readyDistances } from './crew.ts';
import { askAs, compareScenarios } from './compare-scenarios.ts';
import { crossCheck } from './cross-check.ts';
import { exportStudy } from './exporting.ts';
import { makeDossier, questionsOf } from './make-dossier.ts';
import {
  drive,
  emptyStudy,
  makePace,
  NamesOpen,
  noteLayer,
  openHeld,
  sceneOf,
  scenarioOf,
  titleFrom
} from './held-study.ts';
import type { HeldStudy, Pace } from './held-study.ts';
import { newPlace } from './kept-as.ts';
import { sayKept, takeKept } from './kept-study.ts';
import { makeGround } from './ground.ts';
import { Follower } from './follower.ts';
import { Inspector } from './inspector.ts';
import { makeOutcome, measureFor, sumPeople, type PresentPeople } from './make-outcome.ts';
import { measureWalk } from './measure-walk.ts';
import { facilitySizes, housingShares } from './plan-facts.ts';
import { linkFacts, snapPlace } from './snap-link.ts';
import { roadNames } from './road-names.ts';
import { openKeeps, SAMPLE_STUDY, type Keeps } from './open-keep.ts';
import { copyStudy, freshId, listStudies, nameStudy } from './studies.ts';
import { checkRoads, limitsOf } from './road-check.ts';
import { matrixOf, previewRule } from './rule-changes.ts';
import type { Edits, Question } from './scene.ts';
import { readySites, sitingGlimpse, sitingOutcome } from './siting-outcome.ts';
import { Solver } from './solver.ts';
import { breakDown, catchmentOf, pointFacts } from './breakdown.ts';
import { facilitySources, homeSources, unitSources } from './sources.ts';
import { buffersOf, readTableRows } from './table-rows.ts';
import { answerBuffers, SqlDesk } from './sql-desk.ts';
import { taskLines } from './task-lines.ts';
import { groupLines, scoreOf, servicesOf, tiersOf, viewColumns } from './views.ts';
import { NoStudy, Stopped, UserError } from './user-error.ts';
import { holdLife } from './worker-life.ts';

/** The worker's side: holds the database, the study and its session, and answers the page. */
export function createEngine(): EngineApi {
  let db: Database;
  let keeps: Keeps;
  let study: HeldStudy = emptyStudy('');
  let stops = 0;
  /** Compliance of the scenario that it was asked for last; the rows name facilities by their indexes in these. */
  let assessed: { facilities: Facilities | null; rows: ComplianceRow[] } = { facilities: null, rows: [] };
  /** The rules of the session on the desk, kept up to date from edit to edit where they are few enough for that. */
  let live: { of: Session; standards: Session['standards']; study: LiveStudy; edits: Edits } | null = null;
  // What reads or changes the tables goes one after the other: a save never sees half an import.
  const turn = inTurns();
  const inspector = new Inspector();
  const follower = new Follower();
  const crew = openCrew();
  const solver = new Solver();
  const sqlDesk = new SqlDesk();
  /** The last siting question, and whether it was stopped: a later one ends those before it. */
  let siting = { isStopped: false };
  /** The siting on screen, and the question it answers. */
  let answered: { asked: string; of: Session; siting: Siting } | null = null;
  /** What the study that was handed over last proposes. */
  let proposed: Edits = [];
  /** The links that were found last, and the facilities they were found for. */
  let linked: { of: Session; edits: string; answer: LinkSiting } | null = null;

  /** Long work: a pace that reports, and stops at the next stop. */
  const pacing = (onStep: OnStep): Pace => {
    const before = stops;
    return makePace(onStep, () => stops > before);
  };
  const session = (): Session => {
    if (!study.session) throw new NoStudy();
    return study.session;
  };
  /** The session in which the scenario on the desk is worked out. */
  const here = (): Session => sessionFor(session(), scenarioOf(study));
  const resultOf = (question: Question, scenario = scenarioOf(study)) => {
    const open = sessionFor(session(), scenario);
    const { measure, stoodIn } = measureFor(open, question);
    const facilities = facilitiesOf(open, scenario);
    return { open, facilities, scenario, stoodIn, result: askMeasure(open, measure) };
  };

  /** People of the present state by a measure, worked out once a measure beside the scenario that is held. */
  const presents = new WeakMap<Session, Map<string, PresentPeople>>();
  const presentOf = (open: Session, measure: Measure): PresentPeople => {
    const known = presents.get(open) ?? new Map<string, PresentPeople>();
    presents.set(open, known);
    const key = JSON.stringify(measure);
    let people = known.get(key);
    if (people === undefined) {
      const held = open.lately;
      facilitiesOf(open, { name: '', edits: [] });
      people = sumPeople(open, askMeasure(open, measure));
      open.lately = held;
      known.set(key, people);
    }
    return people;
  };

  /**
   * Changes tables and study together: what stood before stands again where `change` fails or is stopped.
   */
  async function replace(change: (next: HeldStudy) => Promise<Opened>, next: HeldStudy): Promise<Opened> {
    await db.run('BEGIN TRANSACTION');
    try {
      const opened = await change(next);
      await db.run('COMMIT');
      study = next;
      return opened;
    } catch (error) {
      await db.run('ROLLBACK');
      throw error;
    }
  }

  /** Opens kept files as the study of `id`, read as `generation` of its keep; null: it came from a file. */
  async function put(
    files: ReadonlyMap<string, Uint8Array>,
    pace: Pace,
    id = freshId(),
    generation: number | null = null
  ): Promise<Opened> {
    const { tables, study: said, graph, others } = unpackStudy(files);
    const next: HeldStudy = takeKept(said, id, others);
    next.keptAs.generation = generation;
    await pace('open', 0.3);
    return replace(async (held) => {
      await putTables(db, tables);
      return openHeld(held, db, pace, {}, graph);
    }, next);
  }

  const pack = (question: Question | null, savedAt: number | null) => {
    const { network = null, inputs } = study.session ?? {};
    const graph = network && inputs?.roads ? saveGraph(network, inputs.roads) : null;
    return packStudy(db, sayKept(study, question, savedAt), graph, study.keptAs.files);
  };

  /** Imports the layers that a study file names and opens it; an open question is an error that says what to write. */
  const importStudy = (
    next: HeldStudy,
    readBytes: (file: string) => Promise<Uint8Array | FileBytes>,
    lang: 'zh' | 'en',
    pace: Pace
  ): Promise<Opened> =>
    replace(async (held) => {
      const layers = held.file.layers as StudyLayer[];
      await putTables(db, new Map());
      const tell = (_: StudyLayer, step: number) => pace('import', step / layers.length);
      const reports = await importStudyLayers(db, layers, readBytes, tell, { lang });
      const questions = reports.flatMap((report) => report.questions);
      if (questions.length) {
        const asked = questions.map(({ message }) => message).join(' ');
        throw new UserError({ zh: asked, en: asked });
      }
      return openHeld(held, db, pace);
    }, next);

  const api: EngineApi = {
    async start(urls, onStep) {
      if (urls.life) await holdLife(urls.life);
      await pacing(onStep)('database', 0.1);
      db = await openWasm(urls);
      keeps = await openKeeps();
      return { keptIn: keeps.keptIn, studies: await listStudies(keeps) };
    },

    async restore(id, onStep) {
      const pace = pacing(onStep);
      await pace('open', 0.1);
      const latest = await (await keeps.of(id)).readLatest();
      return latest ? put(latest.files, pace, id, latest.generation) : null;
    },

    studies: () => listStudies(keeps),
    nameStudy: (id, title) => nameStudy(keeps, id, title, Date.now()),
    async copyStudy(id, title) {
      const copy = freshId();
      await copyStudy(keeps, id, copy, title, Date.now());
      return copy;
    },
    dropStudy: (id) => keeps.drop(id),

    async detach(title) {
      const id = freshId();
      const { fields, fileFields, files } = study.keptAs;
      study.keptAs = { ...newPlace(id), fields, fileFields, files };
      study.file = { ...study.file, title };
      if (study.session) study.session.inputs.title = title;
      return id;
    },

    async openSample(files, onStep) {
      const pace = pacing(onStep);
      await pace('read', 0);
      const bytes = async (name: string) => {
        const response = await fetch(files[name]);
        if (!response.ok) throw new Error(`expected the sample's ${name}, got ${response.status}`);
        return new Uint8Array(await response.arrayBuffer());
      };
      const file = parseStudyFile(new TextDecoder().decode(await bytes('study.json')));
      return importStudy({ ...emptyStudy(file.title, SAMPLE_STUDY), file, sample: true }, bytes, 'zh', pace);
    },

    async openStudy(text, files, language, onStep) {
      const pace = pacing(onStep);
      await pace('read', 0);
      const file = parseStudyFile(text);
      const parts = new Map(
        groupFiles(Object.entries(files).map(([name, content]) => ({ name, bytes: content }))).files.map(
          (each) => [each.name, each]
        )
      );
      const bytes = async (path: string) => {
        const found = parts.get(path.replace(/^.*[/\\]/, ''));
        if (!found) throw new UserError(fileMissing(path));
        return found;
      };
      const textOf = async (path: string) => {
        const found = await bytes(path);
        return new TextDecoder().decode('bytes' in found ? found.bytes : found);
      };
      const full = await withPacks(file, textOf);
      return importStudy({ ...emptyStudy(file.title), file: full }, bytes, language, pace);
    },

    newStudy: (title) =>
      replace(async (held) => {
        await putTables(db, new Map());
        return openHeld(held, db, async () => {});
      }, emptyStudy(title)),

    async rename(title) {
      study.file = { ...study.file, title };
      if (study.session) study.session.inputs.title = title;
    },

    inspect: (files, remembered, language, onStep) =>
      inspector.inspect(db, files, remembered, language, pacing(onStep)),

    inspectLayer: (key, layer, language, onStep) =>
      inspector.inspectLayer(db, key, layer, language, pacing(onStep)),

    propose: (key, said, language, onStep) => inspector.propose(db, key, said, language, pacing(onStep)),

    async crossCheck(chosen, language) {
      // The sample gives way as a whole: it says nothing of the files.
      const present = study.sample ? [] : await readReports(db);
      const incoming = chosen.map((item) => ({ ...item, source: inspector.sourceOf(item.key) }));
      return crossCheck(db, present, incoming, language);
    },

    forget: async (keys) => inspector.forget(keys),

    async importFiles(chosen, same, remembered, language, onStep) {
      const pace = pacing(onStep);
      const next: HeldStudy = study.sample ? emptyStudy('') : { ...study };
      const results: Imported[] = [];
      const isStored = (result: Imported) => result.ok && result.report.questions.length === 0;
      try {
        const opened = await replace(async (held) => {
          if (study.sample) await putTables(db, new Map());
          for (const item of inspector.inOrder(chosen)) {
            const result = await inspector.store(db, item, language, pace);
            results[chosen.indexOf(item)] = result;
            if (result.ok && isStored(result)) noteLayer(held, result.report.file, item.choices);
          }
          // Nothing came in: the study on the desk, the sample above all, stays as it was.
          if (!results.some(isStored)) throw new NothingStored();
          const apart = await noOverlap(db);
          if (apart.length > 0) throw new UserError(together(apart));
          if (!held.file.title) held.file = { ...held.file, title: await titleFrom(db) };
          return openHeld(held, db, pace, same);
        }, next);
        const stored = chosen.filter((_, i) => isStored(results[i]));
        const learnt = inspector.remember(remembered, stored);
        inspector.forget(stored.map(({ key }) => key));
        return { results, opened, names: [], remembered: learnt };
      } catch (error) {
        if (error instanceof NothingStored) return { results, opened: null, names: [], remembered };
        if (error instanceof NamesOpen) return { results, opened: null, names: error.questions, remembered };
        throw error;
      }
    },

    async handGround(port) {
      const tiles = Comlink.wrap<Pick<TileMaker, 'setGround'>>(port);
      await tiles.setGround(await makeGround(here(), db));
    },

    checkRoads: async () => checkRoads(session(), study.file),

    async mendRoads(mends, kept, onStep) {
      const before = study.file;
      study.file = { ...before, mends, kept };
      try {
        return await openHeld(study, db, pacing(onStep));
      } catch (error) {
        study.file = before;
        throw error;
      }
    },

    async keepBreaks(kept) {
      study.file = { ...study.file, kept };
    },

    async limits(question, onStep) {
      if (onStep) await pacing(onStep)('coverage', 0.7);
      const { open, result } = resultOf(question);
      return limitsOf(open, result);
    },

    async sensitivity(question, onStep) {
      if (onStep) await pacing(onStep)('coverage', 0.85, { what: 'searches', done: 0, of: 1 });
      const { open, result } = resultOf(question);
      return demandSensitivity(open, result.measure);
    },

    async setScenario(edits) {
      study.edits = edits;
    },

    async setHistory(history) {
      study.history = history;
    },

    async setStory(story) {
      study.story = story;
    },

    async setScenarios(scenarios) {
      study.scenarios = scenarios;
    },

    async compareScenarios(question) {
      const open = session();
      const { measure } = measureFor(open, question);
      return compareScenarios(open, measure, scenarioOf(study).edits, study.scenarios);
    },

    async ask(question, trial, onStep) {
      const asked = scenarioOf(study, trial);
      const pace = onStep ? pacing(onStep) : null;
      const of = asked.edits.length > 0 ? 2 : 1;
      await pace?.('coverage', 0.1, { what: 'searches', done: 0, of });
      const { open, facilities, scenario, stoodIn, result } = resultOf(question, asked);
      const { lately } = open;
      await pace?.('coverage', 0.5, { what: 'searches', done: 1, of });
      // A drag may have asked for another scenario meanwhile.
      open.lately = lately;
      const present = scenario.edits.length ? presentOf(session(), result.measure) : null;
      const outcome = makeOutcome(open, facilities, scenario, result, stoodIn, present);
      const { covered, cause, distanceM } = outcome;
      return Comlink.transfer(outcome, [covered.buffer, cause.buffer, distanceM.buffer]);
    },

    async askAs(question, edits) {
      const outcome = askAs(session(), question, edits, (measure) => presentOf(session(), measure));
      const { covered, cause, distanceM } = outcome;
      return Comlink.transfer(outcome, [covered.buffer, cause.buffer, distanceM.buffer]);
    },

    snapLink: async (at) => snapPlace(here().network, at),
    linkFacts: async (question, from, to) => linkFacts(here(), question, from, to),
    housingShares: async ([lon, lat]) => housingShares(here(), lon, lat),
    async facilitySizes(code) {
      const { facilities } = session().inputs;
      return facilitySizes(facilities, applyScenario(facilities, scenarioOf(study)), code);
    },

    async follow(question, move, fresh) {
      const open = here();
      const { measure } = measureFor(open, question);
      return follower.follow(open, measure, scenarioOf(study), move, fresh);
    },

    async handArea(question, port, by = 'own') {
      const { open, result } = resultOf(question);
      const tiers = tiersOf(result.measure, by);
      const areas = areasOf(
        open,
        result.measure,
        tiers.map(({ limitM }) => limitM)
      );
      // The widest first, so that the others are drawn upon it.
      const features = areas.map(({ geometry }, k): GeoJSON.Feature => {
        const { minutes, limitM } = tiers[k];
        const properties = { minutes, metres: Math.round(limitM), outer: k === areas.length - 1 ? 1 : 0 };
        return { type: 'Feature', properties, geometry };
      });
      const tiles = Comlink.wrap<Pick<TileMaker, 'setArea'>>(port);
      await tiles.setArea({ type: 'FeatureCollection', features: features.toReversed() });
      return tiers;
    },

    measureWalk: async (question, places) => measureWalk(here(), question, places),
    roadNames: async () => roadNames(study.session?.inputs.roads ?? null),

    services: async () => servicesOf(session()),

    async view(question) {
      const { open, result } = resultOf(question);
      const columns = viewColumns(open, result);
      const { straightM, nearest, meanM, people, unit } = columns;
      const large = [straightM, nearest, meanM, people, unit].map((column) => column.buffer);
      return Comlink.transfer(columns, large);
    },

    async score(question, services) {
      await readyDistances(resultOf(question).open, crew);
      const { open, result } = resultOf(question);
      const columns = scoreOf(open, result.measure, services);
      return Comlink.transfer(columns, [columns.point.buffer, columns.reached.buffer, columns.unit.buffer]);
    },

    async byGroup(question, unit) {
      return groupLines(resultOf(question).open, question, unit);
    },

    async breakDown(question, unit) {
      const { open, result } = resultOf(question);
      const sources = unit < 0 ? [] : await unitSources(db, open.inputs.units, unit);
      return { ...breakDown(open, result, unit), sources };
    },

    async catchment(question, code) {
      const { open, result } = resultOf(question);
      return { catchment: catchmentOf(open, result, code), sources: await facilitySources(db, code) };
    },

    async point(question, point) {
      const { open, result } = resultOf(question);
      const facts = pointFacts(open, result, point);
      const isHome = facts !== null && (facts.method === 'points' || facts.method === 'buildings');
      return facts && { ...facts, sources: isHome ? await homeSources(db, facts.lon, facts.lat) : [] };
    },

    async walkOf(question, unit) {
      const { open, facilities, result } = resultOf(question);
      const walk = farthestWalk(open, result, unit);
      if (!walk) return null;
      const { lengthM, distanceM, path: line, ways } = walk;
      const named = ways.some(({ name }) => name !== '');
      return {
        ...{ lengthM, seconds: distanceM / result.measure.speedMps, line },
        facility: facilities.name[walk.facility],
        ways: named ? ways.map(sayWay) : []
      };
    },

    async site(question, choice, onStep, onBetter) {
      const own = (siting = { isStopped: false });
      study.asked = [...study.asked.filter(({ standard }) => standard !== choice.standard), choice];
      await pacing(onStep)('siting', 0.2);
      if (own !== siting) return null;
      solver.warm();
      const held = resultOf(question);
      await readySites(held.open, held.result, choice, crew);
      if (own !== siting || here() !== held.open) return null;
      // A drag may have asked for another scenario meanwhile.
      const { open, result } = resultOf(question);
      const { lately } = open;
      const posing = poseSiting(open, result, choice);
      if (!posing) return null;
      const began = performance.now();
      const { seconds, seed } = choice;
      const { problem } = posing.posed;
      const hear = (better: SitingAnswer) => {
        const glimpse = sitingGlimpse(posing, better);
        if (glimpse) onBetter(glimpse);
      };
      let answer: SitingAnswer | null = null;
      if (posing.faults.length === 0) {
        if (!own.isStopped) answer = await solver.solve({ problem, seconds, seed, gap: 0 }, hear);
        // Working out what it means would only hold up the question that came later.
        if (own !== siting || here() !== open) return null;
        // Stopped before there was an answer.
        answer ??= createQuickSolver(seed)(problem, null);
      }
      const took = (performance.now() - began) / 1000;
      open.lately = lately;
      const about = { seconds: took, stopped: answer !== null && !answer.proven };
      const finished = finishPosing(open, posing, answer);
      answered = { asked: sitingKey(open, question, choice), of: open, siting: finished };
      return sitingOutcome(open, posing, finished, about);
    },

    stopSiting() {
      siting.isStopped = true;
      solver.stop();
    },

    async siteLinks(question, choice, onStep) {
      await pacing(onStep)('siting', 0.2);
      const { open, result } = resultOf(question);
      const answer = linksOf(open, result, { ...choice, standard: result.measure.id });
      linked = answer && { of: open, edits: open.lately.edits, answer };
      return answer;
    },

    async compliance(onStep) {
      const open = here();
      const pace = pacing(onStep);
      await pace('coverage', 0.1);
      const scenario = scenarioOf(study);
      const { edits } = scenario;
      const facilities = facilitiesOf(open, scenario);
      const isPlaced = ({ do: what }: Edit) => what !== 'resize' && what !== 'set';
      // Another size may make a facility one that counts, or no more: all is to be looked at again.
      const isFollowed = live?.edits.every(isPlaced) && edits.every(isPlaced);
      if (live?.of === open && live.standards === open.standards && isFollowed) {
        live.study.bringTo(
          facilities,
          [...live.edits, ...edits].map(({ code }) => code)
        );
        live.edits = edits;
        assessed = { facilities: live.study.facilities, rows: live.study.rows };
        return complianceHeads(open, assessed.rows);
      }
      const { lately, standards } = open;
      await readyDistances(open, crew);
      const measures = studyMeasures(open);
      const coverages: Coverage[] = [];
      let paused = performance.now();
      for (const measure of measures) {
        if (performance.now() - paused > PAUSE_MS) {
          const counted = { what: 'rules' as const, done: coverages.length, of: measures.length };
          await pace('coverage', 0.3 + (0.6 * coverages.length) / measures.length, counted);
          paused = performance.now();
        }
        // Coverages of the rules before are none of those in force now.
        if (session().standards !== standards) return api.compliance(onStep);
        // A drag may have asked for another scenario meanwhile.
        open.lately = lately;
        coverages.push(askCoverage(open, measure).coverage);
      }
      assessed = { facilities, rows: assessAll(open, coverages) };
      const points = demandOf(open, 'auto').demand.lon.length;
      live =
        points * measures.length <= MOST_FOLLOWED
          ? {
              of: open,
              standards: open.standards,
              study: openLiveStudy(open),
              edits
            }
          : null;
      return complianceHeads(open, assessed.rows);
    },

    async complianceOf(about) {
      const { facilities, rows } = assessed;
      if (!facilities) return [];
      const asked = rows.filter((row) =>
        'unit' in about ? row.unit === about.unit : row.standard === about.standard
      );
      return complianceLines(facilities, asked);
    },

    async complianceMatrix() {
      const { standards, inputs, choices } = here();
      const ids = standards.map(({ id }) => id);
      return matrixOf(ids, assessed.rows, withStudyArea(inputs.units, choices.area ?? null));
    },

    tasks: async () => taskLines(session()),

    async setRules(choices, onStep) {
      const open = session();
      await pacing(onStep)('coverage', 0.1);
      const file = parseStudyFile(JSON.stringify({ ...study.file, ...choices }));
      changeStandards(open, file);
      study.file = file;
      assessed = { facilities: null, rows: [] };
      const layers = await readReports(db);
      const { edits, history, question, sample, scenarios, story } = study;
      const scene = sceneOf(study, open, layers);
      return {
        ...{ id: study.keptAs.id, savedAt: study.keptAs.savedAt },
        ...{ title: file.title, sample, layers, needs: [], dropped: 0 },
        edits,
        history,
        scenarios,
        story,
        question,
        scene
      };
    },

    async previewRule(draft) {
      const open = here();
      facilitiesOf(open, scenarioOf(study));
      return previewRule(open, draft);
    },

    async tableRows(layer) {
      const rows = await readTableRows(db, session(), layer);
      return rows && Comlink.transfer(rows, buffersOf(rows));
    },

    sqlTables: () => sqlDesk.tables(db),

    async runSql(text, question, onStep) {
      const open = here();
      const sited = answered?.of === open ? answered : null;
      const outcome = await sqlDesk.run(db, text, {
        key: {
          present: [open, open.standards, study.edits, JSON.stringify(question), sited],
          study: [open, open.standards, study.edits]
        },
        present: () => ({ ...resultOf(question), session: open, siting: sited?.siting ?? null }),
        study: async () => {
          await readyDistances(open, crew);
          return drive(analyseScenario(open, scenarioOf(study)), pacing(onStep));
        }
      });
      return 'answer' in outcome ? Comlink.transfer(outcome, answerBuffers(outcome.answer)) : outcome;
    },

    stopSql() {
      stops++;
      sqlDesk.stop();
    },

    async exportFile(kind, question, choice) {
      const { open, scenario, result } = resultOf(question);
      await readyDistances(open, crew);
      const report = await drive(analyseScenario(open, scenario), async () => {});
      if (kind !== 'siting') return exportStudy(kind, open, report, result, null);
      const isShown = answered?.of === open && answered.asked === sitingKey(open, question, choice);
      const sited = isShown ? answered!.siting : siteMeasure(open, result, choice);
      return exportStudy(kind, open, report, result, sited);
    },

    proposal: async () => proposed,

    async handDossier(port, { choice, language, name }, onStep) {
      const scenario = { ...scenarioOf(study), name };
      const open = here();
      facilitiesOf(open, scenario);
      await readyDistances(open, crew);
      const isSame = linked?.of === open && linked.edits === open.lately.edits;
      const ask = {
        ...{ scenario, language, links: isSame ? [linked!.answer] : [] },
        questions: questionsOf(open, [
          ...(choice ? [choice] : []),
          ...study.asked,
          ...(study.file.siting ?? [])
        ])
      };
      // Of its own: what is being solved on screen goes on.
      const reporter = new Solver();
      const solve = async ({ posed: { problem } }: Posing, { seconds, seed }: SitingChoice) =>
        (await reporter.solve({ problem, seconds, seed, gap: 0 }, () => undefined)) ??
        createQuickSolver(seed)(problem, null);
      try {
        const hear = (edits: Edit[]) => (proposed = edits);
        port.postMessage(await makeDossier(open, ask, solve, db, pacing(onStep), hear));
      } finally {
        reporter.close();
        port.close();
      }
    },

    async save(question) {
      const { keptAs } = study;
      const savedAt = Date.now();
      const keep = await keeps.of(keptAs.id);
      keptAs.generation = await keep.write(await pack(question, savedAt), keptAs.generation);
      keptAs.savedAt = savedAt;
      return savedAt;
    },

    toFile: async (question) => toOneFile(await pack(question, null)),

    async fromFile(bytes, onStep) {
      const pace = pacing(onStep);
      await pace('open', 0.1);
      return put(fromOneFile(bytes), pace);
    },

    stop() {
      stops++;
    }
  };
  return withWireErrors(api, turn);
}

/** What an answer of siting rests on beside the study itself. */
const sitingKey = ({ lately, standards }: Session, question: Question, choice: SitingChoice): string =>
  JSON.stringify([question, choice, lately.edits, standards]);

/** Points times measures up to which edits are followed: beyond, the page would hold more than it has room for. */
const MOST_FOLLOWED = 2_000_000;

/** Long work lets messages in, a stop above all, after so many milliseconds. */
const PAUSE_MS = 80;

/** Sentences as one. */
const together = (list: Said[]): Said => ({
  zh: list.map(({ zh }) => zh).join(' '),
  en: list.map(({ en }) => en).join(' ')
});

class NothingStored extends Error {}

const fileMissing = (path: string) => ({
  zh: `研究文件要用“${path}”，但没有一起拖进来；请把它和研究文件一起选中再试。`,
  en: `The study file needs "${path}", which was not among the files; choose it together with the study file.`
});

/** Calls that read or change the tables. */
const IN_TURN: (keyof EngineApi)[] = [
  ...(['restore', 'openSample', 'openStudy', 'newStudy', 'importFiles', 'handGround', 'mendRoads'] as const),
  ...(['save', 'toFile', 'fromFile', 'detach', 'dropStudy', 'sqlTables', 'runSql'] as const)
];

/** The calls in their turn, and every error in a form that crosses the border with its sentence. */
function withWireErrors(api: EngineApi, turn: ReturnType<typeof inTurns>): EngineApi {
  const wrapped: Record<string, unknown> = {};
  for (const [name, call] of Object.entries(api))
    wrapped[name] = async (...given: unknown[]) => {
      const task = async () => (call as (...args: unknown[]) => unknown)(...given);
      try {
        return await (IN_TURN.includes(name as keyof EngineApi) ? turn(task) : task());
      } catch (error) {
        throw error instanceof Stopped ? error : UserError.wireOf(error);
      }
    };
  return wrapped as unknown as EngineApi;
}
