import type { ReachSets } from '../lib/siting/cover-problem.ts';
import { Failure } from './failure.ts';
import { ID, joinCosts, readPairs, readSide, refuseTwins } from './read-access.ts';
import { readColumns, type FoundColumns } from './read-columns.ts';
import type { SiteOptions } from './site-options.ts';
import type { Terminal } from './terminal.ts';

/** What `yike site` reads, both sides in ascending order of their ids, so that nothing depends on the order of rows. */
export interface SitingTables {
  demandId: string[];
  people: Float64Array;
  siteId: string[];
  /** Row of each candidate in C, or its place among the `to` of M as they appear. */
  rowOfSite: Uint32Array;
  /** NaN where C has no number, 0 where costs are not asked for. */
  cost: Float64Array;
  /** Null where C has no column of it. */
  capacity: Float64Array | null;
  reach: ReachSets;
}

/** Reads and joins the tables. Throws a `Failure` that names file, row and id. */
export async function readSiting(options: SiteOptions, terminal: Terminal): Promise<SitingTables> {
  const demand = await readSide(options.demand, 'population', undefined, terminal, ['population', 'weight']);
  const pairs = await readPairs(options.matrix, terminal);
  const sites = options.candidates
    ? await readCandidates(options.candidates, options, terminal)
    : namedBy(pairs, options);
  refuseStrangers(sites.siteId, options);
  const side = { id: sites.siteId };
  const { first, supply, cost } = joinCosts(options.matrix, pairs, demand, side, '--candidates');
  const reach = bySite(first, supply, cost, sites.siteId.length, options.limit ?? Infinity);
  return { demandId: demand.id, people: demand.amount, ...sites, reach };
}

type Sites = Pick<SitingTables, 'siteId' | 'rowOfSite' | 'cost' | 'capacity'>;

const wantsCost = ({ budget, least }: SiteOptions): boolean => budget !== undefined || least === 'cost';

async function readCandidates(path: string, options: SiteOptions, terminal: Terminal): Promise<Sites> {
  const found = await readColumns(
    path,
    {
      id: ID,
      ...(wantsCost(options) ? { cost: { names: ['cost'], type: 'DOUBLE' } as const } : {}),
      capacity: { names: ['capacity'], type: 'DOUBLE', mayLack: true }
    },
    terminal
  );
  const ids = found.texts('id');
  refuseTwins(path, ids, found);
  const capacity = found.has('capacity') ? found.numbers('capacity') : null;
  return inOrder(ids, wantsCost(options) ? found.numbers('cost') : new Float64Array(ids.length), capacity);
}

/** The candidates that M names. */
function namedBy(pairs: FoundColumns, options: SiteOptions): Sites {
  if (wantsCost(options))
    throw new Failure(
      '按费用选址需要 --candidates：一张有 id、cost 的表',
      'siting by cost needs --candidates: a table with id and cost',
      2
    );
  const ids = [...new Set(pairs.texts('to'))];
  return inOrder(ids, new Float64Array(ids.length), null);
}

function inOrder(ids: string[], cost: Float64Array, capacity: Float64Array | null): Sites {
  const order = Uint32Array.from(ids.keys()).sort((a, b) => (ids[a] < ids[b] ? -1 : 1));
  return {
    siteId: Array.from(order, (row) => ids[row]),
    rowOfSite: order,
    cost: Float64Array.from(order, (row) => cost[row]),
    capacity: capacity && Float64Array.from(order, (row) => capacity[row])
  };
}

/** Throws for an id of `--existing`, `--lock` or `--forbid` that is no candidate. */
function refuseStrangers(ids: string[], options: SiteOptions): void {
  const known = new Set(ids);
  for (const name of ['existing', 'lock', 'forbid'] as const) {
    const strange = (options[name] ?? []).filter((id) => !known.has(id));
    if (strange.length === 0) continue;
    const shown = strange.slice(0, 5).map((id) => `“${id}”`);
    const more = strange.length > 5 ? ' …' : '';
    const place = options.candidates ?? options.matrix;
    throw new Failure(
      `--${name}：${strange.length} 个 id 不是候选点（${place}）：${shown.join('、')}${more}；请核对写法，或在表里补上`,
      `--${name}: ${strange.length} ids are no candidates (${place}): ${shown.join(', ')}${more}; check their spelling, or add them to the table`
    );
  }
}

/** Costs by demand → reach by site, pairs within the limit, rows of demand ascending. */
function bySite(
  first: Uint32Array,
  supply: Uint32Array,
  cost: Float64Array,
  sites: number,
  limit: number
): ReachSets {
  const start = new Uint32Array(sites + 1);
  for (let k = 0; k < supply.length; k++) if (cost[k] <= limit) start[supply[k] + 1]++;
  for (let s = 0; s < sites; s++) start[s + 1] += start[s];
  const next = start.slice();
  const point = new Uint32Array(start[sites]);
  const metres = new Float64Array(start[sites]);
  for (let i = 0; i + 1 < first.length; i++)
    for (let k = first[i]; k < first[i + 1]; k++) {
      if (!(cost[k] <= limit)) continue;
      const at = next[supply[k]]++;
      point[at] = i;
      metres[at] = cost[k];
    }
  return { first: start, point, metres };
}
