/** Media types by ending, as every server of the app must say them: a module or a wasm file of another type is refused. */
export const mediaTypes: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.csv': 'text/csv; charset=utf-8',
  '.geojson': 'application/geo+json; charset=utf-8',
  '.gz': 'application/gzip',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.mbtiles': 'application/octet-stream',
  '.mjs': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.pmtiles': 'application/octet-stream',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
  '.yike': 'application/octet-stream'
};

/** Shared memory needs the first two; the others keep the app from being read as something it is not. */
const commonHeaders: Record<string, string> = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer'
};

/** The folder whose names carry a hash of their content. */
export const immutableFolder = '_app/immutable/';

/** The policy that a built page carries, in the words of its meta element, or null where there is none. */
export function policyOf(page: string): string | null {
  const content = /http-equiv="content-security-policy" content="([^"]*)"/.exec(page)?.[1];
  return content?.replaceAll('&#39;', "'").replaceAll('&amp;', '&') ?? null;
}

/**
 * The headers of the page and what lies beside it. Of the policy only what a meta element cannot say: the rest stands
 * in the page, with the hash of its own start script, and so cannot differ from it.
 */
export function pageHeaders(): Record<string, string> {
  return {
    ...commonHeaders,
    'Cache-Control': 'no-cache',
    'Content-Security-Policy': "frame-ancestors 'self'"
  };
}

/**
 * The headers of files under `_app/immutable/`. A worker obeys the policy that came with its own script, not that of
 * the page: so the page's policy goes with them, less the hashes of scripts in the page, and less the map servers. Those
 * the page alone asks, and a script at its head narrows them to the ones that the user has allowed.
 */
export function immutableHeaders(policy: string | null): Record<string, string> {
  const forWorkers = policy
    ?.replace(/ 'sha256-[^']+'/g, '')
    .replace(/; style-src-attr [^;]*/, '')
    .replace(/(connect-src [^;]*?) http: https:/, '$1');
  return {
    ...commonHeaders,
    'Cache-Control': 'public, max-age=31536000, immutable',
    ...(forWorkers && { 'Content-Security-Policy': forWorkers })
  };
}
