import { describe, expect, it } from 'vitest';
import { buildNetwork } from '../../src/lib/network/build.ts';
import { networkOf, saveGraph } from '../../src/lib/study/saved-graph.ts';
import type { Roads } from '../../src/lib/study/inputs.ts';
import { gridOf, linesOf, type XY } from '../network/towns.ts';

const roadsOf = (paths: XY[][]): Roads => ({
  ...linesOf(paths),
  name: paths.map((_, i) => `路${i}`),
  highway: paths.map(() => 'residential'),
  weldM: 0.5
});
const roads = roadsOf(gridOf(4, 80));
const built = () => buildNetwork(roads, 0.5);

describe('the graph kept with a study', () => {
  it('is taken for the very same roads, and kept again as it is', () => {
    const bytes = saveGraph(built(), roads)!;
    const network = networkOf(roads, bytes);
    expect(network).toEqual(built());
    expect(network.arcs.buffer).toBe(bytes.buffer);
    expect(saveGraph(network, roads)).toBe(bytes);
  });

  it('is built anew for other roads or another welding, and where what was kept is no graph', () => {
    const bytes = saveGraph(built(), roads)!;
    const moved = roadsOf(gridOf(4, 81));
    expect(networkOf(moved, bytes)).toEqual(buildNetwork(moved, 0.5));
    expect(networkOf({ ...roads, weldM: 0 }, bytes).arcs.buffer).not.toBe(bytes.buffer);
    for (const none of [null, new Uint8Array(0), bytes.subarray(0, 500), bytes.map((byte) => byte ^ 1)])
      expect(networkOf(roads, none)).toEqual(built());
  });

  it('is not kept where it is larger than there is room for, known already or not', () => {
    const large = { ...built(), pointLon: new Float64Array(10_000_000) };
    expect(saveGraph(large, roads)).toBeNull();
    const network = built();
    expect(saveGraph(network, roads, 100)).toBeNull();
    const bytes = saveGraph(network, roads)!;
    expect(saveGraph(network, roads, bytes.length)).toBe(bytes);
    expect(saveGraph(network, roads, bytes.length - 1)).toBeNull();
  });
});
