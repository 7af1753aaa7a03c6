import type { SitingAsk, Standing } from '../../src/lib/siting/siting-ask.ts';
import type { Candidates } from '../../src/lib/siting/siting.ts';

/** Nothing that stands. */
export const NO_FACILITIES: Standing = {
  facilities: {
    ...{ code: [], name: [], category: [], lon: new Float64Array(0), lat: new Float64Array(0) },
    ...{ floorAreaM2: new Float64Array(0), beds: new Float64Array(0), capacity: new Float64Array(0) },
    servesUnit: []
  },
  joins: null
};

/** Plain maximal coverage with three sites, but for what is said otherwise. */
export function plainAsk({ code }: Candidates, said: Partial<SitingAsk> = {}): SitingAsk {
  return {
    ...{ model: 'mclp', sites: 3, share: 1, least: 'number', budget: Infinity, times: 1 },
    ...{ sizes: [], groups: [], apart: new Uint32Array(0), existing: 'fixed', price: 0 },
    ...{ lock: new Uint8Array(code.length), forbid: new Uint8Array(code.length) },
    ...said
  };
}
