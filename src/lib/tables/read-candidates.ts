import { CANDIDATE_KINDS, type CandidateKind, type Candidates } from '../siting/siting.ts';
import type { Database } from './database.ts';
import { codesOf, columnsOf, numbersOf, selectFields, textsOf } from './pick-columns.ts';
import { FIELDS } from './schema.ts';

const TEXTS = {
  floorLevel: 'floor_level',
  tenure: 'tenure',
  acquisition: 'acquisition_mode',
  availableFrom: 'available_from'
} as const;

const NUMBERS = {
  barrierFree: 'barrier_free',
  groundFloorCommercial: 'ground_floor_commercial',
  capacity: 'capacity',
  siteAreaM2: 'site_area_m2'
} as const;

/**
 * The candidates that have a place, in the order of the table; null where none has. Columns that no row gives are absent. A
 * row that does not say what it is, is a building that stands.
 */
export async function readCandidates(db: Database): Promise<Candidates | null> {
  const table = await db.query(
    `SELECT ${selectFields(await columnsOf(db, 'candidates'), FIELDS.candidates)} FROM candidates
    WHERE lon IS NOT NULL AND lat IS NOT NULL ORDER BY rowid`
  );
  const lon = numbersOf(table, 'lon');
  if (lon.length === 0) return null;
  const wordsOf = (field: string): string[] => textsOf(table, field).map((text) => text?.trim() ?? '');
  const candidates: Candidates = {
    lon,
    lat: numbersOf(table, 'lat'),
    code: codesOf(table, 'site_id'),
    name: textsOf(table, 'name').map((name) => name ?? ''),
    cost: numbersOf(table, 'cost'),
    floorAreaM2: numbersOf(table, 'floor_area_m2')
  };
  for (const [column, field] of Object.entries(TEXTS) as [keyof typeof TEXTS, string][]) {
    const words = wordsOf(field);
    if (words.some((word) => word !== '')) candidates[column] = words;
  }
  for (const [column, field] of Object.entries(NUMBERS) as [keyof typeof NUMBERS, string][]) {
    const values = numbersOf(table, field);
    if (values.some((value) => !Number.isNaN(value))) candidates[column] = values;
  }
  const kinds = wordsOf('site_kind');
  if (kinds.some(isKind)) candidates.kind = kinds.map((word) => (isKind(word) ? word : 'stock'));
  return candidates;
}

/** What a table can say: facilities that grow and places on the network are gathered by the study. */
const isKind = (word: string): word is CandidateKind =>
  (CANDIDATE_KINDS as readonly string[]).includes(word) && word !== 'facility' && word !== 'network';
