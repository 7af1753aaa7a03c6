import type { Dossier, Said } from '../dossier.ts';
import { plainText } from './plain-text.ts';
import { readTable } from './table-reader.ts';

/** Names by the codes that tables use. */
export interface Names {
  /** Name of a unit; its code where it has none, '' for no unit. */
  unit(code: string): string;
  /** Code of the unit above; '' where there is none. */
  parent(code: string): string;
  /** Title of a rule or measure; its id where none is known. */
  rule(id: string): Said;
}

/** Gathers the names of a study: units from its tables and layers, rules from its own list, and measures from the summary. */
export function gatherNames(dossier: Dossier): Names {
  const units = new Map<string, string>();
  const parents = new Map<string, string>();
  for (const name of ['upper_units', 'communities']) {
    const layer = readTable(dossier.layers.get(name));
    for (let row = 0; row < layer.rows; row++) {
      units.set(layer.text('unit', row), plainText(layer.text('name', row)));
      parents.set(layer.text('unit', row), layer.text('parent', row));
    }
  }
  const coverage = readTable(dossier.tables.get('coverage'));
  for (let row = 0; row < coverage.rows; row++)
    units.set(coverage.text('unit', row), plainText(coverage.text('unit_name', row)));
  const titles = titlesOf(dossier);
  return {
    unit: (code) => units.get(code) || plainText(code),
    parent: (code) => parents.get(code) ?? '',
    rule: (id) => titles.get(id) ?? { zh: plainText(id), en: plainText(id) }
  };
}

function titlesOf({ summary, tables }: Dossier): Map<string, Said> {
  const rules = readTable(tables.get('standards'));
  const titles = new Map<string, Said>();
  const put = (id: string, zh: string, en: string) => {
    const said = { zh: plainText(zh) || plainText(en), en: plainText(en) || plainText(zh) };
    if (said.zh !== '') titles.set(id, said);
  };
  for (const { id, title_zh, title_en } of summary.methods.measures) put(id, title_zh, title_en);
  // A study without that list tells some rules in its notes, in one language.
  const notes = readTable(tables.get('compliance_notes'));
  for (let row = 0; row < notes.rows && rules.rows === 0; row++)
    put(notes.text('standard', row), notes.text('title', row), '');
  for (let row = 0; row < rules.rows; row++)
    put(rules.text('id', row), rules.text('title_zh', row), rules.text('title_en', row));
  return titles;
}
