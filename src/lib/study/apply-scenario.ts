import type { Facilities } from '../coverage/facilities.ts';
import type { Edit, Scenario } from './scenario.ts';

/**
 * Facilities of a scenario: the present ones in their order, moved where they were moved, those closed left out, those
 * added at the end in the order they were added. The present state is not changed. Throws for an edit of a facility
 * that is not there.
 */
export function applyScenario(present: Facilities, scenario: Scenario): Facilities {
  if (scenario.edits.length === 0) return present;
  const rows = present.code.map((code, i) => ({
    code,
    name: present.name[i],
    category: present.category[i],
    lon: present.lon[i],
    lat: present.lat[i],
    floorAreaM2: present.floorAreaM2[i],
    beds: present.beds[i],
    capacity: present.capacity[i],
    servesUnit: present.servesUnit[i],
    source: i
  }));
  const byCode = new Map(rows.map((row) => [row.code, row]));
  for (const edit of scenario.edits) {
    if (edit.do === 'add') {
      if (byCode.has(edit.code))
        throw new Error(`expected a new facility code, got ${edit.code}, which exists`);
      const row = {
        code: edit.code,
        name: edit.name,
        category: edit.category,
        lon: edit.lon,
        lat: edit.lat,
        floorAreaM2: edit.floorAreaM2 ?? NaN,
        beds: edit.beds ?? NaN,
        capacity: edit.capacity ?? NaN,
        servesUnit: '',
        source: -1
      };
      byCode.set(edit.code, row);
      continue;
    }
    const row = byCode.get(edit.code);
    if (!row) throw new Error(`expected the code of a facility, got ${edit.code}`);
    if (edit.do === 'close') byCode.delete(edit.code);
    else byCode.set(edit.code, { ...row, lon: edit.lon, lat: edit.lat });
  }
  const kept = [...byCode.values()];
  return {
    code: kept.map((row) => row.code),
    name: kept.map((row) => row.name),
    category: kept.map((row) => row.category),
    lon: Float64Array.from(kept, (row) => row.lon),
    lat: Float64Array.from(kept, (row) => row.lat),
    floorAreaM2: Float64Array.from(kept, (row) => row.floorAreaM2),
    beds: Float64Array.from(kept, (row) => row.beds),
    capacity: Float64Array.from(kept, (row) => row.capacity),
    servesUnit: kept.map((row) => row.servesUnit),
    ...pickMore(
      present,
      kept.map((row) => row.source)
    )
  };
}

/** The further columns of the facilities `from`; −1 is one of which nothing more is known. */
function pickMore({ numbers, texts }: Facilities, from: number[]): Pick<Facilities, 'numbers' | 'texts'> {
  const more: Pick<Facilities, 'numbers' | 'texts'> = {};
  if (numbers)
    more.numbers = Object.fromEntries(
      Object.entries(numbers).map(([name, values]) => [
        name,
        Float64Array.from(from, (i) => values[i] ?? NaN)
      ])
    );
  if (texts)
    more.texts = Object.fromEntries(
      Object.entries(texts).map(([name, values]) => [name, from.map((i) => values[i] ?? '')])
    );
  return more;
}

/**
 * The first `cursor` edits that still make sense for facilities with these codes (a new table may have replaced the old
 * one), and how many do not. Where all do, edits and cursor stay as they are, what was undone included.
 */
export function fitEdits(
  edits: Edit[],
  cursor: number,
  codes: string[]
): { edits: Edit[]; cursor: number; dropped: number } {
  const here = new Set(codes);
  const kept = edits.slice(0, cursor).filter((edit) => {
    if (edit.do === 'add' ? here.has(edit.code) : !here.has(edit.code)) return false;
    if (edit.do === 'add') here.add(edit.code);
    if (edit.do === 'close') here.delete(edit.code);
    return true;
  });
  if (kept.length === cursor) return { edits, cursor, dropped: 0 };
  return { edits: kept, cursor: kept.length, dropped: cursor - kept.length };
}
