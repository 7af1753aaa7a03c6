import { count, decimal } from '../words/figures.ts';

/** A difference of counts with its sign: `+12`, `−3`, `0`; a dash where there is none. */
export function signed(value: number): string {
  const rounded = Math.round(value);
  if (Number.isNaN(value)) return '—';
  return rounded === 0 ? '0' : `${rounded > 0 ? '+' : '−'}${count(Math.abs(rounded))}`;
}

/** A difference of shares (−1 to 1) in percentage points with its sign and one decimal. */
export function signedPoints(value: number): string {
  const points = Math.round(value * 1000) / 10;
  if (Number.isNaN(value)) return '—';
  return points === 0 ? '0' : `${points > 0 ? '+' : '−'}${decimal(Math.abs(points))}`;
}
