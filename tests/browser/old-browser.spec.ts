import { test as base, expect, type Page } from '@playwright/test';
import { test as watched, type App } from './app.ts';

/** What each browser lacks, and what the page must say instead of starting. */
const cases: {
  name: string;
  agent?: string;
  spoil?: (page: Page) => Promise<unknown>;
  kind: string;
  says: RegExp;
}[] = [
  {
    name: 'Chrome 109 on Windows 7',
    agent:
      'Mozilla/5.0 (Windows NT 6.1; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/109.0.0.0 Safari/537.36',
    kind: 'old',
    says: /Chromium 内核 109.*110 或更新.*Windows 10 \/ 11.*Found: Chromium 109/s
  },
  {
    name: 'a 360 browser with an old core',
    agent:
      'Mozilla/5.0 (Windows NT 10.0; WOW64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/86.0.4240.198 Safari/537.36 QIHU 360SE',
    kind: 'old',
    says: /Chromium 内核 86.*极速模式/s
  },
  {
    name: 'the compatibility mode of such a browser',
    agent: 'Mozilla/5.0 (Windows NT 10.0; WOW64; Trident/7.0; rv:11.0) like Gecko',
    kind: 'old',
    says: /IE 内核.*极速模式/s
  },
  {
    name: 'a browser without structuredClone and without SIMD',
    spoil: (page) =>
      page.addInitScript(() => {
        delete (window as Partial<typeof window>).structuredClone;
        const { validate } = WebAssembly;
        WebAssembly.validate = (bytes) =>
          !new Uint8Array(bytes as ArrayBuffer).includes(253) && validate(bytes);
      }),
    kind: 'old',
    says: /缺少：structuredClone、WebAssembly SIMD。/
  },
  {
    name: 'a browser whose graphics acceleration is off',
    spoil: (page) =>
      page.addInitScript(() => {
        HTMLCanvasElement.prototype.getContext = () => null;
      }),
    kind: 'graphics',
    says: /图形加速.*Edge：设置.*WebGL2/s
  },
  {
    name: 'a server that lost a part of the app',
    spoil: (page) => page.route('**/_app/immutable/entry/start.*', (route) => route.fulfill({ status: 404 })),
    kind: 'incomplete',
    says: /没有取全.*Ctrl \+ F5.*application\/wasm/s
  }
];

for (const { name, agent, spoil, kind, says } of cases) {
  base(`says what to do in ${name}`, async ({ browser, baseURL }) => {
    const context = await browser.newContext({ baseURL, ...(agent && { userAgent: agent }) });
    const page = await context.newPage();
    if (agent)
      // The brands would still be those of the browser that runs this.
      await page.addInitScript(() =>
        Object.defineProperty(Navigator.prototype, 'userAgentData', { get: () => undefined })
      );
    await spoil?.(page);
    await page.goto('./');
    const said = page.locator('#unfit');
    await expect(said).toBeVisible();
    await expect(said).toContainText(says);
    await expect(page.locator('html')).toHaveAttribute('data-unfit', kind);
    await expect(page.locator('#boot')).toHaveCount(0);
    await expect(page.getByTestId('ready')).toHaveCount(0);
    await expect(page.locator('canvas')).toHaveCount(0);
    await context.close();
  });
}

watched('a fit browser never sees it', async ({ app, page }: { app: App; page: Page }) => {
  await page.goto('./');
  await expect(page.getByTestId('ready')).toHaveCount(1);
  await expect(page.locator('html')).not.toHaveAttribute('data-unfit');
  expect(app.problems).toEqual([]);
});
