import { networkOfWalker, walkerSpeed } from './find-walker.ts';
import { countUnconnected, joinTables, noteUnconnected, sortById } from './join-tables.ts';
import { loadNetwork } from './load-network.ts';
import { pairBatches } from './pair-batches.ts';
import { readPointTable } from './read-point-table.ts';
import type { RowColumn } from './row-writer.ts';
import type { Terminal } from './terminal.ts';
import { writeRows } from './write-rows.ts';
import { checkExtension, TABLE_EXTENSIONS } from './write-result.ts';

export interface MatrixOptions {
  network: string;
  from: string;
  to: string;
  limit: number;
  walker: string;
  out?: string;
}

/**
 * Writes all pairs of A and B within the limit, both joins counted, in order of A and then B by their ids: rows are
 * written as they are found, so that there may be any number of them.
 */
export async function runMatrix(options: MatrixOptions, terminal: Terminal): Promise<void> {
  const began = performance.now();
  walkerSpeed(options.walker);
  checkExtension(options.out, TABLE_EXTENSIONS);
  const from = sortById(await readPointTable(options.from, terminal));
  const to = sortById(await readPointTable(options.to, terminal));
  const network = networkOfWalker(
    await loadNetwork(options.network, terminal),
    options.walker,
    'fromSources'
  );
  const joined = await joinTables(network, from, to, terminal);
  const { crew } = joined;
  try {
    const columns: RowColumn[] = [
      { name: 'from', words: from.id },
      { name: 'to', words: to.id },
      { name: 'cost', words: null }
    ];
    const sides = { from: joined.from, to: joined.to, symmetric: network.costs === null };
    const batches = pairBatches(crew, sides, options.limit, (share) =>
      terminal.step({ zh: '计算两两距离', en: 'measuring pairs' }, share)
    );
    const pairs = await writeRows(columns, batches, options.out, terminal);
    terminal.endSteps();
    const [unconnectedFrom, unconnectedTo] = [countUnconnected(joined.from), countUnconnected(joined.to)];
    noteUnconnected(options.from, unconnectedFrom, terminal);
    noteUnconnected(options.to, unconnectedTo, terminal);
    const seconds = Math.round(performance.now() - began) / 1000;
    const summary = {
      from: from.id.length,
      to: to.id.length,
      pairs,
      unconnectedFrom,
      unconnectedTo,
      seconds
    };
    if (terminal.json) await terminal.printJson(summary);
  } finally {
    crew.close();
  }
}
