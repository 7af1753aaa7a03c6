import { reason, type Lang, type Params, type ReasonCode } from './reasons.ts';
import type { ImportReport, Question, Rejected, Repaired } from './report.ts';
import type { Asking, Source } from './source.ts';

/** What happened to each row while a source is checked. A row is rejected once; the first reason stays. */
export class Ledger {
  readonly repaired: Repaired[] = [];
  readonly warnings: ImportReport['warnings'] = [];
  readonly questions: Question[] = [];
  /** Codes of the mends that were asked about, which the user can refuse. */
  readonly refusable = new Set<string>();
  private readonly rejects: (Rejected | undefined)[];
  /** The rows that stand, while that is known. */
  private stood: number[] | null = null;
  readonly source: Source;
  readonly lang: Lang;
  private readonly answers: Readonly<Record<string, string>>;
  private readonly refuses: boolean;

  constructor(source: Source, lang: Lang, answers: Readonly<Record<string, string>> = {}) {
    this.source = source;
    this.lang = lang;
    this.answers = answers;
    this.refuses = Object.keys(answers).some((key) => key.startsWith('mend:'));
    this.rejects = new Array(source.rows);
    this.repaired.push(...source.repaired);
    for (const { index, code, params } of source.faults) this.reject(index, '', code, params);
    for (const { code, params } of source.notes) this.warn(code, params);
    for (const asking of source.asks) this.push(asking);
  }

  /** The user's answer where there is one; else the question is put and the likeliest answer goes on. */
  ask(asking: Omit<Asking, 'sets'>): string {
    const said = Object.hasOwn(this.answers, asking.key) ? this.answers[asking.key] : undefined;
    if (said !== undefined && asking.options.includes(said)) return said;
    this.push({ ...asking, sets: 'answers' });
    return asking.options[0];
  }

  private push({ code, params, labels, ...rest }: Asking): void {
    const message = reason(code, params, this.lang);
    this.questions.push({ code, message, ...rest, labels: labels?.map((label) => label[this.lang]) });
  }

  /** Whether the user lets a row be mended so: `mend:CODE` and `mend:CODE:ROW` answered `no` refuse it. */
  mayMend(index: number, code: ReasonCode): boolean {
    this.refusable.add(code);
    if (!this.refuses) return true;
    return this.answers[`mend:${code}`] !== 'no' && this.answers[`mend:${code}:${this.row(index)}`] !== 'no';
  }

  /** A mend without which the row can't be used: listed where the user lets it be, else the row is rejected. */
  mendOrReject(index: number, field: string, code: ReasonCode, was: string, now: string): void {
    if (this.mayMend(index, code)) return this.repair(index, field, code, was, now);
    this.reject(index, field, 'mend_refused', {
      what_zh: reason(code, {}, 'zh'),
      what: reason(code, {}, 'en')
    });
  }

  /** Row as a person sees it. */
  row(index: number): number {
    return this.source.rowNumbers[index];
  }

  stands(index: number): boolean {
    return this.rejects[index] === undefined;
  }

  reject(index: number, field: string, code: ReasonCode, params: Params = {}): void {
    if (!this.stands(index)) return;
    this.stood = null;
    const row = this.row(index);
    const where = this.lang === 'zh' ? `第 ${row} 行` : `row ${row} `;
    this.rejects[index] = { row, field, code, reason: where + reason(code, shortened(params), this.lang) };
  }

  repair(index: number, field: string, code: ReasonCode, was: string, now: string): void {
    this.repaired.push({ row: this.row(index), field, code, was: short(was), now: short(now) });
  }

  warn(code: ReasonCode, params: Params = {}): void {
    this.warnings.push({ code, message: reason(code, params, this.lang) });
  }

  /** The code a row was rejected with; null where it stands. */
  rejectedAs(index: number): string | null {
    return this.rejects[index]?.code ?? null;
  }

  /** Indices of the rows that stand, in order; one list for all who ask until a row is rejected: not to be written to. */
  standing(): number[] {
    if (this.stood) return this.stood;
    const out: number[] = [];
    for (let i = 0; i < this.source.rows; i++) if (this.stands(i)) out.push(i);
    return (this.stood = out);
  }

  rejected(): Rejected[] {
    return this.rejects.filter((reject) => reject !== undefined);
  }

  /** Repairs of rows that were rejected after all are left out. */
  kept(): Repaired[] {
    const gone = new Set(this.rejected().map((reject) => reject.row));
    return this.repaired.filter((repair) => !gone.has(repair.row));
  }

  /** Row numbers as text, shortened: "2、5、9 等 40 行". */
  rowList(indices: number[]): string {
    const shown = indices.slice(0, 12).map((index) => this.row(index));
    const text = shown.join(this.lang === 'zh' ? '、' : ', ');
    if (indices.length <= shown.length) return text;
    return this.lang === 'zh' ? `${text} 等 ${indices.length} 行` : `${text} … ${indices.length} in all`;
  }

  /** Words with how often each stands, the most frequent first, at most 20: "停用×2、规划×1". Empty is said so. */
  wordList(words: ReadonlyMap<string, number[]>): string {
    const none = this.lang === 'zh' ? '（空）' : '(blank)';
    return [...words]
      .sort((a, b) => b[1].length - a[1].length)
      .slice(0, 20)
      .map(([word, at]) => `${(word.length > WORD ? `${word.slice(0, WORD)}…` : word) || none}×${at.length}`)
      .join(this.lang === 'zh' ? '、' : ', ');
  }

  /** Warns of words that stand in many rows, with the words and the rows, where there are any. */
  warnWords(code: ReasonCode, words: ReadonlyMap<string, number[]>, params: Params = {}): void {
    const rows = [...words.values()].flat().sort((a, b) => a - b);
    if (rows.length === 0) return;
    this.warn(code, {
      ...params,
      count: rows.length,
      words: this.wordList(words),
      rows: this.rowList(rows)
    });
  }
}

/** A cell may hold megabytes; a line about it does not. The cell itself is stored whole. */
const CELL = 200;
/** Nor does one of many words in a line. */
const WORD = 80;

const short = (text: string): string => (text.length > CELL ? `${text.slice(0, CELL)}…` : text);

function shortened(params: Params): Params {
  for (const value of Object.values(params))
    if (typeof value === 'string' && value.length > 5 * CELL)
      return Object.fromEntries(
        Object.entries(params).map(([name, text]) => [name, typeof text === 'string' ? short(text) : text])
      );
  return params;
}
