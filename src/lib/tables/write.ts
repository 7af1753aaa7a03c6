import type { Study } from '../study/study.ts';
import type { Database } from './database.ts';
import { resultTables } from './results.ts';

/** Puts the result tables `coverage`, `gaps`, `compliance`, `compliance_summary`, `siting`, `edge_effect`, `unconnected` into the database, in place of older ones. */
export async function writeStudy(db: Database, study: Study): Promise<void> {
  for (const [name, table] of Object.entries(resultTables(study))) await db.insert(name, table);
}
