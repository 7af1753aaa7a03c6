import { expect, test as base, type Page } from '@playwright/test';

/** A task that held the page's thread, in milliseconds since the page began. */
interface LongTask {
  startMs: number;
  durationMs: number;
}

declare global {
  interface Window {
    longTasks: LongTask[];
  }
}

/** The app in a page that is being watched: whatever it does that it must not do is in `problems`. */
export class App {
  readonly page: Page;
  readonly problems: string[] = [];
  private readonly origin: string;
  private readonly expected: RegExp[] = [];
  private startedMs = 0;

  constructor(page: Page, origin: string) {
    this.page = page;
    this.origin = origin;
  }

  /** Watches from before the first byte: requests of page and workers, console, errors, policy, long tasks. */
  async watch(): Promise<void> {
    this.page.context().on('request', (request) => {
      const { protocol, origin } = new URL(request.url());
      if (protocol === 'data:' || protocol === 'blob:' || origin === this.origin) return;
      this.problems.push(`request to another origin: ${request.url()}`);
    });
    this.page.on('console', (message) => {
      if (message.type() === 'error')
        this.note(`console error: ${message.text()} (${message.location().url})`);
    });
    this.page.on('pageerror', (error) => this.note(`page error: ${error.stack ?? error.message}`));
    this.page.on('crash', () => this.problems.push('the page crashed'));
    await this.page.exposeFunction('tellViolation', (text: string) => this.problems.push(`policy: ${text}`));
    await this.page.addInitScript(() => {
      const tell = (window as unknown as { tellViolation: (text: string) => void }).tellViolation;
      document.addEventListener('securitypolicyviolation', (event) =>
        tell(`${event.effectiveDirective} refused ${event.blockedURI}`)
      );
      window.longTasks = [];
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) {
          window.longTasks.push({ startMs: entry.startTime, durationMs: entry.duration });
        }
      }).observe({ type: 'longtask', buffered: true });
    });
  }

  /** From here on a console or page error that fits is what the journey is about, and no problem. */
  expectError(pattern: RegExp): void {
    this.expected.push(pattern);
  }

  private note(text: string): void {
    if (!this.expected.some((pattern) => pattern.test(text))) this.problems.push(text);
  }

  /** Opens the app and waits until the study is analysed and the map is drawn; the start ends here. */
  async open(): Promise<void> {
    await this.page.goto('./');
    await this.settle();
    await this.markStart();
  }

  /** Loads the page again, as after closing the tab. */
  async reload(): Promise<void> {
    await this.page.reload();
    await this.settle();
    await this.markStart();
  }

  /** Waits until nothing is being worked out and the map is idle. */
  async settle(): Promise<void> {
    await expect(this.page.locator('[data-map="idle"]')).toBeVisible();
    await expect(this.page.getByTestId('progress')).toHaveCount(0);
  }

  private async markStart(): Promise<void> {
    this.startedMs = await this.page.evaluate(() => performance.now());
  }

  /** The tasks that held the page's thread since the start had ended, the longest first. */
  async longTasks(): Promise<LongTask[]> {
    // Entries arrive in a task of their own.
    await this.page.evaluate(() => new Promise((done) => setTimeout(done, 100)));
    const all = await this.page.evaluate(() => window.longTasks);
    return all.filter((task) => task.startMs >= this.startedMs).sort((a, b) => b.durationMs - a.durationMs);
  }
}

/** Tests that take `app` fail when the page did anything it must not do, whatever else they look at. */
export const test = base.extend<{ app: App }>({
  app: async ({ page, baseURL }, use) => {
    const app = new App(page, new URL(baseURL!).origin);
    await app.watch();
    await use(app);
    expect(app.problems).toEqual([]);
  }
});

export { expect };
