import { untrack } from 'svelte';

/** Something that can be done, found by its words and its keys. */
export interface Command {
  /** Unique, in dots: `tab.gaps`. */
  id: string;
  /** What it is called in the language on screen: said when it is drawn. */
  label: () => string;
  /** Under which heading it is listed. */
  group: () => string;
  /** What else it is found by, as it stands: English beside Chinese, other words for it. */
  words?: string;
  /** As `keysOf` writes them: `Mod+K`, `Shift+?`, `1`, `Delete`. None: it has no key. */
  keys?: readonly string[];
  /** Whether it can be done now; none: always. */
  when?: () => boolean;
  /** It works while text is being typed too. */
  inText?: boolean;
  run: () => unknown;
}

/** All that can be done on the desk: its parts put their commands in, the palette and the keyboard take them out. */
export class Commands {
  list = $state.raw<readonly Command[]>([]);
  /** The palette is open. */
  isOpen = $state(false);

  /** Puts commands in, in the place of those of the same ids; the function that comes back takes them out. */
  register(commands: readonly Command[]): () => void {
    const ids = new Set(commands.map(({ id }) => id));
    // Called within effects, which must not run again for what they have just done.
    untrack(() => (this.list = [...this.list.filter(({ id }) => !ids.has(id)), ...commands]));
    return () => untrack(() => (this.list = this.list.filter((command) => !commands.includes(command))));
  }
}

/** A command can be done now. */
export function isReady(command: Command): boolean {
  return command.when?.() ?? true;
}
