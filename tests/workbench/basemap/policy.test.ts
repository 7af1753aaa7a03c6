import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { HOST_PATTERN, HOSTS_KEY } from '../../../src/lib/workbench/basemap/allowed-hosts.ts';

const root = resolve(import.meta.dirname, '../../..');
const page = readFileSync(resolve(root, 'src/app.html'), 'utf8');
const script = /<script data-policy>([\s\S]*?)<\/script>/.exec(page)![1];

/** The policy that the script at the head of the page makes of what the browser keeps. */
function policyOf(kept: unknown): string {
  const added: { httpEquiv?: string; content?: string; dataset: object }[] = [];
  runInNewContext(script, {
    localStorage: {
      getItem(key: string) {
        if (kept instanceof Error) throw kept;
        return key === HOSTS_KEY ? (kept as string | null) : null;
      }
    },
    document: {
      createElement: () => ({ dataset: {} }),
      head: { append: (element: (typeof added)[0]) => added.push(element) }
    }
  });
  expect(added.map(({ httpEquiv }) => httpEquiv)).toEqual(['Content-Security-Policy']);
  return added[0].content!;
}

describe('the policy of the page', () => {
  it('lets nothing out where nothing was allowed, or where what is kept is damaged or out of reach', () => {
    for (const kept of [null, '', '{', '{}', '[1]', 'null', new Error('storage is off')])
      expect(policyOf(kept)).toBe("connect-src 'self'");
  });
  it('names the hosts that were allowed and no other', () => {
    expect(policyOf('["https://t0.tianditu.gov.cn","http://10.1.2.3:8080"]')).toBe(
      "connect-src 'self' https://t0.tianditu.gov.cn http://10.1.2.3:8080"
    );
  });
  it('takes no pattern, scheme or second directive for a host', () => {
    const bad = [
      '*',
      'https:',
      'https://*',
      'https://*.cn',
      "https://a.cn; script-src 'unsafe-inline'",
      "'unsafe-eval'"
    ];
    expect(policyOf(JSON.stringify([...bad, 'https://a.cn/x', 'data:', 'https://a.cn https://b.cn']))).toBe(
      "connect-src 'self'"
    );
  });
  it('stands before everything else that the page loads, and takes hosts as the desk does', () => {
    const at = page.indexOf('<script data-policy>');
    for (const later of ['<link', '%sveltekit.head%', '<script src', '<body'])
      if (page.includes(later)) expect(page.indexOf(later)).toBeGreaterThan(at);
    expect(script).toContain(String(HOST_PATTERN));
    expect(script).toContain(`'${HOSTS_KEY}'`);
  });
});
