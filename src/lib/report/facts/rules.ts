import { unitWord } from '../../standards/unit-words.ts';
import type { Dossier } from '../dossier.ts';
import type { RuleFacts } from '../facts.ts';
import { thresholdWords } from '../words.ts';
import type { Names } from './names.ts';
import { plainText } from './plain-text.ts';
import { readTable } from './table-reader.ts';

/** The rules in force, in their order; of an older study, which has no list of them, those that were judged by. */
export function readRules(dossier: Dossier, names: Names, language: 'zh' | 'en'): RuleFacts[] {
  const { summary, tables } = dossier;
  const table = readTable(tables.get('standards'));
  if (table.rows === 0) return rulesJudged(dossier, names, language);
  const judged = readTable(tables.get('compliance'));
  // A measure of a rule with several limits or kinds of facilities carries these behind its id.
  const used = new Set(summary.methods.measures.map(({ id }) => id.split(':')[0]));
  for (let row = 0; row < judged.rows; row++)
    if (judged.text('status', row) !== 'no_data') used.add(judged.text('standard', row));
  return Array.from({ length: table.rows }, (_, row): RuleFacts => {
    const text = (name: string) => table.text(name, row);
    return {
      ...{ id: text('id'), title: names.rule(text('id')), profile: plainText(text('profile')) },
      ...{ kind: text('kind'), level: text('level') },
      threshold: thresholdWords(text('comparator'), text('threshold')),
      unitOfValue: plainText(unitWord(text('unit_of_value'), language)),
      citation: { zh: plainText(text('citation_zh')), en: plainText(text('citation_en')) },
      computed: { zh: plainText(text('compute_zh')), en: plainText(text('compute_en')) },
      ...{ isChanged: table.number('changed', row) === 1, isVerified: text('verified') !== 'false' },
      isUsed: used.has(text('id'))
    };
  });
}

function rulesJudged({ tables }: Dossier, names: Names, language: 'zh' | 'en'): RuleFacts[] {
  const table = readTable(tables.get('compliance'));
  const notes = readTable(tables.get('compliance_notes'));
  const changed = new Set<string>();
  for (let row = 0; row < notes.rows; row++)
    if (notes.number('changed', row) === 1) changed.add(notes.text('standard', row));
  const rules = new Map<string, RuleFacts>();
  for (let row = 0; row < table.rows; row++) {
    const text = (name: string) => table.text(name, row);
    const id = text('standard');
    const isUsed = text('status') !== 'no_data';
    const before = rules.get(id);
    if (before) before.isUsed ||= isUsed;
    else
      rules.set(id, {
        ...{ id, title: names.rule(id), profile: '', kind: '', level: text('level') },
        threshold: thresholdWords(text('comparator'), text('threshold')),
        unitOfValue: plainText(unitWord(text('unit_of_value'), language)),
        citation: { zh: plainText(text('citation')), en: plainText(text('citation')) },
        computed: { zh: '', en: '' },
        ...{ isChanged: changed.has(id), isVerified: true, isUsed }
      });
  }
  return [...rules.values()];
}
