import { CATEGORIES } from '../../standards/taxonomy.ts';
import { POPULATION_FIELDS, SOURCE_ROW, UNIT_TOTALS } from '../../tables/schema.ts';
import { fieldName } from '../import/field-names.ts';
import { currentLanguage, named, say } from '../words/words.svelte.ts';
import type { WordKey } from '../words/zh.ts';
import { checkChoice, checkFlag, checkNumber, checkText } from './check-value.ts';
import type { EditedTable } from './edited-table.ts';
import type { CellEdit, GridColumn, Total } from './grid-column.ts';

/** Columns in which 1 is yes and 0 no. */
const FLAGS = new Set([
  ...['is_rural', 'demo_flag', 'barrier_free', 'age_friendly', 'child_friendly', 'open_to_public'],
  'ground_floor_commercial'
]);
const YEARS = new Set([SOURCE_ROW, 'built_year', 'survey_year', 'year']);
const PLACES: Record<string, number> = { lon: 180, entrance_lon: 180, lat: 90, entrance_lat: 90 };
const SUMS = new Set<string>([
  ...['households', ...POPULATION_FIELDS, ...UNIT_TOTALS],
  ...['floor_area_m2', 'beds', 'capacity', 'cost', 'activity_area_m2', 'office_area_m2', 'site_area_m2']
]);
/** Columns that come first, in this order. */
const FIRST = ['name', 'fac_id', 'site_id', 'community', 'category', 'level', 'parent'];

const numbers = new Intl.NumberFormat('zh-CN', { maximumFractionDigits: 2 });
const showNumber = (value: number) => (Number.isNaN(value) ? '' : numbers.format(value));
const showPlain = (value: number) => (Number.isNaN(value) ? '' : String(value));
const showPlace = (value: number) => (Number.isNaN(value) ? '' : value.toFixed(6));
const showFlag = (value: number) =>
  Number.isNaN(value) ? '' : say(value > 0 ? 'attributes.yes' : 'attributes.no');

function showOf(name: string): (value: number) => string {
  if (name in PLACES) return showPlace;
  if (FLAGS.has(name)) return showFlag;
  return YEARS.has(name) ? showPlain : showNumber;
}

/** What is shown of a field's value in the language on screen. */
export function showValue(name: string, value: string | number): string {
  if (typeof value === 'number') return showOf(name)(value);
  return wordsOf(name)?.get(value) ?? value;
}

/** Names of codes that a field holds; null where its texts are shown as they are. */
function wordsOf(name: string): Map<string, string> | null {
  if (name === 'category') return new Map(CATEGORIES.map(({ code, zh, en }) => [code, named(zh, en)]));
  if (name !== 'level') return null;
  const levels = ['community', 'subdistrict', 'district', 'city'];
  return new Map(levels.map((level) => [level, say(`attributes.level.${level}` as WordKey)]));
}

// One array of shown texts a column of codes and language, so that orders and filters of it stay known.
const shownTexts = new WeakMap<readonly string[], Map<string, string[]>>();

function shown(name: string, values: string[]): string[] {
  const words = wordsOf(name);
  if (!words) return values;
  const known = shownTexts.get(values) ?? new Map<string, string[]>();
  shownTexts.set(values, known);
  const language = currentLanguage();
  const found = known.get(language) ?? values.map((value) => words.get(value) ?? value);
  known.set(language, found);
  return found;
}

/** How a field is edited. */
function editOf(name: string, isNumber: boolean): CellEdit {
  if (name in PLACES) return { check: (typed) => checkPlace(typed, PLACES[name]) };
  if (FLAGS.has(name)) {
    const choices = ['', '1', '0'].map((value) => ({
      value,
      name: value === '' ? '' : showFlag(Number(value))
    }));
    return { choices, check: checkFlag };
  }
  if (isNumber) return { check: (typed) => checkNumber(typed, 0) };
  if (name !== 'category') return { check: (typed) => checkText(typed, name === 'name') };
  const choices = [
    { value: '', name: say('group.none') },
    ...CATEGORIES.map(({ code, zh, en }) => ({ value: code, name: named(zh, en) }))
  ];
  return { choices, check: (typed) => checkChoice(typed, choices) };
}

function checkPlace(typed: string, most: number) {
  const checked = checkNumber(typed, -most, most);
  return 'value' in checked && checked.value === null ? { fault: say('grid.fault.number') } : checked;
}

/**
 * The columns of an attribute table as the grid shows them: names first, the user's own columns last; columns without a value are there
 * to be chosen. Longitude and latitude of facilities and candidates are edited as a move.
 */
export function attributeColumns({ layer, columns }: EditedTable): GridColumn[] {
  const canMove = layer === 'facilities' || layer === 'candidates';
  const rank = ({ name }: { name: string }) => (FIRST.includes(name) ? FIRST.indexOf(name) : FIRST.length);
  return columns
    .toSorted((a, b) => rank(a) - rank(b))
    .map(({ name, values, settable }): GridColumn => {
      const isNumber = values instanceof Float64Array;
      const isEmpty = isNumber ? values.every(Number.isNaN) : values.every((value) => value === '');
      const moves = canMove && (name === 'lon' || name === 'lat');
      const shared = {
        ...{ id: name, head: headOf(name) },
        isSpare: isEmpty || name === SOURCE_ROW || (name in PLACES && layer !== 'points'),
        widthPx: name === 'name' ? 190 : name === 'category' ? 170 : isNumber ? 108 : 130,
        edit: settable || moves ? editOf(name, isNumber) : undefined
      };
      if (!isNumber) return { ...shared, type: 'text', values: shown(name, values) };
      return { ...shared, type: 'number', values, show: showOf(name), total: totalOfField(name) };
    });
}

function headOf(name: string): string {
  if (name === SOURCE_ROW) return say('attributes.col.row');
  return name === 'level' ? say('attributes.col.level') : fieldName(name, currentLanguage());
}

const totalOfField = (name: string): Total | undefined => (SUMS.has(name) ? 'sum' : undefined);
