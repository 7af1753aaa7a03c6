import { figure } from '../figures.ts';
import type { MapAsk } from '../pictures.ts';
import type { MapGround } from './ground.ts';
import type { SayOfMaps } from './map-words.ts';

/** Which state of things a map shows. */
export function stateWords({ facts }: MapGround, state: MapAsk['state'], say: SayOfMaps): string {
  if (state !== 'base')
    return say(state === 'after' ? 'after' : facts.scenario.edits > 0 ? 'nowScenario' : 'now');
  return say(facts.scenario.edits > 0 ? 'base' : 'now');
}

/** A sentence on what a map shows: of whom, within which walk, in which state. '' for a measure that the study has not. */
export function mapNote(ground: MapGround, ask: Omit<MapAsk, 'isFurnished'>, say: SayOfMaps): string {
  const measure = ground.measures.get(ask.measure)?.facts;
  if (!measure) return '';
  const { language } = ground.facts.options;
  const m = figure(measure.limitM, 'metres');
  const min = figure(measure.limitS / 60, 'minutes');
  const limit = Number.isFinite(measure.limitS) ? say('limitBoth', { m, min }) : say('limitMetres', { m });
  const keys = {
    share: 'noteShare',
    uncovered: 'noteUncovered',
    facilities: 'noteFacilities',
    sites: 'noteSites'
  } as const;
  const what = say(keys[ask.show], { limit, who: measure.groupName[language] });
  const end = language === 'zh' ? '。' : '.';
  const between = language === 'zh' ? '；' : '; ';
  return `${what}${between}${stateWords(ground, ask.state, say)}${end}`;
}
