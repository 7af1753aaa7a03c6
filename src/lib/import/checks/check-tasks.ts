import { fieldWord } from '../fields.ts';
import type { Ledger } from '../ledger.ts';
import type { Layer } from '../report.ts';
import { isMissing, plainCell } from '../values/numbers.ts';

/** Fields that hold a date, by layer. */
export const DATES: Partial<Record<Layer, string[]>> = {
  tasks: ['deadline', 'updated_at'],
  visits: ['month']
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
