import { ImportError } from '../import-error.ts';
import type { Tick } from '../source.ts';
import { readFormat, type CellFormat } from './xlsx-formats.ts';
import type { XlsxPackage } from './xlsx-package.ts';
import { attribute, type XmlEvents } from './xml-scanner.ts';

export interface SheetInfo {
  name: string;
  part: string;
  /** Hidden in Excel, by the menu or by a program only. */
  hidden: boolean;
}

/** A workbook without its sheets. */
export interface Book {
  sheets: SheetInfo[];
  /** Days are counted from 1904 (old Excel for the Mac). */
  from1904: boolean;
  /** Format of each cell style. */
  formats: CellFormat[];
  /** Texts that cells name by number; null where the workbook has no such part. */
  texts: string[] | null;
}

const nothing: XmlEvents = { open: () => {}, text: () => {}, close: () => {} };

/** Reads what the sheets of a workbook need. Throws ImportError where it is none that can be read. */
export async function readBook(pack: XlsxPackage, tick?: Tick): Promise<Book> {
  const main = await mainPart(pack);
  const folder = main.slice(0, main.lastIndexOf('/') + 1);
  const rels = await relations(pack, `${folder}_rels/${main.slice(folder.length)}.rels`, folder);
  const book: Book = { sheets: [], from1904: false, formats: [], texts: null };
  const named: { name: string; id: string; hidden: boolean }[] = [];
  await pack.read(main, {
    ...nothing,
    open(name, raw) {
      if (name === 'workbookPr') book.from1904 = ['1', 'true'].includes(attribute(raw, 'date1904') ?? '');
      if (name !== 'sheet') return;
      named.push({
        name: attribute(raw, 'name') ?? `Sheet${named.length + 1}`,
        id: relationId(raw),
        hidden: /^(very)?hidden$/i.test(attribute(raw, 'state') ?? '')
      });
    }
  });
  for (const { name, id, hidden } of named) {
    const target = rels.get(id);
    // A sheet of charts or a macro has a part of another kind.
    if (target && /worksheet$/.test(target.type)) book.sheets.push({ name, part: target.part, hidden });
  }
  const styles = [...rels.values()].find(({ type }) => /\/styles$/.test(type));
  if (styles && pack.has(styles.part)) book.formats = await readStyles(pack, styles.part);
  const texts = [...rels.values()].find(({ type }) => /\/sharedStrings$/.test(type));
  if (texts && pack.has(texts.part)) book.texts = await readTexts(pack, texts.part, tick);
  return book;
}

const relationId = (raw: string): string => /\s[\w.-]+:id\s*=\s*(?:"([^"]*)"|'([^']*)')/.exec(raw)?.[1] ?? '';

async function mainPart(pack: XlsxPackage): Promise<string> {
  if (pack.names().some((name) => name.endsWith('workbook.bin'))) throw new ImportError('xlsb', pack.file);
  if (pack.has('_rels/.rels'))
    for (const { type, part } of (await relations(pack, '_rels/.rels', '')).values())
      if (/\/officeDocument$/.test(type) && pack.has(part)) return part;
  if (pack.has('xl/workbook.xml')) return 'xl/workbook.xml';
  throw new ImportError('part_missing', pack.file, { part: 'xl/workbook.xml' });
}

/** Relations of a part by id; those that point out of the file are left out, so that nothing is ever asked of a network. */
async function relations(
  pack: XlsxPackage,
  part: string,
  folder: string
): Promise<Map<string, { type: string; part: string }>> {
  const out = new Map<string, { type: string; part: string }>();
  if (!pack.has(part)) return out;
  await pack.read(part, {
    ...nothing,
    open(name, raw) {
      if (name !== 'Relationship' || attribute(raw, 'TargetMode') === 'External') return;
      const target = attribute(raw, 'Target') ?? '';
      const path = target.startsWith('/') ? target.slice(1) : `${folder}${target}`;
      out.set(attribute(raw, 'Id') ?? '', { type: attribute(raw, 'Type') ?? '', part: plainPath(path) });
    }
  });
  return out;
}

function plainPath(path: string): string {
  const out: string[] = [];
  for (const step of path.split('/'))
    if (step === '..') out.pop();
    else if (step !== '.') out.push(step);
  return out.join('/');
}

async function readStyles(pack: XlsxPackage, part: string): Promise<CellFormat[]> {
  const codes = new Map<number, string>();
  const ids: number[] = [];
  let within = false;
  await pack.read(part, {
    ...nothing,
    open(name, raw) {
      if (name === 'numFmt')
        codes.set(Number(attribute(raw, 'numFmtId')), attribute(raw, 'formatCode') ?? '');
      if (name === 'cellXfs') within = true;
      if (name === 'xf' && within) ids.push(Number(attribute(raw, 'numFmtId') ?? 0));
    },
    close(name) {
      if (name === 'cellXfs') within = false;
    }
  });
  return ids.map((id) => readFormat(id, codes.get(id)));
}

/** The shared texts; of rich text its runs together, without the readings (`rPh`) above the characters. */
async function readTexts(pack: XlsxPackage, part: string, tick?: Tick): Promise<string[]> {
  const out: string[] = [];
  let text = '';
  let within = false;
  let reading = false;
  await pack.read(
    part,
    {
      open(name) {
        if (name === 'si') text = '';
        else if (name === 't') within = !reading;
        else if (name === 'rPh') reading = true;
      },
      text(piece) {
        if (within) text += piece;
      },
      close(name) {
        if (name === 't') within = false;
        else if (name === 'rPh') reading = false;
        else if (name === 'si') out.push(cellText(text));
      }
    },
    false,
    undefined,
    tick && ((share) => tick(share * 0.3))
  );
  return out;
}

/** A text of a workbook as seen: `_x000D_` and the like are characters, carriage returns are none. */
export function cellText(text: string): string {
  if (!text.includes('_x') && !text.includes('\r')) return text;
  return text
    .replace(/_x([0-9a-f]{4})_/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    .replace(/\r\n?/g, '\n')
    .replace(/\n+$/, '');
}
