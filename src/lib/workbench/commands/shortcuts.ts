import { isReady, type Command } from './commands.svelte.ts';

/** What is read of a key event. */
export type KeyPress = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

/**
 * The keys of an event as commands write them: `Mod+` for Ctrl or ⌘, `Alt+`, `Shift+` (with named keys and letters only: a sign
 * says by itself that it was shifted), then the key, a letter as a capital. '' for a modifier alone.
 */
export function keysOf({ key, ctrlKey, metaKey, altKey, shiftKey }: KeyPress): string {
  if (['Control', 'Meta', 'Alt', 'Shift', 'Process', 'Dead', 'Unidentified'].includes(key)) return '';
  const isSign = key.length === 1 && !/[a-z]/i.test(key);
  const parts = [
    ctrlKey || metaKey ? 'Mod' : '',
    altKey ? 'Alt' : '',
    shiftKey && !isSign ? 'Shift' : '',
    key === ' ' ? 'Space' : key.length === 1 ? key.toUpperCase() : key
  ];
  return parts.filter(Boolean).join('+');
}

/** Keys as they are shown: ⌘ on a Mac, Ctrl elsewhere. */
export function showKeys(keys: string, isMac: boolean): string {
  const names: Record<string, string> = isMac
    ? { Mod: '⌘', Shift: '⇧', Alt: '⌥' }
    : { Mod: 'Ctrl', Shift: 'Shift', Alt: 'Alt' };
  const others: Record<string, string> = {
    ...{ Escape: 'Esc', Delete: 'Del', ArrowUp: '↑', ArrowDown: '↓', ArrowLeft: '←', ArrowRight: '→' },
    ...{ Space: '␣', Backspace: '⌫' }
  };
  return keys
    .split('+')
    .map((part) => names[part] ?? others[part] ?? part)
    .join(isMac ? '' : '+');
}

/** Inputs in which keys are not text. */
const NOT_TEXT = new Set(['checkbox', 'radio', 'button', 'submit', 'reset', 'file', 'color']);

/** True where keys are being typed into something: text, a choice, an editor. */
export function isTyping(target: EventTarget | null): boolean {
  const element = target as Partial<HTMLInputElement> | null;
  const tag = element?.tagName;
  if (tag === 'INPUT') return !NOT_TEXT.has(element?.type ?? 'text');
  return tag === 'TEXTAREA' || tag === 'SELECT' || element?.isContentEditable === true;
}

/** Keys that press or move what has the focus, where that can be pressed or moved. */
const PRESSING = new Set(['Enter', 'Space', 'Backspace', 'ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight']);
const PRESSED =
  'button, a[href], summary, input, [role="row"], [role="gridcell"], [role="option"], [role="tab"], [role="menuitem"]';

/** True where a key belongs to the button, row or link that has the focus. */
function isPressing(target: EventTarget | null, keys: string): boolean {
  return PRESSING.has(keys) && ((target as Partial<Element> | null)?.closest?.(PRESSED) ?? null) !== null;
}

/** A list of choices keeps the focus after a choice: leaving what was chosen must go on from there. */
const isChoice = (target: EventTarget | null): boolean =>
  (target as Partial<Element> | null)?.tagName === 'SELECT';

/** The command that an event asks for; null where there is none that can be done now. */
export function commandOf(
  commands: readonly Command[],
  event: KeyPress & { target: EventTarget | null }
): Command | null {
  const keys = keysOf(event);
  if (keys === '') return null;
  const typing =
    (isTyping(event.target) && !(keys === 'Escape' && isChoice(event.target))) ||
    isPressing(event.target, keys);
  const found = commands.find(
    (command) => command.keys?.includes(keys) && (command.inText || !typing) && isReady(command)
  );
  return found ?? null;
}

/** Keys that several commands have. */
export function doubleKeys(commands: readonly Command[]): string[] {
  const all = commands.flatMap(({ keys = [] }) => keys);
  return [...new Set(all.filter((each, i) => all.indexOf(each) !== i))];
}
