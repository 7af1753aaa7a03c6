import { FARTHEST_ROUND_M, NEAR_MISS_M } from '../network/find-breaks.ts';
import type { LinkKind } from './link-siting.ts';

/** What is built at a barrier of each kind, and what the barrier is called. */
const WORDS: Record<LinkKind, { zh: [what: string, kind: string]; en: [what: string, kind: string] }> = {
  wall: { zh: ['开一处步行出入口', '围墙'], en: ['a gate for walkers', 'wall'] },
  rail: { zh: ['建一处跨铁路的步行通道', '铁路'], en: ['a crossing of the railway for walkers', 'railway'] },
  water: { zh: ['建一座步行桥', '水面'], en: ['a footbridge', 'water'] },
  road: { zh: ['设一处人行过街通道', '道路'], en: ['a crossing for walkers', 'road'] },
  other: { zh: ['开一处步行通道', ''], en: ['a path for walkers', ''] }
};

/** A link in words: between which roads ('' where none has a name), across what, how long it is and how far round it is today. */
export function sayLink(
  { kind, crosses, lengthM, walkM }: { kind: LinkKind; crosses: string; lengthM: number; walkM: number },
  roads: readonly [string, string]
): { zh: string; en: string } {
  const { zh, en } = WORDS[kind];
  const [a, b] = roads[0] === '' ? [roads[1], roads[0]] : roads;
  const length = Math.round(lengthM);
  const walk = Math.round(walkM);
  const around =
    walkM === Infinity
      ? { zh: '现在走不通', en: 'there is no way round today' }
      : walkM >= FARTHEST_ROUND_M
        ? { zh: '现在要绕 2 公里以上', en: 'the way round is over 2 km today' }
        : { zh: `现在要绕 ${walk} 米`, en: `the way round is ${walk} m today` };
  const place =
    a === ''
      ? { zh: '', en: '' }
      : b === '' || a === b
        ? { zh: `在${a}近旁`, en: ` near ${a}` }
        : { zh: `在${a}与${b}之间`, en: ` between ${a} and ${b}` };
  const across =
    kind === 'other'
      ? { zh: '', en: '' }
      : crosses === ''
        ? { zh: `，穿过${zh[1]}`, en: `, across a ${en[1]}`.replace('a water', 'water') }
        : { zh: `，穿过${crosses}（${zh[1]}）`, en: `, across ${crosses} (${en[1]})` };
  // Two ways that nearly touch are often one that was drawn in two.
  const check =
    lengthM < NEAR_MISS_M
      ? { zh: '（也可能是路网漏接，请先核实）', en: ' (it may be a gap in the road data: check it first)' }
      : { zh: '', en: '' };
  const what = en[0][0].toUpperCase() + en[0].slice(1);
  return {
    zh: `${place.zh}${zh[0]}${across.zh}，直线 ${length} 米，${around.zh}${check.zh}`,
    en: `${what}${place.en}${across.en}: ${length} m straight, ${around.en}${check.en}`
  };
}
