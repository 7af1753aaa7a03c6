import type { Desk } from '../desk.svelte.ts';
import { say } from '../words/words.svelte.ts';
import type { Command } from './commands.svelte.ts';

/** Showing and hiding each row of the list of layers. */
export function layerCommands({ legend }: Desk): Command[] {
  return legend.ordered.map((row) => ({
    id: `layer.${row.id}`,
    label: () => say('command.layer', { name: row.title() }),
    group: () => say('command.group.view'),
    words: 'layer show hide',
    when: row.isThere,
    run: () => legend.setShown(row, !legend.isShown(row))
  }));
}
