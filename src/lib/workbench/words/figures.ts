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

/** Metres per second or minutes with at most one decimal. */
export function decimal(value: number): string {
  return Number.isFinite(value) ? String(Math.round(value * 10) / 10) : '—';
}
