const DIGITS = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'];

/** 1–99 in Chinese numerals, as headings have them: 一, 十, 十二, 二十. */
function chineseNumeral(n: number): string {
  const [tens, ones] = [Math.floor(n / 10), n % 10];
  return `${tens > 1 ? DIGITS[tens] : ''}${tens > 0 ? '十' : ''}${ones > 0 ? DIGITS[ones] : ''}`;
}

/** `2026-11-22` as the date of an official paper. */
export function longDate(date: string, isChinese: boolean): string {
  const [year, month, day] = date.split('-').map(Number);
  if (isChinese) return `${year}年${month}月${day}日`;
  const months = 'January February March April May June July August September October November December';
  return `${day} ${months.split(' ')[month - 1]} ${year}`;
}

/** What numbers the headings of three levels as they come. */
export function createHeadingNumbers(isChinese: boolean) {
  const at = [0, 0, 0];
  let appendices = 0;
  return (level: 1 | 2 | 3, mark: 'numbered' | 'appendix' | 'none'): string => {
    if (mark === 'none') return '';
    if (mark === 'appendix') {
      appendices++;
      at.fill(0, 1);
      return isChinese
        ? `附录${chineseNumeral(appendices)}\u3000`
        : `Appendix ${String.fromCharCode(64 + appendices)}  `;
    }
    at[level - 1]++;
    at.fill(0, level);
    if (!isChinese) return `${at.slice(0, level).join('.')}  `;
    const n = at[level - 1];
    return level === 1 ? `${chineseNumeral(n)}、` : level === 2 ? `（${chineseNumeral(n)}）` : `${n}. `;
  };
}
