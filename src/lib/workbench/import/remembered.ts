const KEY = 'yike.remembered';

/** What was said of files before, as the worker gave it; '[]' where nothing was, or the browser keeps nothing. */
export function readRemembered(): string {
  try {
    return localStorage.getItem(KEY) ?? '[]';
  } catch {
    return '[]';
  }
}

/** Keeps it for the next file of the same shape; a browser that keeps nothing only asks again. */
export function writeRemembered(text: string): void {
  try {
    localStorage.setItem(KEY, text);
  } catch {
    // Nothing is lost but the memory of choices.
  }
}
