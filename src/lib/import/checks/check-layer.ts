import { roleOfColumn } from '../../standards/roles.ts';
import { FIELDS, layerTable } from '../../tables/schema.ts';
import type { Column, Table } from '../../tables/database.ts';
import { packedColumn } from '../../tables/packed-column.ts';
import { PackedTexts } from '../../tables/packed-texts.ts';
import { shapeOfPart, shapesByUnit, warnStatedAreas } from './check-areas.ts';
import { checkCounts, checkTotals, settleZeros } from './check-counts.ts';
import { askDuplicates, warnNoNames } from './check-duplicates.ts';
import { checkNeighbours } from './check-neighbours.ts';
import { settleOpening } from './check-opening.ts';
import { checkLines } from './check-lines.ts';
import { checkPoints } from './check-points.ts';
import { groundAreas, saysVacantLand } from './check-candidates.ts';
import { checkEntrances } from './check-entrances.ts';
import { checkKind } from './check-kinds.ts';
import { checkUnits, rowsOfUnit } from './check-population.ts';
import { checkOsmWays, checkWalkable, refuseOsm } from './check-roads.ts';
import { requireFields } from './check-required.ts';
import { checkShapes } from './check-shapes.ts';
import { checkRoles, warnStaffFigures, warnStaffTwice } from './check-staffing.ts';
import { checkAreaKinds } from './check-study-areas.ts';
import { checkTaskUnits } from './check-task-units.ts';
import { checkDates, DATES, warnTaskRules, warnTaskStatus } from './check-tasks.ts';
import * as values from './check-values.ts';
import { warnUnused } from './warn-unused.ts';
import { warnOutsideUnits } from './check-whereabouts.ts';
import { evidenceOf } from '../meanings/classify-facility.ts';
import { placeOfUnits, type ChosenCrs } from '../places/crs.ts';
import { fieldWord, FORMS, kindOf, NAMES_UNITS } from '../fields.ts';
import { ImportError } from '../import-error.ts';
import { landuseKind } from '../meanings/landuse-kinds.ts';
import { Ledger } from '../ledger.ts';
import { matchColumns, type Match } from '../meanings/match-columns.ts';
import type { KnownUnit } from '../meanings/match-units.ts';
import type { Letters } from '../meanings/name-letters.ts';
import { askSums } from '../meanings/offer-columns.ts';
import { dropPersonal } from '../meanings/personal-data.ts';
import { reason, type Lang } from '../reasons.ts';
import type { Choices, ImportReport, Layer } from '../report.ts';
import { uniqueName } from '../column-names.ts';
import { packedOf } from '../source-columns.ts';
import type { Source } from '../source.ts';
import { addSums } from '../meanings/sum-columns.ts';
import { plainCell } from '../values/numbers.ts';
import { UNIT_LAYERS, type UnitShapes } from './unit-shapes.ts';

/** What a check may know beside the file. */
export interface Context {
  lang?: Lang;
  /** Files that belong to the one imported, by extension: the parts of a shapefile. */
  beside?: ReadonlyMap<string, Uint8Array>;
  /** The units on the map, or their names and codes; empty or absent where there are none yet. */
  units?: readonly (KnownUnit | string)[];
  /** Traditional forms and sounds of letters (`loadLetters`), by which likely names are found. */
  letters?: Letters;
  /** The units on the map with their shapes; absent or null where there are none yet. */
  shapes?: UnitShapes | null;
  /** This year, by which a facility is there or planned. */
  year?: number;
}

export interface CheckedLayer {
  /** The accepted rows, with the fields of `FIELDS[layer]` first and then the source's other columns as text. */
  table: Table;
  report: ImportReport;
}

type FieldValues = Float64Array | (string | null)[] | PackedTexts;

interface Values {
  /** By field of the layer, one value a row of the source. */
  fields: Map<string, FieldValues>;
  /** Geometry of each row; several for a row of several lines. Null where the layer has none. */
  parts: Uint8Array[][] | null;
  /** Of roads: the heights of each part's vertices. */
  heights: (string | null)[][];
  crs: ChosenCrs | null;
}

/**
 * Checks a source row by row as one layer. Pure: nothing is stored. Rows are accepted or rejected with a reason, so
 * `accepted + rejected.length = rows`; a source row of several lines gives several rows of the table. Where the report
 * has questions, the table shows what their likeliest answers would give. Throws ImportError where the whole file
 * cannot be this layer.
 */
export function checkLayer(file: Source, said: Choices, context: Context = {}): CheckedLayer {
  const { as } = said;
  refuseEarly(file, said);
  const { choices, questions } = askSums(file, said, context.lang ?? 'zh');
  const source = addSums(file, choices.map);
  const ledger = new Ledger(source, context.lang ?? 'zh', choices.answers);
  ledger.questions.push(...questions);
  const matches = matchColumns(source, choices);
  requireFields(source, choices, matches);
  const found = checkValues(ledger, choices, matches, context);
  const kept = ledger.standing();
  const rejected = ledger.rejected();
  const crs = found.crs
    ? { value: found.crs.value, why: reason(found.crs.why, {}, ledger.lang) }
    : { value: '', why: reason('why_no_place', {}, ledger.lang) };
  const report: ImportReport = {
    file: source.file,
    ...(source.sha256 && { sha256: source.sha256 }),
    layer: as,
    format: source.format,
    encoding: source.encoding,
    crs,
    rows: source.rows,
    accepted: kept.length,
    columns: describe(source, as, matches, ledger.lang),
    repaired: ledger.kept(),
    refusable: [...ledger.refusable],
    rejected,
    warnings: ledger.warnings,
    questions: ledger.questions
  };
  const left = dropPersonal(ledger, matches, choices.answers);
  warnUnused(ledger, as, matches, left);
  return { table: makeTable(source, choices, matches, found, kept, left), report };
}

function refuseEarly(source: Source, { as }: Choices): void {
  refuseOsm(source, as);
  if (source.rows === 0) throw new ImportError('no_rows', source.file);
}

function checkValues(ledger: Ledger, choices: Choices, matches: Match[], context: Context): Values {
  const { source } = ledger;
  const { as } = choices;
  const form = FORMS[as];
  const fields: Values['fields'] = new Map();
  const at = (field: string): number => matches.find((m) => m.field === field)?.column ?? -1;
  const cells = (field: string): (string | null)[] | null =>
    at(field) < 0 ? null : source.columns[at(field)];
  let parts: Uint8Array[][] | null = null;
  let heights: (string | null)[][] = [];
  let crs: ChosenCrs | null = null;
  if (as === 'roads') {
    if (source.format.startsWith('osm')) checkOsmWays(ledger);
    const walkable = matches.find(({ field }) => field === 'walkable');
    if (walkable && !source.format.startsWith('osm')) checkWalkable(ledger, walkable);
  }
  if (form.shape === 'point') {
    const points = checkPoints(ledger, choices, matches, placeOfUnits(context.shapes));
    crs = points.crs;
    fields.set('lon', points.lon).set('lat', points.lat);
    const drawn = as === 'candidates' && at('site_area_m2') < 0 ? groundAreas(source, points) : null;
    if (drawn) fields.set('site_area_m2', drawn);
    const [x, y] = [cells('entrance_lon'), cells('entrance_lat')];
    if (x && y) {
      const entrances = checkEntrances(ledger, points, x, y);
      fields.set('entrance_lon', entrances.lon).set('entrance_lat', entrances.lat);
    }
    // Without a code two equal rows may be two things at one place: then they are only named as alike.
    const codes = cells(form.code);
    if (codes) values.rejectPlacedCopies(ledger, codes, points.lon, points.lat);
    if (context.shapes) warnOutsideUnits(ledger, points, context.shapes, cells('name'));
  } else if (form.shape !== 'none' && !(form.shape === 'area-or-none' && source.geometry === null)) {
    const shapes =
      as === 'roads' && source.lines
        ? checkLines(ledger, choices, source.lines)
        : checkShapes(ledger, choices, cells('name') ?? cells(form.code));
    ({ parts, heights, crs } = shapes);
    // Lines drawn twice do no harm, and there are many of them.
    if (as !== 'roads') values.rejectCopies(ledger, (i) => JSON.stringify(source.geometry![i]));
    if (isUnits(as)) checkNeighbours(ledger, shapes.parts, cells('name') ?? cells(form.code));
  } else {
    const first = cells(form.code) ?? cells('unit') ?? source.columns.at(0);
    values.rejectCopies(ledger, (i) => first?.[i] ?? null);
  }
  const numbers: values.Numbers[] = [];
  for (const { field, column } of matches) {
    const header = source.headers[column];
    const packed = packedOf(source.columns, column);
    const kind = kindOf(as, field);
    if (values.isNumberField(as, field)) {
      const plain = packed && values.takePlainNumbers(ledger, header, packed);
      const read = plain ?? values.checkNumbers(ledger, field, header, source.columns[column]);
      fields.set(field, read);
      numbers.push({
        field,
        header,
        get cells() {
          return source.columns[column];
        },
        values: read
      });
      settleZeros(ledger, numbers[numbers.length - 1]);
      continue;
    }
    const own = source.columns[column];
    if (DATES[as]?.includes(field)) fields.set(field, checkDates(ledger, field, own));
    else if (kind) fields.set(field, checkKind(ledger, kind, field, header, own));
    else if (FIELDS[as].some(({ name, type }) => name === field && type === 'VARCHAR') && !fields.has(field))
      fields.set(field, packed ?? own);
  }
  const countsPeople = as === 'population' || as === 'residential';
  if (countsPeople) values.rejectEmptied(ledger, numbers);
  if (countsPeople || isUnits(as)) checkCounts(ledger, numbers, countsPeople);
  const names = cells('name');
  if (as === 'staffing' && cells('role')) {
    const wide = matches.some(({ field }) => roleOfColumn(field) !== null);
    fields.set('role', checkRoles(ledger, cells('role')!, wide));
  }
  const unitContext = {
    units: context.units ?? [],
    letters: context.letters ?? null,
    same: choices.same ?? {}
  };
  if (NAMES_UNITS.includes(as) && at('unit') >= 0)
    fields.set(
      'unit',
      checkUnits(
        ledger,
        at('unit'),
        unitContext,
        rowsOfUnit(as, fields.get(as === 'visits' ? 'month' : 'year'), cells('facility'))
      )
    );
  if (as === 'staffing') {
    warnStaffFigures(ledger, numbers);
    const texts = (field: string) => (fields.get(field) ?? null) as (string | null)[] | null;
    const years = fields.get('year') as Float64Array | undefined;
    warnStaffTwice(ledger, texts('unit'), cells('facility'), texts('role'), years);
  }
  if (as === 'tasks') {
    if (cells('unit_id')) fields.set('unit_id', checkTaskUnits(ledger, cells('unit_id')!, unitContext));
    warnTaskRules(ledger, cells('rule_id'), cells('requirement_id'));
    warnTaskStatus(ledger, cells('status'));
  }
  if (as === 'population') {
    checkTotals(ledger, numbers, cells('unit')!);
    const shapeOf = context.shapes && shapesByUnit(context.shapes);
    const units = fields.get('unit') as (string | null)[];
    if (shapeOf)
      warnStatedAreas(
        ledger,
        (i) => shapeOf(units[i]),
        (i) => units[i]
      );
  }
  if (isUnits(as) && parts) {
    const own = parts;
    warnStatedAreas(
      ledger,
      (i) => shapeOfPart(own, i),
      (i) => names?.[i] ?? null
    );
  }
  if (countsPeople) values.warnUnreadable(ledger, numbers);
  if (as === 'facilities') {
    if (cells('status')) values.checkStatus(ledger, cells('status')!);
    const status = settleOpening(ledger, cells('status'), context.year);
    if (status && status !== cells('status')) fields.set('status', status);
    fields.set(
      'category',
      values.checkCategories(ledger, choices, evidenceOf(source, at('category'), at('name')))
    );
    if (names) {
      warnNoNames(ledger, names);
      const [lon, lat] = ['lon', 'lat'].map((field) => fields.get(field) as Float64Array);
      askDuplicates(ledger, names, lon, lat, fields.get('category') as string[]);
    }
  }
  if (as === 'candidates' && !cells('site_kind') && saysVacantLand(source))
    fields.set('site_kind', new Array<string>(source.rows).fill('land'));
  if (as === 'study_areas') fields.set('kind', checkAreaKinds(ledger, cells('kind'), names));
  if (as === 'landuse')
    fields.set('kind', (cells('kind') ?? new Array(source.rows).fill(null)).map(landuseKind));
  if (form.code !== '') {
    const own = form.shape.startsWith('area') ? names : null;
    fields.set(
      form.code,
      values.checkCodes(
        ledger,
        form.code,
        codeCells(ledger, cells(form.code)),
        own,
        as === 'roads' ? 'numbered' : 'asked'
      )
    );
  }
  return { fields, parts, heights, crs };
}

const isUnits = (as: string): boolean => UNIT_LAYERS.some((layer) => layer === as);

/** The way's own id is the code of a way. */
const codeCells = (ledger: Ledger, cells: (string | null)[] | null): (string | null)[] | null =>
  ledger.source.format.startsWith('osm') ? ledger.source.columns[0] : cells;

function describe(source: Source, as: Layer, matches: Match[], lang: Lang): ImportReport['columns'] {
  return matches.map(({ field, column, why }) => {
    const from = source.headers[column];
    return { from, to: field, why: reason(why, { from, to: field, to_zh: fieldWord(field, as) }, lang) };
  });
}

/** Fields whose value in the table is not what the file says: their column of the file is kept beside it. */
const REWRITTEN = new Set(['category', 'unit', 'kind', 'walkable', 'position']);
/** Kinds of which the file's own words are kept where they were made something else. Names of persons never are. */
const KEPT_BESIDE = new Set<string>(['hours', 'list', 'words']);

/** Whether the table has something else for a column of the file than what it says. */
function isRewritten(
  source: Source,
  as: Layer,
  { field, column }: Match,
  found: Values,
  kept: number[]
): boolean {
  if (REWRITTEN.has(field)) return true;
  const kind = kindOf(as, field);
  if (field !== 'role' && (kind === undefined || !KEPT_BESIDE.has(kind))) return false;
  const now = found.fields.get(field);
  if (!now || now instanceof PackedTexts) return false;
  const cells = source.columns[column];
  const text = (value: string | number | null): string =>
    value === null || Number.isNaN(value) ? '' : String(value);
  return kept.some((i) => text(now[i]) !== plainCell(cells[i]));
}

function makeTable(
  source: Source,
  { as }: Choices,
  matches: Match[],
  found: Values,
  kept: number[],
  left: ReadonlySet<number>
): Table {
  const { parts } = found;
  const rows = parts ? kept.flatMap((i) => new Array<number>(Math.max(1, parts[i].length)).fill(i)) : kept;
  const columns: Table = new Map();
  for (const [field, cells] of found.fields) columns.set(field, pick(cells, rows));
  if (parts)
    columns.set('geometry', {
      type: 'BLOB',
      values: kept.flatMap((i): (Uint8Array | null)[] => (parts[i].length > 0 ? parts[i] : [null]))
    });
  columns.set('source_row', { type: 'DOUBLE', values: Float64Array.from(rows, (i) => source.rowNumbers[i]) });
  if (as === 'roads') numberParts(columns, rows);
  if (kept.some((i) => found.heights[i]?.some((text) => text !== null)))
    columns.set('heights', { type: 'VARCHAR', values: kept.flatMap((i) => found.heights[i]) });
  const consumed = new Set(
    matches.filter((match) => !isRewritten(source, as, match, found, kept)).map(({ column }) => column)
  );
  const taken = new Set(FIELDS[as].map(({ name }) => name.toLowerCase()));
  source.headers.forEach((header, c) => {
    if (!consumed.has(c) && !left.has(c))
      columns.set(uniqueName(header, taken), pick(packedOf(source.columns, c) ?? source.columns[c], rows));
  });
  return layerTable(FIELDS[as], columns, rows.length);
}

function pick(cells: FieldValues, rows: number[]): Column {
  // All rows in order: nothing is copied, and nothing written to.
  const all = rows.length === cells.length && rows.every((i, k) => i === k);
  if (cells instanceof PackedTexts) return packedColumn(all ? cells : cells.pick(rows));
  if (cells instanceof Float64Array)
    return { type: 'DOUBLE', values: all ? cells : Float64Array.from(rows, (i) => cells[i]) };
  return { type: 'VARCHAR', values: all ? cells : rows.map((i) => cells[i]) };
}

/** The lines of one source row get codes of their own: 7, 7_2, 7_3. */
function numberParts(columns: Table, rows: number[]): void {
  const column = columns.get('road_id');
  if (column?.type !== 'VARCHAR') return;
  const values = [...column.values];
  columns.set('road_id', { type: 'VARCHAR', values });
  let part = 1;
  for (let k = 1; k < rows.length; k++) {
    part = rows[k] === rows[k - 1] ? part + 1 : 1;
    if (part > 1) values[k] = `${values[k]}_${part}`;
  }
}
