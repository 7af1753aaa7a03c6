import { POPULATION_GROUPS, populationGroupByCode } from '../lib/standards/taxonomy.ts';
import { Failure } from './failure.ts';

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
