/** How the desk is lit: by day, by night, or as the system is set. */
export type ThemeChoice = 'light' | 'dark' | 'system';
export type ThemeShown = 'light' | 'dark';

export const THEME_CHOICES: readonly ThemeChoice[] = ['light', 'dark', 'system'];
/** The same key is read by static/theme.js, before anything is drawn. */
export const THEME_KEY = 'yike.theme';

/** What is asked of the browser's storage; that of a page which may not store throws at the first touch. */
export type KeptWords = Pick<Storage, 'getItem' | 'setItem'>;

/** The choice that was kept; `system` where there is none, it is no choice, or nothing may be stored. */
export function readTheme(storage: () => KeptWords): ThemeChoice {
  try {
    const kept = storage().getItem(THEME_KEY);
    return THEME_CHOICES.find((each) => each === kept) ?? 'system';
  } catch {
    return 'system';
  }
}

/** Keeps the choice; where nothing may be stored it holds until the page is left. */
export function keepTheme(storage: () => KeptWords, choice: ThemeChoice): void {
  try {
    storage().setItem(THEME_KEY, choice);
  } catch {
    // Private windows and full storage: the desk is lit as was chosen all the same.
  }
}

/** How the desk is lit by a choice on a system that is, or is not, dark. */
export const shownTheme = (choice: ThemeChoice, isSystemDark: boolean): ThemeShown =>
  choice === 'system' ? (isSystemDark ? 'dark' : 'light') : choice;

/** The choice after this one, as a button goes through them. */
export const nextTheme = (choice: ThemeChoice): ThemeChoice =>
  THEME_CHOICES[(THEME_CHOICES.indexOf(choice) + 1) % THEME_CHOICES.length];
