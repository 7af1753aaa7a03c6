/** Milliseconds between two figures that somebody is to read: quicker ones flicker, and each costs a table drawn anew. */
const READ_MS = 250;

/** A value that changes quickly, let through so often only as it can be read; the last one always comes. */
export class Paced<T> {
  shown = $state.raw<T | null>(null);
  private latest: T | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;

  /** Begins anew with a value, which is shown at once. */
  begin(value: T): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.shown = value;
  }

  /** The next value: shown when the one before it has stood long enough. */
  take(value: T): void {
    this.latest = value;
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      this.shown = this.latest;
    }, READ_MS);
  }
}
