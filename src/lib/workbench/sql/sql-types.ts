/** Whole numbers that every double holds, fractions of less precision than a double: they cross as they are. */
const EXACT = /^(DOUBLE|BOOLEAN|U?(TINYINT|SMALLINT|INTEGER))$/;
/** Numbers that a double may not hold, or that a double would write with more digits than they have. */
const WIDE = /^(U?BIGINT|U?HUGEINT|BIGNUM|FLOAT|DECIMAL\(\d+,\d+\))$/;

/** The SQL that brings a column of a type over as a double or as text. Bytes are counted. */
export function castOf(type: string, name: string): string {
  if (type === 'BLOB') return `octet_length(${name})::DOUBLE`;
  return EXACT.test(type) ? `${name}::DOUBLE` : `${name}::VARCHAR`;
}

export type ShownType = 'number' | 'flag' | 'bytes' | 'text';

/** What a column of a SQL type holds. */
export function shownType(type: string): ShownType {
  if (type === 'BOOLEAN') return 'flag';
  if (type === 'BLOB') return 'bytes';
  return EXACT.test(type) || WIDE.test(type) ? 'number' : 'text';
}

/** Digits that a double always keeps. */
const MOST_DIGITS = 15;

/**
 * The numbers of a column that came over as text, NaN for NULL; null where the type is no number, or one of the numbers has more
 * digits than a double keeps: then it stays text, with all its digits.
 */
export function numbersOfTexts(type: string, texts: readonly (string | null)[]): Float64Array | null {
  if (!WIDE.test(type)) return null;
  const values = new Float64Array(texts.length);
  for (let i = 0; i < texts.length; i++) {
    const text = texts[i];
    if (text === null) values[i] = NaN;
    else if (type === 'FLOAT' || isKept(text)) values[i] = Number(text.replace(/^(-?)inf$/, '$1Infinity'));
    else return null;
  }
  return values;
}

const isKept = (text: string): boolean =>
  text.replace(/^-?0*\.?0*/, '').replace('.', '').length <= MOST_DIGITS ||
  (/^-?\d+$/.test(text) && Number.isSafeInteger(Number(text)));
