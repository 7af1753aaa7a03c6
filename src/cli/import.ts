import { extname } from 'node:path';
import { checkLayer } from '../lib/import/checks/check-layer.ts';
import { detectDatums } from '../lib/import/places/detect-datum.ts';
import { makeDatumLayer } from '../lib/import/places/datum-layer.ts';
import { guessLayer } from '../lib/import/guess-layer.ts';
import { readSource } from '../lib/import/read-source.ts';
import { rejectedTable } from '../lib/import/rejected-rows.ts';
import { settleQuestions } from '../lib/import/settle-questions.ts';
import type { Choices, Layer, Question } from '../lib/import/report.ts';
import type { Source } from '../lib/import/source.ts';
import { writeCsv } from '../lib/report/csv.ts';
import { describeReport, failOnQuestions } from './explain-import.ts';
import { Failure } from './failure.ts';
import { readInput } from './read-input.ts';
import type { Terminal } from './terminal.ts';
import { checkExtension, encodeTable, LAYER_EXTENSIONS } from './write-result.ts';
import { writeFileWhole } from './write-whole.ts';

export interface ImportOptions {
  as: Layer;
  map?: Record<string, string>;
  crs: string;
  encoding: string;
  layer?: string;
  same?: Record<string, string>;
  categories?: Record<string, string>;
  answer?: Record<string, string>;
  against?: string[];
  rejected?: string;
  out?: string;
}

/**
 * Reads one file as one checked layer and prints the report; `--out` takes the accepted rows, `--rejected` those that
 * were not, to be mended. With questions that only the user can decide nothing is written, and the exit says so;
 * `--json` still gives the report, with the questions.
 */
export async function runImport(path: string, options: ImportOptions, terminal: Terminal): Promise<void> {
  checkExtension(options.out, LAYER_EXTENSIONS);
  checkExtension(options.rejected, ['.csv']);
  const { as, map, same, categories, encoding, crs, answer: answers } = options;
  const said: Choices = { as, map, same, categories, encoding, crs, answers };
  const { source, choices } = await readOne(path, { ...said, layer: options.layer }, terminal);
  const checked = checkLayer(source, choices, {
    lang: terminal.language,
    year: new Date().getFullYear()
  });
  const report = settleQuestions(checked.report, terminal.language);
  report.questions.push(...(await askDatum(source, choices, options.against ?? [], terminal)));
  terminal.endSteps();
  if (report.questions.length > 0 && terminal.json) await terminal.printJson(report);
  failOnQuestions(report, path);
  const first = report.rejected[0];
  if (options.rejected !== undefined && first)
    await writeFileWhole(options.rejected, writeCsv(rejectedTable(source, report), { bom: true }));
  if (report.accepted === 0) {
    if (terminal.json) await terminal.printJson(report);
    throw new Failure(
      `${path}：${report.rows} 行全部被拒绝，什么都没有写；第一条：${first?.reason ?? ''}`,
      `${path}: all ${report.rows} rows were rejected, nothing was written; the first: ${first?.reason ?? ''}`
    );
  }
  if (options.out !== undefined)
    await writeFileWhole(options.out, encodeTable(checked.table, extname(options.out).toLowerCase()));
  if (terminal.json) return terminal.printJson(report);
  await terminal.print(describeReport(report, terminal));
}

async function readOne(
  path: string,
  said: Choices,
  terminal: Terminal
): Promise<{ source: Source; choices: Choices }> {
  const { name, bytes, beside, layer } = await readInput(path, said.layer);
  const choices = { ...said, layer };
  const reading = { zh: `读取 ${path}`, en: `reading ${path}` };
  const tick = async (share: number) => terminal.step(reading, share);
  const source = await readSource(name, bytes, choices, tick, beside);
  if (layer !== undefined && source.layer === null)
    throw new Failure(
      `--layer ${layer}：${name} 只有一个图层，请去掉 --layer`,
      `--layer ${layer}: ${name} has one layer only; leave --layer out`,
      2
    );
  return { source, choices };
}

/** What the file's own columns, and the layers it is laid against, say of its datum: a question, or nothing. */
async function askDatum(
  source: Source,
  choices: Choices,
  against: string[],
  terminal: Terminal
): Promise<Question[]> {
  const own = makeDatumLayer(source, choices);
  if (own === null) return [];
  const layers = [own];
  for (const path of against) {
    const other = await readOne(path, { as: 'landuse', crs: 'auto' }, terminal);
    const layer = makeDatumLayer(other.source, { ...other.choices, as: guessLayer(other.source).as });
    if (layer) layers.push(layer);
  }
  const [{ ask, soft }] = detectDatums(layers, terminal.language);
  return ask && !soft ? [ask] : [];
}
