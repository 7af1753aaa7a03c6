import { SAMPLE_LABEL } from './names.ts';
import type { Ring } from './plane.ts';
import type { Draws } from './streams.ts';
import { polygonOf, type Layer } from './table.ts';
import { shareCorners, tileRing, type Home } from './tile.ts';

/** Households of a grid (网格) as the plans wish it. */
const WISHED = 300;

/** A community whose blocks are cut into grids. */
export interface GridBlocks {
  code: string;
  name: string;
  /** Rings of longitudes and latitudes that tile the community, and the homes in each. */
  blocks: { ring: Ring; homes: Home[] }[];
}

/**
 * Grids of about 300 households that tile the communities, a few of them twice as large and some with nobody named as
 * head. `homes` of a grid are counted as buildings.
 */
export function drawGrids(communities: GridBlocks[], { random, whole, chance, orBlank }: Draws): Layer {
  const features = communities.flatMap(({ code, name, blocks }) => {
    const tiles = blocks.flatMap(({ ring, homes }) => tileRing(ring, homes, WISHED, random));
    const rings = shareCorners(tiles.map(({ ring }) => ring));
    return tiles.map(({ homes }, i) => {
      const buildings = homes.length;
      const households = homes.reduce((sum, home) => sum + home.households, 0);
      // A stairwell (单元) has about fourteen households.
      const stairwells = Math.max(buildings, Math.round(households / 14));
      const heads = chance(0.85);
      const properties = {
        grid_id: `${code}${String(i + 1).padStart(2, '0')}`,
        name: `${name}第${i + 1}网格`,
        community: name,
        households: orBlank(households, 0.02),
        buildings,
        stairwells,
        grid_head: orBlank(chance(0.96) ? 1 : 0, 0.03),
        building_heads: orBlank(heads ? buildings : Math.max(0, buildings - whole(1, 3)), 0.04),
        unit_heads: orBlank(heads ? stairwells : Math.max(0, stairwells - whole(1, 6)), 0.08)
      };
      return polygonOf(rings[i], properties, (point) => point);
    });
  });
  return {
    type: 'FeatureCollection',
    name: `网格 ${SAMPLE_LABEL}`,
    note: `网格，${SAMPLE_LABEL}，坐标 WGS84`,
    features
  };
}
