import { describeRoute } from '../lib/network/describe-route.ts';
import { joinPoints } from '../lib/network/join.ts';
import type { Joins, Network } from '../lib/network/network.ts';
import { findRoute } from '../lib/network/route.ts';
import { sayWay } from '../lib/network/way-sentence.ts';
import { Failure } from './failure.ts';
import { networkOfWalker, walkerSpeed } from './find-walker.ts';
import { loadNetwork } from './load-network.ts';
import type { Terminal } from './terminal.ts';
import { checkExtension } from './write-result.ts';
import { writeFileWhole } from './write-whole.ts';

export interface RouteOptions {
  network: string;
  from: [number, number];
  to: [number, number];
  walker: string;
  out?: string;
}

/**
 * Prints one walk: metres along the network, seconds for the whole walk with both joins, metres of the joins, and the ways
 * it follows; with `--out` the walk as a line, from the start over the network to the end.
 */
export async function runRoute(options: RouteOptions, terminal: Terminal): Promise<void> {
  const speed = walkerSpeed(options.walker);
  checkExtension(options.out, ['.geojson']);
  const loaded = await loadNetwork(options.network, terminal);
  const { source } = loaded;
  const network = networkOfWalker(loaded, options.walker, 'fromSources');
  const from = join(network, options.from, '--from');
  const to = join(network, options.to, '--to');
  const route = findRoute(network, from, to);
  terminal.endSteps();
  if (route === null)
    throw new Failure(
      '两点之间走不通：它们在路网互不相连的两片上，请检查路网数据',
      'there is no walk between the two: they lie on pieces of the network that do not meet; check the network'
    );
  const { distanceM, joinFromM, joinToM } = route;
  const durationS = route.costM / speed;
  const summary = { distanceM, durationS, joinFromM, joinToM };
  const ways = describeRoute(network, route, source);
  if (options.out !== undefined) {
    const line = [options.from, ...route.path, options.to];
    const feature = {
      type: 'Feature',
      properties: { ...summary, walker: options.walker },
      geometry: { type: 'LineString', coordinates: line }
    };
    await writeFileWhole(
      options.out,
      `${JSON.stringify({ type: 'FeatureCollection', features: [feature] })}\n`
    );
  }
  if (terminal.json) return terminal.printJson({ ...summary, ways });
  if (options.out !== undefined) return;
  const [metres, minutes] = [distanceM.toFixed(1), (durationS / 60).toFixed(1)];
  const joins = `${joinFromM.toFixed(1)} + ${joinToM.toFixed(1)}`;
  const whole = terminal.text({
    zh: `沿路网 ${metres} 米，两端接入 ${joins} 米，全程 ${minutes} 分钟`,
    en: `${metres} m along the network, ${joins} m to and from it, ${minutes} min in all`
  });
  await terminal.print([whole, ...ways.map((way) => terminal.text(sayWay(way)))].join('\n'));
}

function join(network: Network, [lon, lat]: [number, number], option: string): Joins {
  const joins = joinPoints(network, { lon: Float64Array.of(lon), lat: Float64Array.of(lat) });
  if (joins.edge[0] < 0)
    throw new Failure(
      `${option} ${lon},${lat}：300 米内没有路网，请核对坐标（WGS84，经度在前）`,
      `${option} ${lon},${lat}: no network within 300 m; check the position (WGS84, longitude first)`
    );
  return joins;
}
