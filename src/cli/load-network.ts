import type { LineString, MultiLineString } from 'geojson';
import { linesFromGeoJson } from '../lib/geometry/shapes.ts';
import { decodeWkb } from '../lib/geometry/wkb.ts';
import { checkLayer } from '../lib/import/checks/check-layer.ts';
import { readSource } from '../lib/import/read-source.ts';
import type { ImportReport } from '../lib/import/report.ts';
import { settleQuestions } from '../lib/import/settle-questions.ts';
import { buildNetwork } from '../lib/network/build.ts';
import type { Network } from '../lib/network/network.ts';
import { WELD_M } from '../lib/network/weld.ts';
import { failOnQuestions } from './explain-import.ts';
import { Failure } from './failure.ts';
import { readInput } from './read-input.ts';
import type { Terminal } from './terminal.ts';

/**
 * The walking graph of an OpenStreetMap file or a line layer (any that `import` reads, a shapefile with its parts), read
 * through the same checks as an import; coordinates are WGS84 unless the file says otherwise. Throws a `Failure` that
 * says how to import the file first where only the user can decide something.
 */
export async function loadNetwork(
  path: string,
  terminal: Terminal
): Promise<{ network: Network; report: ImportReport }> {
  const { name, bytes, beside } = await readInput(path);
  const reading = { zh: `读取 ${path}`, en: `reading ${path}` };
  const tick = async (share: number) => terminal.step(reading, share);
  const source = await readSource(name, bytes, { as: 'roads' }, tick, beside);
  const checked = checkLayer(source, { as: 'roads' }, { lang: terminal.language });
  const report = settleQuestions(checked.report, terminal.language);
  failOnQuestions(report, path, { importedAs: 'roads' });
  const first = report.rejected[0];
  if (report.accepted === 0 && first)
    throw new Failure(
      `${path}：没有可步行的线；第一条：${first.reason}`,
      `${path}: there is no line that can be walked; the first: ${first.reason}`
    );
  terminal.step({ zh: '建立路网', en: 'building the network' });
  const shapes = (checked.table.get('geometry')?.values ?? []) as (Uint8Array | null)[];
  const lines = linesFromGeoJson(
    shapes.map((wkb) => wkb && (decodeWkb(wkb) as LineString | MultiLineString))
  );
  const network = buildNetwork(lines, report.format.startsWith('osm') ? 0 : WELD_M);
  terminal.endSteps();
  return { network, report };
}
