import {
  Bookmark,
  HeadingLevel,
  ImageRun,
  Paragraph,
  SimpleField,
  TextRun,
  type FileChild,
  type ParagraphChild
} from 'docx';
import type { Pictures } from '../pictures.ts';
import type { Block, PictureBlock, Span } from './blocks.ts';
import { textWidth, type Look } from './look.ts';
import { labelOf, type Numbers } from './number-blocks.ts';
import { setTable } from './set-table.ts';

/** A part of the document whose pages lie alike. */
export interface SetPart {
  isLandscape: boolean;
  children: FileChild[];
}

const HEADINGS = [HeadingLevel.HEADING_1, HeadingLevel.HEADING_2, HeadingLevel.HEADING_3];
const PIXELS_PER_MM = 96 / 25.4;

/**
 * Sets blocks as paragraphs, tables and pictures: headings with their numbers, captions counted by SEQ fields, cross-references as REF fields to the
 * captions' bookmarks, each field with what it shows, so that a reader that updates no fields sees it too. Throws where a cross-reference has no target.
 */
export async function setBlocks(
  blocks: Block[],
  numbers: Numbers,
  pictures: Pictures,
  look: Look
): Promise<SetPart[]> {
  let headings = 0;
  let part: SetPart = { isLandscape: false, children: [] };
  const parts = [part];
  for (const block of blocks) {
    if (block.block === 'turn') {
      part = { isLandscape: block.isLandscape, children: [] };
      parts.push(part);
    } else if (block.block === 'heading') {
      part.children.push(
        new Paragraph({
          heading: HEADINGS[block.level - 1],
          children: [new TextRun(numbers.headings[headings++])]
        })
      );
    } else if (block.block === 'text') {
      part.children.push(new Paragraph({ style: 'BodyText', children: setSpans(block.spans, numbers) }));
    } else if (block.block === 'picture') {
      part.children.push(...(await setPicture(block, pictures, caption(block, numbers))));
    } else {
      part.children.push(
        new Paragraph({ style: 'Caption', children: caption(block, numbers) }),
        setTable(block, textWidth(look, part.isLandscape)),
        // Also without a note: two tables in a row would become one.
        new Paragraph({ style: 'TableNote', children: [new TextRun(block.note)] })
      );
    }
  }
  return parts.filter(({ children }) => children.length > 0);
}

function caption(
  { id, caption: words }: { id: string; caption: string },
  numbers: Numbers
): ParagraphChild[] {
  const { word, number, bookmark } = labelOf(numbers, id);
  return [
    new Bookmark({
      id: bookmark,
      children: [new TextRun(word), new SimpleField(`SEQ ${word.trim()} \\* ARABIC`, String(number))]
    }),
    new TextRun(`\u3000${words}`)
  ];
}

function setSpans(spans: Span[], numbers: Numbers): ParagraphChild[] {
  return spans.map((span) => {
    if (typeof span === 'string') return new TextRun(span);
    const { word, number, bookmark } = labelOf(numbers, span.to);
    return new SimpleField(`REF ${bookmark} \\h`, `${word}${number}`);
  });
}

async function setPicture(
  block: PictureBlock,
  pictures: Pictures,
  words: ParagraphChild[]
): Promise<Paragraph[]> {
  const { ask, widthMm, heightMm } = block;
  const data =
    'map' in ask
      ? await pictures.map(ask.map, widthMm, heightMm)
      : await pictures.chart(ask.chart, widthMm, heightMm);
  const image = new ImageRun({
    ...{ type: 'png', data },
    transformation: { width: widthMm * PIXELS_PER_MM, height: heightMm * PIXELS_PER_MM },
    altText: { name: block.caption, description: block.caption, title: block.caption }
  });
  return [
    new Paragraph({ style: 'Picture', children: [image] }),
    new Paragraph({ style: 'PictureCaption', children: words })
  ];
}
