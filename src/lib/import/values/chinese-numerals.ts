const DIGITS: Record<string, number> = Object.fromEntries(
  [
    '零〇○0',
    '一壹弌1',
    '二贰貳两兩2',
    '三叁參3',
    '四肆4',
    '五伍5',
    '六陆陸6',
    '七柒7',
    '八捌8',
    '九玖9'
  ].flatMap((words, value) => [...words].map((word) => [word, value]))
);
const TENS: Record<string, number> = { 十: 10, 拾: 10, 百: 100, 佰: 100, 千: 1000, 仟: 1000 };
const BIG: Record<string, number> = { 万: 1e4, 萬: 1e4, 亿: 1e8, 億: 1e8 };
const TWENTIES: Record<string, string> = { 廿: '二十', 卄: '二十', 卅: '三十', 卌: '四十' };

/**
 * The number that Chinese numerals say: 三百二十, 两万, 一千零五, 二〇二三, 廿五, 三点五, 半 apart; also with Arabic digits
 * among them (3万5千). Null where the text is anything else, or nothing but Arabic digits.
 */
export function readChineseNumber(text: string): number | null {
  const plain = text.replace(/[廿卄卅卌]/g, (word) => TWENTIES[word]);
  if (
    !/^[零〇○一壹弌二贰貳两兩三叁參四肆五伍六陆陸七柒八捌九玖十拾百佰千仟万萬亿億点點\d.]{1,24}$/.test(plain)
  )
    return null;
  if (/^[\d.]*$/.test(plain)) return null;
  const [whole, fraction, ...more] = plain.split(/[点點]/);
  if (more.length > 0) return null;
  const value = readWhole(whole);
  if (value === null || fraction === undefined) return value;
  const digits = [...fraction].map((word) => DIGITS[word]);
  if (digits.length === 0 || digits.includes(undefined as unknown as number)) return null;
  return Number(`${value}.${digits.join('')}`);
}

function readWhole(text: string): number | null {
  if (text === '') return null;
  if (/^[^十拾百佰千仟万萬亿億.]+$/.test(text)) return Number([...text].map((word) => DIGITS[word]).join(''));
  let total = 0;
  let section = 0;
  let digit: number | null = null;
  let least = Infinity;
  for (const [word] of text.matchAll(/\d+(?:\.\d+)?|./gu)) {
    if (word in TENS) {
      section += (digit ?? 1) * TENS[word];
      least = TENS[word];
      digit = null;
    } else if (word in BIG) {
      section += digit ?? 0;
      // 一万亿: what stands before counts as a whole.
      if (BIG[word] > 1e4 && total > 0) [total, section] = [0, section + total];
      total += (section || 1) * BIG[word];
      [section, digit, least] = [0, null, BIG[word]];
    } else if (/^\d/.test(word)) {
      if (digit !== null && digit !== 0) return null;
      digit = Number(word);
    } else {
      const value = DIGITS[word];
      if (value === undefined || (digit !== null && digit !== 0)) return null;
      digit = value;
      if (value === 0) least = 10;
    }
  }
  // 三百二 is 320, 两万五 is 25,000; 三百零二 is 302.
  const tail = digit === null ? 0 : digit * (least >= 100 && least < Infinity ? least / 10 : 1);
  return total + section + tail;
}
