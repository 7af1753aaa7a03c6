import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import adapter from '@sveltejs/adapter-static';
import { listFiles } from './packaging/list-files.mjs';

const pages = 'build/app';
const { version } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8'));

/**
 * The static adapter, and then paths made relative: with the hash router the one page runs at any sub-path of any
 * plain file server. The inline start script changes with it, so its hash in the policy is made again.
 * @returns {import('@sveltejs/kit').Adapter}
 */
function relocatable() {
  const inner = adapter({ pages, assets: pages, precompress: false });
  return {
    name: 'relocatable-static',
    async adapt(builder) {
      await inner.adapt(builder);
      const page = `${pages}/index.html`;
      const made = readFileSync(page, 'utf8');
      const html = made.replaceAll('"/_app/', '"./_app/');
      writeFileSync(page, html.replace(hashOf(startScript(made)), hashOf(startScript(html))));
      listFiles(pages);
    }
  };
}

/** The script by which Kit starts the page.
 * @param {string} html */
function startScript(html) {
  const script = /<script>([\s\S]*?)<\/script>/.exec(html);
  if (!script) throw new Error('expected an inline start script in the built page');
  return script[1];
}

/** A script as a policy names it.
 * @param {string} script */
function hashOf(script) {
  return `sha256-${createHash('sha256').update(script).digest('base64')}`;
}

/** The script at the head of the page that narrows whom it may fetch from. */
const narrowing = /<script data-policy>([\s\S]*?)<\/script>/.exec(
  readFileSync(new URL('src/app.html', import.meta.url), 'utf8')
)[1];

/** @type {import('@sveltejs/kit').Config} */
export default {
  kit: {
    adapter: relocatable(),
    router: { type: 'hash' },
    alias: { '#lib': 'src/lib' },
    csp: {
      mode: 'hash',
      directives: {
        'default-src': ['none'],
        'script-src': ['self', 'wasm-unsafe-eval', hashOf(narrowing)],
        'worker-src': ['self'],
        // The script at the head of app.html narrows this to the page's own server and what the user has allowed.
        'connect-src': ['self', 'http:', 'https:'],
        'style-src': ['self'],
        // The one style attribute there is: that of the element by which Kit tells screen readers the page's name.
        'style-src-attr': ['unsafe-hashes', 'sha256-S8qMpvofolR8Mpjy4kQvEm7m1q8clzU4dfDH0AmvZjo='],
        'img-src': ['self', 'data:', 'blob:'],
        'font-src': ['self'],
        'manifest-src': ['self'],
        'base-uri': ['none'],
        'form-action': ['none']
      }
    },
    // Not the time: what was built twice of the same is the same, byte for byte.
    version: { name: version, pollInterval: 0 },
    serviceWorker: { register: false }
  }
};
