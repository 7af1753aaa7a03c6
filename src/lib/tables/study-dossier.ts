import type { Comparison } from '../study/compare-proposal.ts';
import type { Study } from '../study/study.ts';
import { accessTable } from './access-table.ts';
import { comparisonTable } from './comparison-table.ts';
import { complianceNotes } from './compliance-notes.ts';
import type { Table } from './database.ts';
import { linksTable } from './links-table.ts';
import { joinTables } from './measure-tables.ts';
import { resultParts } from './results.ts';
import { sitingTables } from './siting-tables.ts';
import { studyStandards } from './standards-table.ts';
import { studyLayers } from './study-layers.ts';
import { tasksTable } from './tasks-table.ts';

/**
 * All tables of an analysed study by file name, each as parts that follow each other and are made when they are asked for; to be gone through
 * once. What the study has not is absent.
 */
export function studyTables(
  study: Study,
  comparison: readonly Comparison[],
  language: 'zh' | 'en'
): Map<string, Iterable<Table>> {
  const tables = new Map<string, Iterable<Table>>(Object.entries(resultParts(study)));
  tables.set('compliance_notes', complianceNotes(study, language));
  if (study.results.length > 0) tables.set('comparison', comparisonTable(study, comparison));
  if (study.standards.length > 0) tables.set('standards', [studyStandards(study.standards)]);
  const tasks = tasksTable(study.inputs);
  if (tasks) tables.set('tasks', [tasks]);
  for (const [name, table] of Object.entries(sitingTables(study))) tables.set(name, [table]);
  if (study.access && study.access.length > 0)
    tables.set('access', [accessTable(study.access, study.inputs.units)]);
  if (study.links) tables.set('siting_links', [linksTable(study.links, language)]);
  return tables;
}

/** What reports of a study are made from: its tables whole, its layers and its summary (`summariseStudy`). */
export function dossierOf<Summary>(
  study: Study,
  comparison: readonly Comparison[],
  language: 'zh' | 'en',
  summary: Summary
): { summary: Summary; tables: Map<string, Table>; layers: Map<string, Table> } {
  const tables = new Map<string, Table>();
  for (const [name, parts] of studyTables(study, comparison, language)) tables.set(name, joinTables(parts));
  return { summary, tables, layers: studyLayers(study) };
}
