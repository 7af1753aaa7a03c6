import { basename, extname } from 'node:path';
import { cite } from '../lib/standards/cite.ts';
import { describeCompute } from '../lib/standards/describe-compute.ts';
import { packOf, parsePackFile, writePackFile, type Pack } from '../lib/standards/pack-file.ts';
import { PROFILES } from '../lib/standards/packs.ts';
import { REQUIREMENTS } from '../lib/standards/requirements.ts';
import { mixedJurisdictions, rulesInForce } from '../lib/standards/rules-in-force.ts';
import type { Standard } from '../lib/standards/standard.ts';
import { sayStrange, strangeColumns } from '../lib/standards/strange-columns.ts';
import { taskTemplate } from '../lib/standards/task-template.ts';
import type { Column, Table } from '../lib/tables/database.ts';
import { standardsTable } from '../lib/tables/standards-table.ts';
import { Failure, sayBoth } from './failure.ts';
import { readText } from './read-files.ts';
import type { Terminal } from './terminal.ts';
import { checkExtension, TABLE_EXTENSIONS, writeTable } from './write-result.ts';
import { writeFileWhole } from './write-whole.ts';

export interface StandardsOptions {
  profile: string[];
  /** Files of packs of the user's own. */
  pack: string[];
  /** Unverified rules too. */
  all?: boolean;
  /** The rules as a pack file instead of a table. */
  export?: boolean;
  /** The task ledger to begin with instead of the rules. */
  tasks?: boolean;
  out?: string;
}

/** Writes the rules in force as a table, each with its citation and how it is worked out; `--json` gives them whole. */
export async function runStandards(options: StandardsOptions, terminal: Terminal): Promise<void> {
  const { profile, out } = options;
  if (options.export && options.tasks)
    throw new Failure(
      '--export 与 --tasks 不能同用，请择一',
      '--export and --tasks do not go together; take one of them',
      2
    );
  checkExtension(out, options.export ? ['.json'] : TABLE_EXTENSIONS);
  const packs = await Promise.all(options.pack.map(readPack));
  refuseStrangers(profile, packs);
  for (const rule of packs.flatMap(({ rules }) => rules))
    for (const column of strangeColumns(rule)) terminal.note(sayStrange(rule.id, column));
  const rules = rulesInForce({ profiles: profile, packs, unverified: options.all });
  for (const { profile: place, rules: ids } of warnOfMixed(rules))
    terminal.note({
      zh: `注意：同时启用了多地的数值，其中“${place}”${ids} 条；各地口径不同，请只留一地`,
      en: `note: figures of several places are on at once, ${ids} of "${place}"; they contradict each other, keep one place`
    });
  if (options.tasks) return writeTasks(rules, out, terminal);
  if (options.export) return writePack(rules, out, terminal);
  const standards = rules.map((rule) => ({ ...rule, citation: cite(rule), computed: describeCompute(rule) }));
  await writeTable(standardsTable(rules, terminal.language), out, terminal, {
    profiles: profile,
    rules: rules.length,
    standards
  });
}

function refuseStrangers(profiles: string[], packs: Pack[]): void {
  const known = [...PROFILES, ...packs.map(({ name }) => name)];
  const unknown = profiles.find((name) => !known.includes(name));
  if (unknown === undefined && profiles.length > 0) return;
  throw new Failure(
    `--profile：没有“${unknown ?? ''}”这个标准包，可选：${known.join('、')}`,
    `--profile: there is no pack "${unknown ?? ''}"; there are ${known.join(', ')}`,
    2
  );
}

async function readPack(path: string): Promise<Pack> {
  const text = await readText(path);
  try {
    return parsePackFile(text);
  } catch (error) {
    throw sayBoth(error, path);
  }
}

function warnOfMixed(rules: Standard[]): { profile: string; rules: number }[] {
  return mixedJurisdictions(rules).map(({ profile, rules: ids }) => ({ profile, rules: ids.length }));
}

/** The pack is named after the file, where its name will do. */
async function writePack(rules: Standard[], out: string | undefined, terminal: Terminal): Promise<void> {
  const stem = out === undefined ? '' : basename(out, extname(out));
  const isName = /^[\p{L}\p{N}_-]+$/u.test(stem) && !(PROFILES as string[]).includes(stem);
  const name = isName ? stem : 'own';
  const text = writePackFile(packOf(name, rules));
  terminal.endSteps();
  if (out !== undefined) await writeFileWhole(out, text);
  if (terminal.json) await terminal.printJson({ pack: name, rules: rules.length, out: out ?? null });
  else if (out === undefined) await terminal.print(text);
}

async function writeTasks(rules: Standard[], out: string | undefined, terminal: Terminal): Promise<void> {
  // A task belongs to its requirement whatever packs are asked for.
  const everywhere = rulesInForce({ profiles: PROFILES, unverified: true });
  const asked = new Map([...everywhere, ...rules].map((rule) => [rule.id, rule]));
  const tasks = taskTemplate(REQUIREMENTS, [...asked.values()], terminal.language);
  const column = (name: keyof (typeof tasks)[number]): Column => {
    const values = tasks.map((task) => task[name]);
    return name === 'target_value' || name === 'actual_value'
      ? { type: 'DOUBLE', values: Float64Array.from(values as number[]) }
      : { type: 'VARCHAR', values: values.map((value) => (value === '' ? null : String(value))) };
  };
  const names = Object.keys(tasks[0]) as (keyof (typeof tasks)[number])[];
  const table: Table = new Map(names.map((name) => [name, column(name)]));
  await writeTable(table, out, terminal, { tasks: tasks.length });
}
