import type { Facts } from '../facts.ts';
import { finding, type Finding } from './finding.ts';

/** The limits of the facts as findings; where several have one code they are numbered. */
export function limitFindings({ limits }: Facts): Finding[] {
  const seen = new Map<string, number>();
  return limits.map(({ code, zh, en }) => {
    const count = (seen.get(code) ?? 0) + 1;
    seen.set(code, count);
    return finding('limit', count === 1 ? code : `${code}/${count}`, zh, en);
  });
}
