import { ArchiveError } from '../../tables/archive-error.ts';
import type { StudyFiles } from '../../tables/manifest.ts';
import type { Edit } from '../../study/scenario.ts';
import { sitingSchema, type SitingChoice } from '../../study/siting-choice.ts';
import { StudyFileError, parseStudyFile } from '../../study/study-file.ts';
import { historyOfEdits, type Act, type History } from '../history.ts';
import type { KeptStory } from '../present/kept-story.ts';
import { readKeptStory } from '../present/read-kept-story.ts';
import type { NamedScenario, Question } from './scene.ts';
import type { HeldStudy, KeptStudy } from './held-study.ts';

const KNOWN = [
  ...(['file', 'sample', 'edits', 'cursor', 'history', 'scenarios', 'asked', 'question', 'savedAt'] as const),
  'story'
];

/** All that is kept of a study beside its tables, with what this version does not know. */
export function sayKept(study: HeldStudy, question: Question | null, savedAt: number | null): object {
  const { file, sample, edits, history, scenarios, story, asked, keptAs } = study;
  const kept: KeptStudy = { file, sample, edits, history, scenarios, story, asked, question };
  return {
    ...keptAs.fields,
    ...kept,
    file: { ...keptAs.fileFields, ...file },
    ...(savedAt === null ? {} : { savedAt })
  };
}

/**
 * A study as it was kept by this version or an earlier one, whatever wrote it: what is of the wrong kind is refused by name
 * (an ArchiveError `strange`, or `newer` for an edit that is not known), unknown fields are put aside to be saved again.
 * Earlier forms: no scenarios and siting questions at first, then edits of which the first `cursor` stood.
 */
export function takeKept(said: unknown, id: string, files: StudyFiles = new Map()): HeldStudy {
  checkPlain(said);
  const kept = objectIn(said, 'study.json');
  const given = editsIn(kept.edits ?? [], 'edits');
  const cursor = wholeIn(kept.cursor ?? given.length, given.length, 'cursor');
  const edits = 'history' in kept ? given : given.slice(0, cursor);
  const history = 'history' in kept ? historyIn(kept.history, edits) : historyOfEdits(given, cursor);
  const { file, unknown } = fileIn(kept.file);
  const fields = Object.fromEntries(
    Object.entries(kept).filter(([name]) => !(KNOWN as readonly string[]).includes(name))
  );
  const savedAt = typeof kept.savedAt === 'number' ? kept.savedAt : null;
  return {
    ...{ file, edits, history, session: null, sample: kept.sample === true },
    scenarios: scenariosIn(kept.scenarios ?? []),
    story: storyIn(kept.story),
    asked: askedIn(kept.asked ?? []),
    question: questionIn(kept.question ?? null),
    keptAs: { id, generation: null, savedAt, fields, fileFields: unknown, files }
  };
}

/** Levels of objects in objects: a study has less than ten, and deeper ones break what walks them. */
const MOST_LEVELS = 60;
const LONGEST_TEXT = 1_000_000;

function refuse(place: string): never {
  throw new ArchiveError('strange', place);
}

/** Refuses what JSON can say and no study does: endless nesting, numbers beyond all bounds, texts as long as books. */
function checkPlain(said: unknown): void {
  const waiting: [unknown, number][] = [[said, 0]];
  while (waiting.length > 0) {
    const [value, level] = waiting.pop()!;
    if (typeof value === 'number' && !Number.isFinite(value)) refuse(`${value}`);
    if (typeof value === 'string' && value.length > LONGEST_TEXT) refuse(`${value.slice(0, 20)}…`);
    if (typeof value !== 'object' || value === null) continue;
    if (level >= MOST_LEVELS) refuse('study.json {{{…');
    for (const each of Object.values(value)) waiting.push([each, level + 1]);
  }
}

function objectIn(value: unknown, place: string): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) refuse(place);
  return value as Record<string, unknown>;
}

function listIn(value: unknown, place: string): unknown[] {
  if (!Array.isArray(value)) refuse(place);
  return value;
}

function wholeIn(value: unknown, most: number, place: string): number {
  if (!Number.isInteger(value) || (value as number) < 0 || (value as number) > most) refuse(place);
  return value as number;
}

const DOINGS: Edit['do'][] = ['add', 'move', 'close', 'resize', 'house', 'link', 'offer', 'set'];
const TEXTS = ['code', 'name', 'category', 'layer', 'kind', 'field'];
const AMOUNTS = ['floorAreaM2', 'beds', 'capacity', 'people', 'cost'];

const isPlace = (lon: unknown, lat: unknown): boolean =>
  typeof lon === 'number' && typeof lat === 'number' && Math.abs(lon) <= 180 && Math.abs(lat) <= 90;

function editsIn(value: unknown, place: string): Edit[] {
  return listIn(value, place).map((each, i) => {
    const at = `${place}[${i}]`;
    const edit = objectIn(each, at);
    if (typeof edit.do !== 'string' || typeof edit.code !== 'string') refuse(at);
    // A way of editing that came later: what it does can't be guessed.
    if (!(DOINGS as string[]).includes(edit.do)) throw new ArchiveError('newer', `${at}: ${edit.do}`);
    for (const name of TEXTS) if (name in edit && typeof edit[name] !== 'string') refuse(`${at}.${name}`);
    for (const name of AMOUNTS)
      if (name in edit && !(typeof edit[name] === 'number' && edit[name] >= 0)) refuse(`${at}.${name}`);
    const isAt = ['add', 'move', 'house', 'offer'].includes(edit.do);
    if (isAt && !isPlace(edit.lon, edit.lat)) refuse(`${at}.lon, lat`);
    if (edit.do === 'link')
      for (const end of [edit.from, edit.to]) {
        const [lon, lat, ...more] = listIn(end, at);
        if (more.length > 0 || !isPlace(lon, lat)) refuse(at);
      }
    return edit as Edit;
  });
}

/** What can be undone; where it can't be read, or is of acts that are not known, the edits are all there is to undo. */
function historyIn(value: unknown, edits: Edit[]): History {
  try {
    const { acts, done } = objectIn(value, 'history');
    const list = listIn(acts, 'history.acts').map((each) => actIn(objectIn(each, 'history.acts')));
    return { acts: list, done: wholeIn(done, list.length, 'history.done') };
  } catch (error) {
    if (error instanceof ArchiveError) return historyOfEdits(edits, edits.length);
    throw error;
  }
}

function actIn(act: Record<string, unknown>): Act {
  if (act.what === 'edits') {
    wholeIn(act.at, Number.MAX_SAFE_INTEGER, 'at');
    editsIn(act.out, 'out');
    editsIn(act.into, 'into');
    return act as unknown as Act;
  }
  if (act.what === 'story') return { what: 'story', before: storyIn(act.before), after: storyIn(act.after) };
  for (const side of [act.before, act.after]) {
    if (act.what === 'scenarios') scenariosIn(side);
    else if (act.what === 'rules') fileIn({ ...objectIn(side, 'rules'), yike: 1 });
    else if (act.what === 'roads') fileIn({ ...objectIn(side, 'roads'), yike: 1 });
    else refuse('history');
  }
  return act as unknown as Act;
}

function scenariosIn(value: unknown): NamedScenario[] {
  return listIn(value, 'scenarios').map((each, i) => {
    const scenario = objectIn(each, `scenarios[${i}]`);
    const { name, cost = null } = scenario;
    if (typeof name !== 'string' || (cost !== null && typeof cost !== 'number')) refuse(`scenarios[${i}]`);
    return { ...scenario, name, cost, edits: editsIn(scenario.edits, `scenarios[${i}].edits`) };
  });
}

const storyIn = (value: unknown): KeptStory => readKeptStory(value, (edits) => editsIn(edits, 'story'));

/** Siting questions; one that can't be read is asked anew. */
function askedIn(value: unknown): SitingChoice[] {
  return listIn(value, 'asked').flatMap((each) => {
    const read = sitingSchema.safeParse(each);
    return read.success ? [read.data] : [];
  });
}

/** The question on the desk; one that can't be read is none. */
function questionIn(value: unknown): Question | null {
  if (typeof value !== 'object' || value === null) return null;
  const { measure, walker, minutes = null, metres = null } = value as Record<string, unknown>;
  const isAmount = (each: unknown): boolean => each === null || (typeof each === 'number' && each > 0);
  if (typeof measure !== 'string' || typeof walker !== 'string') return null;
  if (!isAmount(minutes) || !isAmount(metres)) return null;
  return { ...value, measure, walker, minutes, metres } as Question;
}

/** The study file with its fields that are known; others, which a newer version has put there, apart. */
function fileIn(value: unknown): Pick<HeldStudy, 'file'> & { unknown: Record<string, unknown> } {
  const given = { ...objectIn(value, 'file') };
  const unknown: Record<string, unknown> = {};
  for (;;) {
    try {
      return { file: parseStudyFile(JSON.stringify(given)), unknown };
    } catch (error) {
      const isField = error instanceof StudyFileError && error.code === 'unknown_field';
      if (!isField || !Object.hasOwn(given, error.place)) throw error;
      unknown[error.place] = given[error.place];
      delete given[error.place];
    }
  }
}
