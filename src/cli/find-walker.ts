import { POPULATION_GROUPS, populationGroupByCode } from '../lib/standards/taxonomy.ts';
import type { Network } from '../lib/network/network.ts';
import { weighNetwork, type Direction } from '../lib/network/weigh-network.ts';
import { momentOf, profileOf } from '../lib/study/walkers.ts';
import { Failure } from './failure.ts';
import type { LoadedNetwork } from './load-network.ts';

/** Metres per second of a population group; a group without a speed of its own walks as all residents do. */
export function walkerSpeed(code: string): number {
  const group = populationGroupByCode(code);
  if (group === undefined) {
    const codes = POPULATION_GROUPS.map((known) => known.code).join(', ');
    throw new Failure(
      `--walker：没有“${code}”这个人群，可选：${codes}`,
      `--walker: there is no group "${code}"; there are ${codes}`,
      2
    );
  }
  const speed = group.walk_speed_mps ?? populationGroupByCode('all')?.walk_speed_mps;
  if (!speed) throw new Error(`expected a walking speed for ${code}, got none`);
  return speed.default;
}

/** A network as a population group finds it, by the project's proposals: its limits are minutes × `walkerSpeed`. */
export function networkOfWalker(
  { network, source }: LoadedNetwork,
  code: string,
  direction: Direction
): Network {
  const rules = { timed: true, speedMps: walkerSpeed(code), ...profileOf(code), at: momentOf(undefined) };
  return weighNetwork(network, source.traits, rules, direction);
}
