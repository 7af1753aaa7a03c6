import type { ReasonCode } from './reasons.ts';

/** A file to be read, with the files that belong to it by lower-case extension (`shx`, `dbf`, `shp.xml`). */
export interface FileGroup<T> {
  file: T;
  beside: Map<string, T>;
}

/** A file that is not read, and the code of the sentence that says why. */
export interface IgnoredFile {
  name: string;
  why: ReasonCode;
}

/** What belongs to a shapefile, or to a dBase table alone, by extension. */
const SHAPEFILE_PARTS = new Set(
  'shx dbf prj cpg cst sbn sbx qix qpj fbn fbx ain aih ixs mxs atx fix dbt fpt cdx idm ind shp.xml'.split(' ')
);
/** What SQLite leaves beside a GeoPackage that is still open. */
const GEOPACKAGE_PARTS = new Set(['gpkg-wal', 'gpkg-shm', 'gpkg-journal']);

/**
 * Joins the parts of shapefiles (same folder, same name in any case) to their .shp, those of a dBase table without .shp
 * to its .dbf, and SQLite's logs to their GeoPackage; everything else stands alone, in the order given. Parts without
 * anything to belong to, and what systems leave in folders, are named in `ignored`. Names may have folders.
 */
export function groupByName<T extends { name: string }>(
  files: readonly T[]
): { groups: FileGroup<T>[]; ignored: IgnoredFile[] } {
  const ignored: IgnoredFile[] = [];
  const groups: FileGroup<T>[] = [];
  const heads = new Map<string, FileGroup<T>[]>();
  const parts: { file: T; key: string; ext: string }[] = [];
  const lead = (file: T, key: string): void => {
    const group = { file, beside: new Map<string, T>() };
    groups.push(group);
    heads.set(key, [...(heads.get(key) ?? []), group]);
  };
  for (const file of files) {
    const { key, ext } = splitName(file.name);
    if (isJunk(file.name)) ignored.push({ name: file.name, why: 'ignored_junk' });
    else if (SHAPEFILE_PARTS.has(ext)) parts.push({ file, key: `${key}|shp`, ext });
    else if (GEOPACKAGE_PARTS.has(ext)) parts.push({ file, key: `${key}|gpkg`, ext });
    else lead(file, `${key}|${ext}`);
  }
  for (const { file, key, ext } of parts) if (ext === 'dbf' && !heads.has(key)) lead(file, key);
  const placed = new Set(groups.map(({ file }) => file));
  const place = (same: boolean): void => {
    for (const { file, key, ext } of parts) {
      if (placed.has(file)) continue;
      const group = heads
        .get(key)
        ?.find((head) => !head.beside.has(ext) && (!same || sameCase(head.file.name, file.name)));
      // A .dbf leads its own group: another of that name is no part of it.
      if (!group || group.file.name.toLowerCase().endsWith(`.${ext}`)) continue;
      group.beside.set(ext, file);
      placed.add(file);
    }
  };
  place(true);
  place(false);
  for (const { file } of parts) if (!placed.has(file)) ignored.push({ name: file.name, why: 'ignored_part' });
  const order = new Map(files.map((file, i) => [file, i]));
  groups.sort((a, b) => order.get(a.file)! - order.get(b.file)!);
  return { groups, ignored };
}

/** `groupByName` for files that are at hand: each with the bytes of what belongs to it. */
export function groupFiles(files: readonly { name: string; bytes: Uint8Array }[]): {
  files: { name: string; bytes: Uint8Array; beside: Map<string, Uint8Array> }[];
  ignored: IgnoredFile[];
} {
  const { groups, ignored } = groupByName(files);
  return {
    files: groups.map(({ file: { name, bytes }, beside }) => ({
      name,
      bytes,
      beside: new Map([...beside].map(([ext, part]) => [ext, part.bytes]))
    })),
    ignored
  };
}

/** What macOS, Windows and office programs leave in folders. */
function isJunk(name: string): boolean {
  const path = name.replaceAll('\\', '/');
  const base = path.slice(path.lastIndexOf('/') + 1);
  return (
    /(^|\/)(__MACOSX|\.git|\$RECYCLE\.BIN|System Volume Information)\//i.test(path) ||
    /^(\.DS_Store|\._.*|Thumbs\.db|ehthumbs\.db|desktop\.ini|~\$.*|\.~.*|.*\.(lock|tmp))$/i.test(base)
  );
}

/** Folder and name without extension, comparable; and the extension in lower case. */
function splitName(name: string): { key: string; ext: string } {
  const path = name.replaceAll('\\', '/').normalize('NFC').toLowerCase();
  const [, key, ext] = /^(.*?)\.(shp\.xml|[^./]+)$/s.exec(path) ?? ['', path, ''];
  return { key, ext };
}

const stem = (name: string): string => name.replace(/\.(shp\.xml|[^./\\]+)$/i, '');
const sameCase = (a: string, b: string): boolean => stem(a) === stem(b);
