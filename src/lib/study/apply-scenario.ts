import type { Facilities } from '../coverage/facilities.ts';
import { layerOf, type Edit, type Scenario } from './scenario.ts';

/** Columns of facilities that are named otherwise in the data dictionary. */
const OWN = {
  name: 'name',
  category: 'category',
  serves_unit: 'servesUnit',
  floor_area_m2: 'floorAreaM2',
  beds: 'beds',
  capacity: 'capacity'
} as const;

interface Row {
  code: string;
  name: string;
  category: string;
  lon: number;
  lat: number;
  floorAreaM2: number;
  beds: number;
  capacity: number;
  servesUnit: string;
  /** Index in the present state, −1: added. */
  source: number;
  /** Further columns that were set. */
  more: Record<string, string | number | null>;
}

/**
 * Facilities of a scenario: the present ones in their order, moved, resized and changed where the edits say so, those closed left out,
 * those added at the end in the order they were added. Edits of other layers are passed over. The present state is not changed;
 * where no edit speaks of facilities it is given back itself. Throws for an edit of a facility that is not there.
 */
export function applyScenario(present: Facilities, scenario: Scenario): Facilities {
  const edits = scenario.edits.filter((edit) => layerOf(edit) === 'facilities');
  if (edits.length === 0) return present;
  const byCode = new Map<string, Row>();
  present.code.forEach((code, i) => byCode.set(code, rowOf(present, i)));
  for (const edit of edits) {
    const row = byCode.get(edit.code);
    if (edit.do === 'add') {
      if (row) throw new Error(`expected a new facility code, got ${edit.code}, which exists`);
      byCode.set(edit.code, addedRow(edit));
    } else if (!row) throw new Error(`expected the code of a facility, got ${edit.code}`);
    else if (edit.do === 'close') byCode.delete(edit.code);
    else byCode.set(edit.code, changeRow(row, edit));
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
    ...pickMore(present, kept)
  };
}

const rowOf = (present: Facilities, i: number): Row => ({
  code: present.code[i],
  name: present.name[i],
  category: present.category[i],
  lon: present.lon[i],
  lat: present.lat[i],
  floorAreaM2: present.floorAreaM2[i],
  beds: present.beds[i],
  capacity: present.capacity[i],
  servesUnit: present.servesUnit[i],
  source: i,
  more: {}
});

const addedRow = (edit: Extract<Edit, { do: 'add' }>): Row => ({
  code: edit.code,
  name: edit.name,
  category: edit.category,
  lon: edit.lon,
  lat: edit.lat,
  floorAreaM2: edit.floorAreaM2 ?? NaN,
  beds: edit.beds ?? NaN,
  capacity: edit.capacity ?? NaN,
  servesUnit: '',
  source: -1,
  more: {}
});

function changeRow(row: Row, edit: Edit): Row {
  if (edit.do === 'move') return { ...row, lon: edit.lon, lat: edit.lat };
  if (edit.do === 'resize') {
    const { floorAreaM2 = row.floorAreaM2, beds = row.beds, capacity = row.capacity } = edit;
    return { ...row, floorAreaM2, beds, capacity };
  }
  if (edit.do !== 'set') throw new Error(`expected an edit of a facility, got ${edit.do}`);
  const own = Object.hasOwn(OWN, edit.field) ? OWN[edit.field as keyof typeof OWN] : null;
  if (own === null) return { ...row, more: { ...row.more, [edit.field]: edit.value } };
  const value = typeof row[own] === 'number' ? numberOf(edit.value) : String(edit.value ?? '');
  return { ...row, [own]: value };
}

const numberOf = (value: string | number | null): number =>
  value === null || value === '' ? NaN : Number(value);

/** The further columns, with those that were set; of a facility that was added only what was set is known. */
function pickMore(
  { numbers = {}, texts = {}, ...present }: Facilities,
  rows: Row[]
): Pick<Facilities, 'numbers' | 'texts'> {
  const said = new Set(rows.flatMap(({ more }) => Object.keys(more)));
  const isText = (name: string) =>
    name in texts || (!(name in numbers) && rows.some(({ more }) => typeof more[name] === 'string'));
  const none = { numbers: new Float64Array(present.code.length).fill(NaN), texts: [] as string[] };
  const pickNumbers = (name: string) => {
    const column = numbers[name] ?? none.numbers;
    return Float64Array.from(rows, ({ source, more }) =>
      Object.hasOwn(more, name) ? numberOf(more[name]) : (column[source] ?? NaN)
    );
  };
  const pickTexts = (name: string) => {
    const column = texts[name] ?? none.texts;
    return rows.map(({ source, more }) =>
      Object.hasOwn(more, name) ? String(more[name] ?? '') : (column[source] ?? '')
    );
  };
  const numberNames = new Set([...Object.keys(numbers), ...[...said].filter((name) => !isText(name))]);
  const textNames = new Set([...Object.keys(texts), ...[...said].filter(isText)]);
  const made = <T>(names: Set<string>, pick: (name: string) => T) =>
    Object.fromEntries([...names].map((name) => [name, pick(name)]));
  return {
    ...(numberNames.size > 0 ? { numbers: made(numberNames, pickNumbers) } : {}),
    ...(textNames.size > 0 ? { texts: made(textNames, pickTexts) } : {})
  };
}
