import type { Layer } from '../../import/report.ts';
import { fieldName } from '../import/field-names.ts';

/** A layer that a new study may be given: whether it can do without, and the columns to have. */
export interface GuidedLayer {
  layer: Extract<Layer, 'communities' | 'facilities' | 'population' | 'roads' | 'residential' | 'candidates'>;
  isNeeded: boolean;
  fields: readonly string[];
  /** A table: its heads can be had as a file to fill in. */
  isTable: boolean;
}

const PEOPLE = ['households', 'pop_resident', 'pop_60p', 'pop_65p', 'pop_80p', 'pop_0_2', 'pop_0_17'];

export const LAYER_GUIDE: readonly GuidedLayer[] = [
  { layer: 'communities', isNeeded: true, isTable: false, fields: ['unit_id', 'name'] },
  {
    ...{ layer: 'facilities', isNeeded: true, isTable: true },
    fields: ['name', 'category', 'lon', 'lat', 'floor_area_m2', 'beds', 'capacity', 'status']
  },
  {
    ...{ layer: 'population', isNeeded: true, isTable: true },
    fields: ['unit', ...PEOPLE, 'pop_disabled']
  },
  { layer: 'roads', isNeeded: false, isTable: false, fields: ['name', 'highway'] },
  {
    ...{ layer: 'residential', isNeeded: false, isTable: true },
    fields: ['point_id', 'community', 'lon', 'lat', 'footprint_m2', 'storeys', ...PEOPLE]
  },
  {
    ...{ layer: 'candidates', isNeeded: false, isTable: true },
    fields: ['name', 'lon', 'lat', 'floor_area_m2', 'tenure', 'cost', 'available_from']
  }
];

/** Heads where the desk's own word says less than a table's. */
const HEADS: Record<string, string> = { unit_id: '社区编码', point_id: '楼栋编号' };

/** The head of a column, as an import of that layer knows it again: the bureau's word, or in English the field's own name. */
export const headOf = (layer: Layer, field: string, language: 'zh' | 'en'): string =>
  language === 'zh' ? (HEADS[field] ?? fieldName(field, 'zh', layer).replaceAll('–', '-')) : field;

/** The heads of a layer as a CSV of one row, with the mark by which Excel knows UTF-8. */
export function writeTemplate({ layer, fields }: GuidedLayer, language: 'zh' | 'en'): Uint8Array {
  const heads = fields.map((field) => headOf(layer, field, language));
  const line = heads
    .map((head) => (/[",\n]/.test(head) ? `"${head.replaceAll('"', '""')}"` : head))
    .join(',');
  return new TextEncoder().encode(`\uFEFF${line}\r\n`);
}
