import { all, parseParts, type Element } from '../../report/pptx/read-slides.ts';

/** What stands in the body of a .docx, in order. */
export interface Block {
  /** Style of a paragraph; '' for none. */
  style: string;
  text: string;
  /** Rows of a table, the head first; null for a paragraph. */
  rows: string[][] | null;
}

const textOf = (parent: Element): string =>
  all(parent, 'w:t')
    .map(({ text }) => text)
    .join('');

/** Paragraphs and tables of a document. */
export function readDocument(bytes: Uint8Array): Block[] {
  const [body] = all(parseParts(bytes).get('word/document.xml')!, 'w:body');
  return body.children
    .filter(({ name }) => name === 'w:p' || name === 'w:tbl')
    .map((element) =>
      element.name === 'w:p'
        ? {
            style: all(element, 'w:pStyle')[0]?.attributes['w:val'] ?? '',
            text: textOf(element),
            rows: null
          }
        : {
            style: '',
            text: '',
            rows: all(element, 'w:tr').map((row) => all(row, 'w:tc').map(textOf))
          }
    );
}
