import { readFileSync, readdirSync } from 'node:fs';
import { join, posix } from 'node:path';
import ts from 'typescript';

/** A file of the tree: its path from the repository's root, with `/`, and its text. */
export interface Source {
  path: string;
  text: string;
}

/** One import of a file: what it names, as written, and the file of the tree it means, null for a package. */
export interface Import {
  from: string;
  names: string;
  file: string | null;
}

/** Every TypeScript, JavaScript and Svelte file below `folder`, in the order of their paths. */
export function readSources(root: string, folder: string): Source[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => posix.join(folder, name.replaceAll('\\', '/')))
    .filter((path) => /\.(ts|js|mjs|svelte)$/.test(path))
    .sort()
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));
}

/** The program text of a file: a Svelte component's script blocks, or all of it. */
function scriptOf(source: Source): string {
  if (!source.path.endsWith('.svelte')) return source.text;
  return [...source.text.matchAll(/<script\b[^>]*>([\s\S]*?)<\/script>/g)]
    .map((match) => match[1])
    .join('\n');
}

/** The syntax tree of a file's program text. */
export function parse(source: Source): ts.SourceFile {
  return ts.createSourceFile(source.path, scriptOf(source), ts.ScriptTarget.Latest, true, ts.ScriptKind.TS);
}

/** Walks a syntax tree, every node once, parents first. */
export function visit(node: ts.Node, see: (node: ts.Node) => void): void {
  see(node);
  ts.forEachChild(node, (child) => visit(child, see));
}

/** Imports, re-exports, `import()`, `import('…')` types and `new URL('…', import.meta.url)` of a file. */
export function importsOf(source: Source): Import[] {
  const found: Import[] = [];
  const add = (node: ts.Node | undefined) => {
    if (node && ts.isStringLiteralLike(node)) {
      found.push({ from: source.path, names: node.text, file: resolve(source.path, node.text) });
    }
  };
  visit(parse(source), (node) => {
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) add(node.moduleSpecifier);
    else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword)
      add(node.arguments[0]);
    else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) add(node.argument.literal);
    else if (ts.isNewExpression(node) && node.expression.getText() === 'URL' && node.arguments?.length === 2)
      if (node.arguments[1].getText() === 'import.meta.url') add(node.arguments[0]);
  });
  return found;
}

/** The path that an import means, null for a package or a module that a tool makes (`$app/…`). */
function resolve(from: string, names: string): string | null {
  const bare = names.replace(/\?.*$/, '');
  if (bare === './$types') return null;
  if (bare.startsWith('.')) return posix.join(posix.dirname(from), bare);
  if (bare.startsWith('#lib/') || bare.startsWith('$lib/')) return `src/lib/${bare.slice(5)}`;
  if (bare.startsWith('#cli/')) return `src/cli/${bare.slice(5)}`;
  return null;
}
