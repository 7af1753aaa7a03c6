import { BANDS, readBand, tile } from './age-bands.ts';
import { matchCategory } from './categories.ts';
import { classifyType, isTypePath } from './classify-types.ts';
import {
  fieldsOf,
  FORMS,
  isCounter,
  kindOf,
  namesOf,
  NAMES_UNITS,
  numberFields,
  plainName,
  rankPlain
} from '../fields.ts';
import { formsOf, mayBeCut, type HeaderForm } from '../sheet/header-forms.ts';
import { readOrdinate, splitPosition } from '../values/coordinates.ts';
import { ImportError } from '../import-error.ts';
import { isOfKind } from '../values/is-of-kind.ts';
import { isMissing, plainCell, readNumber } from '../values/numbers.ts';
import type { ReasonCode } from '../reasons.ts';
import type { Choices, Layer } from '../report.ts';
import { figureFits } from './role-columns.ts';
import { sampleCells, shareOf } from './sample-rows.ts';
import { columnIndex, type Source } from '../source.ts';

/** Names by which `map` can speak of the two ordinates of the file's own geometry. */
export const GEOMETRY_X = 'geometry.x';
export const GEOMETRY_Y = 'geometry.y';

export interface Match {
  field: string;
  /** Index of the column. */
  column: number;
  why: ReasonCode;
  /** 0…1; 1 for what the user said or the field's own name. */
  confidence: number;
}

/** Matches less sure than this are offered to the user, never made. */
const LEAST = 0.6;

/**
 * Column of each field of the layer: as `choices.map` says, the others by name, type and values. A column serves one
 * field; what is not sure enough is left for `offerColumns`. Throws ImportError where `map` names a field or a column
 * that is not there.
 */
export function matchColumns(source: Source, choices: Choices): Match[] {
  const { as } = choices;
  // What may be walked is read from a way's tags, not from one column.
  const fields = fieldsOf(as).filter((field) => field !== 'walkable' || !source.format.startsWith('osm'));
  const matches: Match[] = [];
  const done = new Set<string>();
  const used = new Set<number>();
  const add = (match: Match): void => {
    matches.push(match);
    done.add(match.field);
    used.add(match.column);
  };
  for (const [field, name] of Object.entries(choices.map ?? {})) {
    const ordinate = name === GEOMETRY_X || name === GEOMETRY_Y;
    if (!fields.includes(field) && !(ordinate && (field === 'lon' || field === 'lat')))
      throw new ImportError('no_field', source.file, { layer: as, field, fields: fields.join('、') });
    done.add(field);
    if (name === '' || ordinate) continue;
    const column = columnIndex(source, name);
    if (column < 0)
      throw new ImportError('no_column', source.file, { column: name, field, columns: columnList(source) });
    add({ field, column, why: addsBands(field, name) ? 'why_bands' : 'why_chosen', confidence: 1 });
  }
  const open = fields.filter((field) => !done.has(field));
  const forms = source.headers.map(formsOf);
  if (open.includes('category')) {
    const found = categoryColumn(source, choices, forms, used);
    if (found) add(found);
  }
  for (const match of candidates(source, choices, open, forms))
    if (
      match.confidence >= LEAST &&
      !done.has(match.field) &&
      !used.has(match.column) &&
      fits(source, choices, match)
    )
      add(match);
  for (const match of matchByValues(
    source,
    as,
    open.filter((field) => !done.has(field)),
    used
  ))
    add(match);
  return matches.sort((a, b) => fields.indexOf(a.field) - fields.indexOf(b.field));
}

/** Whether a sum (`60-64岁+65岁及以上`) is of bands that make the field's ages exactly. */
function addsBands(field: string, name: string): boolean {
  const parts = name.split('+').map(readBand);
  if (!BANDS[field] || parts.length < 2 || parts.includes(null)) return false;
  const found = tile(
    parts.map((band, column) => ({ column, band: band! })),
    BANDS[field]
  );
  return found?.length === parts.length;
}

/** Everything that the names say of the `open` fields, the surest first, then in the order of the columns. */
export function candidates(
  source: Source,
  { as }: Choices,
  open: string[],
  forms: HeaderForm[][] = source.headers.map(formsOf)
): Match[] {
  const out: Match[] = [];
  for (const field of open)
    source.headers.forEach((header, column) => {
      const match = nameMatch(as, field, header, forms[column]);
      if (match) out.push({ field, column, ...match });
    });
  return out.sort((a, b) => b.confidence - a.confidence || a.column - b.column);
}

/** Kinds of which a header may ask whether there is such a thing: 是否有代办服务, 5G是否覆盖, 有无残协. */
const ASKS = new Set(['flag', 'has', 'tally']);
const IF_ANY = /(是否|有无)(已|为)?(有|建立|设立|设有|配备|开展|提供)?/;

function nameMatch(
  as: Layer,
  field: string,
  header: string,
  forms: HeaderForm[]
): Pick<Match, 'why' | 'confidence'> | null {
  let best: Pick<Match, 'why' | 'confidence'> | null = null;
  for (const { plain, why, confidence } of forms) {
    const rank = rankPlain(as, field, plain);
    if (rank < 0) continue;
    const same = rank === 0 && why === 'why_synonym';
    // Of two names the one that stands earlier in the list says more.
    const sure = same ? 1 : confidence - Math.min(rank, 60) * 0.001;
    if (!best || sure > best.confidence) best = { why: same ? 'why_same' : why, confidence: sure };
  }
  if (best) return best;
  const asked = ASKS.has(kindOf(as, field)!) ? plainName(header).replace(IF_ANY, '') : '';
  if (asked !== '' && asked !== plainName(header) && rankPlain(as, field, asked) >= 0)
    return { why: 'why_synonym', confidence: 0.85 };
  const wanted = BANDS[field];
  if (wanted && !/\/.*[男女]|[男女].*\//.test(header)) {
    const band = readBand(header.split(/[/／]/).at(-1)!);
    const whole = band && band.from === wanted.from && band.to === wanted.to;
    if (whole && readBand(header.replace(/[/／]/g, ' '))) return { why: 'why_ages', confidence: 0.9 };
  }
  if (!mayBeCut(header)) return null;
  const [{ plain }] = forms;
  return plain.length > 2 && namesOf(as, field).some((name) => name !== plain && name.startsWith(plain))
    ? { why: 'why_cut', confidence: 0.8 }
    : null;
}

/** Names of the columns, for a sentence. */
export function columnList(source: Source): string {
  const shown = source.headers.slice(0, 30).join('、');
  return source.headers.length > 30 ? `${shown}…` : shown || '—';
}

/** Columns filled less than this share of the fullest are no list of categories for all rows. */
const FILLED = 0.9;

/**
 * Among the columns that are called so, one with a word in (nearly) every row; of these the one with the most words
 * that are known categories, then the one whose name says it best.
 */
function categoryColumn(
  source: Source,
  choices: Choices,
  forms: HeaderForm[][],
  used: Set<number>
): Match | null {
  const given = choices.categories ?? {};
  const known = new Map<string, boolean>();
  const isKnown = (cell: string): boolean => {
    let is = known.get(cell);
    if (is === undefined) {
      is = matchCategory(cell, given) !== null || (isTypePath(cell) && classifyType(cell) !== null);
      known.set(cell, is);
    }
    return is;
  };
  const found = candidates(source, choices, ['category'], forms).flatMap((match) => {
    if (used.has(match.column) || match.confidence < LEAST) return [];
    const words = sampleCells(source, match.column, 5000);
    if (words.length === 0) return [];
    const size = Math.min(source.rows, 5000);
    return [{ match, filled: words.length / size, known: shareOf(words, isKnown) * (words.length / size) }];
  });
  const fullest = Math.max(0, ...found.map(({ filled }) => filled));
  const full = found.filter(({ filled }) => filled >= fullest * FILLED);
  full.sort((a, b) => b.known - a.known || b.match.confidence - a.match.confidence);
  return full[0]?.match ?? null;
}

/** Whether cells only count on from 0 or 1. */
function countsRows(filled: (string | null)[]): boolean {
  const first = Number(filled[0]);
  return (first === 0 || first === 1) && filled.every((cell, i) => Number(cell) === first + i);
}

/** Whether a column that is called a name has another one in each row. */
function hasOwnNames(source: Source, as: Layer): boolean {
  return source.headers.some((header, column) => {
    if (rankPlain(as, 'name', plainName(header)) < 0) return false;
    const names = source.columns[column];
    return names.every((name) => !isMissing(name)) && new Set(names).size === source.rows;
  });
}

/** Whether the values of a column are of the field's kind. */
export function fits(
  source: Source,
  { as }: Choices,
  { field, column }: Pick<Match, 'field' | 'column'>
): boolean {
  if (field === FORMS[as].code) {
    const large = source.rows > 100_000;
    const filled = sampleCells(source, column, large ? 20_000 : source.rows);
    if (!isCounter(source.headers[column])) return filled.length > 0;
    // Programs number the rows of a layer (fid, OBJECTID), and anew at each export: names are the better code of units.
    if (FORMS[as].shape === 'area' && countsRows(filled) && hasOwnNames(source, as)) return false;
    // A column "id" in half of the rows, or with few values, counts something else than these rows.
    const rows = large ? 20_000 : source.rows;
    return filled.length >= rows * 0.9 && new Set(filled).size >= filled.length * 0.5;
  }
  const filled = sampleCells(source, column);
  if (field === 'lon' || field === 'lat')
    return source.geometry === null && shareOf(filled, (cell) => readOrdinate(cell) !== null) >= 0.5;
  if (field === 'position')
    return source.geometry === null && shareOf(filled, (cell) => splitPosition(cell) !== null) > 0.5;
  if (field === 'entrance_lon' || field === 'entrance_lat')
    return filled.length > 0 && shareOf(filled, (cell) => readOrdinate(cell) !== null) >= 0.5;
  if (as === 'staffing' && !figureFits(field, source.headers[column])) return false;
  const kind = kindOf(as, field);
  // 无 is a blank elsewhere, and a no here: a column of nothing else is one that says no.
  if (kind)
    return (
      kind === 'flag' ||
      filled.length === 0 ||
      (kind === 'list' && plainName(source.headers[column]) === plainName(field)) ||
      shareOf(filled, (cell) => isOfKind(kind, field, cell)) >= 0.5
    );
  if (numberFields(as).includes(field))
    return filled.length > 0 && shareOf(filled, (cell) => readNumber(cell) !== null) >= 0.5;
  // A name is a word; COMMUNITY_ may be the stump of COMMUNITY_NAME or of COMMUNITY_ID.
  if (field === 'name')
    return filled.length === 0 || shareOf(filled, isOnlyNumber) < 0.5 || isNameHeader(source, column);
  return true;
}

const isOnlyNumber = (cell: string): boolean => /^\d+(\.0+)?$/.test(plainCell(cell));
const isNameHeader = (source: Source, column: number): boolean =>
  /名|name|title/i.test(source.headers[column]);

/** A 6, 9 or 12-digit code of an administrative division of the mainland. */
export const isDivisionCode = (cell: string): boolean =>
  /^[1-6]\d{5}(\d{3}(\d{3})?)?(\.0+)?$/.test(plainCell(cell));

const UNIT_NAME = /(社区|村|居委会|村委会|街道|[镇乡])$/;

/** Fields whose column tells itself by its values, where no name does: places, codes and names of units. */
function matchByValues(source: Source, as: Layer, open: string[], used: Set<number>): Match[] {
  const wanted = ['lon', 'lat', 'unit_id', 'unit', 'name', 'category'].filter((field) =>
    open.includes(field)
  );
  if (wanted.length === 0 || as === 'tasks' || as === 'roads' || as === 'landuse') return [];
  const out: Match[] = [];
  const free = source.headers.map((_, column) => column).filter((column) => !used.has(column));
  const samples = new Map(free.map((column) => [column, sampleCells(source, column, 300)]));
  const only = (field: string, holds: (cell: string) => boolean, least = 0.95): void => {
    if (!wanted.includes(field)) return;
    const found = free.filter((column) => !used.has(column) && shareOf(samples.get(column)!, holds) >= least);
    // Two columns that both could be it are for the user to tell apart.
    if (found.length !== 1) return;
    out.push({ field, column: found[0], why: 'why_values', confidence: LEAST });
    used.add(found[0]);
  };
  const within =
    (least: number, most: number) =>
    (cell: string): boolean =>
      /\d\.\d{3,}/.test(cell) && Number(plainCell(cell)) >= least && Number(plainCell(cell)) <= most;
  if (source.geometry === null && wanted.includes('lon') && wanted.includes('lat')) {
    only('lon', within(73, 136));
    if (out.length > 0) only('lat', within(3, 54));
    if (out.length === 1) used.delete(out.pop()!.column);
  }
  const units = ['communities', 'subdistricts', 'districts'].includes(as);
  if (units) only('unit_id', isDivisionCode);
  if (NAMES_UNITS.includes(as)) {
    only('unit', (cell) => UNIT_NAME.test(plainCell(cell)), 0.6);
    if (!out.some(({ field }) => field === 'unit')) only('unit', isDivisionCode);
  }
  if (units) only('name', (cell) => UNIT_NAME.test(plainCell(cell)), 0.6);
  if (as === 'facilities')
    only('category', (cell) => matchCategory(cell) !== null || classifyType(cell) !== null, 0.6);
  return out;
}
