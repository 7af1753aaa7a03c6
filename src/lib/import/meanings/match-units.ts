import { NOT_ON_MAP } from '../../tables/schema.ts';
import {
  kindsAgree,
  likeness,
  partsOf,
  type Likeness,
  type LikeWhy,
  type NameParts
} from './name-likeness.ts';
import type { Letters } from './name-letters.ts';
import { plainCell } from '../values/numbers.ts';
import { reason, type Lang } from '../reasons.ts';
import type { Question } from '../report.ts';

/** A unit of the map. */
export interface KnownUnit {
  name: string;
  code: string | null;
  /** Names and code of the unit above it; empty where it is not known. */
  parents: string[];
  /** 0 for communities, 1 for subdistricts, 2 for districts: a name stands for the lowest unit that has it. */
  level: number;
}

/** A row of a table that names a unit. */
export interface WantedUnit {
  /** What an answer for it is filed under. */
  key: string;
  name: string;
  /** The unit above it as the row says, null where it does not. */
  parent: string | null;
}

/** What a name or a code of a table stands for. */
export interface UnitMatch {
  /** Key of a name → the unit as the map calls it: its name, its code where the name stands for several. */
  matched: Map<string, string>;
  /** One a name that only the user can decide, the likely unit first, or NOT_ON_MAP where no name is near. */
  questions: Question[];
}

/**
 * The names of rows with the units above them (absent: no row says). An answer is filed under the name; under `parent/name`
 * where one name stands under several. A name written `parent/name` is taken apart.
 */
export function wantUnits(names: readonly string[], parents: readonly (string | null)[] = []): WantedUnit[] {
  const under = new Map<string, Set<string>>();
  names.forEach((name, i) => {
    const above = plainCell(parents[i] ?? null);
    under.set(name, (under.get(name) ?? new Set()).add(above));
  });
  return names.map((name, i) => {
    const above = plainCell(parents[i] ?? null);
    if (above === '') {
      const parts = /^([^/]+)\/([^/]+)$/.exec(name);
      return parts ? { key: name, name: parts[2], parent: parts[1] } : { key: name, name, parent: null };
    }
    return { key: under.get(name)!.size > 1 ? `${above}/${name}` : name, name, parent: above };
  });
}

/** Division codes of 6, 9 or 12 digits without the zeros that only fill them up, and without Excel's `.0`. */
export function plainCode(code: string): string {
  const digits = plainCell(code).replace(/\.0+$/, '');
  if (!/^\d{9}$|^\d{12}$/.test(digits)) return digits;
  return digits.replace(/^(\d{6})(\d{3})?(000|000000)$/, '$1$2').replace(/^(\d{6})000$/, '$1');
}

type Named = Pick<WantedUnit, 'name' | 'parent'>;

interface Entry {
  unit: KnownUnit;
  parts: NameParts;
  /** Plain names and codes of the units above it. */
  above: Set<string>;
  /** What the tables call it. */
  value: string;
}

/** The units of the map, ready to be looked up. */
export class UnitIndex {
  readonly entries: Entry[];
  private readonly letters: Letters | null;
  private readonly byName = new Map<string, Entry[]>();
  private readonly byCode = new Map<string, Entry[]>();
  private readonly byPlain = new Map<string, Entry[]>();
  private readonly bySound = new Map<string, number[]>();
  /** Plain names and codes of the units above those of the map. */
  private readonly parents = new Set<string>();

  constructor(units: readonly (KnownUnit | string)[], letters: Letters | null) {
    this.letters = letters;
    // A plain list may say a name twice; it is one unit.
    const all = [...new Set(units)].map((unit) =>
      typeof unit === 'string' ? { name: unit, code: null, parents: [], level: 0 } : unit
    );
    const count = new Map<string, number>();
    for (const { name, level } of all)
      count.set(`${level} ${name}`, (count.get(`${level} ${name}`) ?? 0) + 1);
    this.entries = all.map((unit) => {
      const alone = count.get(`${unit.level} ${unit.name}`) === 1 || unit.code === null;
      return {
        unit,
        parts: partsOf(unit.name),
        above: new Set(unit.parents.flatMap((parent) => [...formsOf(parent)])),
        value: alone ? unit.name : unit.code!
      };
    });
    this.entries.forEach((entry, at) => {
      for (const form of entry.above) this.parents.add(form);
      push(this.byName, entry.unit.name, entry);
      push(this.byPlain, entry.parts.plain, entry);
      if (entry.unit.code !== null) push(this.byCode, plainCode(entry.unit.code), entry);
      for (const key of this.soundKeys(entry.parts.plain)) push(this.bySound, key, at);
    });
  }

  /** Sounds of the letters, or the letters where these are not loaded; each once. */
  private soundKeys(plain: string): Set<string> {
    const { letters } = this;
    if (!letters) return new Set(plain);
    return new Set([...letters.simplify(plain)].map((letter) => letters.sound(letter) || letter));
  }

  /** The one unit of that code, null where there is none or several. */
  ofCode(code: string): Entry | null {
    const found = this.byCode.get(plainCode(code)) ?? [];
    return found.length === 1 ? found[0] : null;
  }

  /** Whether the code has lost zeros at its front that a code of the map has; the code as the map has it. */
  withZeros(code: string): string | null {
    if (!/^[1-9]\d*$/.test(code)) return null;
    const padded = [...this.byCode.keys()].filter(
      (known) => known.length > code.length && known.replace(/^0+/, '') === code
    );
    return padded.length === 1 ? padded[0] : null;
  }

  /** The units of exactly that name at the lowest level that has it, under `parent` where that tells them apart. */
  ofName({ name, parent }: Named): Entry[] {
    return this.narrow(this.byName.get(name) ?? [], parent);
  }

  /** The units whose names differ from it only in form or ending, of a kind that can be the same. */
  ofForm({ name, parent }: Named): Entry[] {
    const { plain, kind } = partsOf(name);
    const found = (this.byPlain.get(plain) ?? []).filter((entry) => kindsAgree(entry.parts.kind, kind));
    const exact = found.filter((entry) => entry.parts.kind === kind);
    return this.narrow(exact.length > 0 ? exact : found, parent);
  }

  /** Whether the row says that its unit lies under one that the map has, and this unit does not. */
  elsewhere(entry: Entry, parent: string | null): boolean {
    return (
      parent !== null &&
      entry.unit.parents.length > 0 &&
      formsOf(parent).some((form) => this.parents.has(form)) &&
      !isUnder(entry, parent)
    );
  }

  private narrow(found: Entry[], parent: string | null): Entry[] {
    if (found.length < 2) return found;
    const lowest = Math.min(...found.map(({ unit }) => unit.level));
    const level = found.filter(({ unit }) => unit.level === lowest);
    if (!parent || level.length < 2) return level;
    const under = level.filter((entry) => isUnder(entry, parent));
    return under.length > 0 ? under : level;
  }

  /** The units most like a name, the likeliest first, with why; at most `count`. */
  ranked({ name, parent }: Named, used: ReadonlySet<string>, count = 20): (Likeness & { entry: Entry })[] {
    const parts = partsOf(name);
    const shared = new Map<number, number>();
    for (const key of this.soundKeys(parts.plain))
      for (const at of this.bySound.get(key) ?? []) shared.set(at, (shared.get(at) ?? 0) + 1);
    const near = [...shared]
      .map(([at, common]) => ({
        at,
        common: common / Math.max(parts.plain.length, this.entries[at].parts.plain.length)
      }))
      .sort((a, b) => b.common - a.common || a.at - b.at)
      .slice(0, 80);
    const ranked = near.map(({ at }) => {
      const entry = this.entries[at];
      const like = likeness(parts, entry.parts, this.letters);
      let { score } = like;
      // Of two names as like, the one with the same ending is meant, and the one in the unit that the row names.
      if (entry.parts.kind === parts.kind) score += 0.005;
      if (this.elsewhere(entry, parent)) score *= 0.6;
      // A name of the map that another row of the file already has is hardly this one's.
      if (used.has(entry.value)) score = score * 0.7 - 0.05;
      return { entry, score: Math.min(1, score), why: like.why, at };
    });
    return ranked.sort((a, b) => b.score - a.score || a.at - b.at).slice(0, count);
  }
}

const isUnder = ({ above }: Entry, parent: string): boolean =>
  formsOf(parent).some((form) => above.has(form));

const formCache = new Map<string, string[]>();

/** A name or code of a unit above, in the forms by which it is known again. */
function formsOf(parent: string): string[] {
  let forms = formCache.get(parent);
  if (!forms) {
    // Names come from files: what is kept must not grow for ever.
    if (formCache.size > 10_000) formCache.clear();
    formCache.set(parent, (forms = [partsOf(parent).plain, plainCode(parent)]));
  }
  return forms;
}

function push<K, V>(lists: Map<K, V[]>, key: K, value: V): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}

/**
 * Finds each of `wanted` on the map: as `same` says, by exact name or code, then without spaces, forms and endings like
 * 社区. What is only alike, what could be several, and two names that would become one unit are questions with the
 * likely answer first, never matches; where no name is near, the likely answer is that it is not on the map.
 */
export function matchUnits(
  wanted: readonly WantedUnit[],
  index: UnitIndex,
  same: Readonly<Record<string, string>> = {},
  lang: Lang = 'zh'
): UnitMatch {
  const matched = new Map<string, string>();
  const open = new Map<string, { one: WantedUnit; several: Entry[] }>();
  const loose = new Map<string, { key: string; one: WantedUnit; entry: Entry }[]>();
  const exact = new Set<string>();
  const byKey = new Map(wanted.map((one) => [one.key, one]));
  for (const [key, one] of byKey) {
    const said = saidOf(same, key, one.name);
    if (said === NOT_ON_MAP) {
      matched.set(key, NOT_ON_MAP);
      continue;
    }
    const asked = said === null ? one : { name: said, parent: one.parent };
    // A unit may be called with a slash itself.
    const whole = index.ofName({ name: said ?? key, parent: one.parent });
    const named = whole.length > 0 ? whole : index.ofName(asked);
    const sure =
      named.length === 1
        ? said === null && index.elsewhere(named[0], one.parent)
          ? null
          : named[0]
        : named.length === 0
          ? index.ofCode(asked.name)
          : null;
    if (sure || (said !== null && named.length > 0)) {
      const value = (sure ?? named[0]).value;
      matched.set(key, value);
      exact.add(value);
      continue;
    }
    const formed = named.length === 0 ? index.ofForm(asked) : named;
    if (formed.length === 1 && said !== null) matched.set(key, formed[0].value);
    else if (formed.length === 1 && !index.elsewhere(formed[0], one.parent))
      push(loose, formed[0].value, { key, one, entry: formed[0] });
    else open.set(key, { one, several: formed });
  }
  for (const [value, list] of loose) {
    // Never two to one: where another name is this unit's for sure, or two come near it, the user tells.
    if (list.length === 1 && !exact.has(value)) matched.set(list[0].key, value);
    else for (const { key, one } of list) open.set(key, { one, several: [] });
  }
  const used = new Set(matched.values());
  const questions = [...open].map(([key, { one, several }]) => askFor(key, one, several, index, used, lang));
  return { matched, questions };
}

function saidOf(same: Readonly<Record<string, string>>, ...keys: string[]): string | null {
  for (const key of keys)
    for (const form of [key, key.trim()]) if (Object.hasOwn(same, form)) return same[form];
  return null;
}

/** Names less like than this are no likely answer. */
const LIKE = 0.4;

function askFor(
  key: string,
  one: WantedUnit,
  several: Entry[],
  index: UnitIndex,
  used: ReadonlySet<string>,
  lang: Lang
): Question {
  const among = new Set(several);
  const ranked = index
    .ranked(one, used)
    .map((found) => (among.has(found.entry) ? { ...found, score: found.score + 1 } : found))
    .sort((a, b) => b.score - a.score)
    .filter(({ entry, score }) => score >= LIKE || !used.has(entry.value));
  const likely = ranked[0] && ranked[0].score >= LIKE ? ranked[0].entry : null;
  const params = { name: key, likely: likely ? shownAs(likely) : '' };
  const code = several.length > 1 ? 'ask_unit_several' : likely ? 'ask_unit_name' : 'ask_unit_none';
  const choices = ranked.map(({ entry, score, why }) => ({
    option: entry.value,
    label: labelOf(shownAs(entry), score, why, lang)
  }));
  const none = { option: NOT_ON_MAP, label: reason('like_not_on_map', {}, lang) };
  // Unasked the first answer is taken: a unit of quite another name must never get the row's figures that way.
  const answers = code === 'ask_unit_none' ? [none, ...choices] : [...choices, none];
  return {
    code: 'unit_name',
    message: reason(code, params, lang),
    sets: 'same',
    key,
    options: answers.map(({ option }) => option),
    labels: answers.map(({ label }) => label)
  };
}

const WHYS = {
  traditional: 'like_traditional',
  ending: 'like_ending',
  sound: 'like_sound',
  shape: 'like_shape',
  one_letter: 'like_one_letter',
  part: 'like_part',
  some: 'like_some'
} as const satisfies Record<LikeWhy, string>;

function labelOf(name: string, score: number, why: LikeWhy, lang: Lang): string {
  const percent = Math.round(Math.max(0, Math.min(1, score)) * 100);
  return reason('like_label', { name, why: reason(WHYS[why], {}, lang), percent }, lang);
}

/** A unit in words: its name, with the unit above it where the name stands for several. */
function shownAs({ unit, value }: Entry): string {
  return value === unit.name || unit.parents.length === 0 ? unit.name : `${unit.parents[0]}/${unit.name}`;
}
