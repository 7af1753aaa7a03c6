import { PackedTexts } from '../../tables/packed-texts.ts';
import { NOT_ON_MAP } from '../../tables/schema.ts';
import { isCounter, plainName, rankName } from '../fields.ts';
import type { Ledger } from '../ledger.ts';
import type { Layer } from '../report.ts';
import { isDivisionCode } from '../meanings/match-columns.ts';
import {
  matchUnits,
  UnitIndex,
  wantUnits,
  type KnownUnit,
  type WantedUnit
} from '../meanings/match-units.ts';
import { partsOf } from '../meanings/name-likeness.ts';
import type { Letters } from '../meanings/name-letters.ts';
import { isMissing, plainCell } from '../values/numbers.ts';
import { sampleCells, shareOf } from '../meanings/sample-rows.ts';

const TOTALS = /^(合计|总计|小计|共计|总数|全部|全街道|total|sum|subtotal)[:：]?$/i;

/** What the names of a table's units are matched to. */
export interface UnitContext {
  units: readonly (KnownUnit | string)[];
  letters: Letters | null;
  same: Readonly<Record<string, string>>;
}

/** How often a unit may stand in a table. */
export interface UnitRows {
  /** Rows of one unit of which this differs are not the same twice; null: a unit may stand in any number of rows. */
  again: ((index: number) => string) | null;
  /** Whether a row may be of no unit (staff of a facility). */
  mayLack: (index: number) => boolean;
}

/**
 * How often a unit may stand in a layer: once, once a year or month (`when`), or once for each of its staff, who may be those
 * of a facility instead.
 */
export function rowsOfUnit(
  as: Layer,
  when: Float64Array | PackedTexts | (string | null)[] | undefined,
  facility: (string | null)[] | null
): UnitRows {
  if (as === 'staffing') return { again: null, mayLack: (i) => !isMissing(facility?.[i] ?? null) };
  if (as === 'population' || when === undefined) return ONCE;
  const values = when instanceof PackedTexts ? when.texts() : when;
  return { again: (i) => String(values[i] ?? ''), mayLack: () => false };
}

const ONCE: UnitRows = { again: () => '', mayLack: () => false };

/**
 * The unit of each row of a table of units (its column `unit`), as the map calls it where `units` has any. Rows without
 * a unit, of totals, and of a unit that stands more often than `rows` allows are rejected; names that the map lacks become
 * questions. Where the table has a code and a name both are looked at; a column of the units above tells units of one name
 * apart.
 */
export function checkUnits(
  ledger: Ledger,
  unit: number,
  context: UnitContext,
  rows: UnitRows = ONCE
): (string | null)[] {
  const { source } = ledger;
  const cells = source.columns[unit];
  const out = new Array<string | null>(cells.length).fill(null);
  for (const i of ledger.standing()) {
    const name = plainCell(cells[i]);
    if (isMissing(cells[i])) {
      if (!rows.mayLack(i)) ledger.reject(i, 'unit', 'no_unit');
    } else if (TOTALS.test(name.replace(/\s/g, ''))) ledger.reject(i, 'unit', 'total_row', { name });
    else out[i] = cells[i]!.trim();
  }
  const index = new UnitIndex(context.units, context.letters);
  const beside = findBeside(ledger, unit);
  if (context.units.length > 0) {
    putZerosBack(ledger, unit, out, index);
    settleCodes(ledger, out, index, beside);
  }
  const standing = ledger.standing().filter((i) => out[i] !== null);
  const wanted = wantUnits(
    standing.map((i) => out[i]!),
    standing.map((i) => (beside.parent < 0 ? null : source.columns[beside.parent][i]))
  );
  const { matched, questions } =
    context.units.length > 0
      ? matchUnits(wanted, index, context.same, ledger.lang)
      : { matched: new Map(Object.entries(context.same)), questions: [] };
  ledger.questions.push(...questions);
  settle(ledger, cells, standing, wanted, matched, out, rows.again);
  return out;
}

/** Writes what each row was matched to; a second row of a unit, and one that is not on the map, are rejected. */
function settle(
  ledger: Ledger,
  cells: (string | null)[],
  standing: number[],
  wanted: WantedUnit[],
  matched: ReadonlyMap<string, string>,
  out: (string | null)[],
  again: UnitRows['again']
): void {
  const first = new Map<string, number>();
  standing.forEach((i, k) => {
    const was = out[i]!;
    const { key } = wanted[k];
    const name = matched.get(key) ?? matched.get(was) ?? key;
    if (name === NOT_ON_MAP) return ledger.reject(i, 'unit', 'not_on_map', { name: was });
    if (again !== null) {
      const row = `${name}\n${again(i)}`;
      const before = first.get(row);
      if (before !== undefined)
        return ledger.reject(i, 'unit', 'duplicate_unit', { name: was, first: ledger.row(before) });
      first.set(row, i);
    }
    out[i] = name;
    const cell = cells[i]!.trim();
    // A code that is written as the name it stands for is no mend.
    if (name !== cell && !/^\d+(\.0+)?$/.test(cell)) ledger.mendOrReject(i, 'unit', 'unit_name', cell, name);
  });
}

/** Columns beside that of the unit which say more of it; −1 where there is none. */
interface Beside {
  parent: number;
  /** Codes, where the unit is a name. */
  code: number;
  /** Names, where the unit is a code. */
  name: number;
}

function findBeside({ source }: Ledger, unit: number): Beside {
  const find = (holds: (header: string, cells: string[]) => boolean): number =>
    source.headers.findIndex(
      (header, column) => column !== unit && holds(header, sampleCells(source, column, 300))
    );
  const unitIsCode =
    shareOf(sampleCells(source, unit, 300), (cell) => /^\d{3,}$/.test(plainCell(cell))) > 0.8;
  const isText = (cells: string[]): boolean => shareOf(cells, (cell) => !/\d{3}/.test(cell)) > 0.8;
  return {
    parent: find(
      (header, cells) =>
        cells.length > 0 &&
        rankName('communities', 'parent', header) >= 0 &&
        !/社区|村/.test(source.headers[unit] === header ? header : plainName(header))
    ),
    code: unitIsCode
      ? -1
      : find(
          (header, cells) =>
            rankName('communities', 'unit_id', header) >= 0 &&
            !isCounter(header) &&
            shareOf(cells, (cell) => isDivisionCode(cell) || /^\d{3,}$/.test(cell)) > 0.8
        ),
    name: unitIsCode
      ? find(
          (header, cells) =>
            cells.length > 0 &&
            isText(cells) &&
            (rankName('communities', 'name', header) >= 0 || rankName('population', 'unit', header) >= 0) &&
            rankName('communities', 'parent', header) < 0
        )
      : -1
  };
}

/** Codes that a program has read as numbers: with the zeros at their front they are the map's, if the user agrees. */
function putZerosBack(ledger: Ledger, unit: number, out: (string | null)[], index: UnitIndex): void {
  const mended = new Map<number, string>();
  for (const i of ledger.standing()) {
    if (out[i] === null) continue;
    const code = plainCell(out[i]).replace(/\.0+$/, '');
    if (index.ofCode(code) || index.ofName({ name: out[i]!, parent: null }).length > 0) continue;
    const now = index.withZeros(code);
    if (now !== null) mended.set(i, now);
  }
  const [first] = mended;
  if (!first) return;
  const answer = ledger.ask({
    code: 'ask_lost_zeros',
    params: { column: ledger.source.headers[unit], count: mended.size, was: out[first[0]]!, now: first[1] },
    key: 'lost_zeros',
    options: ['yes', 'no'],
    labels: [
      { zh: '补上开头的 0', en: 'put the zeros back' },
      { zh: '不补', en: 'leave them' }
    ]
  });
  if (answer === 'yes') for (const [i, now] of mended) out[i] = now;
}

/**
 * Where rows have a code and a name: the code counts, unless the map does not have it; where both are units of the map,
 * and not the same, the user says which counts.
 */
function settleCodes(ledger: Ledger, out: (string | null)[], index: UnitIndex, beside: Beside): void {
  const { source } = ledger;
  const other = beside.code >= 0 ? beside.code : beside.name;
  if (other < 0) return;
  const differ = new Map<string, number[]>();
  const gone = new Map<string, number[]>();
  const clashes: { i: number; code: string; name: string; byCode: string }[] = [];
  const byCode = new Map<number, string>();
  for (const i of ledger.standing()) {
    if (out[i] === null) continue;
    const [own, more] = [out[i]!, plainCell(source.columns[other][i])];
    const [code, name] = beside.code >= 0 ? [more, own] : [own, more];
    if (code === '' || name === '') continue;
    const parent = beside.parent < 0 ? null : plainCell(source.columns[beside.parent][i]);
    const found = index.ofCode(code);
    const exact = index.ofName({ name, parent });
    const named = exact.length > 0 ? exact : index.ofForm({ name, parent });
    if (!found) {
      if (named.length === 1) {
        put(gone, code, i);
        out[i] = name;
      }
      continue;
    }
    const alike = found.parts.plain === partsOf(name).plain;
    if (!alike) put(differ, `${code} ${name}（${found.unit.name}）`, i);
    if (!alike && named.length === 1 && named[0] !== found)
      clashes.push({ i, code, name, byCode: found.unit.name });
    byCode.set(i, found.value);
  }
  ledger.warnWords('code_name_differ', differ);
  ledger.warnWords('code_not_on_map', gone);
  let answer = 'code';
  if (clashes.length > 0) {
    const [{ code, name, byCode: by }] = clashes;
    answer = ledger.ask({
      code: 'ask_code_or_name',
      params: { count: clashes.length, code, name, by_code: by },
      key: 'code_or_name',
      options: ['code', 'name'],
      labels: [
        { zh: '按代码', en: 'the code' },
        { zh: '按名称', en: 'the name' }
      ]
    });
  }
  const byName = new Map(answer === 'name' ? clashes.map(({ i, name }) => [i, name]) : []);
  for (const [i, value] of byCode) out[i] = byName.get(i) ?? value;
}

function put(lists: Map<string, number[]>, key: string, value: number): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}
