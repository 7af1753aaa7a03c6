import type { Dossier } from '../dossier.ts';
import type { LinkedSiteFacts, LinkFacts } from '../facts.ts';
import type { Names } from './names.ts';
import { plainText } from './plain-text.ts';
import { known, readTable } from './table-reader.ts';

/** Links that are worth opening, in the order of the table. */
export function readLinks({ summary, tables }: Dossier, names: Names, language: 'zh' | 'en'): LinkFacts[] {
  const table = readTable(tables.get('siting_links'));
  const said = new Map<string, string>();
  for (const { standard, links = [] } of summary.siting_links ?? [])
    for (const { order, sentence } of links) {
      const key = `${standard}\n${order}`;
      if (!said.has(key)) said.set(key, sentence[language]);
    }
  return Array.from({ length: table.rows }, (_, row): LinkFacts => {
    const number = (name: string) => table.number(name, row);
    const standard = table.text('standard', row);
    const order = number('order');
    const walkM = number('walk_m');
    return {
      ...{ standard, title: names.rule(standard), order, kind: table.text('kind', row) },
      crosses: plainText(table.text('crosses', row)),
      ...{ fromLon: number('from_lon'), fromLat: number('from_lat') },
      ...{ toLon: number('to_lon'), toLat: number('to_lat'), lengthM: number('length_m') },
      ...{ walkM, gain: number('gain'), coveredAfter: number('covered_after'), cost: number('cost') },
      // The table has the sentence in the language of the analysis alone.
      sentence: plainText(said.get(`${standard}\n${order}`) ?? table.text('sentence', row))
    };
  });
}

/** Buildings that were sited together with links, in the order of the answers; named as among the candidates, or by their code. */
export function readLinkedSites({ summary, tables }: Dossier, names: Names): LinkedSiteFacts[] {
  const table = readTable(tables.get('siting_candidates'));
  const nameOf = new Map(
    Array.from({ length: table.rows }, (_, row) => [table.text('candidate', row), table.text('name', row)])
  );
  return (summary.siting_links ?? []).flatMap(({ standard, sites = [] }) =>
    sites.map(({ order, code, gain, alone, cost }) => ({
      ...{ standard, title: names.rule(standard), order, code: plainText(code) },
      ...{ name: plainText(nameOf.get(code) || code), gain, alone, cost: known(cost) }
    }))
  );
}
