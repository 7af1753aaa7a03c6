import { decideEncoding } from '../text/decide-encoding.ts';
import { uniqueName } from '../column-names.ts';
import type { Source } from '../source.ts';
import type { ZipRecord } from './zip-directory.ts';

/** Longer names are cut in the middle. */
const LONGEST = 200;

/**
 * Names of a zip's entries, to show and to choose by, never to be used as a path: no control or direction marks, no
 * `..`, no drive, unique. Names without the UTF-8 flag (bit 11) are decoded together, which is noted.
 */
export function nameEntries(records: readonly ZipRecord[]): { names: string[]; notes: Source['notes'] } {
  const unmarked = records.filter(
    ({ utf8, unicodeName, rawName }) => !utf8 && !unicodeName && rawName.some((byte) => byte >= 0x80)
  );
  const encoding = decideEncoding(unmarked.map(({ rawName }) => rawName)).encoding;
  const plain = new TextDecoder('utf-8');
  const guessed = new TextDecoder(encoding);
  const taken = new Set<string>();
  const names = records.map(({ rawName, utf8, unicodeName }) => {
    const text = unicodeName ? plain.decode(unicodeName) : (utf8 ? plain : guessed).decode(rawName);
    const [, stem, ext] = /^(.*?)(\.(?:shp\.xml|[^./]*))?$/is.exec(cleanName(text))!;
    let name = stem + (ext ?? '');
    for (let n = 2; taken.has(name.toLowerCase()); n++) name = `${stem}_${n}${ext ?? ''}`;
    return uniqueName(name, taken);
  });
  if (unmarked.length === 0 || encoding === 'utf-8') return { names, notes: [] };
  const shown = records.flatMap((record, i) => (unmarked.includes(record) ? [names[i]] : [])).slice(0, 10);
  const params = { count: unmarked.length, encoding, names: shown.join('、') };
  return { names, notes: [{ code: 'zip_names', params }] };
}

function cleanName(text: string): string {
  const clean = text
    .replace(/[\u0000-\u001F\u007F-\u009F\u200B-\u200F\u202A-\u202E\u2060-\u206F\uFEFF]/g, '')
    .replaceAll('\\', '/')
    .split('/')
    .filter((part) => part !== '' && part !== '.' && part !== '..' && !/^[a-z]:$/i.test(part))
    .join('/');
  if (clean.length <= LONGEST) return clean || 'file';
  return `${clean.slice(0, 100)}…${clean.slice(-80)}`;
}
