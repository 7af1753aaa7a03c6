import { bothOf } from '../engine/user-error.ts';
import { currentLanguage, named, say } from './words.svelte.ts';

/** An error as a sentence in the language on screen. */
export function sentenceOf(error: unknown): string {
  const said = (error as { said?: { zh: string; en: string } } | null)?.said;
  const message = error instanceof Error ? error.message : String(error);
  const both = said ?? bothOf(message);
  if (both) return both[currentLanguage()];
  return `${say('app.failed')}${named('：', ': ')}${message}`;
}
