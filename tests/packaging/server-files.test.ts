import { describe, expect, it } from 'vitest';
import { apacheFile, iisFile, nginxFile } from '../../packaging/server-files.ts';
import { immutableHeaders, pageHeaders, policyOf } from '../../src/cli/served-headers.ts';

const page = `<meta http-equiv="content-security-policy" content="default-src 'none'; script-src 'self' 'sha256-abc='; style-src 'self'; style-src-attr 'unsafe-hashes' 'sha256-def='; base-uri 'none'">`;

describe('the policy that goes with the files', () => {
  it('is that of the page, less what is said of scripts and styles in the page', () => {
    expect(immutableHeaders(policyOf(page))['Content-Security-Policy']).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self'; base-uri 'none'"
    );
  });

  it('is none where the page has none', () => {
    expect(policyOf('<title>a</title>')).toBeNull();
    expect(immutableHeaders(null)).not.toHaveProperty('Content-Security-Policy');
  });
});

describe.each([
  ['nginx', nginxFile],
  ['Apache', apacheFile],
  ['IIS', iisFile]
])('the file for %s', (server, write) => {
  const text = write(policyOf(page)).replaceAll('&quot;', '"');

  it('says every header of the page and of the immutable files', () => {
    for (const headers of [pageHeaders(), immutableHeaders(policyOf(page))])
      for (const [name, value] of Object.entries(headers)) {
        if (server === 'IIS' && name === 'Cache-Control') continue;
        expect(text).toContain(name);
        expect(text).toContain(value);
      }
    expect(text).toContain('_app/immutable');
  });

  it('says the types without which the app does not start, and those of its own files', () => {
    for (const [ending, type] of [
      ['wasm', 'application/wasm'],
      ['mjs', 'text/javascript'],
      ['pmtiles', 'application/octet-stream'],
      ['yike', 'application/octet-stream'],
      ['geojson', 'application/geo+json']
    ]) {
      const lines = text.split('\n').filter((each) => new RegExp(`[ ."]${ending}[;"]?( |$)`).test(each));
      expect(
        lines.some((line) => line.includes(type)),
        ending
      ).toBe(true);
    }
  });
});

it('IIS is told how long to keep the files in its own words', () => {
  expect(iisFile(null)).toMatch(
    /cacheControlMode="DisableCache"[^]*<location path="_app\/immutable">[^]*cacheControlMaxAge="365\.00:00:00"/
  );
});
