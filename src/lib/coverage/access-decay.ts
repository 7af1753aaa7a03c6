import type { AccessCosts } from './access-costs.ts';

/** How much less a supply counts the farther it is: a function of the cost, 1 at its start, 0 for what is not reached. */
export type Decay =
  | { kind: 'step'; upTo: number[]; weight: number[] }
  | { kind: 'gaussian'; sigma: number }
  | { kind: 'dai'; catchment: number }
  | { kind: 'power'; beta: number }
  | { kind: 'exp'; beta: number };

/** How a decay is written, for messages. */
export const DECAY_GRAMMAR = 'step:300=1,600=0.5 | gaussian:SIGMA | dai:CATCHMENT | power:BETA | exp:BETA';

/**
 * Reads `step:300=1,600=0.5` (up to 300 weighs 1, up to 600 a half, beyond nothing), `gaussian:600` (σ), `dai:900` (the
 * catchment), `power:1.5` and `exp:0.002` (β). Null for anything else: numbers that are not above 0, weights below 0 or
 * that are all 0, steps that do not rise.
 */
export function parseDecay(text: string): Decay | null {
  const [, kind, rest] = /^\s*(\w+)\s*[:：](.*)$/.exec(text) ?? [];
  if (kind === 'step') return parseSteps(rest);
  const number = numberOf(rest ?? '');
  if (!(number > 0)) return null;
  if (kind === 'gaussian') return { kind, sigma: number };
  if (kind === 'dai') return { kind, catchment: number };
  return kind === 'power' || kind === 'exp' ? { kind, beta: number } : null;
}

function parseSteps(text: string): Decay | null {
  const steps = text.split(/[,，]/).map((part) => part.split('=').map(numberOf));
  const rises = steps.every(
    ([upTo, weight, ...more], k) => upTo > (k === 0 ? 0 : steps[k - 1][0]) && weight >= 0 && more.length === 0
  );
  if (!rises || steps.every(([, weight]) => weight === 0)) return null;
  return { kind: 'step', upTo: steps.map(([upTo]) => upTo), weight: steps.map(([, weight]) => weight) };
}

/** NaN for what is no finite number. */
function numberOf(text: string): number {
  const number = text.trim() === '' ? NaN : Number(text);
  return Number.isFinite(number) ? number : NaN;
}

/** A decay as `parseDecay` reads it. */
export function writeDecay(decay: Decay): string {
  if (decay.kind === 'step')
    return `step:${decay.upTo.map((upTo, k) => `${upTo}=${decay.weight[k]}`).join(',')}`;
  if (decay.kind === 'gaussian') return `gaussian:${decay.sigma}`;
  return `${decay.kind}:${decay.kind === 'dai' ? decay.catchment : decay.beta}`;
}

/**
 * The weight of a cost from 0.
 * - step: the weight of the first step that is not below the cost, beyond the last 0 (Luo & Qi 2009, doi:10.1016/j.healthplace.2009.06.002).
 * - gaussian: exp(−c² / 2σ²), not cut off (as `weights.gaussian` of pysal/access).
 * - dai: (exp(−½ (c/d)²) − exp(−½)) / (1 − exp(−½)) up to the catchment d, beyond 0 (Dai 2010, doi:10.1016/j.healthplace.2010.06.012).
 * - power: max(c, 1)^−β: what is nearer than 1 weighs 1 (as `decay_power` of the R package accessibility).
 * - exp: exp(−β c).
 */
export function weightOf(decay: Decay, cost: number): number {
  switch (decay.kind) {
    case 'step': {
      const at = decay.upTo.findIndex((upTo) => cost <= upTo);
      return at < 0 ? 0 : decay.weight[at];
    }
    case 'gaussian':
      return Math.exp(-(cost * cost) / (2 * decay.sigma * decay.sigma));
    case 'dai': {
      if (cost > decay.catchment) return 0;
      const edge = Math.exp(-0.5);
      return (Math.exp(-0.5 * (cost / decay.catchment) ** 2) - edge) / (1 - edge);
    }
    case 'power':
      return Math.max(cost, 1) ** -decay.beta;
    case 'exp':
      return Math.exp(-decay.beta * cost);
  }
}

/** The weight of each pair; 0 beyond `limit` (a cost equal to it is within). Null: every pair within it weighs 1. */
export function weighPairs({ cost }: AccessCosts, decay: Decay | null, limit = Infinity): Float64Array {
  const weight = new Float64Array(cost.length);
  for (let k = 0; k < weight.length; k++)
    if (cost[k] <= limit) weight[k] = decay === null ? 1 : weightOf(decay, cost[k]);
  return weight;
}
