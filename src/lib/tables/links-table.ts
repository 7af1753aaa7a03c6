import type { LinkSiting } from '../siting/link-siting.ts';
import { columnTable, type Cell } from './column-table.ts';
import type { Table } from './database.ts';

/**
 * New links in the columns of the command line, a row each in the order in which they add most. `walk_m` is Infinity where there is no
 * walk today, 2000 where it is that or longer; `cost` is NaN where no prices were given.
 */
export function linksTable(answers: readonly LinkSiting[], language: 'zh' | 'en'): Table {
  const rows = answers.flatMap(({ standard, links }) =>
    links.map((link): Cell[] => [
      ...[standard, link.order, ...link.from, ...link.to, link.lengthM, link.walkM, link.kind],
      ...[link.crosses || null, link.gain, link.coveredAfter, link.cost, link.sentence[language]]
    ])
  );
  return columnTable(
    [
      ['VARCHAR', 'standard'],
      ['DOUBLE', 'order', 'from_lon', 'from_lat', 'to_lon', 'to_lat', 'length_m', 'walk_m'],
      ['VARCHAR', 'kind', 'crosses'],
      ['DOUBLE', 'gain', 'covered_after', 'cost'],
      ['VARCHAR', 'sentence']
    ],
    rows
  );
}
