import type { Said } from '../dossier.ts';
import type { Facts } from '../facts.ts';
import { figure } from '../figures.ts';
import type { MapGround } from '../maps/ground.ts';
import type { Pen, Studio } from '../pen.ts';
import { drawIndexTable, drawIndexMap, indexPages } from './draw-index.ts';
import { drawSheet, type SheetMeans } from './draw-sheet.ts';
import { landKm2 } from './land-area.ts';
import { safeName, sheetFileName } from './file-names.ts';
import { paperSize } from './page-layout.ts';
import { planSheets, type SheetPlan } from './plan-sheets.ts';
import type { SheetChoice } from './sheet-choice.ts';
import { word } from './sheet-words.ts';

/** A file of sheets; `notes` are what its user must know: warnings that stand on it, and what was asked for that could not be drawn. */
export interface SheetFile {
  name: string;
  bytes: Uint8Array;
  notes: Said[];
}

/** A page that is still to be drawn; drawing tells a warning that it needs, or null. */
interface Page {
  fileName: string;
  draw: (pen: Pen) => Said | null;
}

const DPI = 300;

/**
 * The sheets of a choice as files, each given as soon as it is there: one PDF with all pages, or a PNG a page at 300 dpi. An atlas begins with its index. `onSheet`
 * is told after each page; `signal` stops between two pages. A study that gives no sheet gives no file. National outlines are never drawn:
 * only what the study's own data hold.
 */
export async function* sheets(
  ground: MapGround,
  facts: Facts,
  studio: Studio,
  choice: SheetChoice,
  onSheet: (done: number, of: number) => void = () => {},
  signal?: AbortSignal
): AsyncGenerator<SheetFile> {
  const plan = planSheets(facts, choice);
  const pages = pagesOf(ground, facts, choice, plan);
  const { widthPt, heightPt } = paperSize(choice.paper, choice.orientation);
  if (pages.length === 0) return;
  yield* choice.as === 'pdf'
    ? onePdf(pages, plan, studio, facts, [widthPt, heightPt], onSheet, signal)
    : manyPngs(pages, plan, studio, [widthPt, heightPt], onSheet, signal);
}

async function* onePdf(
  pages: Page[],
  plan: SheetPlan,
  studio: Studio,
  facts: Facts,
  [widthPt, heightPt]: [number, number],
  onSheet: (done: number, of: number) => void,
  signal?: AbortSignal
): AsyncGenerator<SheetFile> {
  const pdf = studio.pages(facts.title);
  const told = new Map<string, Said>();
  for (const [i, { draw }] of pages.entries()) {
    signal?.throwIfAborted();
    await pdf.add(widthPt, heightPt, (pen) => {
      const warning = draw(pen);
      if (warning) told.set(warning.zh, warning);
    });
    onSheet(i + 1, pages.length);
  }
  signal?.throwIfAborted();
  const name = `${safeName(facts.title) || 'sheets'}.pdf`;
  yield { name, bytes: await pdf.end(), notes: [...told.values(), ...plan.notes] };
}

/** One sheet is drawn while the one before it is packed, which other threads do: two pictures are held at most. */
async function* manyPngs(
  pages: Page[],
  plan: SheetPlan,
  studio: Studio,
  [widthPt, heightPt]: [number, number],
  onSheet: (done: number, of: number) => void,
  signal?: AbortSignal
): AsyncGenerator<SheetFile> {
  const begin = ({ fileName, draw }: Page, i: number) => {
    const picture = studio.picture(widthPt, heightPt, DPI);
    const warning = draw(picture.pen);
    const notes = [...(warning ? [warning] : []), ...(i === 0 ? plan.notes : [])];
    const png = picture.png();
    // Its failure is met where it is awaited, which a stop may come before.
    png.catch(() => {});
    return { fileName, notes, png };
  };
  let ahead = begin(pages[0], 0);
  for (let i = 0; i < pages.length; i++) {
    signal?.throwIfAborted();
    const { fileName, notes, png } = ahead;
    if (i + 1 < pages.length) ahead = begin(pages[i + 1], i + 1);
    yield { name: fileName, bytes: await png, notes };
    onSheet(i + 1, pages.length);
  }
}

/** All files at once, for few sheets. */
export async function writeSheets(...said: Parameters<typeof sheets>): Promise<SheetFile[]> {
  const files: SheetFile[] = [];
  for await (const file of sheets(...said)) files.push(file);
  return files;
}

/** The pages in order: of an atlas the index map, its table, then the sheets. */
function pagesOf(ground: MapGround, facts: Facts, choice: SheetChoice, plan: SheetPlan): Page[] {
  const { language } = facts.options;
  const count = plan.sheets.length;
  const isAtlas = plan.index.length > 0;
  const means: SheetMeans = { ground, facts, choice, atlasKm2: isAtlas ? landKm2(ground.communities) : 0 };
  const pages: Page[] = [];
  const front = (name: string) =>
    sheetFileName(0, count, `${String(pages.length + 1).padStart(2, '0')}-${name}`, choice.as);
  if (isAtlas) {
    pages.push({ fileName: front(word('index', language)), draw: (pen) => drawIndexMap(pen, means, plan) });
    indexPages(plan, choice).forEach((entries, i, all) => {
      const place = { page: i + 1, of: all.length };
      pages.push({
        fileName: front(word('indexTable', language)),
        draw: (pen) => drawIndexTable(pen, facts, choice, plan, entries, place)
      });
    });
  }
  for (const sheet of plan.sheets) {
    const corner = count > 1 ? cornerWords(sheet.number, count, language) : '';
    pages.push({ fileName: sheet.fileName, draw: (pen) => drawSheet(pen, means, sheet, corner) });
  }
  return pages;
}

const cornerWords = (number: number, count: number, language: 'zh' | 'en') =>
  language === 'zh'
    ? `第 ${figure(number, 'count')} 幅，共 ${figure(count, 'count')} 幅`
    : `Sheet ${figure(number, 'count')} of ${figure(count, 'count')}`;
