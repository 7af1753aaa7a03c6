import { linesFromWkb } from '../lib/geometry/wkb-lines.ts';
import { checkLayer, type CheckedLayer } from '../lib/import/checks/check-layer.ts';
import { readSource } from '../lib/import/read-source.ts';
import type { ImportReport } from '../lib/import/report.ts';
import { settleQuestions } from '../lib/import/settle-questions.ts';
import { buildWithTraits } from '../lib/network/build.ts';
import { fingerprintLines } from '../lib/network/fingerprint.ts';
import type { Network } from '../lib/network/network.ts';
import { GraphError, isPacked } from '../lib/network/pack-columns.ts';
import { unpackNetwork, type GraphSource } from '../lib/network/pack-network.ts';
import { WELD_M } from '../lib/network/weld.ts';
import { readLevels } from '../lib/tables/read-levels.ts';
import { readTraits } from '../lib/tables/read-traits.ts';
import { failOnQuestions } from './explain-import.ts';
import { Failure } from './failure.ts';
import { readInput } from './read-input.ts';
import type { Terminal } from './terminal.ts';

/** A walking graph, and what belongs to its lines; `report` is null for a saved graph, which was imported before. */
export interface LoadedNetwork {
  network: Network;
  source: GraphSource;
  report: ImportReport | null;
  /** Of each line of the input: bridges above 0, tunnels below; null where it does not say, or the graph was saved. */
  level: Int8Array | null;
}

/**
 * The walking graph of an OpenStreetMap file or a line layer (any that `import` reads, a shapefile with its parts), read
 * through the same checks as an import, or a graph that was saved; coordinates are WGS84 unless the file says otherwise.
 * Throws a `Failure` that says how to import the file first where only the user can decide something.
 */
export async function loadNetwork(path: string, terminal: Terminal): Promise<LoadedNetwork> {
  const { name, bytes, beside } = await readInput(path);
  if (isPacked(bytes) || name.toLowerCase().endsWith('.graph')) return openGraph(path, bytes);
  const reading = { zh: `读取 ${path}`, en: `reading ${path}` };
  const tick = async (share: number) => terminal.step(reading, share);
  const read = await readSource(name, bytes, { as: 'roads' }, tick, beside);
  const checked = checkLayer(read, { as: 'roads' }, { lang: terminal.language });
  const report = settleQuestions(checked.report, terminal.language);
  failOnQuestions(report, path, { importedAs: 'roads' });
  const first = report.rejected[0];
  if (report.accepted === 0 && first)
    throw new Failure(
      `${path}：没有可步行的线；第一条：${first.reason}`,
      `${path}: there is no line that can be walked; the first: ${first.reason}`
    );
  terminal.step({ zh: '建立路网', en: 'building the network' });
  const built = buildFrom(checked.table, report.format.startsWith('osm') ? 0 : WELD_M);
  terminal.endSteps();
  return { ...built, report };
}

function buildFrom(table: CheckedLayer['table'], weldM: number): Omit<LoadedNetwork, 'report'> {
  const column = <T>(field: string): ArrayLike<T | null> =>
    (table.get(field)?.values ?? []) as unknown as ArrayLike<T | null>;
  const { source: row, ...lines } = linesFromWkb(column<Uint8Array>('geometry') as (Uint8Array | null)[]);
  const texts = (field: string): string[] => {
    const values = column<string>(field);
    return Array.from(row, (i) => values[i] ?? '');
  };
  const bare = new Array<null>(column('geometry').length).fill(null);
  const said = (field: string): ArrayLike<string | null> => (table.has(field) ? column<string>(field) : bare);
  const highways = Array.from(said('highway'), (kind) => kind ?? '');
  const { network, traits } = buildWithTraits(lines, weldM, readTraits(said, highways, lines, row).traits);
  const source: GraphSource = {
    fingerprint: fingerprintLines(lines, weldM),
    weldM,
    names: texts('name'),
    kinds: texts('highway'),
    traits
  };
  const level = readLevels((field) => (table.has(field) ? column<string>(field) : undefined), row);
  return { network, source, level };
}

function openGraph(path: string, bytes: Uint8Array): LoadedNetwork {
  try {
    return { ...unpackNetwork(bytes), report: null, level: null };
  } catch (error) {
    if (error instanceof GraphError) throw new Failure(`${path}：${error.zh}`, `${path}: ${error.en}`);
    throw error;
  }
}
