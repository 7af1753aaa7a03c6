import type { Command } from '../commands/commands.svelte.ts';
import type { Desk } from '../desk.svelte.ts';
import { THEME_CHOICES } from '../shell/theme-choice.ts';
import { theme } from '../shell/theme.svelte.ts';
import { say } from '../words/words.svelte.ts';
import { start } from './start.svelte.ts';

/** Commands of the first minutes: help, tour, light and dark, showing the desk to a room. */
export function startCommands(desk: Desk): Command[] {
  const group = () => say('command.group.view');
  return [
    ...THEME_CHOICES.map((choice): Command => ({
      ...{ id: `theme.${choice}`, group, words: `theme light dark 明暗 夜间 ${choice}` },
      label: () => say('command.theme', { name: say(`theme.${choice}`) }),
      run: () => theme.choose(choice)
    })),
    {
      ...{ id: 'help.open', group, keys: ['F1'], words: 'help terms version licence 帮助', inText: true },
      label: () => say('command.help'),
      run: () => (start.isHelpOpen = true)
    },
    {
      ...{ id: 'help.tour', group, words: 'tour introduction 导览' },
      label: () => say('command.tour'),
      when: () => desk.scene !== null && !desk.importing,
      run: () => {
        theme.isPresenting = false;
        start.beginTour();
      }
    },
    {
      ...{ id: 'view.present', group, keys: ['P'], words: 'present projector fullscreen 投影' },
      label: () => say('command.present'),
      when: () => desk.scene !== null && !desk.importing,
      run: () => (theme.isPresenting = !theme.isPresenting)
    }
  ];
}
