import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { useCli } from './run-cli.ts';

const cli = useCli();
const COMMANDS = [
  'import',
  'network',
  'route',
  'nearest',
  'access',
  'analyze',
  'standards',
  'serve',
  'sample'
];

describe('help and version', () => {
  it('names every command, in Chinese unless English is asked for', async () => {
    const zh = await cli.run(['--help']);
    expect(zh).toMatchObject({ code: 0, stderr: '' });
    expect(zh.stdout).toContain('用法');
    for (const command of COMMANDS) expect(zh.stdout).toMatch(new RegExp(`^  ${command} `, 'm'));
    for (const run of [
      await cli.run(['--help'], { LANG: 'en_GB.UTF-8' }),
      await cli.run(['--lang', 'en', '--help'], { LANG: 'zh_CN.UTF-8' })
    ]) {
      expect(run.stdout).toContain('Usage:');
      expect(run.stdout).not.toMatch(/\p{Script=Han}/u);
    }
    expect((await cli.run(['--help', '--lang=zh'], { LANG: 'en_US' })).stdout).toContain('用法');
  });

  it.each(COMMANDS)('explains %s', async (command) => {
    const { code, stdout } = await cli.run([command, '--help']);
    expect(code).toBe(0);
    expect(stdout).toContain(`yike ${command}`);
    expect(stdout).toContain('--json');
  });

  it('says its version', async () => {
    const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
    expect(await cli.run(['--version'])).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' });
  });
});

describe('the start', () => {
  it('reads under 150 kB of program, and neither the engine nor a command', () => {
    const folder = dirname(cli.script);
    const read = new Map<string, string>();
    const open = (path: string) => {
      if (read.has(path)) return;
      const text = readFileSync(path, 'utf8');
      read.set(path, text);
      // Imports that are there from the start; those of commands are written import("…").
      for (const [, name] of text.matchAll(/^import\b[^(]*?"([^"]+)";/gm))
        if (name.startsWith('.')) open(join(dirname(path), name));
        else expect(name).toMatch(/^node:/);
    };
    open(cli.script);
    const names = [...read.keys()].map((path) => relative(folder, path));
    expect(names.length).toBeGreaterThan(2);
    // A chunk is its module's name and eight letters; access-methods is the list of methods that the help names.
    for (const command of COMMANDS)
      expect(names.join()).not.toMatch(new RegExp(`\\b${command}-[\\w-]{8}\\.mjs`));
    expect([...read.values()].reduce((sum, text) => sum + text.length, 0)).toBeLessThan(150_000);
  });
});

describe('wrong usage', () => {
  it.each([
    ['an unknown command', ['nosuch'], 'nosuch'],
    ['an unknown option', ['standards', '--nosuch'], '--nosuch'],
    ['a missing argument', ['network'], 'file'],
    ['a missing option', ['route', '--network', 'x.osm', '--from', '1,2'], '--to'],
    ['an option without its value', ['standards', '--profile'], '--profile'],
    ['a layer that is none', ['import', 'x.csv', '--as', 'people'], '--as'],
    ['a position that is none', ['route', '--network', 'x.osm', '--from', '117.2', '--to', '1,2'], '--from'],
    ['degrees that no place has', ['route', '--network', 'x.osm', '--from', '1,2', '--to', '39,117'], '--to'],
    ['k below one', ['nearest', '--network', 'x.osm', '--from', 'a', '--to', 'b', '--k', '0'], '--k'],
    [
      'a limit that is no number',
      ['nearest', '--network', 'x.osm', '--from', 'a', '--to', 'b', '--limit', 'far'],
      '--limit'
    ],
    [
      'a walker that is none',
      ['route', '--network', 'x.osm', '--from', '1,2', '--to', '1,2', '--walker', 'cat'],
      'cat'
    ],
    ['a pack that is none', ['standards', '--profile', 'atlantis'], 'atlantis'],
    ['a format that is not written', ['standards', '--out', 'rules.doc'], 'rules.doc'],
    ['matching without =', ['import', 'x.csv', '--as', 'facilities', '--map', 'name'], '--map'],
    ['a language that is none', ['standards', '--lang', 'fr'], '--lang'],
    ['one argument too many', ['network', 'a.osm', 'b.osm'], '']
  ])('exits 2 and names %s', async (_what, args, named) => {
    for (const more of [[], ['--json']]) {
      const { code, stdout, stderr } = await cli.run([...args, ...more]);
      expect(code).toBe(2);
      expect(stdout).toBe('');
      expect(stderr).toContain(named);
      expect(stderr).not.toContain('    at ');
    }
  });

  it('exits 2 with the help when no command is given', async () => {
    const { code, stdout, stderr } = await cli.run([]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('analyze');
  });
});

describe('what cannot be done', () => {
  it.each([
    ['network', ['network', 'missing.geojson']],
    ['route', ['route', '--network', 'missing.geojson', '--from', '1,2', '--to', '1,2']],
    ['nearest', ['nearest', '--network', 'n.osm', '--from', 'missing.geojson', '--to', 'missing.geojson']],
    ['import', ['import', 'missing.geojson', '--as', 'roads']],
    ['analyze', ['analyze', 'missing.geojson', '--out', 'results']]
  ])('%s exits 1, names the file that is not there, and leaves nothing behind', async (_command, args) => {
    const { code, stdout, stderr } = await cli.run([...args, '--json']);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain('missing.geojson');
    expect(stderr).toContain('没有这个文件');
    expect((await cli.run([...args, '--lang', 'en'])).stderr).toContain('no such file');
    expect(readdirSync(cli.folder)).toEqual(['bin']);
  });
});
