import { basename, dirname, relative, resolve } from 'node:path';
import { noOverlap } from '../lib/import/checks/check-extent.ts';
import type { FromParent } from '../lib/demand/from-parents.ts';
import type { ImportReport } from '../lib/import/report.ts';
import { importStudyLayers, type StudyLayer } from '../lib/import/study-layers.ts';
import { analyseScenario, runToEnd } from '../lib/study/analyse.ts';
import { compareProposal, type Comparison } from '../lib/study/compare-proposal.ts';
import type { Inputs } from '../lib/study/inputs.ts';
import { judgeEdits } from '../lib/study/edit-targets.ts';
import type { Scenario } from '../lib/study/scenario.ts';
import { sessionFor } from '../lib/study/session-for.ts';
import { facilitiesOf, openSession, studyMeasures, type Progress } from '../lib/study/session.ts';
import type { StudyFile } from '../lib/study/study-file.ts';
import type { Study } from '../lib/study/study.ts';
import { openNative } from '../lib/tables/native.ts';
import { countClosed, readInputs } from '../lib/tables/read.ts';
import { studyTables } from '../lib/tables/study-dossier.ts';
import { studyLayers } from '../lib/tables/study-layers.ts';
import { summariseStudy, worstEdge, type StepSeconds } from '../lib/tables/study-summary.ts';
import { failOnQuestions } from './explain-import.ts';
import { openCrew } from './crew.ts';
import { Failure } from './failure.ts';
import { loadMip, loadSolver } from './load-solver.ts';
import { readInput } from './read-input.ts';
import { readyStudy } from './ready-study.ts';
import { readScenarioFile } from './read-scenario.ts';
import { readStudyFile } from './read-study.ts';
import type { Terminal } from './terminal.ts';
import type { Words } from './words.ts';
import { encodeTable, streamCsv } from './write-result.ts';
import { type Ours, refuseStrangers, writeFolderWhole } from './write-whole.ts';

export interface AnalyzeOptions {
  out: string;
  scenario?: string;
}

/** An earlier analysis at `--out` is replaced: it has a summary, and nothing but files of these names. */
const OURS: Ours = {
  marker: 'summary.json',
  names:
    /^(summary\.json|(coverage|gaps|compliance|compliance_notes|compliance_summary|siting|siting_(links|reasons|curve|phases|candidates)|access|edge_effect|unconnected|comparison|standards|tasks)\.csv|(communities|upper_units|facilities|demand_points(_[a-z]+)?|sites|links|roads)\.(geojson|parquet))$/
};

/** Works out a whole study and writes tables, layers and the summary into one folder, whole or not at all. */
export async function runAnalyze(path: string, options: AnalyzeOptions, terminal: Terminal): Promise<void> {
  await refuseStrangers(options.out, OURS);
  const { file, layers } = await readStudyFile(path);
  const scenario = options.scenario ? await readScenarioFile(options.scenario) : { name: '', edits: [] };
  const watch = startWatch(terminal);
  const { inputs, reports, notServing } = await readLayers(path, file.title, layers, terminal, watch);
  const checked = checkScenario(scenario, inputs, options.scenario);
  const { study, comparison } = await analyse(inputs, file, checked, ({ name, share }) =>
    watch.begin(name, STEPS[name], share)
  );
  watch.begin('write', { zh: '写出结果', en: 'writing the results' });
  let summary = {};
  await writeFolderWhole(options.out, OURS, async (write) => {
    for (const [name, parts] of studyTables(study, comparison, terminal.language))
      await write(`${name}.csv`, streamCsv(parts));
    for (const [name, table] of studyLayers(study)) {
      await write(`${name}.geojson`, encodeTable(table, '.geojson'));
      await write(`${name}.parquet`, encodeTable(table, '.parquet'));
    }
    summary = summariseStudy(study, reports, notServing, watch.end());
    await write('summary.json', `${JSON.stringify(summary, null, 2)}\n`);
  });
  terminal.endSteps();
  if (terminal.json) return terminal.printJson(summary);
  notePeople(study, terminal);
  noteLimits(study, terminal);
  noteSiting(study, terminal);
  if (notServing > 0)
    terminal.note({
      zh: `${notServing} 处设施按状态不计入（停用、规划、在建等），行号见 summary.json`,
      en: `${notServing} facilities are left out by their status (closed, planned, being built …); their rows are in summary.json`
    });
  terminal.note({ zh: `结果在 ${options.out}`, en: `the results are in ${options.out}` });
}

async function analyse(
  inputs: Inputs,
  file: StudyFile,
  scenario: Scenario,
  onStep: (progress: Progress) => void
): Promise<{ study: Study; comparison: Comparison[] }> {
  const session = sessionFor(runToEnd(openSession(inputs, file), onStep), scenario);
  if (studyMeasures(session).some(({ capacity }) => capacity)) session.solver = await loadSolver();
  // What nobody asked for is not worth the time of a proof.
  if (file.siting && file.siting.length > 0)
    session.tools = { mip: await loadMip(), now: () => performance.now() / 1000 };
  facilitiesOf(session, scenario);
  onStep({ name: 'coverage', share: 0 });
  const crew = openCrew();
  try {
    await readyStudy(session, crew);
  } finally {
    crew.close();
  }
  const study = runToEnd(analyseScenario(session, scenario), onStep);
  return { study, comparison: runToEnd(compareProposal(session, study), onStep) };
}

/** Says where people were only known of a unit above the communities: shared out over these, or left out. */
function notePeople({ inputs, demand }: Study, terminal: Terminal): void {
  const { fromParent, unspread } = demand.demand;
  const names = (list: FromParent[], between: string) =>
    [...new Set(list.map(({ unit }) => inputs.units.name[unit]))].join(between);
  if (fromParent.length > 0)
    terminal.note({
      zh: `${names(fromParent, '、')}的人口没有分到社区，已按居住地点估算到各社区，详见 summary.json`,
      en: `people of ${names(fromParent, ', ')} are not given by community; they were estimated for each, see summary.json`
    });
  if (unspread.length > 0)
    terminal.note({
      zh: `${names(unspread, '、')}的人口无法分到社区（下面没有社区，或比已知社区之和还少），未计入，详见 summary.json`,
      en: `people of ${names(unspread, ', ')} fit no communities (none below, or these sum to more) and are left out, see summary.json`
    });
}

/** Says what the network leaves open: who its end concerns most, points without a way, mends that fit nowhere. */
function noteLimits(study: Study, terminal: Terminal): void {
  const worst = worstEdge(study);
  if (worst)
    terminal.note({
      zh: `路网数据在研究范围附近就断了（边缘效应）：按“${worst.standard}”计${worst.group.zh}，${worst.names.join('、')}${worst.more > 0 ? ` 等 ${worst.names.length + worst.more} 个社区` : ''}有 ${worst.people} 人够不着，而数据以外的道路或设施也许够得着；各单元见 edge_effect.csv`,
      en: `the network's data ends near the study (edge effect): by "${worst.standard}", counting ${worst.group.en}, ${worst.people} uncovered people in ${worst.names.join(', ')}${worst.more > 0 ? ` and ${worst.more} more communities` : ''} may be served from beyond it; every unit is in edge_effect.csv`
    });
  if (study.unconnected.length > 0)
    terminal.note({
      zh: `${study.unconnected.length} 个点 300 米内没有路，未接入路网，见 unconnected.csv`,
      en: `${study.unconnected.length} points have no way within 300 m and are unconnected, see unconnected.csv`
    });
  if (study.lostMends.length > 0)
    terminal.note({
      zh: `研究文件里有 ${study.lostMends.length} 处接路（mends）在现在的路网上找不到位置，未接`,
      en: `${study.lostMends.length} mends of the study file fit nowhere on the present network and were not made`
    });
  if (study.lostLinks.length > 0)
    terminal.note({
      zh: `方案里的通道 ${study.lostLinks.map(({ code }) => code).join('、')} 两端不都在路上，没有接通（端点须落在道路上）`,
      en: `links ${study.lostLinks.map(({ code }) => code).join(', ')} of the scenario fit nowhere and were not made: both ends have to lie on a way`
    });
}

/** Says which siting questions have no answer and why, and what was not known or heeded. */
function noteSiting({ siting, told = [], unsited = [] }: Study, terminal: Terminal): void {
  const say = (standard: string, { zh, en }: Words) =>
    terminal.note({ zh: `选址“${standard}”：${zh}`, en: `siting for "${standard}": ${en}` });
  for (const { standard, faults } of siting) for (const fault of faults) say(standard, fault);
  for (const { siting: answer, notes } of told) for (const each of notes) say(answer.standard, each);
  for (const { standard, zh, en } of unsited)
    say(standard, { zh: `没有作答，${zh}`, en: `no answer, ${en}` });
}

const STEPS: Record<Progress['name'], Words> = {
  network: { zh: '建立路网', en: 'building the network' },
  demand: { zh: '分布人口', en: 'spreading the people' },
  coverage: { zh: '测算覆盖与缺口', en: 'measuring coverage and gaps' },
  siting: { zh: '选址', en: 'choosing sites' }
};

interface Watch {
  /** Shows a step and counts the time from now on to it. */
  begin(name: string, words: Words, share?: number): void;
  /** Seconds of each step so far. */
  end(): StepSeconds;
}

function startWatch(terminal: Terminal): Watch {
  const seconds: StepSeconds = {};
  let running = '';
  let since = performance.now();
  const settle = () => {
    const now = performance.now();
    if (running !== '') seconds[running] = (seconds[running] ?? 0) + (now - since) / 1000;
    since = now;
  };
  return {
    begin: (name, words, share) => {
      settle();
      running = name;
      terminal.step(words, share);
    },
    end: () => {
      settle();
      return { ...seconds };
    }
  };
}

async function readLayers(
  path: string,
  title: string,
  layers: StudyLayer[],
  terminal: Terminal,
  watch: Watch
): Promise<{ inputs: Inputs; reports: ImportReport[]; notServing: number }> {
  const db = await openNative();
  try {
    const folder = dirname(resolve(path));
    const reports = await importStudyLayers(
      db,
      layers,
      (file) => readInput(file),
      async ({ file }, step, share) => {
        const inside = relative(folder, file);
        const name = inside.startsWith('..') ? file : inside;
        watch.begin(
          'import',
          { zh: `读入 ${name}`, en: `importing ${name}` },
          (step + share) / layers.length
        );
      },
      { lang: terminal.language }
    );
    terminal.endSteps();
    askAll(reports, layers);
    const [apart] = await noOverlap(db);
    if (apart) throw new Failure(`${path}：${apart.zh}`, `${path}: ${apart.en}`);
    watch.begin('inputs', { zh: '取出数据', en: 'reading the tables' });
    const inputs = await readInputs(db, title || basename(path).replace(/\.json$/i, ''));
    return { inputs, reports, notServing: await countClosed(db) };
  } finally {
    await db.close();
  }
}

/** Puts the questions of all layers at once, so that one edit of the study file answers them. */
function askAll(reports: ImportReport[], layers: StudyLayer[]): void {
  const failures = reports.flatMap((report, i) => {
    try {
      failOnQuestions(report, layers[i].file, 'in study');
      return [];
    } catch (error) {
      if (error instanceof Failure) return [error.words];
      throw error;
    }
  });
  if (failures.length === 0) return;
  throw new Failure(failures.map(({ zh }) => zh).join('\n'), failures.map(({ en }) => en).join('\n'));
}

/** Refuses a scenario that edits what is not there, before the long work. */
function checkScenario(scenario: Scenario, inputs: Inputs, path: string | undefined): Scenario {
  const judge = judgeEdits(inputs);
  scenario.edits.forEach((edit, i) => {
    const fault = judge(edit);
    if (fault)
      throw new Failure(
        `${path}：edits[${i}].${fault.field}：${fault.zh}`,
        `${path}: edits[${i}].${fault.field}: ${fault.en}`
      );
  });
  return scenario;
}
