import type { Ledger } from '../ledger.ts';
import { isMissing, plainCell } from '../values/numbers.ts';

const OPENING =
  /^(计划|预计|拟)?(开业|开办|启用|投用|投入使用|建成|竣工|开放|运营|成立|设立)(年份|年度|年|时间|日期|年月)?$|^(opening|opened|open|start|built)[ _]?(year|date)$/i;

/** Without a calendar, a year from here on is the future. */
const SURELY_LATER = 2030;

/**
 * Facilities that by their opening year are not there yet are kept as planned (and listed), so that no standard counts
 * them, unless their status says something itself. `year` is this year; without it, years from 2030 on are the future.
 */
export function settleOpening(
  ledger: Ledger,
  status: (string | null)[] | null,
  year?: number
): (string | null)[] | null {
  const { source } = ledger;
  const column = source.headers.findIndex((header) => OPENING.test(header.normalize('NFKC').trim()));
  if (column < 0) return status;
  const latest = year ?? SURELY_LATER - 1;
  const out = status ? [...status] : new Array<string | null>(source.rows).fill(null);
  const later = new Map<string, number[]>();
  for (const i of ledger.standing()) {
    if (isMissing(source.columns[column][i]) || !isMissing(out[i])) continue;
    const opens = Number(/^(\d{4})(?!\d)/.exec(plainCell(source.columns[column][i]))?.[1] ?? NaN);
    if (!(opens > latest) || !ledger.mayMend(i, 'opens_later')) continue;
    out[i] = `规划（${opens}）`;
    ledger.repair(i, 'status', 'opens_later', '', out[i]!);
    const same = later.get(String(opens));
    if (same) same.push(i);
    else later.set(String(opens), [i]);
  }
  if (later.size === 0) return status;
  ledger.warnWords('not_open_yet', later);
  return out;
}
