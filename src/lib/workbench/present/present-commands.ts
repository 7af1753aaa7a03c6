import type { Command } from '../commands/commands.svelte.ts';
import type { Desk } from '../desk.svelte.ts';
import { say } from '../words/words.svelte.ts';
import { addPage } from './add-page.ts';

/** Commands of presenting page by page. */
export function presentCommands(desk: Desk): Command[] {
  const group = () => say('command.group.view');
  const when = () => desk.present.isReady;
  return [
    {
      ...{ id: 'story.begin', group, when, keys: ['Shift+P'], words: 'present pages slides story 汇报 放映' },
      label: () => say('command.story'),
      run: () => desk.present.start()
    },
    {
      ...{ id: 'story.edit', group, when, words: 'present pages arrange edit slides 汇报 编排' },
      label: () => say('command.story.edit'),
      run: () => desk.present.begin(true)
    },
    {
      ...{ id: 'story.add', group, when, words: 'present add page slide view 加页' },
      label: () => say('command.story.add'),
      run: () => addPage(desk)
    }
  ];
}
