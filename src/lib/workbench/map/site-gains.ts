import { siteColour } from '../../report/maps/colours.ts';
import type { Scene, SitingOutcome } from '../engine/scene.ts';

/** What tells whose gains the map shows: the desk. */
export interface GainsDesk {
  readonly scene: Pick<Scene, 'points'> | null;
  readonly outcome: { points: Scene['points'] | null } | null;
  readonly siting: Pick<SitingOutcome, 'wonBy' | 'sites'> | null;
  readonly tab: string;
  readonly sitingView: string;
  readonly show: { sites: boolean };
  /** The siting on the desk answers the scenario on the desk. */
  readonly isSited: boolean;
}

/**
 * The site that wins each point on the map, by its number in the order of building, 0: none; null where the map has none to show: in other
 * steps and without an answer. While another is being looked for they are those of the answer before.
 */
export function gainsShown(desk: GainsDesk): Uint16Array | null {
  const { siting, scene, outcome } = desk;
  if (desk.tab !== 'siting' || desk.sitingView !== 'sites' || !desk.show.sites) return null;
  if (!siting || siting.sites.length === 0 || !desk.isSited) return null;
  const points = outcome?.points ?? scene?.points;
  return points?.lon.length === siting.wonBy.length ? siting.wonBy : null;
}

/**
 * People whom proposed sites newly serve, by unit, with the colour of the site that wins most of them. Null where walks are made shorter:
 * what sites win of a unit is then told of everybody who walks less, who may be served already.
 */
export function unitGains({
  sites,
  choice
}: Pick<SitingOutcome, 'sites' | 'choice'>): Map<number, { people: number; colour: string }> | null {
  if (choice.model === 'pmedian' || choice.model === 'pcenter') return null;
  const found = new Map<number, { people: number; most: number; colour: string }>();
  sites.forEach(({ units }, order) => {
    for (const { unit, people } of units) {
      if (unit < 0) continue;
      const before = found.get(unit);
      const isMost = people > (before?.most ?? 0);
      found.set(unit, {
        people: (before?.people ?? 0) + people,
        most: isMost ? people : (before?.most ?? 0),
        colour: isMost ? siteColour(order) : (before?.colour ?? siteColour(order))
      });
    }
  });
  return new Map([...found].map(([unit, { people, colour }]) => [unit, { people, colour }]));
}

/** A colour `#rrggbb` as text on a dark ground: more than half way to white. */
export function paleColour(colour: string): string {
  const mixed = [1, 3, 5].map((at) => Math.round(parseInt(colour.slice(at, at + 2), 16) * 0.4 + 255 * 0.6));
  return `#${mixed.map((each) => each.toString(16).padStart(2, '0')).join('')}`;
}

/** How a candidate is drawn: as one of the best, as locked or excluded, or faint. */
export type CandidateSign = 'best' | 'lock' | 'forbid' | 'faint';

/** So many of the candidates are drawn larger, by what each would win alone. */
export const BEST_CANDIDATES = 5;

/**
 * How each candidate is drawn; null for those that are in the answer, whose pins stand there. The best are those that would win most
 * alone; who wins nobody is none of them.
 */
export function candidateSigns({
  candidates,
  sites,
  choice
}: Pick<SitingOutcome, 'candidates' | 'sites' | 'choice'>): (CandidateSign | null)[] {
  const { code, gain } = candidates;
  const built = new Set(sites.map((site) => site.code));
  const locked = new Set(choice.lock);
  const forbidden = new Set(choice.forbid);
  const best = new Set(
    Array.from(code.keys())
      .filter((c) => gain[c] > 0 && !built.has(code[c]) && !forbidden.has(code[c]))
      .sort((a, b) => gain[b] - gain[a] || a - b)
      .slice(0, BEST_CANDIDATES)
  );
  return code.map((each, c) => {
    if (forbidden.has(each)) return 'forbid';
    if (built.has(each)) return null;
    if (locked.has(each)) return 'lock';
    return best.has(c) ? 'best' : 'faint';
  });
}
