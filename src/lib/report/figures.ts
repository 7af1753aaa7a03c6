/** What a figure counts; it decides how it is written. */
export type FigureKind =
  | 'people'
  | 'count'
  | 'share'
  | 'points'
  | 'metres'
  | 'kilometres'
  | 'squareMetres'
  | 'minutes'
  | 'money'
  | 'number';

/**
 * The one way in which a figure is written in every output, without its unit: people and counts whole with thousands
 * separated, shares (0–1) in per cent with one decimal (never 100.0% of less than all, nor 0.0% of more than none), differences of shares in percentage points with a sign, metres and money whole,
 * other numbers with at most two decimals. NaN, null and infinity are a dash.
 */
export function figure(value: number | null | undefined, kind: FigureKind): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return '—';
  switch (kind) {
    case 'share':
      return `${shareText(value)}%`;
    case 'points':
      return `${value > 0 ? '+' : ''}${fixed(value * 100, 1)}`;
    case 'kilometres':
      return fixed(value / 1000, 1);
    case 'minutes':
    case 'number':
      return trimmed(fixed(value, 2));
    default:
      return fixed(value, 0);
  }
}

/** A community of which a few are not covered is not covered whole. */
function shareText(value: number): string {
  const text = fixed(value * 100, 1);
  if (text === '100.0' && value < 1) return '99.9';
  return text === '0.0' && value > 0 ? '0.1' : text;
}

/** Rounded half away from zero at so many decimals, thousands separated; never "-0". */
function fixed(value: number, decimals: number): string {
  // Through the shortest decimal: 0.145 is 0.145 to whoever reads it, not the double below it.
  const [digits, exponent = '0'] = String(Math.abs(value)).split('e');
  const rounded = Math.round(Number(`${digits}e${Number(exponent) + decimals}`));
  const text = String(rounded / 10 ** decimals);
  const [whole, part = ''] = text.includes('e')
    ? Math.abs(value).toFixed(decimals).split('.')
    : text.split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  const sign = value < 0 && rounded > 0 ? '-' : '';
  return `${sign}${grouped}${decimals > 0 ? `.${part.padEnd(decimals, '0')}` : ''}`;
}

function trimmed(text: string): string {
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}
