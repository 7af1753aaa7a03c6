// Run by `npm run build:wasm`: compiles src/lib/network/wasm/*.ts with AssemblyScript and writes the module as text, so that
// Node, Vite and workers load it alike, at once and offline. With --print it goes to standard output instead.
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import asc from 'assemblyscript/asc';

const room = join(import.meta.dirname, '../lib/network');
const sources = readdirSync(join(room, 'wasm'))
  .filter((name) => name.endsWith('.ts'))
  .sort()
  .map((name) => `wasm/${name}`);

let bytes;
const options =
  '-O3 --noAssert --enable simd --runtime stub --use abort= --initialMemory 1 --outFile kernels.wasm'.split(
    ' '
  );
const { error, stderr } = await asc.main([...sources, '--baseDir', room, ...options], {
  writeFile: (_name, contents) => (bytes = contents)
});
if (error) throw new Error(`expected the kernels to compile, got ${stderr.toString()}`);

const text = `/** The kernels of wasm/, compiled by \`npm run build:wasm\`, in base 64. */
export const KERNELS =
  '${Buffer.from(bytes).toString('base64')}';
`;
if (process.argv.includes('--print')) process.stdout.write(text);
else writeFileSync(join(room, 'kernels-module.ts'), text);
