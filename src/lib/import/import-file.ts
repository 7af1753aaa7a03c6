import type { Database, Table } from '../tables/database.ts';
import { LAYERS_TABLE, SOURCE_ROW } from '../tables/schema.ts';
import { addTo, mergeReports, withoutKnown } from './add-rows.ts';
import { checkLayer, type CheckedLayer, type Context } from './checks/check-layer.ts';
import { compareLayers, type LayerChanges } from './compare-layers.ts';
import { FORMS, LOOKS_UP_UNITS } from './fields.ts';
import { ImportError } from './import-error.ts';
import { loadLetters } from './meanings/name-letters.ts';
import { readSource } from './read-source.ts';
import { isRejectedTable, restoreRejected } from './rejected-rows.ts';
import type { Choices, ImportReport, Layer } from './report.ts';
import { settleQuestions } from './settle-questions.ts';
import type { Source, Tick } from './source.ts';
import { appendRows, readLayer, storeLayer } from './stored-layer.ts';
import { hasTable, knownUnits } from './meanings/unit-names.ts';
import { readUnitShapes } from './checks/unit-shapes.ts';

/** Reads a file and stores it as a layer: see `importSource`. Throws ImportError, also where it can't be read. */
export async function importFile(
  db: Database,
  name: string,
  bytes: Uint8Array,
  choices: Choices,
  context: Context = {},
  tick?: Tick
): Promise<ImportReport> {
  // Nothing here holds the source: its memory is free before the table goes into the database.
  const checked = await checkFor(
    db,
    await readSource(name, bytes, choices, tick, context.beside),
    choices,
    context
  );
  return storeChecked(db, checked, context, tick);
}

/**
 * Checks a source as `choices.as` and stores the accepted rows as the table of that layer. Nothing is stored while the
 * report has questions that may not wait; those that may are settled by their likeliest answer, and named in warnings. A
 * table of rejected rows that comes back is added to the layer that it came from. Throws ImportError where every row is
 * refused. What stood before stays then, and also where storing fails.
 */
export async function importSource(
  db: Database,
  source: Source,
  choices: Choices,
  context: Context = {},
  tick?: Tick
): Promise<ImportReport> {
  return storeChecked(db, await checkFor(db, source, choices, context), context, tick);
}

interface Checked extends CheckedLayer {
  /** The layer that the rows are added to; null where they are a layer of their own. */
  stored: { table: Table; report: ImportReport } | null;
}

async function checkFor(db: Database, given: Source, choices: Choices, context: Context): Promise<Checked> {
  const { as } = choices;
  const stored = isRejectedTable(given) ? await readStored(db, as) : null;
  const source = stored ? withoutKnown(restoreRejected(given), stored.table) : restoreRejected(given);
  const units = context.units ?? (LOOKS_UP_UNITS.includes(as) ? await knownUnits(db) : []);
  const needsShapes = as === 'population' || FORMS[as].shape === 'point';
  const checked = checkLayer(
    source,
    // Rows of a file are in the coordinate system of the file.
    stored && isOpen(choices.crs) && stored.report.crs.value
      ? { ...choices, crs: stored.report.crs.value }
      : choices,
    {
      ...context,
      units,
      shapes: context.shapes ?? (needsShapes ? await readUnitShapes(db) : null),
      letters: context.letters ?? (units.length > 0 ? await loadLetters() : undefined)
    }
  );
  return { ...(stored ? addTo(stored.table, checked, context.lang) : checked), stored };
}

const isOpen = (crs: string | undefined): boolean => !crs || crs.toLowerCase() === 'auto';

async function storeChecked(
  db: Database,
  { table, report: found, stored }: Checked,
  context: Context,
  tick?: Tick
): Promise<ImportReport> {
  const report = settleQuestions(found, context.lang);
  if (report.questions.length > 0) return report;
  if (report.accepted === 0) throw allRejected(report);
  await tick?.(1);
  if (stored === null) {
    await storeLayer(db, table, report);
    return report;
  }
  const rows = new Set(table.get(SOURCE_ROW)!.values as Float64Array);
  await storeLayer(db, appendRows(stored.table, table), mergeReports(stored.report, report, rows));
  return report;
}

async function readStored(db: Database, layer: Layer): Promise<Checked['stored']> {
  const table = await readLayer(db, layer);
  const report = (await readReports(db)).find((each) => each.layer === layer);
  return table && report ? { table, report } : null;
}

/** What a newer version of a layer would change of the one that is stored; null where there is none. */
export async function compareWithStored(
  db: Database,
  layer: Layer,
  table: Table
): Promise<LayerChanges | null> {
  const stored = await readLayer(db, layer);
  return stored && compareLayers(stored, table, layer);
}

function allRejected(report: ImportReport): ImportError {
  const [first] = report.rejected;
  return new ImportError('all_rejected', report.file, {
    layer: FORMS[report.layer].en,
    layer_zh: FORMS[report.layer].zh,
    rows: report.rows,
    row: first.row,
    reason: first.reason
  });
}

/** The reports of the layers that the database holds, by layer; empty where nothing was imported. */
export async function readReports(db: Database): Promise<ImportReport[]> {
  if (!(await hasTable(db, LAYERS_TABLE))) return [];
  const table = await db.query(`SELECT report FROM ${LAYERS_TABLE} ORDER BY layer`);
  const texts = table.get('report')?.values as (string | null)[];
  return texts.map((text) => JSON.parse(text ?? 'null') as ImportReport);
}
