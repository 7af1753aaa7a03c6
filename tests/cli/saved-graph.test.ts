import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { useCli } from './run-cli.ts';
import { degrees, linesToGeoJson, streetGrid } from './small-town.ts';

const cli = useCli();
const at = (x: number, y: number) => degrees(x, y).join(',');

beforeAll(async () => {
  cli.write('grid.geojson', linesToGeoJson(streetGrid(3, 100)));
  const saved = await cli.run(['network', 'grid.geojson', '--out', 'grid.graph']);
  expect(saved).toMatchObject({ code: 0, stdout: '' });
});

describe('a saved graph', () => {
  it('gives the figures and the walks of the file that it was made from', async () => {
    expect(await cli.runJson(['network', 'grid.graph'])).toEqual(
      await cli.runJson(['network', 'grid.geojson'])
    );
    const walk = (network: string) =>
      cli.runJson(['route', '--network', network, '--from', at(0, -20), '--to', at(210, 150)]);
    expect(await walk('grid.graph')).toEqual(await walk('grid.geojson'));
  });

  it('is the same bytes when it is saved again, and is known whatever it is called', async () => {
    await cli.run(['network', 'grid.graph', '--out', 'again.graph']);
    const bytes = readFileSync(join(cli.folder, 'grid.graph'));
    expect(readFileSync(join(cli.folder, 'again.graph')).equals(bytes)).toBe(true);
    cli.write('renamed.bin', bytes);
    expect((await cli.run(['network', 'renamed.bin'])).code).toBe(0);
  });

  it('is refused with its name and what to do where it is damaged, cut or none', async () => {
    const bytes = readFileSync(join(cli.folder, 'grid.graph'));
    const damaged = Uint8Array.from(bytes);
    damaged[bytes.length >> 1] ^= 4;
    cli.write('damaged.graph', damaged);
    cli.write('cut.graph', bytes.subarray(0, 200));
    cli.write('none.graph', 'not a graph');
    for (const [name, zh, en] of [
      ['damaged.graph', '校验和不符', 'wrong checksum'],
      ['cut.graph', '不完整', 'cut off'],
      ['none.graph', '不是保存的路网', 'no saved graph']
    ]) {
      const said = await cli.run(['network', name]);
      expect(said).toMatchObject({ code: 1, stdout: '' });
      expect(said.stderr).toContain(`${name}：`);
      expect(said.stderr).toContain(zh);
      expect((await cli.run(['network', name, '--lang', 'en'])).stderr).toContain(en);
    }
  });
});
