import { POPULATION_GROUPS } from '../standards/taxonomy.ts';
import type { Dossier, InputReport, ReportOptions } from './dossier.ts';
import type { Facts } from './facts.ts';
import { readCompliance } from './facts/compliance.ts';
import { readFacilities } from './facts/facilities.ts';
import { readLimits } from './facts/limits.ts';
import { readLinkedSites, readLinks } from './facts/links.ts';
import { readMeasures } from './facts/measures.ts';
import { gatherNames } from './facts/names.ts';
import { plainText } from './facts/plain-text.ts';
import { readRules } from './facts/rules.ts';
import { readSitings } from './facts/siting.ts';
import { known } from './facts/table-reader.ts';
import { readTasks } from './facts/tasks.ts';
import { fieldWords, groupWords, populationWords } from './words.ts';

/**
 * All that reports say of an analysed study. Names and texts of the user's come without control characters, codes as the tables and layers
 * have them, so that they can be looked up there. Of a folder that an earlier version wrote, what it lacks is left out or not known, and
 * what is proposed changes nothing.
 */
export function readFacts(dossier: Dossier, options: ReportOptions): Facts {
  const { summary } = dossier;
  const { language } = options;
  const names = gatherNames(dossier);
  const inputs = summary.inputs.map(plainReport);
  const facts: Omit<Facts, 'limits'> = {
    options: {
      ...options,
      author: plainText(options.author),
      mapNumber: plainText(options.mapNumber)
    },
    title: plainText(summary.title),
    scenario: { name: plainText(summary.scenario.name), edits: summary.scenario.edits },
    profiles: summary.profiles.map(plainText),
    inputs,
    quality: qualityOf(inputs),
    rules: readRules(dossier, names, language),
    methods: methodsOf(dossier),
    totals: totalsOf(dossier),
    facilities: readFacilities(dossier, names),
    measures: readMeasures(dossier, names),
    compliance: readCompliance(dossier, names, language),
    sitings: readSitings(dossier, names),
    unsited: (summary.siting_unanswered ?? []).map(({ standard, zh, en }) => ({
      ...{ standard, title: names.rule(standard) },
      ...{ zh: plainText(zh), en: plainText(en) }
    })),
    links: readLinks(dossier, names, language),
    linkedSites: readLinkedSites(dossier, names),
    tasks: readTasks(dossier, names, options)
  };
  return { ...facts, limits: readLimits(dossier, facts) };
}

/** The report of one input with its texts fit for any format. */
function plainReport(report: InputReport): InputReport {
  const plain = <T extends object>(row: T): T =>
    Object.fromEntries(
      Object.entries(row).map(([key, value]) => [key, typeof value === 'string' ? plainText(value) : value])
    ) as T;
  return {
    ...plain(report),
    crs: plain(report.crs),
    repaired: report.repaired.map(plain),
    rejected: report.rejected.map(plain),
    warnings: report.warnings.map(plain)
  };
}

/** Lists that were cut for storing count as long as they were. */
function qualityOf(inputs: InputReport[]): Facts['quality'] {
  const sum = (of: (report: InputReport) => number) => inputs.reduce((all, each) => all + of(each), 0);
  return {
    files: inputs.length,
    rows: sum(({ rows }) => rows),
    accepted: sum(({ accepted }) => accepted),
    repaired: sum(({ repaired, cut }) => cut?.repaired ?? repaired.length),
    rejected: sum(({ rejected, cut }) => cut?.rejected ?? rejected.length)
  };
}

function methodsOf({ summary: { methods } }: Dossier): Facts['methods'] {
  const { population, distance, walker } = methods;
  return {
    population: { code: population, ...populationWords(population) },
    isNetwork: distance === 'network',
    walker: { code: walker.code, ...groupWords(walker.code) },
    speedMps: known(walker.speed_mps)
  };
}

function totalsOf({ summary: { totals } }: Dossier): Facts['totals'] {
  const { community = 0, ...upper } = totals.units;
  const order = new Map(POPULATION_GROUPS.map(({ population_field: field }, place) => [field, place]));
  const placeOf = (field: string) => order.get(field) ?? order.size;
  return {
    communities: community,
    upper: Object.entries(upper).map(([level, count]) => ({ level, count })),
    people: Object.entries(totals.people)
      .sort(([a], [b]) => placeOf(a) - placeOf(b))
      .map(([field, count]) => ({ field, name: fieldWords(field), count })),
    facilities: totals.facilities,
    facilitiesNotServing: totals.facilities_not_serving,
    demandPoints: totals.demand_points,
    networkM: known(totals.network?.lengthM)
  };
}
