import { resolve } from 'node:path';
import { readInput } from '../../src/cli/read-input.ts';
import { readStudyFile } from '../../src/cli/read-study.ts';
import { importStudyLayers } from '../../src/lib/import/study-layers.ts';
import type { Dossier, Summary } from '../../src/lib/report/dossier.ts';
import { analyseScenario, runToEnd } from '../../src/lib/study/analyse.ts';
import { compareProposal } from '../../src/lib/study/compare-proposal.ts';
import type { Scenario } from '../../src/lib/study/scenario.ts';
import { sessionFor } from '../../src/lib/study/session-for.ts';
import { facilitiesOf, openSession } from '../../src/lib/study/session.ts';
import { openNative } from '../../src/lib/tables/native.ts';
import { countClosed, readInputs } from '../../src/lib/tables/read.ts';
import { dossierOf } from '../../src/lib/tables/study-dossier.ts';
import { summariseStudy } from '../../src/lib/tables/study-summary.ts';
import { loadMip } from '../siting/load-mip.ts';

const SAMPLE = resolve(import.meta.dirname, '../../data/sample/study.json');

/** The sample town, read in, analysed and sited as the command line does it. */
export async function readTown(
  scenario: Scenario = { name: '', edits: [] },
  language: 'zh' | 'en' = 'zh'
): Promise<Dossier> {
  const { file, layers } = await readStudyFile(SAMPLE);
  const db = await openNative();
  try {
    const reports = await importStudyLayers(
      db,
      layers,
      (path) => readInput(path),
      async () => {},
      { lang: language }
    );
    const inputs = await readInputs(db, file.title);
    const session = sessionFor(
      runToEnd(openSession(inputs, file), () => {}),
      scenario
    );
    // Time stands still, so that nothing ends early.
    session.tools = { mip: await loadMip(), now: () => 0 };
    facilitiesOf(session, scenario);
    const study = runToEnd(analyseScenario(session, scenario), () => {});
    const comparison = runToEnd(compareProposal(session, study), () => {});
    const summary = summariseStudy(study, reports, await countClosed(db), {});
    return dossierOf(study, comparison, language, JSON.parse(JSON.stringify(summary)) as Summary);
  } finally {
    await db.close();
  }
}
