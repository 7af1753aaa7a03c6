import type { Page } from '@playwright/test';
import { expect, test } from './app.ts';

/** What the watch must see; each case makes it happen on an otherwise empty page of the server. */
const misdeeds: { name: string; sees: RegExp; act: (page: Page) => Promise<unknown> }[] = [
  {
    name: 'a request of the page to another origin',
    sees: /request to another origin: http:\/\/example\.com\//,
    act: (page) => page.evaluate(() => fetch('http://example.com/', { mode: 'no-cors' }).catch(() => 0))
  },
  {
    name: 'an image from another origin',
    sees: /request to another origin/,
    act: (page) =>
      page.evaluate(
        () =>
          new Promise((done) => {
            const image = new Image();
            image.onerror = done;
            image.src = 'http://example.com/a.png';
          })
      )
  },
  {
    name: 'a request of a worker to another origin',
    sees: /request to another origin: http:\/\/example\.com\/worker/,
    act: (page) =>
      page.evaluate(
        () =>
          new Promise((done) => {
            const text = `fetch('http://example.com/worker').catch(() => postMessage(0))`;
            const worker = new Worker(URL.createObjectURL(new Blob([text], { type: 'text/javascript' })));
            worker.onmessage = done;
          })
      )
  },
  {
    name: 'a console error',
    sees: /console error: broken/,
    act: (page) => page.evaluate(() => console.error('broken'))
  },
  {
    name: 'a console error of a worker',
    sees: /console error: broken in a worker/,
    act: (page) =>
      page.evaluate(
        () =>
          new Promise((done) => {
            const text = `console.error('broken in a worker'); postMessage(0)`;
            const worker = new Worker(URL.createObjectURL(new Blob([text], { type: 'text/javascript' })));
            worker.onmessage = done;
          })
      )
  },
  {
    name: 'an error that nobody caught',
    sees: /page error: .*nobody/,
    act: (page) =>
      page.evaluate(
        () =>
          new Promise<void>((done) => {
            setTimeout(() => {
              setTimeout(done, 50);
              throw new Error('nobody');
            });
          })
      )
  },
  {
    name: 'a breach of the policy',
    sees: /policy: script-src.* refused inline/,
    act: (page) =>
      page.evaluate(() => {
        const meta = document.createElement('meta');
        meta.httpEquiv = 'Content-Security-Policy';
        meta.content = "script-src 'self'";
        document.head.append(meta);
        const script = document.createElement('script');
        script.textContent = 'window.ran = true';
        document.head.append(script);
      })
  }
];

// A text has no icon, and some browsers ask the server's root for one.
test.beforeEach(({ page }) => page.route('**/favicon.ico', (route) => route.fulfill({ status: 204 })));

for (const { name, sees, act } of misdeeds) {
  test(`the watch sees ${name}`, async ({ app, page }) => {
    await page.goto('./licences.txt');
    expect(app.problems).toEqual([]);
    await act(page);
    await expect.poll(() => app.problems.join('\n')).toMatch(sees);
    app.problems.length = 0;
  });
}

test('the watch sees a task that holds the page, and what it costs', async ({ app, page }) => {
  await page.goto('./licences.txt');
  const idle = await app.measureTasks(() => page.waitForTimeout(300));
  expect(idle.length).toBeGreaterThan(0);
  expect(idle[0]).toBeLessThan(200);
  const held = await app.measureTasks(() =>
    page.evaluate(() => {
      let sum = 0;
      for (let i = 0; i < 1.5e9; i++) sum = (sum + i) | 0;
      return sum;
    })
  );
  expect(held[0]).toBeGreaterThan(200);
});

test('the server is a plain one: a sub-path, no isolation headers, nothing outside of its folder', async ({
  app,
  request
}) => {
  const page = await request.get('./');
  expect(page.status()).toBe(200);
  for (const header of ['cross-origin-opener-policy', 'cross-origin-embedder-policy', 'content-encoding']) {
    expect(page.headers()).not.toHaveProperty(header);
  }
  for (const path of ['/', '/index.html', './nothing.html', './..%2f..%2fpackage.json']) {
    expect((await request.get(path)).status(), path).toBe(404);
  }
  expect(app.problems).toEqual([]);
});
