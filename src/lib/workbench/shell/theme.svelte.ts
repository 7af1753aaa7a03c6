import { keepTheme, nextTheme, readTheme, shownTheme, type ThemeChoice } from './theme-choice.ts';

const storage = (): Storage => localStorage;

/** How the desk is lit, and whether it is being shown to a room. One for the page, as the language is. */
class Theme {
  choice = $state<ThemeChoice>('system');
  private isSystemDark = $state(false);
  readonly shown = $derived(shownTheme(this.choice, this.isSystemDark));
  /** Enlarged for a projector: the map, its legend and the figure, without the panels. */
  isPresenting = $state(false);

  /** Takes up what was kept, and follows the system from now on; what comes back ends that. */
  start(): () => void {
    this.choice = readTheme(storage);
    const query = matchMedia('(prefers-color-scheme: dark)');
    const follow = (): void => {
      this.isSystemDark = query.matches;
      this.apply();
    };
    follow();
    query.addEventListener('change', follow);
    return () => query.removeEventListener('change', follow);
  }

  choose(choice: ThemeChoice): void {
    this.choice = choice;
    keepTheme(storage, choice);
    this.apply();
  }

  next(): void {
    this.choose(nextTheme(this.choice));
  }

  private apply(): void {
    document.documentElement.dataset.theme = this.shown;
    // The first script has set it so that the page is not white before its styles are there.
    document.documentElement.style.colorScheme = this.shown;
  }
}

export const theme = new Theme();
