import type { KeyPress } from '../commands/shortcuts.ts';
import { keysOf } from '../commands/shortcuts.ts';

/** What a key does while a story is told. */
export type StoryAct =
  'next' | 'back' | 'first' | 'last' | 'full' | 'edit' | 'leave' | 'black' | 'undo' | 'redo' | 'none';

const ACTS: Record<string, StoryAct> = {
  ...{ ArrowRight: 'next', ArrowDown: 'next', PageDown: 'next', Space: 'next', Enter: 'next', N: 'next' },
  ...{ ArrowLeft: 'back', ArrowUp: 'back', PageUp: 'back', Backspace: 'back', 'Shift+Space': 'back' },
  ...{ Home: 'first', End: 'last', F: 'full', E: 'edit', Escape: 'leave' },
  // What remotes send for a black screen.
  ...{ B: 'black', '.': 'black' },
  ...{ 'Mod+Z': 'undo', 'Mod+Shift+Z': 'redo', 'Mod+Y': 'redo' }
};

/** Keys that press the button, or move the thing, that the keyboard has come to. */
const PRESSING = new Set([
  'Space',
  'Enter',
  'ArrowLeft',
  'ArrowRight',
  'ArrowUp',
  'ArrowDown',
  'Home',
  'End'
]);

/**
 * What a key press does; null: it is left to the page. While text is written only Escape is of the story; `isOnControl`: the keyboard has
 * come to a button, list or divider, whose own keys are left to it (those of a remote, PageUp and PageDown, never are). Keys of the desk
 * behind are swallowed (`none`).
 */
export function storyAct(press: KeyPress, isTyping: boolean, isOnControl: boolean): StoryAct | null {
  const keys = keysOf(press);
  if (keys === '' || keys === 'Tab' || keys === 'Shift+Tab') return null;
  if (isTyping) return keys === 'Escape' ? 'leave' : null;
  if (isOnControl && PRESSING.has(keys)) return null;
  const act = ACTS[keys];
  if (act) return act;
  // Keys of the browser (F5, F11, Ctrl++) are its own; letters and digits are shortcuts of the desk.
  return keys.length === 1 || keys === 'Delete' ? 'none' : null;
}

/** Place of the page that an act leads to, of so many; it stays at both ends. */
export function turnTo(act: 'next' | 'back' | 'first' | 'last', at: number, count: number): number {
  const to = { next: at + 1, back: at - 1, first: 0, last: count - 1 }[act];
  return Math.max(0, Math.min(count - 1, to));
}

/**
 * How large the texts of a page are set, 1 as large as they come: long ones are set smaller, never below 0.62, where they are still read
 * from the last row; beyond that they scroll. `lines` are so many of `perLine` wide characters as fit at size 1.
 */
export function textScale(text: string, perLine: number, lines: number): number {
  for (let scale = 1; scale > 0.62; scale -= 0.06)
    if (linesOf(text, perLine / scale) <= lines / scale) return scale;
  return 0.62;
}

/** How many lines of so many wide characters a text takes. */
export function linesOf(text: string, perLine: number): number {
  const lines = text.split('\n').map((line) => Math.max(1, Math.ceil(widthOf(line) / perLine)));
  return lines.reduce((sum, each) => sum + each, 0);
}

/** Width in wide (Chinese) characters. */
function widthOf(text: string): number {
  let width = 0;
  for (const letter of text) width += /[ -ɏ]/.test(letter) ? 0.53 : 1;
  return width;
}
