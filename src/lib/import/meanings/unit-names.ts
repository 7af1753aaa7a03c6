import { quoteName, type Database } from '../../tables/database.ts';
import { NOT_ON_MAP } from '../../tables/schema.ts';
import { matchUnits, UnitIndex, wantUnits, type KnownUnit, type UnitMatch } from './match-units.ts';
import { partsOf } from './name-likeness.ts';
import { loadLetters, type Letters } from './name-letters.ts';
import type { Lang } from '../reasons.ts';
import { NAMES_UNITS } from '../fields.ts';
import type { Layer, Question } from '../report.ts';

/** A unit's name without spaces, brackets, full-width forms, and without what only says what kind of unit it is. */
export const plainUnitName = (name: string): string => partsOf(name).plain;

/**
 * Finds each of `wanted` among the units (or names and codes) of the map, `known`: as `same` says, exactly, then without
 * spaces, forms and endings like 社区; what is only similar becomes a question with the likely answer first, never a
 * match. With `letters`, traditional forms and sounds tell what is likely.
 */
export function matchUnitNames(
  wanted: readonly string[],
  known: readonly (KnownUnit | string)[],
  same: Readonly<Record<string, string>> = {},
  lang: Lang = 'zh',
  letters: Letters | null = null
): UnitMatch {
  return matchUnits(wantUnits(wanted), new UnitIndex(known, letters), same, lang);
}

const UNIT_LAYERS = ['communities', 'subdistricts', 'districts'];

/** The units that the database holds, communities first; empty where it has no boundaries yet. */
export async function knownUnits(db: Database): Promise<KnownUnit[]> {
  const units: (KnownUnit & { parent: string })[] = [];
  for (const [level, layer] of UNIT_LAYERS.entries()) {
    if (!(await hasTable(db, layer))) continue;
    const table = await db.query(`SELECT name, unit_id, parent FROM ${quoteName(layer)}`);
    const [names, codes, parents] = ['name', 'unit_id', 'parent'].map(
      (column) => (table.get(column)?.values ?? []) as (string | null)[]
    );
    for (let i = 0; i < codes.length; i++) {
      const name = names[i] || codes[i];
      if (name) units.push({ name, code: codes[i] || null, parents: [], parent: parents[i] ?? '', level });
    }
  }
  const above = new Map(
    units
      .filter(({ level }) => level > 0)
      .flatMap((unit) => [
        [unit.name, unit],
        [unit.code ?? '', unit]
      ])
  );
  return units.map(({ parent, ...unit }) => {
    const up = above.get(parent);
    const names = up ? [up.name, up.code ?? ''] : [parent];
    return { ...unit, parents: names.filter((name) => name !== '') };
  });
}

/**
 * What is still open between the tables that name units and the map: run before an analysis reads its inputs. Names that
 * only differ in spaces, forms or endings, and those that `same` answers, are put right in the tables; those of the
 * population table that are left come back as questions (rows of the others then count for no unit). Empty where there is
 * no population table or no map.
 */
export async function checkUnitNames(
  db: Database,
  same: Record<string, string> = {},
  lang: Lang = 'zh'
): Promise<Question[]> {
  const known = await knownUnits(db);
  if (known.length === 0) return [];
  const all: Question[] = [];
  for (const layer of NAMES_UNITS) {
    if (!(await hasTable(db, layer))) continue;
    const table = await db.query(`SELECT DISTINCT unit FROM ${quoteName(layer)} ORDER BY unit`);
    const wanted = (table.get('unit')?.values ?? []) as (string | null)[];
    const open = wanted.filter((name): name is string => name !== null && name !== NOT_ON_MAP);
    const { matched, questions } = matchUnitNames(open, known, same, lang, await loadLetters());
    await applySame(db, Object.fromEntries(matched), layer);
    if (layer === 'population') all.push(...questions);
  }
  return all;
}

/** Writes answers (name in the table → name on the map) into the `unit` column of a table that names units. */
export async function applySame(
  db: Database,
  same: Record<string, string>,
  layer: Layer = 'population'
): Promise<void> {
  if (!(await hasTable(db, layer))) return;
  const changes = Object.entries(same).filter(([was, now]) => was !== now);
  if (changes.length === 0) return;
  // One statement, so that of two answers the one never changes what the other has just written.
  const cases = changes.map(() => 'WHEN ? THEN ?').join(' ');
  await db.run(`UPDATE ${quoteName(layer)} SET unit = CASE unit ${cases} ELSE unit END`, changes.flat());
}

/** Whether the database has a table of that name. */
export async function hasTable(db: Database, name: string): Promise<boolean> {
  const sql = 'SELECT count(*) AS n FROM information_schema.tables WHERE table_name = ?';
  const found = await db.query(sql, [name]);
  return found.get('n')?.values[0] === 1;
}
