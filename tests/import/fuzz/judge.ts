import { ImportError } from '../../../src/lib/import/import-error.ts';
import { proposeChoices } from '../../../src/lib/import/propose.ts';
import { readSource } from '../../../src/lib/import/read-source.ts';
import { rejectedTable } from '../../../src/lib/import/rejected-rows.ts';
import type { ImportReport } from '../../../src/lib/import/report.ts';
import type { Source } from '../../../src/lib/import/source.ts';
import { countRows } from './count-rows.ts';
import type { Variant } from './mutate.ts';

/** A file to be changed: its name, its bytes, and what belongs to it. */
export interface Sample {
  name: string;
  bytes: Uint8Array;
  beside: ReadonlyMap<string, Uint8Array>;
}

/** What became of a variant: refused as a whole, asked about, or taken; `fault` says what must not be, '' if nothing. */
export interface Verdict {
  outcome: 'refused' | 'asked' | 'taken';
  fault: string;
  rows: number;
  accepted: number;
}

/** A sentence that leaks a program's inside, or a hole that was not filled. */
const LEAK =
  /undefined|\[object|TypeError|RangeError|Cannot read|is not a function|\{\w+\}|Invalid typed array|Maximum call/;
/** What to do: every refusal says it. */
const REMEDY = /请|可用|可以|改|换|用.*打开|重新|核对|不读|只|需要|字段|没有改动/;
const REMEDY_EN =
  /\b(export|import|download|save|check|use|open|choose|put|unpack|pack|convert|clip|mend|close|write|say|take|copy|keep|unhide|explode|give|find|delete|draw|needed|can be read|unchanged|its fields|near ones)\b/i;
/** What a rejected row's sentence says beside its cause: what to do, or that it is no loss. */
const ROW_REMEDY = /请|未计入|不计入|只留|不是数据|不住人|裁剪边缘|已略去/;

/** Changes that leave the content what it was: as many rows are read and accepted as before. */
const HARMLESS = new Set(['columns shuffled', 'properties shuffled', 'as gb18030', 'as utf-16']);

const originals = new WeakMap<Sample, Promise<Verdict>>();

/**
 * Reads and checks a variant as the app would, and judges what is said of it; `english` asks for the report in English,
 * too, which takes as long again.
 */
export async function judge(sample: Sample, variant: Variant, english: boolean): Promise<Verdict> {
  const verdict = await guarded(() => run(sample.name, variant, english));
  if (verdict.fault || !HARMLESS.has(variant.done)) return verdict;
  if (!originals.has(sample))
    originals.set(
      sample,
      guarded(() => run(sample.name, { ...sample, done: '' }, false))
    );
  const original = await originals.get(sample)!;
  const same = verdict.rows === original.rows && verdict.accepted === original.accepted;
  const [was, is] = [original, verdict].map(({ accepted, rows }) => `${accepted} of ${rows} rows`);
  return same ? verdict : { ...verdict, fault: `${is} accepted, ${was} before it was ${variant.done}` };
}

const PROTOTYPES = [Object.prototype, Array.prototype, String.prototype, Function.prototype];
const membersOf = (): string => PROTOTYPES.map((one) => Reflect.ownKeys(one).map(String).join()).join(';');

async function guarded(work: () => Promise<Verdict>): Promise<Verdict> {
  const before = membersOf();
  const verdict = await work();
  return membersOf() === before ? verdict : { ...verdict, fault: 'prototype changed' };
}

async function run(name: string, { bytes, beside }: Variant, english: boolean): Promise<Verdict> {
  const refused = (fault: string): Verdict => ({ outcome: 'refused', fault, rows: 0, accepted: 0 });
  try {
    const source = await readSource(name, bytes, {}, undefined, beside);
    const amiss = ofSource(source) || countRows(source, bytes);
    const { report, table, refusal } = proposeChoices(source);
    if (refusal) return refused(amiss || ofRefusal(refusal.zh, refusal.en, name, beside));
    if (!report || !table) return refused('neither report nor refusal');
    const { rows, accepted } = report;
    const outcome = report.questions.length > 0 ? 'asked' : 'taken';
    const lengths = new Set([...table.values()].map(({ values }) => values.length));
    const stored = table.get('source_row')?.values.length ?? 0;
    const fault =
      amiss ||
      ofReport(report, name) ||
      (stored < accepted ? `${stored} rows stored of ${accepted}` : '') ||
      (lengths.size > 1 ? `columns of ${[...lengths].join(', ')} rows` : '') ||
      ofRejected(source, report) ||
      (english ? ofEnglish(source, report, name) : '');
    return { outcome, fault, rows, accepted };
  } catch (error) {
    if (error instanceof ImportError)
      return refused(ofRefusal(error.messageZh, error.messageEn, name, beside));
    return refused(error instanceof Error ? (error.stack ?? error.message) : String(error));
  }
}

/** What must hold of what a reader gives, whatever it read. */
function ofSource({ rows, headers, columns, geometry, rowNumbers, faults, asks, notes }: Source): string {
  if (columns.length !== headers.length) return `${columns.length} columns, ${headers.length} headers`;
  const uneven = columns.findIndex((column) => column.length !== rows);
  if (uneven >= 0) return `${columns[uneven].length} cells in column ${uneven} of ${rows} rows`;
  if (geometry && geometry.length !== rows) return `${geometry.length} shapes of ${rows} rows`;
  if (rowNumbers.length !== rows || !rowNumbers.every((row) => Number.isInteger(row) && row >= 0))
    return 'rows without a number';
  if (new Set(headers.map((header) => header.toLowerCase())).size !== headers.length)
    return `headers twice: ${headers.join()}`;
  if (headers.some((header) => header === '')) return 'an empty header';
  if (faults.some(({ index }) => !(index >= 0 && index < rows))) return 'a fault of no row';
  if (asks.some(({ options }) => options.length === 0)) return 'a question without options';
  if (notes.some(({ code }) => code === 'letters_lost')) return '';
  const lost = new Set(
    columns.flatMap((column) => column.flatMap((cell, i) => (cell?.includes('\uFFFD') ? [i] : [])))
  );
  for (const { index } of faults) lost.delete(index);
  if (lost.size > 0) return `letters lost in ${lost.size} rows, and nothing said of them`;
  return '';
}

function ofRefusal(zh: string, en: string, whole: string, beside: ReadonlyMap<string, Uint8Array>): string {
  // A part that belongs to the file is named itself.
  const parts = [...beside.keys()].map((part) => whole.replace(/\w+$/, part));
  const name = parts.find((part) => zh.startsWith(part)) ?? whole;
  for (const sentence of [zh, en]) {
    if (!sentence.startsWith(name)) return `no file named: ${sentence}`;
    if (LEAK.test(sentence)) return `leaks: ${sentence}`;
  }
  if (!/[\u4E00-\u9FFF]/.test(zh.slice(name.length))) return `not in Chinese: ${zh}`;
  if (!/[a-z]{3}/.test(en.slice(name.length))) return `not in English: ${en}`;
  if (!REMEDY.test(zh)) return `no remedy: ${zh}`;
  return REMEDY_EN.test(en.slice(name.length)) ? '' : `no remedy: ${en}`;
}

const sentencesOf = ({ warnings, questions, columns, crs }: ImportReport): string[] => [
  ...[...warnings, ...questions].map(({ message }) => message),
  ...columns.map(({ why }) => why),
  crs.why
];

function ofReport(report: ImportReport, name: string): string {
  const { rows, accepted, rejected, questions } = report;
  if (accepted + rejected.length !== rows) return `${accepted} + ${rejected.length} rows of ${rows}`;
  if (report.file !== name) return `a report of ${report.file}`;
  for (const { reason, row } of rejected) {
    if (!reason.startsWith(`第 ${row} 行`)) return `no place: ${reason}`;
    if (LEAK.test(reason)) return `leaks: ${reason}`;
    if (!ROW_REMEDY.test(reason)) return `no remedy: ${reason}`;
  }
  const leak = sentencesOf(report).find((sentence) => LEAK.test(sentence));
  if (leak) return `leaks: ${leak}`;
  for (const { options, labels, code } of questions) {
    if (options.length === 0) return `a question without options: ${code}`;
    if (labels && labels.length !== options.length) return `labels of other options: ${code}`;
    if (new Set(options).size !== options.length) return `an option twice: ${code}: ${options.join(' | ')}`;
  }
  return unfinite(report, 'report');
}

/** Path of the first number that is none, '' where all are finite. */
function unfinite(value: unknown, path: string): string {
  if (typeof value === 'number') return Number.isFinite(value) ? '' : `${path} is ${value}`;
  if (typeof value !== 'object' || value === null) return '';
  for (const [key, inner] of Object.entries(value)) {
    const found = unfinite(inner, `${path}.${key}`);
    if (found) return found;
  }
  return '';
}

/** Each rejected row stands in the table that is given to be mended. */
function ofRejected(source: Source, report: ImportReport): string {
  const { rejected } = report;
  if (rejected.length === 0) return '';
  const lengths = [...rejectedTable(source, report).values()].map(({ values }) => values.length);
  const other = lengths.find((length) => length !== rejected.length);
  return other === undefined ? '' : `${other} rows to be mended of ${rejected.length} rejected`;
}

function ofEnglish(source: Source, chinese: ImportReport, name: string): string {
  const { report, refusal } = proposeChoices(source, {}, { lang: 'en' });
  if (refusal || !report) return `refused in English: ${refusal?.en}`;
  if (report.file !== name) return `a report of ${report.file}`;
  if (report.accepted !== chinese.accepted) return `${report.accepted} rows accepted in English`;
  const rows = report.rejected.map(({ reason }) => reason);
  const unplaced = report.rejected.find(({ reason, row }) => !reason.startsWith(`row ${row} `));
  if (unplaced) return `no place: ${unplaced.reason}`;
  const leak = [...sentencesOf(report), ...rows].find((sentence) => LEAK.test(sentence));
  return leak ? `leaks: ${leak}` : '';
}
