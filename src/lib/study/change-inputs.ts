import type { Units } from '../demand/units.ts';
import type { Candidates } from '../siting/siting.ts';
import type { Inputs } from './inputs.ts';
import { layerOf, type Edit } from './scenario.ts';

type SetEdit = Extract<Edit, { do: 'set' }>;

/** The unit of a code: the community where units of several levels bear it; −1: none does. */
export function unitOfCode({ code, level }: Units, wanted: string): number {
  const first = code.indexOf(wanted);
  for (let unit = first; unit >= 0; unit = code.indexOf(wanted, unit + 1))
    if (level[unit] === 'community') return unit;
  return first;
}

/** The inputs with the attributes of units and the candidates as the edits leave them; nothing else is looked at. */
export function changeInputs(inputs: Inputs, edits: readonly Edit[]): Inputs {
  const units = edits.filter((edit): edit is SetEdit => edit.do === 'set' && edit.layer === 'units');
  const sites = edits.filter((edit) => layerOf(edit) === 'candidates');
  const changed = units.length > 0 ? changeUnits(inputs, units) : inputs;
  return sites.length > 0 ? { ...changed, candidates: changeCandidates(inputs.candidates, sites) } : changed;
}

const numberOf = (value: SetEdit['value']): number => (value === null || value === '' ? NaN : Number(value));

function changeUnits(inputs: Inputs, edits: readonly SetEdit[]): Inputs {
  const before = inputs.units;
  const units: Units = { ...before, totals: { ...before.totals } };
  const ledger = inputs.ledgers?.admin_units;
  const table = ledger && { ...ledger, numbers: { ...ledger.numbers }, texts: { ...ledger.texts } };
  for (const { code, field, value } of edits) {
    const unit = unitOfCode(before, code);
    if (unit < 0) throw new Error(`expected the code of a unit, got ${code}`);
    if (field === 'name') {
      units.name = units.name.slice();
      units.name[unit] = String(value ?? '') || code;
    } else if (field === 'is_rural') {
      units.isRural = units.isRural.slice();
      units.isRural[unit] = numberOf(value) > 0 ? 1 : 0;
    } else if (table && field in table.texts) {
      table.texts[field] = table.texts[field].slice();
      table.texts[field][unit] = String(value ?? '');
    } else if (table && field in table.numbers) {
      table.numbers[field] = table.numbers[field].slice();
      table.numbers[field][unit] = numberOf(value);
    } else {
      const column = units.totals[field]?.slice() ?? new Float64Array(before.code.length).fill(NaN);
      column[unit] = numberOf(value);
      units.totals[field] = column;
    }
  }
  // A column that nobody gives is absent, as in a table that was read.
  for (const [field, column] of Object.entries(units.totals))
    if (column.every(Number.isNaN)) delete units.totals[field];
  return { ...inputs, units, ...(table ? { ledgers: { ...inputs.ledgers, admin_units: table } } : {}) };
}

/** Columns of candidates by their names in the data dictionary, and what each holds. */
const SITE_COLUMNS = {
  name: ['name', 'text'],
  cost: ['cost', 'number'],
  floor_area_m2: ['floorAreaM2', 'number'],
  floor_level: ['floorLevel', 'text'],
  tenure: ['tenure', 'text'],
  acquisition_mode: ['acquisition', 'text'],
  available_from: ['availableFrom', 'text'],
  barrier_free: ['barrierFree', 'number'],
  ground_floor_commercial: ['groundFloorCommercial', 'number'],
  capacity: ['capacity', 'number'],
  site_area_m2: ['siteAreaM2', 'number'],
  site_kind: ['kind', 'text']
} as const;

/** Fields of a candidate that an edit may set. */
export const CANDIDATE_FIELDS: readonly string[] = Object.keys(SITE_COLUMNS);

type Site = Record<string, string | number> & { code: string };

/** The candidates as edits leave them, those offered at the end; null where none is left. */
function changeCandidates(given: Candidates | null, edits: readonly Edit[]): Candidates | null {
  const columns = Object.entries(given ?? {}) as [string, ArrayLike<string | number>][];
  const names = new Set([
    'lon',
    'lat',
    'code',
    'name',
    'cost',
    'floorAreaM2',
    ...columns.map(([name]) => name)
  ]);
  const sites = new Map<string, Site>();
  given?.code.forEach((code, i) =>
    sites.set(code, { ...Object.fromEntries(columns.map(([name, column]) => [name, column[i]])), code })
  );
  for (const edit of edits) {
    const site = sites.get(edit.code);
    if (edit.do === 'offer') {
      if (site) throw new Error(`expected a new candidate code, got ${edit.code}, which exists`);
      const { code, name, lon, lat, floorAreaM2 = NaN, cost = NaN } = edit;
      sites.set(code, { code, name, lon, lat, floorAreaM2, cost });
    } else if (!site) throw new Error(`expected the code of a candidate, got ${edit.code}`);
    else if (edit.do === 'close') sites.delete(edit.code);
    else if (edit.do === 'move') sites.set(edit.code, { ...site, lon: edit.lon, lat: edit.lat });
    else if (edit.do === 'set') {
      const known = SITE_COLUMNS[edit.field as keyof typeof SITE_COLUMNS];
      if (!known) throw new Error(`expected a field of candidates, got ${edit.field}`);
      const [column, holds] = known;
      names.add(column);
      sites.set(edit.code, {
        ...site,
        [column]: holds === 'number' ? numberOf(edit.value) : String(edit.value ?? '')
      });
    }
  }
  if (sites.size === 0) return null;
  const list = [...sites.values()];
  const made = [...names].map((name): [string, unknown] => [name, columnOf(name, list)]);
  return Object.fromEntries(made) as unknown as Candidates;
}

/** What a candidate that says nothing has in a column. */
function columnOf(name: string, sites: Site[]): string[] | Float64Array | Int32Array {
  const isIndex = name === 'facility' || name === 'unit';
  if (isIndex) return Int32Array.from(sites, (site) => Number(site[name] ?? -1));
  const texts = ['code', 'name', 'kind', 'floorLevel', 'tenure', 'acquisition', 'availableFrom'];
  if (!texts.includes(name)) return Float64Array.from(sites, (site) => Number(site[name] ?? NaN));
  return sites.map(
    (site) => String(site[name] ?? (name === 'kind' ? 'stock' : '')) || (name === 'kind' ? 'stock' : '')
  );
}
