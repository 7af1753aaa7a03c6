import { Matcher, type Sounds } from '../search/match-text.ts';
import { isReady, type Command } from './commands.svelte.ts';

/** Its other words say less than what a command is called. */
const WORDS_LESS = 80;

/** Commands that can be done now and answer a query, best first; without a query all of them, in their own order. */
export function findCommands(commands: readonly Command[], query: string, sounds: Sounds): Command[] {
  const ready = commands.filter(isReady);
  const matcher = new Matcher(query, sounds);
  if (matcher.isEmpty) return ready;
  return ready
    .map((command) => {
      const label = matcher.score(command.label().toLowerCase());
      const words = matcher.score((command.words ?? '').toLowerCase()) - WORDS_LESS;
      const group = matcher.score(`${command.group()} ${command.label()}`.toLowerCase()) - WORDS_LESS;
      return { command, score: Math.max(label, words, group) };
    })
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .map(({ command }) => command);
}
