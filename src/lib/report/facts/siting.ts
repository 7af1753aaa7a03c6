import type { Dossier, SitingSummary } from '../dossier.ts';
import { figure } from '../figures.ts';
import type { SiteFacts, SitingFacts } from '../facts.ts';
import { fieldWords, groupWords, modelWords, siteKindWords } from '../words.ts';
import type { Names } from './names.ts';
import { plainText } from './plain-text.ts';
import { known, readTable, type TableReader } from './table-reader.ts';

const plainSaid = ({ zh, en }: { zh: string; en: string }) => ({ zh: plainText(zh), en: plainText(en) });

/** The siting questions with their answers, in the order of the study. */
export function readSitings({ summary, tables }: Dossier, names: Names): SitingFacts[] {
  const sites = readTable(tables.get('siting'));
  const reasons = readTable(tables.get('siting_reasons'));
  const curve = readTable(tables.get('siting_curve'));
  const candidates = readTable(tables.get('siting_candidates'));
  // Rows of `siting` follow each other in the order of the answers.
  let row = 0;
  return summary.siting.map((answer, i): SitingFacts => {
    const question = answer.question ?? i + 1;
    const own = rowsOf(candidates, question);
    const read = createSiteReader({ sites, reasons, candidates, own }, names);
    const list = answer.sites.map((_, k) => read(row + k, reasonRow(reasons, question, k + 1)));
    row += answer.sites.length;
    const measure = summary.methods.measures.find(({ id }) => id === answer.standard);
    return {
      ...{ question, standard: answer.standard, title: names.rule(answer.standard) },
      groupName: groupWords(measure?.group ?? 'all'),
      ...{ counts: measure?.counts ?? 'people', services: 1 + (answer.asked?.with?.length ?? 0) },
      ...{ model: answer.model, modelName: modelWords(answer.model, answer.asked) },
      candidates: answer.candidates,
      unfit: own.filter((each) => candidates.number('fit', each) === 0).length,
      ...{ objective: known(answer.objective), bound: known(answer.bound), gap: known(answer.gap) },
      ...{ isProven: answer.proven, today: answer.today, total: answer.total },
      after: list.at(-1)?.coveredAfter ?? answer.today,
      cost: list.reduce((sum, { cost }) => sum + cost, 0),
      curve: curveOf(answer, curve, rowsOf(curve, question)),
      ...{ kneeNumber: known(answer.knee.number), kneeMoney: known(answer.knee.money), sites: list },
      faults: faultsOf(answer),
      notes: (answer.notes ?? []).map(plainSaid)
    };
  });
}

/** Where nobody is left to win, the solver finds only that every choice is the same: that is no fault of the data. */
function faultsOf({ faults, sites, today, total }: SitingSummary): SitingFacts['faults'] {
  const isWhole = sites.length === 0 && total > 0 && total - today < 0.5;
  return isWhole
    ? [{ zh: '现有设施已全部覆盖，不需要新建', en: 'all are covered already: nothing new is needed' }]
    : faults.map(plainSaid);
}

function rowsOf(table: TableReader, question: number): number[] {
  return [...Array(table.rows).keys()].filter((row) => table.number('question', row) === question);
}

function reasonRow(reasons: TableReader, question: number, order: number): number {
  return rowsOf(reasons, question).find((row) => reasons.number('order', row) === order) ?? -1;
}

function curveOf(answer: SitingSummary, table: TableReader, rows: number[]): SitingFacts['curve'] {
  if (rows.length === 0) return answer.curve.map((value, k) => ({ by: 'number' as const, at: k + 1, value }));
  return rows.map((row) => ({
    by: table.text('by', row) === 'money' ? ('money' as const) : ('number' as const),
    ...{ at: table.number('at', row), value: table.number('value', row) }
  }));
}

interface SiteTables {
  sites: TableReader;
  reasons: TableReader;
  candidates: TableReader;
  /** Rows of the candidates of the question. */
  own: number[];
}

/** Reads a site from its row of `siting` and that of `siting_reasons` (−1: the study tells no reasons). */
function createSiteReader({ sites, reasons, candidates, own }: SiteTables, names: Names) {
  const place = new Map(own.map((row) => [candidates.text('candidate', row), row]));
  const nameOf = (code: string) =>
    plainText(candidates.text('name', place.get(code) ?? -1)) || plainText(code);
  const fields = reasons.columns.filter((name) => name.startsWith('won_')).map((name) => name.slice(4));
  return (row: number, why: number): SiteFacts => {
    const number = (name: string) => sites.number(name, row);
    const reason = (name: string) => reasons.number(name, why);
    const said = (name: string) => reasons.text(name, why);
    const [code, unit] = [sites.text('site', row), sites.text('unit', row)];
    const name = plainText(said('name')) || nameOf(code);
    const kind = said('kind') || candidates.text('kind', place.get(code) ?? -1) || 'stock';
    const [order, gain] = [number('order'), number('gain')];
    return {
      ...{ order, code, name, kind, kindName: siteKindWords(kind) },
      ...{ unit, unitName: unit === '' ? '' : names.unit(unit), lon: number('lon'), lat: number('lat') },
      ...{ gain, coveredAfter: number('covered_after'), cost: number('cost') },
      costPerPerson: reason('cost_per_person'),
      won: fields
        .map((field) => ({ field, name: fieldWords(field), people: reason(`won_${field}`) }))
        .filter(({ people }) => !Number.isNaN(people)),
      units: readWonUnits(said('units')),
      ...{ savedPersonM: reason('saved_person_m'), meanSavedM: reason('mean_saved_m') },
      ...{ loss: reason('loss'), runnerUp: said('runner_up'), runnerUpBehind: reason('runner_up_behind') },
      runnerUpName: said('runner_up') === '' ? '' : nameOf(said('runner_up')),
      ...{ robustness: number('robustness'), robustnessNear: reason('robustness_near') },
      rulesWon: readRulesWon(said('rules_won'), names),
      sentence:
        said('sentence_zh') === ''
          ? plainSentence(order, name, gain)
          : plainSaid({ zh: said('sentence_zh'), en: said('sentence_en') })
    };
  };
}

/** Communities won, from `name:people;name:people`; names may have both signs in them. */
function readWonUnits(text: string): SiteFacts['units'] {
  return [...text.matchAll(/([^]*?):(\d+)(?:;|$)/g)].map(([, name, people]) => ({
    name: plainText(name),
    people: Number(people)
  }));
}

/** Rules that become met, from `id:unit,unit;id:unit`; `*` is the whole study. */
function readRulesWon(text: string, names: Names): SiteFacts['rulesWon'] {
  return text
    .split(';')
    .filter((each) => each !== '')
    .map((each) => {
      const colon = each.lastIndexOf(':');
      const id = each.slice(0, colon);
      const units = each.slice(colon + 1).split(',');
      return {
        id,
        title: names.rule(id),
        units: units.map((code) => (code === '*' ? '' : names.unit(code)))
      };
    });
}

function plainSentence(order: number, name: string, gain: number): SiteFacts['sentence'] {
  const people = figure(gain, 'people');
  return {
    zh: `第 ${order} 处：${name}，新覆盖 ${people} 人。`,
    en: `Site ${order}: ${name}; it newly covers ${people} people.`
  };
}
