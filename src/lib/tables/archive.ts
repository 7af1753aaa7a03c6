import { fromIpc, toIpc } from './arrow.ts';
import { ArchiveError } from './archive-error.ts';
import { quoteName, type Database, type Table } from './database.ts';
import { checkedFiles, GRAPH, withManifest, type StudyFiles } from './manifest.ts';
import { FIELDS, LAYERS_FIELDS, LAYERS_TABLE, layerTable, type Field } from './schema.ts';

const STUDY = 'study.json';
const tableFile = (name: string): string => `tables/${name}.arrow`;
const FORMS = new Map<string, Field[]>(Object.entries({ ...FIELDS, [LAYERS_TABLE]: LAYERS_FIELDS }));

/**
 * The study as files: each layer table in `db` as an Arrow IPC file, `study` (title, choices, scenario, edits: anything
 * that JSON holds) as study.json, the walking graph where there is one to keep, and the manifest last.
 */
export async function packStudy(
  db: Database,
  study: object,
  graph: Uint8Array | null = null
): Promise<StudyFiles> {
  const found = await db.query('SELECT table_name AS name FROM duckdb_tables()');
  const present = new Set(found.get('name')!.values as string[]);
  const files: StudyFiles = new Map();
  for (const name of FORMS.keys())
    if (present.has(name))
      files.set(
        tableFile(name),
        toIpc(await db.query(`SELECT * FROM ${quoteName(name)} ORDER BY rowid`), 'file')
      );
  files.set(STUDY, new TextEncoder().encode(JSON.stringify(study)));
  if (graph) files.set(GRAPH, graph);
  return withManifest(files);
}

/**
 * The layer tables and the study in `files`, every checksum verified first; tables of an older version get the fields
 * that were added since (NULL throughout). `graph` is null where none was kept or it did not last. Throws an ArchiveError that names the file: `incomplete`, `checksum`, `newer`.
 */
export function unpackStudy(files: ReadonlyMap<string, Uint8Array>): {
  tables: Map<string, Table>;
  study: unknown;
  graph: Uint8Array | null;
} {
  const checked = checkedFiles(files);
  const tables = new Map<string, Table>();
  for (const [name, fields] of FORMS) {
    const bytes = checked.get(tableFile(name));
    if (bytes)
      tables.set(
        name,
        readPart(tableFile(name), () => readTable(bytes, fields))
      );
  }
  const study = checked.get(STUDY);
  if (!study) throw new ArchiveError('incomplete', STUDY);
  const said = readPart(STUDY, () => JSON.parse(new TextDecoder().decode(study)) as unknown);
  return { tables, study: said, graph: checked.get(GRAPH) ?? null };
}

/** Puts unpacked tables into `db` in place of its layer tables; a layer that the study does not have is dropped. */
export async function putTables(db: Database, tables: ReadonlyMap<string, Table>): Promise<void> {
  for (const name of FORMS.keys()) {
    const table = tables.get(name);
    if (table) await db.insert(name, table);
    else await db.run(`DROP TABLE IF EXISTS ${quoteName(name)}`);
  }
}

function readTable(bytes: Uint8Array, fields: Field[]): Table {
  const table = fromIpc(bytes);
  const rows = [...table.values()][0]?.values.length ?? 0;
  return layerTable(fields, table, rows);
}

/** The file is what was written, so what cannot be read was written by something else. */
function readPart<T>(file: string, read: () => T): T {
  try {
    return read();
  } catch {
    throw new ArchiveError('incomplete', file);
  }
}
