import { lineToGeoJson } from '../lib/geometry/shapes.ts';
import type { Network, NetworkFigures } from '../lib/network/network.ts';
import { packNetwork } from '../lib/network/pack-network.ts';
import { describeReport } from './explain-import.ts';
import { Failure } from './failure.ts';
import { loadNetwork } from './load-network.ts';
import type { Terminal } from './terminal.ts';
import { checkExtension } from './write-result.ts';
import { checkBreaks, describeCheck } from './write-breaks.ts';
import { writeFileWhole } from './write-whole.ts';

export interface NetworkOptions {
  out?: string;
  check?: boolean;
  breaks?: string;
}

/**
 * Prints the figures of the walking graph of a file; `--out` takes them as JSON, the edges as a GeoJSON layer, or the graph
 * itself, which every `--network` reads without building it again. `--check` looks for breaks too, `--breaks` writes their list.
 */
export async function runNetwork(file: string, options: NetworkOptions, terminal: Terminal): Promise<void> {
  checkExtension(options.out, ['.json', '.geojson', '.graph']);
  checkExtension(options.breaks, ['.csv', '.geojson'], '--breaks');
  const { network, source, report, level } = await loadNetwork(file, terminal);
  if (network.figures.edges === 0)
    throw new Failure(`${file}：没有可步行的线`, `${file}: there is no line that can be walked`);
  const out = options.out?.toLowerCase();
  if (out?.endsWith('.graph')) await writeFileWhole(options.out!, packNetwork(network, source));
  else if (out?.endsWith('.geojson'))
    await writeFileWhole(options.out!, `${JSON.stringify(edgesToGeoJson(network))}\n`);
  else if (options.out !== undefined)
    await writeFileWhole(options.out, `${JSON.stringify(network.figures, null, 2)}\n`);
  const checks = options.check === true || options.breaks !== undefined;
  const crossings = source.weldM > 0 || level !== null;
  const check = checks ? await checkBreaks(network, { level, crossings }, options.breaks) : null;
  if (terminal.json) return terminal.printJson(check ? { ...network.figures, check } : network.figures);
  if (report && (report.rejected.length > 0 || report.repaired.length > 0))
    terminal.note({ zh: describeReport(report, terminal), en: describeReport(report, terminal) });
  if (options.out === undefined) await terminal.print(describeFigures(network.figures, terminal));
  if (check) await terminal.print(describeCheck(check, terminal));
}

function edgesToGeoJson(network: Network): object {
  const lines = { first: network.edgeFirstPoint, lon: network.pointLon, lat: network.pointLat };
  return {
    type: 'FeatureCollection',
    features: Array.from(network.edgeFrom, (from, edge) => ({
      type: 'Feature',
      properties: {
        edge,
        from,
        to: network.edgeTo[edge],
        length_m: network.edgeLengthM[edge],
        piece: network.nodePiece[from]
      },
      geometry: lineToGeoJson(lines, edge)
    }))
  };
}

function describeFigures(figures: NetworkFigures, terminal: Terminal): string {
  const share = (100 * figures.largestComponentShare).toFixed(1);
  const rows: [string, string, string][] = [
    ['顶点', 'vertices', String(figures.vertices)],
    ['线段', 'segments', String(figures.segments)],
    ['节点', 'junctions', String(figures.junctions)],
    ['路段', 'edges', String(figures.edges)],
    ['总长（公里）', 'length (km)', (figures.lengthM / 1000).toFixed(3)],
    ['连通片', 'components', String(figures.components)],
    ['最大片占节点', 'largest component', `${share} %`]
  ];
  return rows.map(([zh, en, value]) => `${terminal.text({ zh, en })}\t${value}`).join('\n');
}
