import type { Facts, MeasureFacts } from '../facts.ts';
import type { Said } from '../dossier.ts';
import type { Pen } from '../pen.ts';
import { drawLine, drawText, GREY, INK, LINE, outline, RED } from './draw-text.ts';
import type { Box, PageLayout } from './page-layout.ts';
import { imprintOf, notesOf } from './sheet-notes.ts';
import { word } from './sheet-words.ts';

/** Title, subtitle, `corner` (which sheet of how many) and the word on who may see the sheet; the paper is white. */
export function drawHead(
  pen: Pen,
  layout: PageLayout,
  facts: Facts,
  said: { title: string; subtitle: string; corner: string }
): void {
  const { page, type } = layout;
  pen.fillStyle = '#ffffff';
  pen.fillRect(page.x, page.y, page.width, page.height);
  drawLine(pen, said.title, layout.title, {
    sizePt: type.title,
    leastPt: type.title * 0.5,
    isBold: true,
    align: 'center'
  });
  drawLine(pen, said.subtitle, layout.subtitle, {
    sizePt: type.subtitle,
    leastPt: type.text * 0.8,
    colour: '#333333',
    align: 'center'
  });
  drawLine(pen, said.corner, layout.corner, { sizePt: type.text, colour: GREY });
  if (!facts.options.isInternal) return;
  const { x, y, width, height } = layout.stamp;
  const plate: Box = { x, y: y + height * 0.15, width, height: height * 0.7 };
  outline(pen, plate, 1, RED);
  const inset = height * 0.2;
  drawLine(
    pen,
    word('stamp', facts.options.language),
    { ...plate, x: x + inset, width: width - 2 * inset },
    {
      ...{ sizePt: type.text * 1.25, leastPt: type.text * 0.6, isBold: true, colour: RED, align: 'center' }
    }
  );
}

/** The outer frame thick, the neat lines thin. */
export function drawFrames(pen: Pen, { frame, type }: PageLayout, maps: Box[]): void {
  outline(pen, frame, type.text * 0.2, INK);
  for (const map of maps) outline(pen, map, type.text * 0.07, INK);
}

/** Below the frame: the warning where there is one, sources, study and coordinates; who and when to the right. */
export function drawFoot(
  pen: Pen,
  layout: PageLayout,
  facts: Facts,
  measure: MeasureFacts,
  warning: Said | null
): void {
  const { notes, imprint, type } = layout;
  const { language } = facts.options;
  const size = type.note;
  const said = notesOf(facts, measure);
  let { y } = notes;
  const put = (text: string, most: number, colour: string, isBold = false) => {
    y += drawText(pen, text, { ...notes, y, height: notes.y + notes.height - y }, size, most, colour, isBold);
  };
  const room = Math.floor(notes.height / (size * LINE) + 1e-6);
  if (warning) put(warning[language], room - 3, RED, true);
  const left = Math.floor((notes.y + notes.height - y) / (size * LINE) + 1e-6);
  // Coordinates last and whole where there is room: they are of one or two lines.
  const coordinateLines = left >= 5 ? 2 : 1;
  put(said.source, Math.max(1, Math.ceil((left - coordinateLines) / 2)), '#333333');
  const now = Math.floor((notes.y + notes.height - y) / (size * LINE) + 1e-6);
  put(said.study, Math.max(1, now - coordinateLines), '#333333');
  put(said.coordinates, coordinateLines, '#333333');
  const lines = imprintOf(facts);
  const height = Math.min(imprint.height / lines.length, type.text * 1.7);
  lines.forEach((line, i) =>
    drawLine(
      pen,
      line,
      { ...imprint, y: imprint.y + i * height, height },
      { sizePt: type.text, leastPt: type.note * 0.7 }
    )
  );
}
