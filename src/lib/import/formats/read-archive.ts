import { groupByName, type FileGroup } from '../group-files.ts';
import { ImportError } from '../import-error.ts';
import { shpGeometry } from './shp-records.ts';
import { extensionOf, isTable, READABLE, sniff } from '../sniff.ts';
import type { Asking, FileInput, Hints, LayerInfo, Source, Tick } from '../source.ts';
import { readDirectory, type ZipRecord } from './zip-directory.ts';
import { ZipContent } from './zip-inflate.ts';
import { nameEntries } from './zip-names.ts';

/** Files that an archive may hold, folders and what systems add left out. */
const MAX_FILES = 2000;
/** Parts that are read with the file they belong to. */
const PARTS = ['dbf', 'shx', 'prj', 'qpj', 'cpg', 'cst', 'gpkg-wal'];
const ARCHIVES = /\.(zip|rar|7z|tar|tgz|bz2|xz)(\.gz)?$/i;
const OFFICE = /\.(xls|et|ods|xlsb|numbers)$/i;

/** `readSource`, which this is called by. */
type Read = (
  name: string,
  bytes: Uint8Array,
  hints: Hints,
  tick?: Tick,
  beside?: ReadonlyMap<string, Uint8Array>
) => Promise<Source>;

interface Entry {
  name: string;
  record: ZipRecord;
}
type Dataset = FileGroup<Entry>;

/**
 * One of the sets of data in a zip or KMZ as a Source, whose `file` is the archive. Its layers are the inner files, by
 * path; those of an inner file of several layers are `inner.gpkg/layer`. With several and none chosen, the first is read
 * and the question put. An archive within an archive is refused, except a KMZ in a zip. Throws ImportError.
 */
export function readArchive(input: FileInput, read: Read, tick?: Tick): Promise<Source> {
  return readEntries(input, read, tick, false);
}

async function readEntries(
  input: FileInput,
  read: Read,
  tick: Tick | undefined,
  within: boolean
): Promise<Source> {
  const { file, bytes } = input;
  const records = readDirectory(file, bytes);
  const { names, notes } = nameEntries(records);
  const { groups, ignored } = groupByName(records.map((record, i) => ({ name: names[i], record })));
  const files = groups.flatMap(({ file: head, beside }) => [head, ...beside.values()]);
  if (files.length > MAX_FILES)
    throw new ImportError('too_many_entries', file, { count: files.length, limit: MAX_FILES });
  const content = new ZipContent(file, bytes);
  content.checkStated(records);
  const locked = files.find(({ record }) => record.encrypted);
  if (locked) throw new ImportError('encrypted', file, { entry: locked.name });
  const kmz = extensionOf(file) === 'kmz';
  const sets = await findSets(file, groups, content, kmz);
  const { set, rest, said } = choose(input, sets);
  const source = await readSet(input, set, rest, content, read, tick, within);
  const left = groups.filter((group) => !sets.includes(group)).map(({ file: { name } }) => name);
  for (const { name, why } of ignored) if (why !== 'ignored_junk') left.push(name);
  if (left.length > 0 && !kmz) {
    const shown = left.slice(0, 10).join('、') + (left.length > 10 ? '…' : '');
    notes.push({ code: 'zip_left', params: { count: left.length, names: shown } });
  }
  const inner = source.layers.map((layer) => ({ ...layer, name: `${set.file.name}/${layer.name}` }));
  const layer = source.layer === null ? set.file.name : `${set.file.name}/${source.layer}`;
  const layers: LayerInfo[] = [];
  for (const other of sets)
    if (other !== set) layers.push(await describe(other, content));
    else
      layers.push(
        ...(inner.length > 0 ? inner : [{ name: layer, rows: source.rows, geometry: shapesOf(source) }])
      );
  return {
    ...source,
    file,
    format: kmz && source.format === 'kml' ? 'kmz' : source.format,
    layer,
    layers,
    notes: [...notes, ...source.notes],
    asks: questions(source.asks, layer, set, said ? [set] : sets)
  };
}

/** The sets of data of an archive, those with shapes first; throws where there is none. */
async function findSets(
  file: string,
  groups: Dataset[],
  content: ZipContent,
  kmz: boolean
): Promise<Dataset[]> {
  const ext = (group: Dataset): string => extensionOf(group.file.name.replace(/\.gz$/i, ''));
  if (kmz) {
    const depth = ({ file: { name } }: Dataset): number => name.split('/').length;
    const kml = groups.filter((group) => ext(group) === 'kml').sort((a, b) => depth(a) - depth(b));
    if (kml.length > 0) return kml;
  }
  const data = groups.filter((group) => READABLE.has(ext(group)) && !['zip', 'txt'].includes(ext(group)));
  if (data.length > 0)
    return [...data.filter((s) => !isTable(ext(s))), ...data.filter((s) => isTable(ext(s)))];
  const texts = groups.filter((group) => ext(group) === 'txt');
  if (texts.length > 0) return texts;
  const known: Dataset[] = [];
  for (const group of groups) {
    const { kind } = sniff(await content.peek(group.file.record, 4096));
    if (!['empty', 'gzip', 'zip', 'text', 'other'].includes(kind)) known.push(group);
  }
  if (known.length > 0) return known;
  // What is refused with the steps to save it otherwise is better than "no data".
  const office = groups.filter(({ file: { name } }) => OFFICE.test(name));
  if (office.length > 0) return office.slice(0, 1);
  const nested = groups.find(({ file: { name } }) => ARCHIVES.test(name));
  if (nested) throw new ImportError('nested_archive', file, { entry: nested.file.name });
  const names = groups.slice(0, 10).map(({ file: { name } }) => name);
  throw new ImportError('zip_no_data', file, { names: names.join('、') || '—' });
}

/** The set that `hints.layer` names (by path, by name, with or without extension), and the layer within it. */
function choose({ file, hints }: FileInput, sets: Dataset[]): { set: Dataset; rest?: string; said: boolean } {
  const wanted = hints.layer;
  if (wanted === undefined) return { set: sets[0], said: sets.length === 1 };
  const exact = sets.find((set) => set.file.name === wanted);
  if (exact) return { set: exact, said: true };
  const outer = sets.find((set) => wanted.startsWith(`${set.file.name}/`));
  if (outer) return { set: outer, rest: wanted.slice(outer.file.name.length + 1), said: true };
  const short = (name: string): string => name.slice(name.lastIndexOf('/') + 1).toLowerCase();
  const alike = sets.filter(({ file: { name } }) =>
    [short(name), short(name).replace(/\.[^.]+$/, '')].includes(short(wanted))
  );
  if (alike.length === 1) return { set: alike[0], said: true };
  if (sets.length === 1) return { set: sets[0], rest: wanted, said: true };
  const names = sets.slice(0, 20).map((set) => set.file.name);
  throw new ImportError('zip_no_layer', file, { layer: wanted.slice(0, 80), names: names.join('、') });
}

async function readSet(
  { file, hints }: FileInput,
  set: Dataset,
  layer: string | undefined,
  content: ZipContent,
  read: Read,
  tick: Tick | undefined,
  within: boolean
): Promise<Source> {
  const bytes = await content.read(set.file.name, set.file.record, tick);
  const beside = new Map<string, Uint8Array>();
  for (const [ext, part] of set.beside)
    if (PARTS.includes(ext)) beside.set(ext, await content.read(part.name, part.record, tick));
  // Messages name both; a slash would be taken for a folder and left out.
  const name = `${file} › ${set.file.name.replaceAll('/', ' › ')}`;
  const inner = { ...hints, layer };
  if (sniff(bytes).kind !== 'zip') return read(name, bytes, inner, tick, beside);
  if (within || extensionOf(name) !== 'kmz')
    throw new ImportError('nested_archive', file, { entry: set.file.name });
  return readEntries({ file: name, bytes, hints: inner, beside }, read, tick, true);
}

/** What can be said of a set without unpacking it. */
async function describe({ file, beside }: Dataset, content: ZipContent): Promise<LayerInfo> {
  const ext = extensionOf(file.name);
  if (ext !== 'shp') return { name: file.name, rows: NaN, geometry: isTable(ext) ? '' : '?' };
  const shx = beside.get('shx');
  return {
    name: file.name,
    rows: shx ? Math.max(0, Math.floor((shx.record.size - 100) / 8)) : NaN,
    geometry: shpGeometry(await content.peek(file.record, 100))
  };
}

function shapesOf({ geometry }: Source): string {
  const types = new Set<string>();
  for (const shape of geometry ?? []) if (shape) types.add(shape.type);
  return geometry && types.size === 0 ? '?' : [...types].join('/');
}

/** The questions of the inner file, its layers by their names here; and which of `sets` was meant, as one question. */
function questions(asks: Asking[], layer: string, set: Dataset, sets: Dataset[]): Asking[] {
  const inner = asks.find((ask) => ask.sets === 'layer');
  const others = asks.filter((ask) => ask !== inner);
  const options = inner ? inner.options.map((option) => `${set.file.name}/${option}`) : [layer];
  if (sets.length === 1) return inner ? [{ ...inner, options }, ...others] : others;
  const rest = sets.filter((other) => other !== set).map(({ file: { name } }) => name);
  return [
    {
      code: 'ask_inner_file',
      params: { count: sets.length },
      sets: 'layer',
      key: 'layer',
      options: [...options, ...rest]
    },
    ...others
  ];
}
