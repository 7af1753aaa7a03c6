import type { Command } from '../commands/commands.svelte.ts';
import type { Desk } from '../desk.svelte.ts';
import { say } from '../words/words.svelte.ts';
import { DRAWINGS } from './plan.svelte.ts';

const WORDS = {
  housing: 'add housing homes residents 住房 小区',
  candidate: 'add candidate site 候选点',
  gate: 'add link gate 通道 开门',
  crossing: 'add link crossing 通道 过街 天桥',
  path: 'add link path 通道 步道'
};

/** Putting housing, links and candidates onto the map from the palette; Enter puts them at its centre. */
export function planCommands(desk: Desk): Command[] {
  return DRAWINGS.map((drawing) => ({
    id: `plan.${drawing}`,
    label: () => say('plan.addOf', { what: say(`plan.what.${drawing}`) }),
    group: () => say('command.group.add'),
    words: WORDS[drawing],
    when: () => desk.scene !== null,
    run: () => {
      desk.plan.begin(drawing);
      desk.map?.getCanvas().focus({ preventScroll: true });
    }
  }));
}
