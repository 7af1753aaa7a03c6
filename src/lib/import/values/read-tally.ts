import { isMissing, plainCell, readNumber } from './numbers.ts';

const YES =
  /^(1|是|有|已有|已设立?|已建立?|已建成|已成立|已配备|已覆盖|全?覆盖|已?达标|已创建|具备|完善|示范|y|yes|true|t|√|✓|✔|☑)$/i;
const NO =
  /^(0|否|无|没有|未|未设立?|未建立?|未建成|未成立|未配备|未覆盖|不覆盖|未达标|不达标|未创建|不具备|非示范|n|no|false|f|×|x|✗|✘|☐)$/i;

/** Whether there is one: yes is 1, no (and 无) is 0, blank NaN; null where it is neither. */
export function readHas(cell: string | null): number | null {
  const plain = plainCell(cell).replace(/\s/g, '');
  if (YES.test(plain)) return 1;
  if (NO.test(plain)) return 0;
  return isMissing(cell) ? NaN : null;
}

const NAMES = /^[\u4E00-\u9FFF·]{2,4}$/;

/** How many: a number, yes and no, or names, which are counted and kept nowhere. NaN: blank; null: none of these. */
export function readTally(cell: string | null): { value: number; names: boolean } | null {
  const has = readHas(cell);
  if (has !== null) return { value: has, names: false };
  const number = readNumber(cell);
  if (number && number.value >= 0) return { value: number.value, names: false };
  const words = plainCell(cell)
    .split(/[、,;/\s]+/)
    .filter((word) => word !== '');
  return words.length > 0 && words.every((word) => NAMES.test(word))
    ? { value: words.length, names: true }
    : null;
}
