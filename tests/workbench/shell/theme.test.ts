import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { GROUND_THEMES, TEXT_SIZES } from '../../../src/lib/workbench/map/ground-theme.ts';
import { makeStyle } from '../../../src/lib/workbench/map/style.ts';
import {
  keepTheme,
  nextTheme,
  readTheme,
  shownTheme,
  THEME_CHOICES,
  THEME_KEY
} from '../../../src/lib/workbench/shell/theme-choice.ts';

const room = join(import.meta.dirname, '../../../src/lib/workbench');
const base = readFileSync(join(room, 'workbench.css'), 'utf8');
const components = new Map(
  readdirSync(room, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.svelte'))
    .map((name) => [name, readFileSync(join(room, name), 'utf8')])
);
const styles = new Map(
  [...components].map(([name, text]) => [name, /<style>([\s\S]*)<\/style>/.exec(text)?.[1] ?? ''])
);

/** The variables of one block of the base style. */
function variablesOf(selector: string): Map<string, string> {
  const at = base.indexOf(`${selector} {`);
  expect(at).toBeGreaterThanOrEqual(0);
  const block = base.slice(at, base.indexOf('\n}', at));
  return new Map([...block.matchAll(/--([\w-]+):\s*([^;]+);/g)].map(([, name, value]) => [name, value]));
}
const light = variablesOf(':root');
const dark = variablesOf(":root[data-theme='dark']");
const own = [...light.keys()].filter(
  (name) => !['radius', 'font', 'scale'].includes(name) && !name.startsWith('sign-')
);

/** Relative luminance (WCAG 2.1). */
function luminance(hex: string): number {
  expect(hex).toMatch(/^#[0-9a-f]{6}$/i);
  const [r, g, b] = [1, 3, 5]
    .map((at) => parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
function contrast(a: string, b: string): number {
  const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (high + 0.05) / (low + 0.05);
}

/** Text on the grounds it may stand on. */
const PAIRS: [string, string[]][] = [
  [
    'ink',
    ['paper', 'paper-dim', 'hover', 'brand-soft', 'warn-soft', 'info-soft', 'draft-soft', 'plain-soft']
  ],
  ['ink-soft', ['paper', 'paper-dim', 'hover', 'brand-soft']],
  ['brand', ['paper', 'paper-dim', 'brand-soft', 'hover']],
  ['on-brand', ['brand', 'brand-strong']],
  ['warn', ['paper', 'paper-dim', 'warn-soft']],
  ['link', ['paper', 'paper-dim', 'hover', 'brand-soft']],
  ['info', ['info-soft', 'paper']],
  ['plain', ['plain-soft']],
  ['met-ink', ['met-soft', 'paper']],
  ['not-met-ink', ['not-met-soft', 'not-met-stripe', 'paper']],
  ['site', ['paper']],
  ['paper', ['ink']]
];

/** Pairs that one rule of a style names together. */
const pairsOf = (css: string): [string, string][] =>
  [...css.matchAll(/\{([^{}]*)\}/g)].flatMap(([, body]) => {
    const ink = /(?:^|[\s;])color:\s*var\(--([\w-]+)\)/.exec(body)?.[1];
    const grounds = [...body.matchAll(/background(?:-color)?:([^;]*)/g)].flatMap(([, value]) =>
      [...value.matchAll(/var\(--([\w-]+)\)/g)].map((match) => match[1])
    );
    return ink ? grounds.map((ground): [string, string] => [ink, ground]) : [];
  });

describe.each([
  ['light', light],
  ['dark', dark]
] as const)('the colours by %s', (_, values) => {
  const of = (name: string): string => values.get(name) ?? light.get(name) ?? '';
  it('give every text 4.5 to 1 on the grounds it stands on', () => {
    const used = [base, ...styles.values()].flatMap(pairsOf).filter(([, ground]) => ground !== 'veil');
    expect(used.length).toBeGreaterThan(20);
    const all = [
      ...PAIRS.flatMap(([ink, grounds]) => grounds.map((g): [string, string] => [ink, g])),
      ...used
    ];
    const faint = all
      .map(([ink, ground]) => `${ink} on ${ground}: ${contrast(of(ink), of(ground)).toFixed(2)}`)
      .filter((line) => Number(line.split(': ')[1]) < 4.5);
    expect([...new Set(faint)]).toEqual([]);
  });
  it('give the focus and the marks 3 to 1', () => {
    for (const ground of ['paper', 'paper-dim', 'brand-soft'])
      for (const mark of ['focus', 'met', 'not-met'])
        expect([mark, ground, contrast(of(mark), of(ground)) >= 3]).toEqual([mark, ground, true]);
  });
});

describe('the styles of the desk', () => {
  it('have all their colours by night too', () => {
    expect([...dark.keys()].sort()).toEqual(own.sort());
  });
  it('take every colour from the variables', () => {
    const fixed = [...styles].flatMap(([name, css]) =>
      [...css.matchAll(/(#[0-9a-f]{3,8}\b|\b(?:rgb|hsl)a?\(|:\s*(?:white|black)\b)[^;]*/gi)].map(
        ([found]) => `${name}: ${found}`
      )
    );
    expect(fixed).toEqual([]);
    const rules = base.slice(base.indexOf('* {\n  box-sizing'));
    expect(rules.match(/#[0-9a-f]{3,8}\b|\brgba?\(/gi)).toBeNull();
  });
  it('name no variable that there is not', () => {
    const inner = new Set(
      [...components.values()].flatMap((text) =>
        // Said by the component itself: of its state, or a size of its own.
        [...text.matchAll(/(?:style:|^\s*)--([\w-]+)\s*[:=]/gm)].map((match) => match[1])
      )
    );
    const named = [base, ...styles.values()].flatMap((css) =>
      [...css.matchAll(/var\(--([\w-]+)/g)].map((match) => match[1])
    );
    expect([...new Set(named)].filter((name) => !light.has(name) && !inner.has(name))).toEqual([]);
  });
});

describe('the ground of the map', () => {
  it('is by day what the style draws first', () => {
    const { layers } = makeStyle();
    for (const { layer, property, light: value } of GROUND_THEMES) {
      const paint = layers.find(({ id }) => id === layer)?.paint as Record<string, unknown> | undefined;
      expect([layer, property, paint?.[property]]).toEqual([layer, property, value]);
    }
  });
});

describe('the names on the map', () => {
  it('stand on an ordinary screen as the style has them', () => {
    for (const [layer, [far, near]] of Object.entries(TEXT_SIZES)) {
      const layout = makeStyle().layers.find(({ id }) => id === layer)?.layout as Record<string, unknown>;
      const own = ['interpolate', ['linear'], ['zoom'], 12, far, 16, near];
      expect([layer, layout['text-size']]).toEqual([layer, far === near ? far : own]);
    }
  });
});

describe('the choice of light or dark', () => {
  const storageOf = (kept: string | null) => {
    const map = new Map(kept === null ? [] : [[THEME_KEY, kept]]);
    return {
      map,
      open: () => ({
        getItem: (key: string) => map.get(key) ?? null,
        setItem: (key: string, value: string) => void map.set(key, value)
      })
    };
  };
  const closed = () => {
    throw new DOMException('denied', 'SecurityError');
  };
  it('is kept, and what is no choice is none', () => {
    const store = storageOf(null);
    expect(readTheme(store.open)).toBe('system');
    keepTheme(store.open, 'dark');
    expect(readTheme(store.open)).toBe('dark');
    expect(readTheme(storageOf('<b>').open)).toBe('system');
  });
  it('holds where nothing may be stored', () => {
    expect(readTheme(closed)).toBe('system');
    expect(() => keepTheme(closed, 'dark')).not.toThrow();
  });
  it('follows the system only where that was chosen', () => {
    expect(THEME_CHOICES.map((choice) => shownTheme(choice, true))).toEqual(['light', 'dark', 'dark']);
    expect(THEME_CHOICES.map((choice) => shownTheme(choice, false))).toEqual(['light', 'dark', 'light']);
  });
  it('goes through all of them and round', () => {
    const seen = [nextTheme('light')];
    while (seen.length < 3) seen.push(nextTheme(seen[seen.length - 1]));
    expect(new Set(seen).size).toBe(3);
    expect(seen[2]).toBe('light');
  });
  it('is read under the same key before anything is drawn', () => {
    const root = join(room, '../../..');
    const first = readFileSync(join(root, 'static/theme.js'), 'utf8');
    expect(first).toContain(`'${THEME_KEY}'`);
    const page = readFileSync(join(root, 'src/app.html'), 'utf8');
    const at = page.indexOf('<script src="./theme.js"></script>');
    expect(at).toBeGreaterThan(0);
    expect(at).toBeLessThan(page.indexOf('</head>'));
  });
});
