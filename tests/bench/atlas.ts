// An atlas of 300 sheets on the command line, as PDF and as PNG at 300 dpi: sheets a second and peak memory; beside it white pictures of the same size, which no
// way of making PNGs can do without.
//   npx tsx src/cli/yike.ts sample --size city --out city && npx tsx src/cli/yike.ts analyze city/study.json --out city-out
//   npx tsx tests/bench/atlas.ts city-out [--sheets 300] [--paper A4] [--atlas community] [--as pdf|png]
import { readDossier } from '../../src/cli/read-dossier.ts';
import { createStudio } from '../../src/cli/studio.ts';
import { prepareMap } from '../../src/lib/report/maps/prepare-map.ts';
import { readFacts } from '../../src/lib/report/read-facts.ts';
import { paperSize } from '../../src/lib/report/sheets/page-layout.ts';
import { parseSheetChoice } from '../../src/lib/report/sheets/sheet-choice.ts';
import { sheets } from '../../src/lib/report/sheets/write-sheets.ts';

const said = (name: string, otherwise: string): string => {
  const at = process.argv.indexOf(name);
  return at < 0 ? otherwise : process.argv[at + 1];
};
const folder = process.argv[2];
if (!folder || folder.startsWith('--')) {
  console.log('expected the folder of an analysed study');
  process.exit(2);
}
const most = Number(said('--sheets', '300'));
const peakMB = () => Math.round(process.resourceUsage().maxRSS / 1024);

const dossier = await readDossier(folder);
console.log(`study read: peak ${peakMB()} MB`);
const options = { author: '', mapNumber: '', isInternal: true, language: 'zh', date: '2026-11-22' } as const;
const facts = readFacts(dossier, { ...options, version: 'bench' });
const ground = prepareMap(dossier, facts);
console.log(`maps prepared: peak ${peakMB()} MB`);
const studio = createStudio();

const atlas = said('--atlas', 'community');
for (const as of said('--as', 'pdf,png').split(',')) {
  const read = parseSheetChoice({ paper: said('--paper', 'A4'), atlas, as });
  if ('fault' in read) throw new Error(read.fault.en);
  const { choice } = read;
  // The first so many units have sheets; the maps show all, as in an atlas of them all.
  let units = 0;
  const [first, ...others] = facts.measures;
  const kept = first.units.filter(({ level }) => level !== atlas || units++ < most);
  const some = { ...facts, measures: [{ ...first, units: kept }, ...others] };
  const start = performance.now();
  const before = process.cpuUsage();
  let [count, bytes] = [0, 0];
  const tell = (done: number) => (count = done);
  for await (const file of sheets(ground, some, studio, choice, tell)) bytes += file.bytes.length;
  const seconds = (performance.now() - start) / 1000;
  const rate = count / seconds;
  const { user, system } = process.cpuUsage(before);
  const work = (user + system) / 1e6 / count;
  console.log(
    `${as}: ${count} sheets in ${seconds.toFixed(1)} s, ${rate.toFixed(1)} a second, ${work.toFixed(2)} s of the processors each, ${(bytes / 1e6).toFixed(1)} MB, peak ${peakMB()} MB`
  );
  if (as !== 'png') continue;
  const { widthPt, heightPt } = paperSize(choice.paper, choice.orientation);
  const blank = performance.now();
  const times = 10;
  let white = 0;
  for (let i = 0; i < times; i++) white += (await studio.picture(widthPt, heightPt, 300).png()).length;
  const whiteRate = times / ((performance.now() - blank) / 1000);
  console.log(
    `white PNG: ${whiteRate.toFixed(1)} a second (${white / times} bytes); a sheet takes ${(whiteRate / rate).toFixed(1)} times that`
  );
}
