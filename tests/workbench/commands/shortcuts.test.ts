import { describe, expect, it, vi } from 'vitest';
import { Commands, type Command } from '../../../src/lib/workbench/commands/commands.svelte.ts';
import { findCommands } from '../../../src/lib/workbench/commands/find-commands.ts';
import { commandOf, doubleKeys, keysOf, showKeys } from '../../../src/lib/workbench/commands/shortcuts.ts';
import { deskCommands } from '../../../src/lib/workbench/commands/desk-commands.ts';
import type { Desk } from '../../../src/lib/workbench/desk.svelte.ts';
import { loadSounds } from '../../../src/lib/workbench/search/match-text.ts';

vi.mock('../../../src/lib/workbench/shell/exports.ts', () => ({
  ...{ TABLE_EXPORTS: ['coverage', 'gaps'], LAYER_EXPORTS: ['units'] },
  ...{ exportFile: () => {}, exportPicture: () => {} }
}));

const none = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false };
const input = (type: string) => ({ tagName: 'INPUT', type }) as unknown as EventTarget;
const desk = {
  ...{ scene: {}, outcome: {}, map: {}, selection: null, adding: null, tableHidden: false, sample: true },
  ...{
    ownTitle: null,
    history: { acts: [], done: 0 },
    tools: { measuring: null, moving: null, place: null },
    plan: { drawing: null, draft: null }
  },
  ...{ files: {}, commands: new Commands(), show: {} }
} as unknown as Desk;

describe('keys', () => {
  it.each([
    [{ key: 'k', ctrlKey: true }, 'Mod+K'],
    [{ key: 'K', metaKey: true }, 'Mod+K'],
    [{ key: 'Z', ctrlKey: true, shiftKey: true }, 'Mod+Shift+Z'],
    [{ key: '?', shiftKey: true }, '?'],
    [{ key: '/' }, '/'],
    [{ key: '1' }, '1'],
    [{ key: 'Delete' }, 'Delete'],
    [{ key: ' ' }, 'Space'],
    [{ key: 'Shift', shiftKey: true }, '']
  ])('%o are written %s', (event, keys) => expect(keysOf({ ...none, ...event })).toBe(keys));

  it('are shown as the machine has them', () => {
    expect(showKeys('Mod+Shift+Z', false)).toBe('Ctrl+Shift+Z');
    expect(showKeys('Mod+Shift+Z', true)).toBe('⌘⇧Z');
    expect(showKeys('Escape', false)).toBe('Esc');
  });
});

describe('the commands of the desk', () => {
  const commands = deskCommands(desk);
  // The field of the search has these two.
  const all = [...commands, { id: 'search.open', keys: ['/', 'Mod+F'] } as unknown as Command];

  it('have no key twice, nor an id', () => {
    expect(doubleKeys(all)).toEqual([]);
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
    expect(doubleKeys([...all, { ...commands[0], id: 'other' }])).toEqual(['1']);
  });

  it('hear keys but not while text is typed, but for those that say so', () => {
    const press = (key: string, target: EventTarget | null, more = {}) =>
      commandOf(commands, { ...none, key, target, ...more })?.id ?? null;
    expect(press('1', null)).toBe('step.data');
    expect(press('1', input('text'))).toBeNull();
    expect(press('1', input('checkbox'))).toBe('step.data');
    expect(press('s', input('text'), { ctrlKey: true })).toBe('study.save');
    expect(press('k', null, { ctrlKey: true })).toBe('palette.open');
    // Nothing to undo, nothing selected: the keys are left to the browser.
    expect(press('z', null, { ctrlKey: true })).toBeNull();
    expect(press('Delete', null)).toBeNull();
    expect(press('Escape', null)).toBeNull();
  });

  it('leave Enter to the button that has the focus', () => {
    const finish = { ...commands.find(({ id }) => id === 'tool.finish')!, when: () => true };
    const button = { tagName: 'BUTTON', closest: () => ({}) } as unknown as EventTarget;
    const canvas = { tagName: 'CANVAS', closest: () => null } as unknown as EventTarget;
    expect(commandOf([finish], { ...none, key: 'Enter', target: button })).toBeNull();
    expect(commandOf([finish], { ...none, key: 'Enter', target: canvas })).toBe(finish);
  });

  it('are found by their words, in pinyin and in English', async () => {
    const sounds = await loadSounds();
    const first = (query: string) => findCommands(commands, query, sounds)[0]?.id;
    expect(first('量步行')).toBe('measure.walk');
    expect(first('liangbx')).toBe('measure.walk');
    expect(first('measure walk')).toBe('measure.walk');
    expect(first('quekou')).toMatch(/gaps/);
    expect(first('save')).toBe('study.save');
    expect(first('zzzz')).toBeUndefined();
  });

  it('can be added to and taken from', () => {
    const registry = new Commands();
    const take = registry.register([commands[0], commands[1]]);
    registry.register([{ ...commands[0] }]);
    expect(registry.list).toHaveLength(2);
    take();
    expect(registry.list).toHaveLength(1);
  });
});
