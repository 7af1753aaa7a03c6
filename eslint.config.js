import svelte from 'eslint-plugin-svelte';
import { defineConfig } from 'eslint/config';
import { builtinRules } from 'eslint/use-at-your-own-risk';
import globals from 'globals';
import typescript from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

const markup =
  'expected text, got markup: write through the template or textContent, so that no file can bring script';

const noMarkup = [
  { property: 'innerHTML', message: markup },
  { property: 'outerHTML', message: markup },
  { property: 'setHTML', message: markup },
  { property: 'setHTMLUnsafe', message: markup },
  { property: 'insertAdjacentHTML', message: markup },
  { property: 'createContextualFragment', message: markup },
  { object: 'document', property: 'write', message: markup }
];

const noDefaultExport = {
  selector: 'ExportDefaultDeclaration',
  message: 'expected a named export: a name that is searched for is found'
};
const noEnum = { selector: 'TSEnumDeclaration', message: 'expected a union of strings' };

// ESLint's own recommended set, read from the rules themselves: the package that only lists them isn't needed.
const recommended = Object.fromEntries(
  [...builtinRules].filter(([, rule]) => rule.meta?.docs?.recommended).map(([name]) => [name, 'error'])
);

export default defineConfig(
  { ignores: ['build/', '.svelte-kit/', 'test-results/', 'data/sample/'] },
  { rules: recommended },
  ...typescript.configs.recommended,
  ...svelte.configs.recommended,
  {
    languageOptions: { globals: { ...globals.browser, ...globals.node } },
    rules: {
      'no-eval': 'error',
      'no-implied-eval': 'error',
      'no-new-func': 'error',
      'no-restricted-properties': ['error', ...noMarkup],
      'no-restricted-syntax': ['error', noEnum],
      // TypeScript knows the globals better than ESLint does.
      'no-undef': 'off',
      // Files of strangers hold control characters, and naming them in a pattern is how they are found.
      'no-control-regex': 'off',
      'no-console': 'error',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-var': 'error',
      'prefer-const': 'error',
      'max-lines': ['warn', { max: 300, skipBlankLines: true, skipComments: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }]
    }
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: {
      parserOptions: { parser: typescript.parser, extraFileExtensions: ['.svelte'], svelteConfig }
    },
    rules: {
      // Runes are declared with let though nothing writes them again.
      'prefer-const': 'off',
      'svelte/prefer-const': 'error',
      'svelte/no-at-html-tags': 'error',
      'svelte/require-each-key': 'error',
      // Maps and sets here are built and read within one function; none is state.
      'svelte/prefer-svelte-reactivity': 'off',
      'svelte/no-target-blank': 'error'
    }
  },
  {
    // Very old browsers read it.
    files: ['static/check-browser.js', 'static/theme.js'],
    languageOptions: { ecmaVersion: 5, sourceType: 'script' },
    rules: {
      'no-var': 'off',
      'prefer-const': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { caughtErrors: 'none' }]
    }
  },
  {
    files: ['src/lib/**'],
    rules: { 'no-restricted-syntax': ['error', noEnum, noDefaultExport] }
  },
  {
    // What a package without types exports is not ours to name.
    files: ['src/lib/**/*.d.ts'],
    rules: { 'no-restricted-syntax': ['error', noEnum] }
  },
  {
    files: ['src/cli/**', 'tests/**', 'data/**', 'packaging/**', '*.config.*'],
    rules: { 'no-console': 'off' }
  }
);
