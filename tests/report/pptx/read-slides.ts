import { strFromU8, unzipSync } from 'fflate';
import { SaxesParser } from 'saxes';

/** An element of XML; its text is that of all within it. */
export interface Element {
  name: string;
  attributes: Record<string, string>;
  children: Element[];
  text: string;
}

/** A chart as the file has it: what is cached on the page and what its workbook says. */
export interface ReadChart {
  categories: string[];
  series: { name: string; values: number[] }[];
  workbook: (string | number | null)[][];
}

/** A page as the file has it. */
export interface ReadPage {
  title: string;
  texts: string[];
  tables: string[][][];
  charts: ReadChart[];
  pictures: string[];
  notes: string[];
  ids: string[];
}

/** All parts parsed; a part that is not well-formed throws. */
export function parseParts(bytes: Uint8Array): Map<string, Element> {
  const parts = new Map<string, Element>();
  for (const [name, part] of Object.entries(unzipSync(bytes))) {
    if (/\.(xml|rels)$/.test(name)) parts.set(name, parse(strFromU8(part)));
  }
  return parts;
}

function parse(xml: string): Element {
  const root: Element = { name: '', attributes: {}, children: [], text: '' };
  const open = [root];
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name, attributes }) => {
    const element: Element = { name, attributes, children: [], text: '' };
    open.at(-1)!.children.push(element);
    open.push(element);
  });
  parser.on('text', (text) => open.forEach((element) => (element.text += text)));
  parser.on('closetag', () => open.pop());
  parser.write(xml).close();
  return root;
}

/** The pages of a .pptx in order. */
export function readSlides(bytes: Uint8Array): ReadPage[] {
  const raw = unzipSync(bytes);
  const parts = parseParts(bytes);
  const count = [...parts.keys()].filter((name) => /^ppt\/slides\/slide\d+\.xml$/.test(name)).length;
  return Array.from({ length: count }, (_, i) => {
    const name = `ppt/slides/slide${i + 1}.xml`;
    const slide = parts.get(name)!;
    const targets = relationsOf(parts, name);
    const shapes = all(slide, 'p:sp').map((shape) => ({
      isTitle: all(shape, 'p:ph').some((one) => one.attributes['type'] === 'title'),
      text: paragraphs(shape).join('\n')
    }));
    return {
      title: shapes.find(({ isTitle }) => isTitle)?.text ?? '',
      texts: shapes.map(({ text }) => text),
      tables: all(slide, 'a:tbl').map((table) =>
        all(table, 'a:tr').map((row) => all(row, 'a:tc').map((cell) => paragraphs(cell).join('\n')))
      ),
      charts: all(slide, 'c:chart').map((frame) => {
        const part = targets.get(frame.attributes['r:id'])!;
        const book = relationsOf(parts, part).get('rId1')!;
        return readChart(parts.get(part)!, raw[book]);
      }),
      pictures: all(slide, 'p:pic').map((one) => all(one, 'p:cNvPr')[0].attributes['descr'] ?? ''),
      notes: paragraphs(parts.get(`ppt/notesSlides/notesSlide${i + 1}.xml`)!),
      ids: all(slide, 'p:cNvPr').map((one) => one.attributes['id'])
    };
  });
}

/** Relationships of a part by id, targets from the root. */
export function relationsOf(parts: Map<string, Element>, part: string): Map<string, string> {
  const folder = part.split('/').slice(0, -1);
  const rels = parts.get([...folder, '_rels', `${part.split('/').at(-1)}.rels`].join('/'));
  return new Map(
    (rels ? all(rels, 'Relationship') : []).map((one) => [
      one.attributes['Id'],
      resolvePath(folder, one.attributes['Target'])
    ])
  );
}

function resolvePath(folder: string[], target: string): string {
  if (target.startsWith('/')) return target.slice(1);
  const path = [...folder];
  for (const step of target.split('/')) {
    if (step === '..') path.pop();
    else path.push(step);
  }
  return path.join('/');
}

function readChart(chart: Element, book: Uint8Array): ReadChart {
  const texts = (parent: Element) => all(parent, 'c:pt').map((point) => all(point, 'c:v')[0].text);
  const series = all(chart, 'c:ser');
  const sheet = parse(strFromU8(unzipSync(book)['xl/worksheets/sheet1.xml']));
  return {
    categories: texts(all(series[0], 'c:cat')[0]),
    series: series.map((one) => ({
      name: texts(all(one, 'c:tx')[0])[0],
      values: texts(all(one, 'c:val')[0]).map(Number)
    })),
    workbook: all(sheet, 'row').map((row) =>
      all(row, 'c').map((cell) => {
        const text = all(cell, 't')[0];
        const value = all(cell, 'v')[0];
        return text ? text.text : value ? Number(value.text) : null;
      })
    )
  };
}

/** Elements of a name anywhere within, in order. */
export function all(parent: Element, name: string): Element[] {
  return parent.children.flatMap((child) => [...(child.name === name ? [child] : []), ...all(child, name)]);
}

const paragraphs = (parent: Element): string[] =>
  all(parent, 'a:p').map((one) =>
    all(one, 'a:t')
      .map((run) => run.text)
      .join('')
  );
