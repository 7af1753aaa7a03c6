import { basename, extname } from 'node:path';
import { checkLayer } from '../lib/import/check-layer.ts';
import { readSource } from '../lib/import/read-source.ts';
import type { Choices, Layer } from '../lib/import/report.ts';
import { describeReport, failOnQuestions } from './explain-import.ts';
import { Failure } from './failure.ts';
import { readBytes } from './read-files.ts';
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
  out?: string;
}

/**
 * Reads one file as one checked layer and prints the report; `--out` takes the accepted rows. With questions that only
 * the user can decide nothing is written, and the exit says so; `--json` still gives the report, with the questions.
 */
export async function runImport(path: string, options: ImportOptions, terminal: Terminal): Promise<void> {
  checkExtension(options.out, LAYER_EXTENSIONS);
  if (options.layer !== undefined)
    throw new Failure(
      `--layer ${options.layer}：${basename(path)} 这类文件只有一个图层，请去掉 --layer`,
      `--layer ${options.layer}: a file like ${basename(path)} has one layer only; leave --layer out`,
      2
    );
  const { as, map, same, categories, encoding } = options;
  const choices: Choices = { as, map, same, categories, encoding, crs: options.crs };
  const bytes = await readBytes(path);
  const reading = { zh: `读取 ${path}`, en: `reading ${path}` };
  const source = await readSource(basename(path), bytes, { encoding }, async (share) =>
    terminal.step(reading, share)
  );
  const { table, report } = checkLayer(source, choices, { lang: terminal.language });
  terminal.endSteps();
  if (report.questions.length > 0 && terminal.json) await terminal.printJson(report);
  failOnQuestions(report, path);
  const first = report.rejected[0];
  if (report.accepted === 0) {
    if (terminal.json) await terminal.printJson(report);
    throw new Failure(
      `${path}：${report.rows} 行全部被拒绝，什么都没有写；第一条：${first?.reason ?? ''}`,
      `${path}: all ${report.rows} rows were rejected, nothing was written; the first: ${first?.reason ?? ''}`
    );
  }
  if (options.out !== undefined)
    await writeFileWhole(options.out, encodeTable(table, extname(options.out).toLowerCase()));
  if (terminal.json) return terminal.printJson(report);
  await terminal.print(describeReport(report, terminal));
}
