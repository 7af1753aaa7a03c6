import type { Columns } from '../../src/lib/report/columns.ts';
import type { Dossier, ReportOptions } from '../../src/lib/report/dossier.ts';
import type { Facts } from '../../src/lib/report/facts.ts';
import { readFacts } from '../../src/lib/report/read-facts.ts';
import type { Scenario } from '../../src/lib/study/scenario.ts';
import { layersOf } from './made/layers.ts';
import { candidatesOf, curveOf, linksOf, reasonsOf, sitingOf } from './made/proposals.ts';
import { summaryOf } from './made/summary.ts';
import { comparisonOf, complianceOf, coverageOf, gapsOf, standardsOf, tasksOf } from './made/tables.ts';
import { columnsOf, makeUnits, type Made } from './made/units.ts';

/** What the reports of tests say of themselves; the same day and version always. */
export const OPTIONS: ReportOptions = {
  language: 'zh',
  date: '2026-11-22',
  version: '0.0.0-test',
  author: '沽水街道办事处',
  mapNumber: '',
  isInternal: true
};

let town: Promise<Dossier> | undefined;

/**
 * The sample town, analysed and sited as the command line does it, once a process (about 4 seconds): change nothing in it. With a scenario
 * or in English it is worked out anew.
 */
export async function townDossier(scenario?: Scenario, language: 'zh' | 'en' = 'zh'): Promise<Dossier> {
  // The engine and the study are heavy, and most tests do without.
  const { readTown } = await import('./town.ts');
  if (scenario || language !== 'zh') return readTown(scenario, language);
  town ??= readTown();
  return town;
}

/** Names that break a format which trusts them. */
export const HOSTILE_NAMES: readonly string[] = [
  "=cmd|'/c calc'!A1",
  '<b>&"\'</b>]]><script>alert(1)</script>',
  'a\u0000b\u0007c\u001b[31m\u000b\u0085d\ufffee\ud800f',
  '很'.repeat(200),
  'W'.repeat(200),
  '👨‍👩‍👧‍👦🏳️‍🌈社区',
  'حي السلام 东里',
  '\u202e里东\u202c',
  '+1-2@3',
  '-1+1',
  '@SUM(1)',
  '${x}{{y}}%s\\n\\u0041',
  '',
  '   ',
  '甲;乙:12;丙,丁\n戊\t己',
  '../../etc/passwd',
  'CON.txt:"*?|'
];

/**
 * A study whose communities are squares of 400 m in rows of about √n, of one measure (older people, 720 m), with figures made from the
 * numbers of the communities: everything in it adds up.
 */
export function madeDossier(made: Made = {}): Dossier {
  const { communities = 12, sites = 0, links = 0, tasks = 0, hasNoGaps = false } = made;
  const { subdistricts = Math.ceil(communities / 25) } = made;
  const name = made.name ?? ((what: string, i: number) => `${what}${i + 1}`);
  const units = makeUnits(made, communities, subdistricts, name);
  const perSite = Math.floor(units.uncovered / Math.max(1, sites * 2));
  const tables = new Map<string, Columns>([
    ['coverage', coverageOf(units)],
    ['gaps', gapsOf(units)],
    ['comparison', comparisonOf(units, perSite * sites)],
    ['compliance', complianceOf(units, hasNoGaps)],
    ['standards', standardsOf()],
    ['siting', sitingOf(units, sites, perSite)],
    ['edge_effect', columnsOf(['standard', 'level', 'unit', 'group'], ['may_gain', 'may_lose'], [])],
    ['unconnected', columnsOf(['layer', 'id', 'name', 'unit'], ['lon', 'lat', 'people'], [])]
  ]);
  if (sites > 0) {
    tables.set('siting_reasons', reasonsOf(units, sites, perSite, name));
    tables.set('siting_candidates', candidatesOf(units, sites, name));
    tables.set('siting_curve', curveOf(sites, perSite));
  }
  if (links > 0) tables.set('siting_links', linksOf(units, links, name));
  if (tasks > 0) tables.set('tasks', tasksOf(units, tasks, name));
  return {
    summary: summaryOf(units, sites, perSite, links, name),
    tables,
    layers: layersOf(units, sites, links, name)
  };
}

/** Facts of a made-up study. */
export function madeFacts(made: Made = {}, options: Partial<ReportOptions> = {}): Facts {
  return readFacts(madeDossier(made), { ...OPTIONS, ...options });
}

/** A study in which every name of the user's is one of `HOSTILE_NAMES`, with sites, links and tasks. */
export const hostileDossier = (): Dossier =>
  madeDossier({
    ...{ communities: HOSTILE_NAMES.length, sites: 5, links: 4, tasks: HOSTILE_NAMES.length },
    name: (_, i) => HOSTILE_NAMES[i % HOSTILE_NAMES.length]
  });
