import { readFile } from 'node:fs/promises';
import { expect, test as base, type Locator, type Page } from '@playwright/test';
import { stepOf, type Tab } from '../../src/lib/workbench/shell/steps.ts';

/** The app in a page that is being watched: whatever it does that it must not do is in `problems`. */
export class App {
  readonly page: Page;
  readonly problems: string[] = [];
  private readonly origin: string;
  private readonly expected: RegExp[] = [];

  constructor(page: Page, origin: string) {
    this.page = page;
    this.origin = origin;
  }

  /** Watches from before the first byte: requests of page and workers, console, errors, policy. */
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
    await this.page.exposeFunction('tellViolation', (text: string) => this.note(`policy: ${text}`));
    await this.page.addInitScript(() => {
      const tell = (window as unknown as { tellViolation: (text: string) => void }).tellViolation;
      document.addEventListener('securitypolicyviolation', (event) =>
        tell(`${event.effectiveDirective} refused ${event.blockedURI}`)
      );
    });
  }

  /** From here on a console or page error or a refusal by the policy that fits is what the journey is about, and no problem. */
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
  }

  /** Loads the page again, as after closing the tab. */
  async reload(): Promise<void> {
    await this.page.reload();
    await this.settle();
  }

  /** Waits until the app has begun, nothing is being worked out, and the map is drawn. */
  async settle(): Promise<void> {
    await expect(this.page.getByTestId('ready')).toHaveAttribute('data-ready', 'true');
    await expect(this.page.getByTestId('progress')).toHaveCount(0);
    await expect(this.page.getByTestId('failure')).toHaveCount(0);
    await expect(this.map).toHaveAttribute('aria-busy', 'false');
  }

  get map(): Locator {
    return this.page.locator('[data-bounds]');
  }

  /** Does something that changes the study, and waits until that is worked out, drawn, and said to be saved. */
  async change(act: () => Promise<unknown>): Promise<void> {
    const saved = this.page.getByTestId('saved').evaluate(
      (element) =>
        new Promise<void>((done) => {
          let changed = element.dataset.state !== 'yes';
          new MutationObserver(() => {
            if (element.dataset.state !== 'yes') changed = true;
            else if (changed) done();
          }).observe(element, { attributes: true });
        })
    );
    await act();
    await saved;
    await this.settle();
  }

  /** A file of the export menu, as it is downloaded. */
  async export(kind: string): Promise<{ name: string; bytes: Buffer }> {
    await this.page.getByTestId('export-menu').click();
    return this.download(() => this.page.getByTestId(`export-${kind}`).click());
  }

  /** The file that an act makes the browser download. */
  async download(act: () => Promise<unknown>): Promise<{ name: string; bytes: Buffer }> {
    const [download] = await Promise.all([this.page.waitForEvent('download'), act()]);
    return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
  }

  /** Every number of coverage and gaps in full precision, as the export gives them. */
  async numbers(): Promise<string> {
    const tables = [await this.export('coverage'), await this.export('gaps')];
    return tables.map((table) => table.bytes.toString('utf8')).join('\n');
  }

  /** Files dropped on the page, as from the desktop. */
  async drop(files: { name: string; bytes: Buffer }[]): Promise<void> {
    const items = files.map(({ name, bytes }) => ({ name, base64: bytes.toString('base64') }));
    await this.page.evaluate(async (list) => {
      const transfer = new DataTransfer();
      for (const { name, base64 } of list) {
        const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
        transfer.items.add(new File([bytes], name));
      }
      document.body.dispatchEvent(
        new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true })
      );
    }, items);
  }

  /** Where a place is on the screen, in pixels of the page; the map must be settled. */
  async pixelOf(lon: number, lat: number): Promise<{ x: number; y: number }> {
    const box = (await this.map.boundingBox())!;
    const [west, south, east, north] = (await this.map.getAttribute('data-bounds'))!.split(',').map(Number);
    const mercator = (degrees: number) => Math.log(Math.tan(Math.PI / 4 + (degrees * Math.PI) / 360));
    return {
      x: box.x + (box.width * (lon - west)) / (east - west),
      y: box.y + (box.height * (mercator(north) - mercator(lat))) / (mercator(north) - mercator(south))
    };
  }

  /** The processor time in milliseconds of each task of the page's own thread while `act` runs, the longest first. */
  async measureTasks(act: () => Promise<unknown>): Promise<number[]> {
    const browser = this.page.context().browser()!;
    await browser.startTracing(this.page, { categories: ['toplevel'] });
    await act();
    const trace = JSON.parse((await browser.stopTracing()).toString('utf8')) as { traceEvents: TraceEvent[] };
    const threads = new Set(
      trace.traceEvents
        .filter((event) => event.name === 'thread_name' && event.args?.name === 'CrRendererMain')
        .map((event) => `${event.pid}/${event.tid}`)
    );
    // Not the time on the clock, which on a busy machine is mostly that of others.
    return trace.traceEvents
      .filter((event) => event.tdur !== undefined && threads.has(`${event.pid}/${event.tid}`))
      .map((event) => event.tdur! / 1000)
      .sort((a, b) => b - a);
  }
}

/** The part of a Chromium trace event that is read here; times in microseconds, `tdur` that of the processor. */
interface TraceEvent {
  name: string;
  pid: number;
  tid: number;
  tdur?: number;
  args?: { name?: string };
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

/** Opens a table by its step, as a user goes there. */
export async function openTab(page: Page, tab: Tab): Promise<void> {
  await page.getByTestId(`step-${stepOf(tab)}`).click();
  await page.getByTestId(`tab-${tab}`).click();
}
