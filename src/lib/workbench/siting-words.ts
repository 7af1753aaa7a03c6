import type { SitingOutcome } from './engine/scene.ts';
import { count, decimal, percent } from './words/figures.ts';
import { say } from './words/words.svelte.ts';

/** An answer in a line: what it reaches, the bound that is proven, and the gap of the two, by its model. */
export function answerLine({ choice, objective, bound, gap: found, proven }: SitingOutcome): string {
  const { model, least, twice } = choice;
  // What is proven to a millionth is not said to be a thousandth off.
  const gap = proven ? 0 : found;
  if (model === 'lscp' && least === 'cost')
    return say('siting.result.lscp.cost', {
      objective: decimal(objective / 10000),
      bound: decimal(bound / 10000),
      gap: percent(gap)
    });
  const said = { objective: count(objective), bound: count(bound), gap: percent(gap) };
  if (model === 'mclp' && choice.with?.length) return say('siting.result.with', said);
  if (model === 'mclp' && twice) return say('siting.result.twice', said);
  return say(model === 'lscp' ? 'siting.result.lscp.number' : `siting.result.${model}`, said);
}
