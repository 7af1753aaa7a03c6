import type { Block, Span } from './blocks.ts';
import { createHeadingNumbers } from './numerals.ts';

/** What a table or picture is called: `表`, `3` and its bookmark. */
export interface Label {
  word: string;
  number: number;
  bookmark: string;
}

/** The numbers of a document. */
export interface Numbers {
  /** Headings with their numbers, in their order. */
  headings: string[];
  labels: ReadonlyMap<string, Label>;
}

/** Numbers headings by their levels, tables and pictures each in their order. */
export function numberBlocks(blocks: Block[], isChinese: boolean): Numbers {
  const headings: string[] = [];
  const labels = new Map<string, Label>();
  const numberHeading = createHeadingNumbers(isChinese);
  const words = isChinese ? { table: '表', picture: '图' } : { table: 'Table ', picture: 'Figure ' };
  const counts = { table: 0, picture: 0 };
  for (const block of blocks)
    if (block.block === 'heading') headings.push(`${numberHeading(block.level, block.mark)}${block.text}`);
    else if (block.block === 'table' || block.block === 'picture') {
      const number = ++counts[block.block];
      const bookmark = `_Ref_${block.block}_${number}`;
      labels.set(block.id, { word: words[block.block], number, bookmark });
    }
  return { headings, labels };
}

/** The label of a table or picture. Throws where there is none: no cross-reference points nowhere. */
export function labelOf({ labels }: Numbers, id: string): Label {
  const label = labels.get(id);
  if (!label) throw new Error(`expected a table or picture ${id}, got none`);
  return label;
}

/** Stands before the number of a field, which is set close: there is no room between a Chinese character and a figure that a field shows. */
export const CLOSE = '\u2060';

/** A paragraph as it reads, with `CLOSE` before the numbers of its cross-references. */
export function wordsOf(spans: Span[], numbers: Numbers): string {
  return spans
    .map((span) => {
      if (typeof span === 'string') return span;
      const { word, number } = labelOf(numbers, span.to);
      return `${word}${CLOSE}${number}`;
    })
    .join('');
}
