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
      return signed(fixed(value, 1, 2));
    case 'kilometres':
      return fixed(value, 1, -3);
    case 'minutes':
    case 'number':
      return trimmed(fixed(value, 2));
    default:
      return fixed(value, 0);
  }
}

/** A difference that is written as none has no sign. */
const signed = (text: string): string => (/^-|^0\.0$/.test(text) ? text : `+${text}`);

/** A community of which a few are not covered is not covered whole. */
function shareText(value: number): string {
  const text = fixed(value, 1, 2);
  if (text === '100.0' && value < 1) return '99.9';
  return text === '0.0' && value > 0 ? '0.1' : text;
}

/**
 * The number times 10 to the power of `shift`, rounded half away from zero at so many decimals, thousands separated; never "-0". Exact for the
 * shortest decimal of the number: 0.145 is 0.145 to whoever reads it, not the double below it.
 */
function fixed(value: number, decimals: number, shift = 0): string {
  const [mantissa, exponent = '0'] = String(Math.abs(value)).split('e');
  const [whole, part = ''] = mantissa.split('.');
  const digits = BigInt(whole + part);
  // The last of the digits stands so many places before the last that is written.
  const places = Number(exponent) - part.length + decimals + shift;
  const power = 10n ** BigInt(Math.abs(places));
  const rounded = places >= 0 ? digits * power : (digits + power / 2n) / power;
  const text = String(rounded).padStart(decimals + 1, '0');
  const grouped = text.slice(0, text.length - decimals).replace(/\B(?=(\d{3})+$)/g, ',');
  const sign = value < 0 && rounded > 0n ? '-' : '';
  return `${sign}${grouped}${decimals > 0 ? `.${text.slice(-decimals)}` : ''}`;
}

function trimmed(text: string): string {
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}
