/** What people write for "no value". A zero is a value. */
const MISSING = new Set([
  ...[
    '',
    '/',
    '\\',
    '-',
    '--',
    '---',
    '—',
    '——',
    '–',
    '.',
    '?',
    '？',
    '无',
    '空',
    '暂无',
    '没有',
    '不详',
    '未知',
    '未填',
    '缺'
  ],
  ...['n/a', 'na', 'nan', 'null', 'none', 'nil', 'undefined', '#n/a', '#value!', '#ref!', '#div/0!']
]);

const UNITS = /(㎡|m2|m²|平方米|平米|平|人|户|张|床|个|位|名|处|层|元|岁)$/;

/** Cell as people mean it: full-width letters and digits made plain, spaces around and zero-width marks taken off. */
export function plainCell(cell: string | null): string {
  return (cell ?? '')
    .normalize('NFKC')
    .replace(/[\u200B-\u200D\uFEFF\u00AD]/g, '')
    .trim();
}

/** Whether the cell says that there is no value (blank, `/`, 无, —, N/A …). */
export function isMissing(cell: string | null): boolean {
  return cell === null || MISSING.has(plainCell(cell).toLowerCase()) || /^[-—–]+$/.test(cell.trim());
}

export interface ReadNumber {
  /** NaN: missing. */
  value: number;
  /** The cell was a number with its unit, or in 万, and was read so. */
  reworded: boolean;
}

/** The number in a cell (thousands separators and full-width digits allowed); null where it is no number at all. */
export function readNumber(cell: string | null): ReadNumber | null {
  if (isMissing(cell)) return { value: NaN, reworded: false };
  const plain = plainCell(cell).replace(/^'/, '').replace(/[−–]/g, '-').replace(/\s/g, '');
  const direct = parsePlain(plain);
  if (direct !== null) return { value: direct, reworded: false };
  let bare = plain.replace(UNITS, '');
  let times = 1;
  if (bare.endsWith('万')) [bare, times] = [bare.slice(0, -1), 10_000];
  const value = bare === plain ? null : parsePlain(bare);
  return value === null ? null : { value: value * times, reworded: true };
}

function parsePlain(text: string): number | null {
  const digits = /^[-+]?\d{1,3}(,\d{3})+(\.\d+)?$/.test(text) ? text.replace(/,/g, '') : text;
  if (!/^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(digits)) return null;
  const value = Number(digits);
  return Number.isFinite(value) ? value : null;
}

export interface ReadDegrees {
  value: number;
  /** It was written in another form than decimal degrees. */
  reworded: boolean;
}

/** A coordinate: decimal, or degrees, minutes and seconds (`116°23′29″E`, `E116.39`). NaN: missing. Null: unreadable. */
export function readDegrees(cell: string | null): ReadDegrees | null {
  const number = readNumber(cell);
  if (number && !number.reworded) return { value: number.value, reworded: false };
  const text = plainCell(cell)
    .toUpperCase()
    .replace(/[东經经]/g, 'E')
    .replace(/[北緯纬]/g, 'N');
  const turned = /[SW南西]/.test(text) ? -1 : 1;
  const bare = text.replace(/[EWNS南西:：]/g, '').replace(/\s+/g, '');
  const parts =
    /^(-?\d+(?:\.\d+)?)[°度º](?:(\d+(?:\.\d+)?)['′’分])?(?:(\d+(?:\.\d+)?)(?:["″”秒]|''|′′))?$/.exec(bare);
  if (parts) {
    const [degrees, minutes, seconds] = parts.slice(1).map((part) => Number(part ?? 0));
    if (minutes >= 60 || seconds >= 60) return null;
    const size = Math.abs(degrees) + minutes / 60 + seconds / 3600;
    // To 1e-10 degrees (0.01 mm), so that 24′36″ is 0.41 and not 0.41000000000000003.
    return { value: ((degrees < 0 ? -1 : 1) * turned * Math.round(size * 1e10)) / 1e10, reworded: true };
  }
  if (bare === plainCell(cell)) return null;
  const value = parsePlain(bare);
  return value === null ? null : { value: turned * value, reworded: true };
}

const YES = new Set([
  '1',
  '是',
  '有',
  'y',
  'yes',
  'true',
  't',
  '村',
  '农村',
  'rural',
  '新建',
  '新',
  '√',
  '✓'
]);
const NO = new Set([
  '0',
  '否',
  'n',
  'no',
  'false',
  'f',
  '城市',
  '城',
  'urban',
  '社区',
  '居委会',
  '已建',
  '老旧',
  '旧',
  '×'
]);

/** Yes is 1, no is 0, missing is NaN; null where it is neither. */
export function readFlag(cell: string | null): number | null {
  const plain = plainCell(cell).toLowerCase();
  if (YES.has(plain)) return 1;
  if (NO.has(plain)) return 0;
  return isMissing(cell) ? NaN : null;
}
