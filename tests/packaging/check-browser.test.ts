import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Linter } from 'eslint';
import { describe, expect, it } from 'vitest';

const folder = resolve(import.meta.dirname, '../../static');
const script = readFileSync(`${folder}/check-browser.js`, 'utf8');

/** What keeps a text from being read by a browser that knows only ES5. */
function syntaxErrors(text: string): string[] {
  const config = { languageOptions: { ecmaVersion: 5, sourceType: 'script' } } as const;
  return new Linter().verify(text, config).map(({ message }) => message);
}

describe('the script that finds old browsers', () => {
  it('is ES5 from end to end', () => expect(syntaxErrors(script)).toEqual([]));

  it.each(['const a = 1;', 'var f = () => 1;', 'var a = `b`;', 'var a = b?.c;', 'import("a");'])(
    'would be found out by: %s',
    (line) => expect(syntaxErrors(`${script}\n${line}`)).toHaveLength(1)
  );

  it('writes text, never markup', () =>
    expect(script).not.toMatch(/innerHTML|document\.write|insertAdjacent/));

  it('stands in the page before the start script, as a file of its own', () => {
    const page = readFileSync(resolve(folder, '../src/app.html'), 'utf8');
    expect(page.indexOf('id="boot"')).toBeLessThan(
      page.indexOf('<script src="./check-browser.js"></script>')
    );
    expect(page.indexOf('<script src="./check-browser.js"></script>')).toBeLessThan(
      page.indexOf('%sveltekit.body%')
    );
  });
});
