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
      const html = readFileSync(page, 'utf8').replaceAll('"/_app/', '"./_app/');
      const script = /<script>([\s\S]*?)<\/script>/.exec(html);
      if (!script) throw new Error(`expected an inline start script in ${page}`);
      const hash = createHash('sha256').update(script[1]).digest('base64');
      writeFileSync(page, html.replace(/'sha256-[^']+'/, `'sha256-${hash}'`));
      listFiles(pages);
    }
  };
}

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
        'script-src': ['self', 'wasm-unsafe-eval'],
        'worker-src': ['self'],
        'connect-src': ['self'],
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
