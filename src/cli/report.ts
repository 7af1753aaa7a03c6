import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import manifest from '../../package.json' with { type: 'json' };
import type { Dossier, ReportOptions } from '../lib/report/dossier.ts';
import {
  LAYER_FORMATS,
  refuseCrs,
  type LayerChoice,
  type LayerFormat
} from '../lib/report/layers/layer-choice.ts';
import { parseSheetChoice } from '../lib/report/sheets/sheet-choice.ts';
import { noEdits } from '../lib/report/story/story-edits.ts';
import { FORMATS, writeReport, type Format, type ReportStep } from '../lib/report/write-report.ts';
import { Failure } from './failure.ts';
import { readDossier } from './read-dossier.ts';
import { createStudio } from './studio.ts';
import type { Terminal } from './terminal.ts';
import type { Words } from './words.ts';
import { type Ours, refuseStrangers, writeFolderWhole } from './write-whole.ts';

export interface ReportCommand {
  format: string[];
  out: string;
  date?: string;
  author: string;
  mapNumber: string;
  /** `--public`: without 「内部资料 不得公开」. */
  public?: boolean;
  paper?: string;
  orientation?: string;
  maps?: string;
  measures?: string;
  atlas?: string;
  crs: LayerChoice['crs'];
  encoding: LayerChoice['encoding'];
}

/** An earlier report at `--out` is replaced: it has the list of its files, and nothing but files of these names. */
const OURS: Ours = {
  marker: 'report.json',
  names: /^(report\.(json|docx|xlsx|pptx|html|pdf|geojson|gpkg|kml)|report-(csv|shp|parquet)\.zip|sheets)$/
};

const DAY = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;

/** Writes an analysed study as documents, map sheets and layers into one folder, whole or not at all. */
export async function runReport(folder: string, command: ReportCommand, terminal: Terminal): Promise<void> {
  const formats = readFormats(command.format);
  const sheets = readSheets(command);
  const { crs, encoding } = command;
  for (const format of formats.filter(isLayerFormat)) {
    const refusal = refuseCrs(format, crs);
    if (refusal) throw new Failure(`--crs：${refusal.zh}`, `--crs: ${refusal.en}`, 2);
  }
  const options = readOptions(command, terminal);
  await refuseStrangers(command.out, OURS);
  const dossier = await readDossier(folder);
  refuseMeasures(sheets.measures, dossier);
  const studio = createStudio();
  if (!studio.hasChinese)
    terminal.note({
      zh: '本机没有中文字体，图里的汉字会是空框；请先装上（Debian：fonts-noto-cjk）',
      en: 'this machine has no Chinese font: Chinese characters in maps and charts will be boxes; install one (Debian: fonts-noto-cjk)'
    });
  const told = new Map<string, Words>();
  const written: { format: Format; name: string; bytes: number }[] = [];
  const means = { studio, viewer: readViewer, sheets, layers: { crs, encoding }, story: noEdits };
  await writeFolderWhole(command.out, OURS, async (write) => {
    const tell = (step: ReportStep) => tellStep(step, formats, terminal);
    for await (const { format, name, bytes, notes = [] } of writeReport(
      dossier,
      formats,
      options,
      means,
      tell
    )) {
      await write(name, bytes);
      written.push({ format, name, bytes: bytes.length });
      for (const note of notes) told.set(note.zh, note);
    }
    const missing = formats.find((each) => !written.some(({ format }) => format === each));
    if (missing)
      throw new Failure(
        `--format ${missing}：按这些选项没有可画的图幅（例如没有选址结果而只要选址图）`,
        `--format ${missing}: these options give no sheet (for example maps of sites where none are proposed)`
      );
    await write('report.json', `${JSON.stringify({ ...options, files: written }, null, 2)}\n`);
  });
  terminal.endSteps();
  for (const note of told.values()) terminal.note(note);
  if (terminal.json) return terminal.printJson({ ...options, files: written });
  terminal.note({
    zh: `${written.length} 个文件在 ${command.out}`,
    en: `${written.length} files are in ${command.out}`
  });
}

const isLayerFormat = (format: Format): format is LayerFormat =>
  (LAYER_FORMATS as readonly string[]).includes(format);

function readFormats(words: string[]): Format[] {
  const formats = [...new Set(words.map((word) => word.toLowerCase()))];
  const strange = formats.find((word) => !(FORMATS as readonly string[]).includes(word));
  if (strange !== undefined || formats.length === 0)
    throw new Failure(
      `--format：不能写成“${strange ?? ''}”，可选：${FORMATS.join('、')}`,
      `--format: cannot write "${strange ?? ''}"; there are ${FORMATS.join(', ')}`,
      2
    );
  return formats as Format[];
}

function readSheets({ paper, orientation, maps, measures, atlas }: ReportCommand) {
  const said = parseSheetChoice({ paper, orientation, maps, measures, atlas });
  if ('fault' in said) throw new Failure(`--${said.fault.zh}`, `--${said.fault.en}`, 2);
  return said.choice;
}

function readOptions({ date, author, mapNumber, public: isPublic }: ReportCommand, terminal: Terminal) {
  if (date !== undefined && !isDay(date))
    throw new Failure(
      `--date：需要 2026-11-22 这样的日期，得到的是“${date}”`,
      `--date: expected a day such as 2026-11-22, got "${date}"`,
      2
    );
  const options: ReportOptions = {
    language: terminal.language,
    date: date ?? today(),
    version: manifest.version,
    author,
    mapNumber,
    isInternal: !isPublic
  };
  return options;
}

/** A day that the calendar has: `Date` takes 30 February for 2 March. */
function isDay(text: string): boolean {
  if (!DAY.test(text)) return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

/** Sheets by a measure that the study has not are nothing to be left out in silence. */
function refuseMeasures(asked: string[], { summary }: Dossier): void {
  const known = summary.methods.measures.flatMap(({ id, group }) => [id, `${id}/${group}`]);
  const strange = asked.find((word) => !known.includes(word));
  if (strange === undefined) return;
  const ids = [...new Set(summary.methods.measures.map(({ id }) => id))];
  throw new Failure(
    `--measures：研究里没有“${strange}”，有：${ids.join('、')}`,
    `--measures: the study has no "${strange}"; there are ${ids.join(', ')}`
  );
}

function today(): string {
  const now = new Date();
  const two = (n: number) => String(n).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

const STEPS: Partial<Record<Format, Words>> = {
  docx: { zh: '写 Word 报告', en: 'writing the Word document' },
  xlsx: { zh: '写 Excel 台账', en: 'writing the Excel workbook' },
  pptx: { zh: '写幻灯片', en: 'writing the slides' },
  html: { zh: '写网页', en: 'writing the page' },
  pdf: { zh: '画图幅（PDF）', en: 'drawing map sheets (PDF)' },
  png: { zh: '画图幅（PNG）', en: 'drawing map sheets (PNG)' }
};

function tellStep({ format, done, of }: ReportStep, formats: Format[], terminal: Terminal): void {
  const words = STEPS[format] ?? { zh: `写图层（${format}）`, en: `writing layers (${format})` };
  // Where each step is a line of a log, hundreds of sheets are told by tens.
  const round = done - (done % 10);
  const share = (formats.indexOf(format) + done / Math.max(1, of)) / formats.length;
  terminal.step(
    of > 1 ? { zh: `${words.zh}（${round}/${of}）`, en: `${words.en} (${round}/${of})` } : words,
    share
  );
}

/** Built beside the command line, whether that runs from its sources or bundled, there from a chunk. */
async function readViewer(): Promise<string> {
  const here = dirname(fileURLToPath(import.meta.url));
  const places = ['story-viewer.js', '../story-viewer.js', '../../build/cli/story-viewer.js'];
  for (const place of places) {
    const text = await readFile(join(here, place), 'utf8').catch(() => null);
    if (text !== null) return text;
  }
  throw new Failure(
    '找不到 story-viewer.js；请先运行 npm ci（或 npm run build）',
    'story-viewer.js is not there; run npm ci (or npm run build) first'
  );
}
