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
import { createHeadingNumbers } from './numerals.ts';
import { setTable } from './set-table.ts';

/** A part of the document whose pages lie alike. */
export interface SetPart {
  isLandscape: boolean;
  children: FileChild[];
}

interface Label {
  word: string;
  number: number;
  bookmark: string;
}

const HEADINGS = [HeadingLevel.HEADING_1, HeadingLevel.HEADING_2, HeadingLevel.HEADING_3];
const PIXELS_PER_MM = 96 / 25.4;

/**
 * Sets blocks as paragraphs, tables and pictures: headings with their numbers, captions counted by SEQ fields, cross-references as REF fields to the
 * captions' bookmarks, each field with what it shows, so that a reader that updates no fields sees it too. Throws where a cross-reference has no target.
 */
export async function setBlocks(
  blocks: Block[],
  pictures: Pictures,
  look: Look,
  isChinese: boolean
): Promise<SetPart[]> {
  const labels = labelBlocks(blocks, isChinese);
  const numberHeading = createHeadingNumbers(isChinese);
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
          children: [new TextRun(`${numberHeading(block.level, block.mark)}${block.text}`)]
        })
      );
    } else if (block.block === 'text') {
      part.children.push(new Paragraph({ style: 'BodyText', children: setSpans(block.spans, labels) }));
    } else if (block.block === 'picture') {
      part.children.push(...(await setPicture(block, pictures, caption(block, labels, isChinese))));
    } else {
      part.children.push(
        new Paragraph({ style: 'Caption', children: caption(block, labels, isChinese) }),
        setTable(block, textWidth(look, part.isLandscape)),
        // Also without a note: two tables in a row would become one.
        new Paragraph({ style: 'TableNote', children: [new TextRun(block.note)] })
      );
    }
  }
  return parts.filter(({ children }) => children.length > 0);
}

/** Tables and pictures are counted apart, in their order. */
function labelBlocks(blocks: Block[], isChinese: boolean): Map<string, Label> {
  const labels = new Map<string, Label>();
  const counts = { table: 0, picture: 0 };
  for (const block of blocks) {
    if (block.block !== 'table' && block.block !== 'picture') continue;
    const number = ++counts[block.block];
    const word = block.block === 'table' ? (isChinese ? '表' : 'Table') : isChinese ? '图' : 'Figure';
    labels.set(block.id, { word, number, bookmark: `_Ref_${block.block}_${number}` });
  }
  return labels;
}

const space = (isChinese: boolean): string => (isChinese ? '' : ' ');

function caption(
  { id, caption: words }: { id: string; caption: string },
  labels: Map<string, Label>,
  isChinese: boolean
): ParagraphChild[] {
  const { word, number, bookmark } = labels.get(id)!;
  return [
    new Bookmark({
      id: bookmark,
      children: [
        new TextRun(`${word}${space(isChinese)}`),
        new SimpleField(`SEQ ${word} \\* ARABIC`, String(number))
      ]
    }),
    new TextRun(`\u3000${words}`)
  ];
}

function setSpans(spans: Span[], labels: Map<string, Label>): ParagraphChild[] {
  return spans.map((span) => {
    if (typeof span === 'string') return new TextRun(span);
    const label = labels.get(span.to);
    if (!label) throw new Error(`expected a table or picture ${span.to}, got none`);
    const gap = /[a-z]/i.test(label.word) ? ' ' : '';
    return new SimpleField(`REF ${label.bookmark} \\h`, `${label.word}${gap}${label.number}`);
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
