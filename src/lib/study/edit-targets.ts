import { isKnownColumn } from '../standards/columns.ts';
import { POPULATION_GROUPS } from '../standards/taxonomy.ts';
import { CANDIDATE_FIELDS } from './change-inputs.ts';
import type { Inputs } from './inputs.ts';
import { layerOf, type Edit, type EditLayer } from './scenario.ts';

/** What is wrong with an edit: the field of it, and why. */
export interface EditFault {
  field: string;
  zh: string;
  en: string;
}

/** What edits are of. */
export type Targets = Pick<Inputs, 'facilities' | 'candidates' | 'units' | 'ledgers'>;

const NAMES: Record<EditLayer, { zh: string; en: string }> = {
  facilities: { zh: '设施', en: 'facility' },
  candidates: { zh: '候选点', en: 'candidate' },
  units: { zh: '评价单元', en: 'unit' },
  housing: { zh: '新增住房', en: 'added housing' },
  links: { zh: '新增通道', en: 'added link' }
};

/**
 * Goes through edits one after the other, from the present state on: gives what is wrong with the next one, null where it can be made.
 * One that can't be made is passed over: those after it are judged without it.
 */
export function judgeEdits(present: Targets): (edit: Edit) => EditFault | null {
  const here: Record<EditLayer, Set<string>> = {
    facilities: new Set(present.facilities.code),
    candidates: new Set(present.candidates?.code ?? []),
    units: new Set(present.units.code),
    housing: new Set(),
    links: new Set()
  };
  return (edit) => {
    const layer = layerOf(edit);
    const { zh, en } = NAMES[layer];
    const isNew = edit.do === 'add' || edit.do === 'house' || edit.do === 'link' || edit.do === 'offer';
    if (isNew && here[layer].has(edit.code))
      return {
        field: 'code',
        zh: `${zh}“${edit.code}”已经有了，请换一个编码`,
        en: `${en} "${edit.code}" is there already; take another code`
      };
    if (!isNew && !here[layer].has(edit.code))
      return { field: 'code', zh: `没有编码为“${edit.code}”的${zh}`, en: `there is no ${en} "${edit.code}"` };
    const fault = faultOf(edit, present);
    if (fault) return fault;
    if (isNew) here[layer].add(edit.code);
    if (edit.do === 'close') here[layer].delete(edit.code);
    return null;
  };
}

function faultOf(edit: Edit, present: Targets): EditFault | null {
  if (edit.do === 'resize') {
    const { floorAreaM2, beds, capacity } = edit;
    if ([floorAreaM2, beds, capacity].some((size) => size !== undefined)) return null;
    return {
      field: 'do',
      zh: '没有说改成多大：floorAreaM2（建筑面积）、beds（床位）、capacity（服务能力）至少写一个',
      en: 'no size is said: give at least one of floorAreaM2, beds, capacity'
    };
  }
  if (edit.do === 'house') {
    const strange = Object.keys(edit.groups ?? {}).find((field) => !isTotal(field));
    return strange === undefined ? null : noField(`groups.${strange}`, strange, 'housing');
  }
  return edit.do === 'set' ? faultOfSet(edit, present) : null;
}

const noField = (at: string, field: string, layer: EditLayer): EditFault => ({
  field: at,
  zh: `${NAMES[layer].zh}没有可改的字段“${field}”`,
  en: `there is no field "${field}" of a ${NAMES[layer].en} that can be set`
});

const TOTALS = new Set([
  ...['households', 'pop_urban_resident', 'pop_actual', 'pop_registered', 'pop_65p', 'pop_80p'],
  ...POPULATION_GROUPS.map((group) => group.population_field)
]);

const isTotal = (field: string): boolean => TOTALS.has(field);

const TEXTS = new Set(['name', 'category', 'serves_unit']);
const SITE_TEXTS = new Set([
  'name',
  'floor_level',
  'tenure',
  'acquisition_mode',
  'available_from',
  'site_kind'
]);
const NUMBERS = new Set(['floor_area_m2', 'beds', 'capacity', 'is_rural']);

/** Whether a field holds numbers; null: the layer has no such field, 'any': it has, but nobody gives it yet. */
function kindOf(edit: Extract<Edit, { do: 'set' }>, present: Targets): 'number' | 'text' | 'any' | null {
  const { layer, field } = edit;
  if (layer === 'candidates') {
    if (!CANDIDATE_FIELDS.includes(field)) return null;
    return SITE_TEXTS.has(field) ? 'text' : 'number';
  }
  if (layer === 'facilities') {
    const { numbers = {}, texts = {} } = present.facilities;
    if (TEXTS.has(field) || Object.hasOwn(texts, field)) return 'text';
    if ((NUMBERS.has(field) && field !== 'is_rural') || Object.hasOwn(numbers, field)) return 'number';
    return isKnownColumn(`facilities.${field}`) ? 'any' : null;
  }
  const { numbers = {}, texts = {} } = present.ledgers?.admin_units ?? {};
  if (field === 'name' || Object.hasOwn(texts, field)) return 'text';
  const isNumber = isTotal(field) || field in present.units.totals || Object.hasOwn(numbers, field);
  return isNumber || field === 'is_rural' ? 'number' : null;
}

function faultOfSet(edit: Extract<Edit, { do: 'set' }>, present: Targets): EditFault | null {
  const { layer, field, value } = edit;
  const kind = kindOf(edit, present);
  if (kind === null) return noField('field', field, layer);
  if (kind !== 'number' || value === null || value === '') return null;
  const number = Number(value);
  if (Number.isFinite(number) && number >= 0) return null;
  return {
    field: 'value',
    zh: `“${field}”要填不小于 0 的数，得到的是“${value}”`,
    en: `"${field}" wants a number of 0 or more, got "${value}"`
  };
}

/**
 * The first `cursor` edits that still make sense for what is there (a new table may have replaced the old one), and how many do not.
 * Where all do, edits and cursor stay as they are, what was undone included.
 */
export function fitEdits(
  edits: Edit[],
  cursor: number,
  present: Targets
): { edits: Edit[]; cursor: number; dropped: number } {
  const judge = judgeEdits(present);
  const kept = edits.slice(0, cursor).filter((edit) => judge(edit) === null);
  if (kept.length === cursor) return { edits, cursor, dropped: 0 };
  return { edits: kept, cursor: kept.length, dropped: cursor - kept.length };
}
