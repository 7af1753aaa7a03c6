import { ImportError } from '../../../src/lib/import/import-error.ts';
import { proposeChoices } from '../../../src/lib/import/propose.ts';
import { readSource } from '../../../src/lib/import/read-source.ts';
import type { ImportReport } from '../../../src/lib/import/report.ts';

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
}

/** A sentence that leaks a program's inside, or a hole that was not filled. */
const LEAK =
  /undefined|\[object|TypeError|RangeError|Cannot read|is not a function|\{\w+\}|Invalid typed array|Maximum call/;
/** What to do: every refusal says it. */
const REMEDY = /请|可用|可以|改|换|用.*打开|重新|核对|不读|只|需要|字段|没有改动/;

/** Reads and checks a variant as the app would, and judges what is said of it. */
export async function judge({ name, beside }: Sample, bytes: Uint8Array): Promise<Verdict> {
  const before = Object.keys(Object.prototype).length;
  const verdict = await run(name, bytes, beside);
  if (Object.keys(Object.prototype).length !== before) return { ...verdict, fault: 'prototype changed' };
  return verdict;
}

async function run(name: string, bytes: Uint8Array, beside: Sample['beside']): Promise<Verdict> {
  try {
    const source = await readSource(name, bytes, {}, undefined, beside);
    const { report, table, refusal } = proposeChoices(source);
    if (refusal) return { outcome: 'refused', fault: ofSentence(refusal.zh, name) };
    if (!report || !table) return { outcome: 'refused', fault: 'neither report nor refusal' };
    const stored = table.get('source_row')?.values.length ?? 0;
    if (stored < report.accepted) return { outcome: 'taken', fault: `${stored} rows stored` };
    return { outcome: report.questions.length > 0 ? 'asked' : 'taken', fault: ofReport(report) };
  } catch (error) {
    if (error instanceof ImportError) return { outcome: 'refused', fault: ofSentence(error.messageZh, name) };
    return {
      outcome: 'refused',
      fault: error instanceof Error ? (error.stack ?? error.message) : String(error)
    };
  }
}

function ofSentence(sentence: string, name: string): string {
  if (!sentence.startsWith(name)) return `no file named: ${sentence}`;
  if (LEAK.test(sentence)) return `leaks: ${sentence}`;
  if (!/[\u4E00-\u9FFF]/.test(sentence.slice(name.length))) return `not in Chinese: ${sentence}`;
  return REMEDY.test(sentence) ? '' : `no remedy: ${sentence}`;
}

function ofReport(report: ImportReport): string {
  const { rows, accepted, rejected } = report;
  if (accepted + rejected.length !== rows) return `${accepted} + ${rejected.length} rows of ${rows}`;
  for (const { reason, row } of rejected) {
    if (!reason.startsWith(`第 ${row} 行`)) return `no place: ${reason}`;
    if (LEAK.test(reason)) return `leaks: ${reason}`;
  }
  const sentences = [...report.warnings, ...report.questions].map(({ message }) => message);
  const leak = sentences.find((sentence) => LEAK.test(sentence));
  return leak ? `leaks: ${leak}` : '';
}
