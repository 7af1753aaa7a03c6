import type { Dossier } from '../dossier.ts';
import type { FacilityFacts } from '../facts.ts';
import { categoryWords } from '../words.ts';
import type { Names } from './names.ts';
import { plainText } from './plain-text.ts';
import { readTable } from './table-reader.ts';

/** The facilities of the study, in the order of its table. */
export function readFacilities({ layers }: Dossier, names: Names): FacilityFacts[] {
  const layer = readTable(layers.get('facilities'));
  return Array.from({ length: layer.rows }, (_, row): FacilityFacts => {
    const text = (name: string) => layer.text(name, row);
    const number = (name: string) => layer.number(name, row);
    const [code, category] = [text('fac_id'), text('category')];
    const [unit, serves] = [text('unit'), text('serves_unit')];
    return {
      code,
      name: plainText(text('name')) || plainText(code),
      category: { code: category, ...categoryWords(category) },
      unit,
      unitName: unit === '' ? '' : names.unit(unit),
      lon: number('lon'),
      lat: number('lat'),
      floorAreaM2: number('floor_area_m2'),
      beds: number('beds'),
      capacity: number('capacity'),
      servesUnit: serves,
      servesUnitName: serves === '' ? '' : names.unit(serves)
    };
  });
}
