const whole = new Intl.NumberFormat('zh-CN', { maximumFractionDigits: 0 });
const one = new Intl.NumberFormat('zh-CN', { minimumFractionDigits: 1, maximumFractionDigits: 1 });

/** A count or metres with thousands separators, rounded to whole; a dash where there is none. */
export function count(value: number): string {
  if (value === Infinity) return '∞';
  return Number.isFinite(value) ? whole.format(value) : '—';
}

/** A share as a percentage with one decimal. Never rounds 99.96 % up to 100 % or 0.04 % down to 0 %. */
export function percent(share: number): string {
  if (!Number.isFinite(share)) return '—';
  const rounded = Math.round(share * 1000) / 10;
  if (rounded === 100 && share < 1) return '99.9%';
  if (rounded === 0 && share > 0) return '0.1%';
  return `${one.format(rounded)}%`;
}

/** Between which shares the covered lie where some may be gained and some lost; never below 0 nor above 1, NaN of nobody. */
export function sharesBetween(
  { covered, total }: { covered: number; total: number },
  { mayGain, mayLose }: { mayGain: number; mayLose: number }
): { lowest: number; highest: number } {
  const share = (people: number) => Math.min(1, Math.max(0, people / total));
  return { lowest: share(covered - mayLose), highest: share(covered + mayGain) };
}

/** Metres per second or minutes with at most one decimal. */
export function decimal(value: number): string {
  return Number.isFinite(value) ? String(Math.round(value * 10) / 10) : '—';
}

/** Most decimals that are shown where fewer would hide on which side of its threshold a value is. */
const MOST_DECIMALS = 4;

/** A threshold as its source has it; one with more than three decimals (0.3333 for 1 in 300) with two significant digits. */
export function threshold(value: number): string {
  if (!Number.isFinite(value)) return '—';
  return fixed(value, decimalsOf(value));
}

/** The threshold of a rule, one figure or the two ends of a range with a dash between. */
export function thresholds(value: number | [number, number]): string {
  return [value].flat().map(threshold).join('–');
}

/**
 * A value that is held against thresholds, with as many decimals as they have: at least one, two significant digits below 1, and
 * as many more (to four) as keep it on its own side of each. A whole number has none; a dash where there is no value.
 */
export function measured(value: number, beside: number | [number, number] | null = null): string {
  if (!Number.isFinite(value)) return '—';
  const asked = beside === null ? [] : [beside].flat();
  if (Number.isInteger(value)) return whole.format(value);
  const least = Math.max(1, belowOne(value), ...asked.map(decimalsOf));
  const isTrue = (decimals: number) =>
    asked.every(
      (each) => Math.sign(round(value, decimals) - round(each, decimalsOf(each))) === Math.sign(value - each)
    );
  for (let decimals = least; decimals <= MOST_DECIMALS; decimals++)
    if (isTrue(decimals)) return fixed(value, decimals);
  return fixed(value, least);
}

function decimalsOf(value: number): number {
  const written = String(value).split('.')[1]?.length ?? 0;
  return written > 3 ? Math.max(2, belowOne(value)) : written;
}

/** Decimals that show two significant digits of a value below 1, to four. */
function belowOne(value: number): number {
  const size = Math.abs(value);
  if (size === 0 || size >= 1) return 0;
  return Math.min(MOST_DECIMALS, 1 - Math.floor(Math.log10(size)));
}

const round = (value: number, decimals: number) => Number(value.toFixed(decimals));

function fixed(value: number, decimals: number): string {
  return new Intl.NumberFormat('zh-CN', { maximumFractionDigits: decimals }).format(round(value, decimals));
}
