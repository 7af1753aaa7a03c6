import { createUnitLocator } from '../demand/levels.ts';
import type { Units } from '../demand/units.ts';
import type { PhaseResult } from '../siting/phases.ts';
import type { Study } from '../study/study.ts';
import type { ToldSiting } from '../study/told-siting.ts';
import { columnTable, type Cell } from './column-table.ts';
import type { Table } from './database.ts';

/** Tables of a study that asks for siting, beside `siting`: empty ones are left out. `question` is the place in the study file, from 1. */
export type SitingTables = Partial<
  Record<'siting_reasons' | 'siting_curve' | 'siting_phases' | 'siting_candidates', Table>
>;

/** What a study file asked of siting, in the columns of the command line; none where it asked nothing. */
export function sitingTables({ told = [], inputs: { units } }: Pick<Study, 'told' | 'inputs'>): SitingTables {
  const tables: SitingTables = {
    siting_reasons: reasonsTable(told, units),
    siting_curve: curveTable(told),
    siting_phases: phasesTable(told),
    siting_candidates: candidatesTable(told, units)
  };
  const isFilled = (table: Table) => [...table.values()][0].values.length > 0;
  return Object.fromEntries(Object.entries(tables).filter(([, table]) => isFilled(table)));
}

/** A row a site: whom it wins and where, what it costs, what is lost without it, what comes next to it, and why in words. */
function reasonsTable(told: readonly ToldSiting[], units: Units): Table {
  const fields = [...new Set(told.flatMap((each) => each.fields))];
  const locate = createUnitLocator(units, 'community');
  const unitCode = (unit: number) => (unit < 0 ? null : (units.code[unit] ?? ''));
  const rows = told.flatMap((each) => {
    const { siting, said, optionCode, question } = each;
    const { candidates } = siting;
    return Array.from(siting.sites, (c, k): Cell[] => {
      const { won, runnerUp, loss, ...reason } = siting.reasons[k];
      const { rules, sentence } = said[k];
      const unit = candidates.unit?.[c] ?? locate(candidates.lon[c], candidates.lat[c]);
      return [
        ...[siting.standard, k + 1, candidates.code[c], candidates.name[c]],
        ...[candidates.kind?.[c] ?? 'stock', siting.size[k] || null, unitCode(unit), siting.gain[k]],
        ...fields.map((field) => won[each.fields.indexOf(field)] ?? NaN),
        reason.units.map(({ unit: at, people }) => `${units.name[at]}:${Math.round(people)}`).join(';'),
        ...[reason.savedPersonM, reason.meanSavedM, reason.cost, reason.costPerPerson, loss.value],
        ...[runnerUp ? optionCode[runnerUp.option] : null, runnerUp?.behind ?? NaN],
        ...[siting.robustness[k], siting.robustnessNear[k]],
        rules.map(({ id, units: of }) => `${id}:${of.map((at) => unitCode(at) || '*').join(',')}`).join(';'),
        ...[sentence.zh, sentence.en, question]
      ];
    });
  });
  return columnTable(
    [
      ['VARCHAR', 'standard'],
      ['DOUBLE', 'order'],
      ['VARCHAR', 'site', 'name', 'kind', 'size', 'unit'],
      ['DOUBLE', 'gain', ...fields.map((field) => `won_${field}`)],
      ['VARCHAR', 'units'],
      ['DOUBLE', 'saved_person_m', 'mean_saved_m', 'cost', 'cost_per_person', 'loss'],
      ['VARCHAR', 'runner_up'],
      ['DOUBLE', 'runner_up_behind', 'robustness', 'robustness_near'],
      ['VARCHAR', 'rules_won', 'sentence_zh', 'sentence_en'],
      ['DOUBLE', 'question']
    ],
    rows
  );
}

/** People newly served by the number of sites, and by money. `proven` is 1 where nothing does better, NaN where nobody looked. */
function curveTable(told: readonly ToldSiting[]): Table {
  const rows = told.flatMap(({ siting, question }): Cell[][] => {
    const { standard, curve, money, sites, proven } = siting;
    const byNumber = Array.from(curve, (value, k): Cell[] => {
      const isOwn = k + 1 === sites.length && siting.model === 'mclp';
      return [standard, 'number', k + 1, value, isOwn ? Number(proven) : NaN, question];
    });
    const byMoney = Array.from(money?.at ?? [], (at, k): Cell[] => [
      ...[standard, 'money', at, money!.value[k], money!.proven[k], question]
    ]);
    return [...byNumber, ...byMoney];
  });
  return columnTable(
    [
      ['VARCHAR', 'standard', 'by'],
      ['DOUBLE', 'at', 'value', 'proven', 'question']
    ],
    rows
  );
}

/** What is built in each phase step by step, and by the same phases of what is best at once. */
function phasesTable(told: readonly ToldSiting[]): Table {
  const rows = told.flatMap(({ siting, optionCode, less, question }) => {
    const { phases, standard } = siting;
    if (!phases) return [];
    const list = (options: Uint32Array) =>
      Array.from(options, (o) => optionCode[o])
        .filter((code) => code !== '')
        .join(';');
    const said = (way: string, results: PhaseResult[]) =>
      results.map(({ name, opened, cost, objective, proven }, k): Cell[] => [
        ...[standard, way, k + 1, name, list(opened), cost, objective - less, Number(proven), question]
      ]);
    return [...said('stepwise', phases.stepwise), ...said('at_once', phases.atOnceByPhase)];
  });
  return columnTable(
    [
      ['VARCHAR', 'standard', 'way'],
      ['DOUBLE', 'order'],
      ['VARCHAR', 'phase', 'sites'],
      ['DOUBLE', 'cost', 'value', 'proven', 'question']
    ],
    rows
  );
}

/** Each candidate that was gathered, whether it could be taken, and why not. */
function candidatesTable(told: readonly ToldSiting[], units: Units): Table {
  const rows = told.flatMap(({ candidates, siting: { standard }, question }) =>
    candidates.map(({ code, name, kind, unit, isFit, zh, en }): Cell[] => [
      ...[code, name, kind, unit < 0 ? null : units.code[unit], Number(isFit)],
      ...[zh || null, en || null, standard, question]
    ])
  );
  return columnTable(
    [
      ['VARCHAR', 'candidate', 'name', 'kind', 'unit'],
      ['DOUBLE', 'fit'],
      ['VARCHAR', 'reason_zh', 'reason_en', 'standard'],
      ['DOUBLE', 'question']
    ],
    rows
  );
}
