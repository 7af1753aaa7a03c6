/** Counts what was compared and keeps what differed, so that one run tells all of it. */
export class Comparison {
  readonly counts = new Map<string, number>();
  readonly faults: string[] = [];
  private file = '';

  /** What follows is read from that file. */
  of(file: string): this {
    this.file = file;
    return this;
  }

  /** A figure that is written out. */
  text(where: string, got: string | null | undefined, want: string): void {
    this.add();
    if (got !== want) this.faults.push(`${this.file} ${where}: expected ${want}, got ${String(got)}`);
  }

  /** A figure that is a number: the same but for the last digits of a double; '' and null are none. */
  number(where: string, got: unknown, want: number | string | null | undefined): void {
    this.add();
    const wanted = want === '' || want === null || want === undefined ? null : Number(want);
    const isSame =
      wanted === null
        ? got === null || got === undefined || got === ''
        : typeof got === 'number' && Math.abs(got - wanted) <= 1e-12 * Math.max(1, Math.abs(wanted));
    if (!isSame) this.faults.push(`${this.file} ${where}: expected ${String(wanted)}, got ${String(got)}`);
  }

  /** A text with so many figures in it that stands somewhere in a longer one. */
  said(where: string, text: string, part: string): void {
    const figures = part.match(/\d[\d,.]*/g)?.length ?? 0;
    this.add(figures);
    if (figures === 0 || !text.includes(part))
      this.faults.push(`${this.file} ${where}: expected “${part}” in it`);
  }

  /** Something that is not a figure is not as it should be. */
  fault(where: string, what: string): void {
    this.faults.push(`${this.file} ${where}: ${what}`);
  }

  get count(): number {
    return [...this.counts.values()].reduce((sum, each) => sum + each, 0);
  }

  private add(figures = 1): void {
    this.counts.set(this.file, (this.counts.get(this.file) ?? 0) + figures);
  }
}

const format = (least: number, most = least, style: 'decimal' | 'percent' = 'decimal') =>
  new Intl.NumberFormat('en-US', { minimumFractionDigits: least, maximumFractionDigits: most, style });
const [WHOLE, TENTHS, TWO, PERCENT] = [format(0), format(1), format(0, 2), format(1, 1, 'percent')];

type Value = number | string | null;

/** A number rounded by ICU, not by what is tested; a dash where there is none. */
const written = (value: Value, by: Intl.NumberFormat): string =>
  value === null || value === '' || !Number.isFinite(Number(value)) ? '—' : by.format(Number(value));

/** People, metres and money: whole. */
export const whole = (value: Value): string => written(value, WHOLE);

/** At most two decimals. */
export const decimal = (value: Value): string => written(value, TWO);

/** Metres as kilometres. */
export const kilometres = (value: number): string => written(value / 1000, TENTHS);

/** A share in per cent; less than all is never all, more than none never none. */
export function percent(value: Value): string {
  const share = Number(value);
  const text = written(value, PERCENT);
  if (text === '100.0%' && share < 1) return '99.9%';
  return text === '0.0%' && share > 0 ? '0.1%' : text;
}

/** A difference of shares in percentage points. */
export function points(difference: number): string {
  const text = PERCENT.format(difference).slice(0, -1);
  return text === '0.0' || text === '-0.0' ? '0.0' : difference > 0 ? `+${text}` : text;
}
