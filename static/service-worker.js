// Keeps the app, not the data, so that it opens without a network. The build fills in what there is to keep.
// A new version is kept beside the one that runs, and takes over only when it is asked to or no tab runs any more.
/** SHA-256 of each file by its path beside this one. */
const files = {};
const version = '';

const root = new URL('./', self.location.href);
/** Several installations may lie on one server: each has its own stores. */
const prefix = `yike ${root.pathname} `;
const own = prefix + version;

self.addEventListener('install', (event) => event.waitUntil(keepAll()));
self.addEventListener('activate', (event) => event.waitUntil(Promise.all([tidy(), self.clients.claim()])));
self.addEventListener('message', (event) => {
  if (event.data === 'take over') self.skipWaiting();
});
self.addEventListener('fetch', (event) => {
  const { method, mode, url } = event.request;
  const path = pathOf(url);
  // HEAD too: the database engine asks whether its module is there before it takes it.
  if (!(method === 'GET' || method === 'HEAD') || path === null || !(path in files || path.startsWith('_app/immutable/'))) return;
  event.respondWith(answer(path, event.request));
  if (mode === 'navigate') event.waitUntil(tidy());
});

/** The path beside this file, null of what lies elsewhere. */
function pathOf(url) {
  const { origin, pathname } = new URL(url);
  if (origin !== root.origin || !pathname.startsWith(root.pathname)) return null;
  return decodeURI(pathname.slice(root.pathname.length)) || 'index.html';
}

/** Some servers lead index.html to the folder, and a page that was led elsewhere cannot be kept. */
function addressOf(path) {
  return path === 'index.html' ? root.href : new URL(encodeURI(path), root).href;
}

async function olderStores() {
  return (await caches.keys()).filter((name) => name.startsWith(prefix) && name !== own).reverse();
}

/** A tab of an older version may still ask for its own parts. */
async function answer(path, request) {
  for (const cacheName of [own, ...(await olderStores())]) {
    const kept = await caches.match(addressOf(path), { cacheName, ignoreVary: true });
    if (kept) return kept;
  }
  return fetch(request);
}

/** All or nothing: a half-copied folder on the server is not taken for a version. */
async function keepAll() {
  const store = await caches.open(own);
  const older = await olderStores();
  for (const [path, hash] of Object.entries(files)) {
    const address = addressOf(path);
    if (await store.match(address, { ignoreVary: true })) continue;
    await store.put(address, (await findKept(address, hash, older)) ?? (await load(address, hash)));
  }
}

async function findKept(address, hash, stores) {
  for (const cacheName of stores) {
    const kept = await caches.match(address, { cacheName, ignoreVary: true });
    if (kept && (await hashOf(kept.clone())) === hash) return kept;
  }
  return null;
}

/** From the browser's own store where the bytes are right, else from the server. */
async function load(address, hash) {
  for (const cache of ['default', 'reload']) {
    const response = await fetch(address, { cache });
    if (response.ok && !response.redirected && (await hashOf(response.clone())) === hash) return response;
  }
  throw new Error(`expected ${address} as it was built`);
}

async function hashOf(response) {
  const digest = await crypto.subtle.digest('SHA-256', await response.arrayBuffer());
  return btoa(String.fromCharCode(...new Uint8Array(digest)));
}

/** Older versions go when at most one tab is open: that one has just begun, or is about to begin again. */
async function tidy() {
  const tabs = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  if (tabs.filter((tab) => pathOf(tab.url) !== null).length > 1) return;
  await Promise.all((await olderStores()).map((name) => caches.delete(name)));
}
