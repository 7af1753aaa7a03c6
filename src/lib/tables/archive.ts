import { fromIpc, toIpc } from './arrow.ts';
import { ArchiveError } from './archive-error.ts';
import { quoteName, type Database, type Table } from './database.ts';
import { checkedFiles, GRAPH, MANIFEST, withManifest, type StudyFiles } from './manifest.ts';
import { FIELDS, LAYERS_FIELDS, LAYERS_TABLE, layerTable, type Field } from './schema.ts';

/** Name of the file of all that is said of a study but for its tables. */
export const STUDY = 'study.json';
const tableFile = (name: string): string => `tables/${name}.arrow`;
const FORMS = new Map<string, Field[]>(Object.entries({ ...FIELDS, [LAYERS_TABLE]: LAYERS_FIELDS }));

/**
 * The study as files: each layer table in `db` as an Arrow IPC file, `study` (title, choices, scenario, edits: anything
 * that JSON holds) as study.json, the walking graph where there is one to keep, the files that a newer version had put beside them,
 * and the manifest last.
 */
export async function packStudy(
  db: Database,
  study: object,
  graph: Uint8Array | null = null,
  others: ReadonlyMap<string, Uint8Array> = new Map()
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
  for (const [name, bytes] of others) if (!files.has(name)) files.set(name, bytes);
  return withManifest(files);
}

/**
 * The layer tables and the study in `files`, every checksum verified first; tables of an older version get the fields
 * that were added since (NULL throughout). `others` are files that this version has no use for, to be kept when it is saved again. `graph` is null where none was kept or it did not last. Throws an ArchiveError that names the file: `incomplete`, `checksum`, `newer`.
 */
export function unpackStudy(files: ReadonlyMap<string, Uint8Array>): {
  tables: Map<string, Table>;
  study: unknown;
  graph: Uint8Array | null;
  others: StudyFiles;
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
  if (study.length > MOST_STUDY_BYTES) throw new ArchiveError('too_large', STUDY);
  const said = readPart(STUDY, () => JSON.parse(new TextDecoder().decode(study)) as unknown);
  const known = new Set([STUDY, GRAPH, MANIFEST, ...[...FORMS.keys()].map(tableFile)]);
  const others = new Map([...checked].filter(([name]) => !known.has(name) && isPlain(name)));
  return { tables, study: said, graph: checked.get(GRAPH) ?? null, others };
}

/** Bytes of study.json: what is said of a study, its edits above all, not its data. */
const MOST_STUDY_BYTES = 64 * 1024 * 1024;

/** True for a name that leads to no other place. */
const isPlain = (name: string): boolean =>
  name.length <= 120 && name.split('/').every((step) => /^[\p{L}\p{N}_-][\p{L}\p{N}_.-]*$/u.test(step));

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
