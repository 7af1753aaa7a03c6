import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Dossier, Summary } from '../lib/report/dossier.ts';
import type { Table } from '../lib/tables/database.ts';
import { readCsvTable, readParquetTable } from '../lib/tables/native-read-table.ts';
import { describeFileError, Failure } from './failure.ts';
import { readText } from './read-files.ts';

/** Tables a report reads; what else lies in the folder is not opened. */
const TABLES =
  /^(coverage|gaps|compliance|compliance_notes|compliance_summary|comparison|standards|tasks|siting|siting_(links|reasons|curve|phases|candidates)|edge_effect|unconnected)\.csv$/;
const LAYERS = /^(communities|upper_units|facilities|demand_points(_[a-z]+)?|sites|links|roads)\.parquet$/;

/** Columns of texts in all tables; every other column is numbers. */
const TEXTS =
  /^(standard|level|unit|unit_name|group|status|comparator|threshold|unit_of_value|features|citation(_\w+)?|title(_\w+)?|note|lacks|source|site|name|kind|size|units|runner_up|rules_won|sentence(_\w+)?|by|phase|way|sites|candidate|reason_\w+|layer|id|crosses|profile|class|basis|bindingness|deadline|facilities|compute_\w+|verified|task_id|rule_id|requirement_id|department_lead|departments|unit_id|evidence|updated_at)$/;

/** Needed of every analysed study. */
const NEEDED = ['coverage', 'gaps', 'compliance', 'siting'];

/** The folder that `analyze` wrote, as reports read it. Throws a `Failure` that names what is missing or can't be read. */
export async function readDossier(folder: string): Promise<Dossier> {
  const names = await readdir(folder).catch((error: unknown) => {
    throw describeFileError(error, folder);
  });
  if (!names.includes('summary.json'))
    throw new Failure(
      `${folder}：里面没有 summary.json，不是分析结果；请先运行 yike analyze 研究文件 --out ${folder}`,
      `${folder}: there is no summary.json in it, so it is no analysed study; run yike analyze STUDY.json --out ${folder} first`
    );
  const summary = parseSummary(await readText(join(folder, 'summary.json')), folder);
  const tables = new Map<string, Table>();
  for (const name of names.filter((each) => TABLES.test(each)).sort())
    tables.set(
      name.slice(0, -'.csv'.length),
      await readOne(join(folder, name), (path) => readCsvTable(path, (column) => TEXTS.test(column)))
    );
  const missing = NEEDED.filter((name) => !tables.has(name));
  if (missing.length > 0)
    throw new Failure(
      `${folder}：缺少 ${missing.map((name) => `${name}.csv`).join('、')}；请重新运行 yike analyze`,
      `${folder}: ${missing.map((name) => `${name}.csv`).join(', ')} missing; run yike analyze again`
    );
  const layers = new Map<string, Table>();
  for (const name of names.filter((each) => LAYERS.test(each)).sort())
    layers.set(name.slice(0, -'.parquet'.length), await readOne(join(folder, name), readParquetTable));
  return { summary, tables, layers };
}

async function readOne(path: string, read: (path: string) => Promise<Table>): Promise<Table> {
  try {
    return await read(path);
  } catch (error) {
    const [why] = String(error instanceof Error ? error.message : error).split('\n');
    throw new Failure(
      `${path}：读不出来（${why}）；请重新运行 yike analyze`,
      `${path}: cannot be read (${why}); run yike analyze again`
    );
  }
}

function parseSummary(text: string, folder: string): Summary {
  try {
    const summary = JSON.parse(text) as Summary;
    // Folders of before measures had titles are to be made anew rather than told by codes.
    if (summary.methods.measures.every(({ title_zh }) => typeof title_zh === 'string')) return summary;
  } catch (error) {
    if (!(error instanceof SyntaxError || error instanceof TypeError)) throw error;
  }
  throw new Failure(
    `${join(folder, 'summary.json')}：不完整，或是更早的版本写的；请用现在的版本重新运行 yike analyze`,
    `${join(folder, 'summary.json')}: not whole, or written by an earlier version; run yike analyze again with this one`
  );
}
