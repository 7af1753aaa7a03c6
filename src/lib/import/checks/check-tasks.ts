import { loadPacks, PROFILES } from '../../standards/packs.ts';
import { requirementById } from '../../standards/requirements.ts';
import { fieldWord } from '../fields.ts';
import type { Ledger } from '../ledger.ts';
import type { Layer } from '../report.ts';
import { isMissing, plainCell } from '../values/numbers.ts';

/** Fields that hold a date, by layer. */
export const DATES: Partial<Record<Layer, string[]>> = {
  tasks: ['deadline', 'updated_at'],
  visits: ['month'],
  candidates: ['available_from']
};

/**
 * A date as ISO text: `2025-06-30`, or `2025-06` and `2025` where the cell says no more (`2025年底`); null where it is none that can be
 * read for sure (`长期`, `5/6/2025`). Days of Excel (45231 is 2023-11-01) count from 1899-12-30.
 */
function readDate(cell: string): string | null {
  const text = plainCell(cell).replace(/\s+/g, ' ');
  const parts =
    /^(\d{4})(?:年|[-/.])?$/.exec(text) ??
    /^(\d{4})\s?年?(?:底|末)(?:之?前)?$/.exec(text) ??
    /^(\d{4})(?:年|[-/.])(\d{1,2})(?:月|[-/.])?(?:底|末|底前|前)?$/.exec(text) ??
    /^(\d{4})(?:年|[-/.])(\d{1,2})(?:月|[-/.])(\d{1,2})日?(?:前|之前)?(?:[ T]\d.*)?$/.exec(text) ??
    /^(20\d{2})(\d{2})(\d{2})$/.exec(text);
  if (parts) {
    const [year, month, day] = [parts[1], parts[2], parts[3]].map((part) => (part ? Number(part) : null));
    if (month !== null && (month < 1 || month > 12)) return null;
    if (day !== null && (day < 1 || day > new Date(Date.UTC(year!, month!, 0)).getUTCDate())) return null;
    return [String(year), month, day]
      .filter((part) => part !== null)
      .map((part) => String(part).padStart(2, '0'))
      .join('-');
  }
  if (/^\d{5}(\.0+)?$/.test(text) && Number(text) >= 30_000 && Number(text) < 70_000)
    return new Date(Date.UTC(1899, 11, 30) + Math.trunc(Number(text)) * 86_400_000)
      .toISOString()
      .slice(0, 10);
  return null;
}

/** A column of dates as ISO text where they can be read, else as they stand; each change is listed. */
export function checkDates(ledger: Ledger, field: string, cells: (string | null)[]): (string | null)[] {
  const unread = new Map<string, number[]>();
  const out = cells.map((cell, i) => {
    if (!ledger.stands(i) || isMissing(cell)) return null;
    const date = readDate(cell!);
    if (date === null) {
      const word = plainCell(cell);
      unread.set(word, [...(unread.get(word) ?? []), i]);
      return cell;
    }
    if (date !== cell && ledger.mayMend(i, 'date_form')) {
      ledger.repair(i, field, 'date_form', cell!, date);
      return date;
    }
    return cell;
  });
  ledger.warnWords('dates_unreadable', unread, { field, field_zh: fieldWord(field) });
  return out;
}

type Cells = (string | null)[];

/** Names the rules and requirements of tasks that no pack of the program has; null for a table without the column. */
export function warnTaskRules(ledger: Ledger, rules: Cells | null, requirements: Cells | null): void {
  const known = new Set(rules ? loadPacks(PROFILES, { unverified: true }).map(({ id }) => id) : []);
  warnIds(ledger, 'rule_id', rules, (cell) => (known.has(cell) ? [] : [cell]));
  warnIds(ledger, 'requirement_id', requirements, (cell) =>
    cell
      .split(/[;；、,，]/)
      .map((id) => id.trim())
      .filter((id) => id !== '' && requirementById(id) === undefined)
  );
}

function warnIds(
  ledger: Ledger,
  field: string,
  cells: Cells | null,
  unknownOf: (cell: string) => string[]
): void {
  if (!cells) return;
  const unknown = new Map<string, number[]>();
  for (const i of ledger.standing())
    if (!isMissing(cells[i])) for (const id of unknownOf(cells[i]!.trim())) push(unknown, id, i);
  ledger.warnWords('task_rules_unknown', unknown, { field, field_zh: fieldWord(field) });
}

/** Statuses that say a task is done (as compliance reads them), or that it is not. */
const DONE = /^((已|全部|超额|提前|按期)*(完成|办结|达标|销号)|(done|completed?|finished|closed|met))$/i;
const OPEN =
  /^(基本完成|部分完成|(未|尚未|没有|还未|待)(完成|开始|启动|开工|办结|达标|实施|办理)?|(正在|正|在|已)?(进行|推进|实施|建设|办理|开展|筹备|施工|整改|启动|开工|开始)中?|(在|筹)建中?|进展顺利|按(序时|计划|进度)?(推进|进行)?(中)?|(序时|正常)(推进|进度|进行)?|滞后|进度滞后|逾期(未完成)?|超期(未完成)?|延期|延迟|暂停|暂缓|停滞|取消|终止|长期(坚持|推进)?|持续(推进|进行)?(中)?|not[ _]?started|open|planned|pending|in[ _]?progress|ongoing|started|late|delayed|overdue|paused|cancel+ed|not[ _]?done|partly[ _]?done)$/i;

/** Names the statuses of tasks that say neither: such a task counts as not done. */
export function warnTaskStatus(ledger: Ledger, cells: Cells | null): void {
  if (!cells) return;
  const unknown = new Map<string, number[]>();
  for (const i of ledger.standing()) {
    if (isMissing(cells[i])) continue;
    const status = plainCell(cells[i]);
    if (!DONE.test(status) && !OPEN.test(status)) push(unknown, status, i);
  }
  ledger.warnWords('task_status_unknown', unknown);
}

function push(lists: Map<string, number[]>, key: string, value: number): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}
