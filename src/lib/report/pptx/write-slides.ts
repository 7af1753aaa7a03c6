import PptxGenJS from 'pptxgenjs';
import type { Facts } from '../facts.ts';
import { figure } from '../figures.ts';
import type { Pictures } from '../pictures.ts';
import { zipPlainly } from '../zip-plainly.ts';
import type { Chart } from './chart.ts';
import type { Block, Page } from './deck.ts';
import { AFTER, fitText, LEADING } from './fit-lines.ts';
import { fitTable } from './fit-table.ts';
import { BLUE, FONT, INK, LINE, MUTED, NAVY, PAGE, PALE } from './look.ts';
import { makePages } from './make-pages.ts';
import { mendParts } from './mend.ts';
import { tongue } from './tongue.ts';
import { plain } from './xml.ts';

type Slide = ReturnType<PptxGenJS['addSlide']>;
const MM = 25.4;

/**
 * The slides of a report as .pptx, 16:9, a message a page; charts and tables native, maps at 300 dpi, details and sources in the
 * speaker's notes. The same facts and pictures give the same bytes.
 */
export async function writeSlides(facts: Facts, pictures: Pictures): Promise<Uint8Array> {
  const pages = makePages(facts);
  const deck = new PptxGenJS();
  deck.layout = 'LAYOUT_WIDE';
  deck.title = plain(facts.title);
  deck.theme = { headFontFace: FONT, bodyFontFace: FONT };
  defineMasters(deck, facts);
  const charts: Chart[] = [];
  const notes: string[][] = [];
  for (const page of pages) {
    const slide = deck.addSlide({ masterName: page.kind === 'cover' ? 'COVER' : 'PAGE' });
    const cut = head(slide, page);
    for (const block of page.blocks) cut.push(...(await put(slide, block, pictures, charts)));
    notes.push([...page.notes, ...cut, footer(facts)].map(plain).filter((line) => line !== ''));
    slide.addNotes('.');
  }
  const bytes = (await deck.write({ outputType: 'uint8array' })) as Uint8Array;
  const { language, date } = facts.options;
  return zipPlainly(bytes, (parts) =>
    mendParts(parts, {
      title: plain(facts.title),
      author: plain(facts.options.author),
      date,
      language,
      notes,
      titles: pages.map(({ title }) => plain(title)),
      charts
    })
  );
}

/** Study, scenario, date and version: what each page rests on. */
function footer(facts: Facts): string {
  const t = tongue(facts);
  const scenario =
    facts.scenario.name === ''
      ? ''
      : t(`方案“${facts.scenario.name}”，`, `scenario “${facts.scenario.name}”, `);
  return plain(
    t(
      `来源：${facts.title}，${scenario}${facts.options.date}，一刻圈 ${facts.options.version}`,
      `Source: ${facts.title}, ${scenario}${facts.options.date}, Yike ${facts.options.version}`
    )
  );
}

function defineMasters(deck: PptxGenJS, facts: Facts): void {
  const t = tongue(facts);
  const secret = facts.options.isInternal ? t('内部资料 不得公开', 'Internal – not for publication') : '';
  const source = fitText(footer(facts), { w: 8.2, h: 0.22 }, { size: 10, least: 9 });
  const small = { fontFace: FONT, fontSize: 9, color: MUTED, margin: 0, valign: 'middle' as const };
  const title = (x: number, y: number, w: number, h: number, size: number) => ({
    placeholder: {
      options: {
        name: 'title',
        type: 'title' as const,
        x,
        y,
        w,
        h,
        fontFace: FONT,
        fontSize: size,
        bold: true,
        color: NAVY,
        align: 'left' as const,
        valign: 'middle' as const,
        margin: 0
      },
      text: ''
    }
  });
  deck.defineSlideMaster({
    title: 'COVER',
    objects: [
      { rect: { x: 0, y: 0, w: 0.35, h: PAGE.h, fill: { color: NAVY } } },
      { rect: { x: 1.1, y: 4.32, w: 1.6, h: 0.05, fill: { color: BLUE } } },
      title(1.1, 2.05, 11, 2.1, 40)
    ]
  });
  deck.defineSlideMaster({
    title: 'PAGE',
    objects: [
      { rect: { x: 0, y: 0.42, w: 0.16, h: 0.86, fill: { color: BLUE } } },
      title(PAGE.left, 0.36, PAGE.inner, 0.98, 26),
      { rect: { x: PAGE.left, y: 6.98, w: PAGE.inner, h: 0.01, fill: { color: LINE } } },
      { text: { text: source.text, options: { ...small, x: PAGE.left, y: 7.05, w: 8.4, h: 0.25 } } },
      ...(secret === ''
        ? []
        : [
            {
              text: {
                text: secret,
                options: {
                  ...small,
                  x: 9.1,
                  y: 7.05,
                  w: 2.9,
                  h: 0.25,
                  align: 'right' as const,
                  bold: true,
                  color: INK
                }
              }
            }
          ])
    ],
    slideNumber: {
      x: 12.13,
      y: 7.05,
      w: 0.6,
      h: 0.25,
      fontFace: FONT,
      fontSize: 10,
      color: MUTED,
      align: 'right',
      margin: 0,
      valign: 'middle'
    }
  });
}

/** Puts the title; gives the full text where it had to be cut. */
function head(slide: Slide, page: Page): string[] {
  const isCover = page.kind === 'cover';
  const box = isCover ? { w: 11, h: 2.1 } : { w: PAGE.inner, h: 0.98 };
  const look = { bold: true, ...(isCover ? { size: 40, least: 24 } : { size: 26, least: 18 }) };
  const whole = plain(page.title);
  const title = fitText(whole, box, look);
  slide.addText(title.text, {
    placeholder: 'title',
    fontSize: title.size,
    fontFace: FONT,
    bold: true,
    color: NAVY
  });
  if (page.lead === '') return title.isCut ? [whole] : [];
  const lead = fitText(plain(page.lead), { w: PAGE.inner, h: 0.34 }, { size: 14, least: 11 });
  slide.addText(lead.text, {
    x: PAGE.left,
    y: 1.34,
    w: PAGE.inner,
    h: 0.34,
    fontFace: FONT,
    fontSize: lead.size,
    color: MUTED,
    margin: 0,
    valign: 'middle'
  });
  return [...(title.isCut ? [whole] : []), ...(lead.isCut ? [plain(page.lead)] : [])];
}

async function put(slide: Slide, block: Block, pictures: Pictures, charts: Chart[]): Promise<string[]> {
  const { x, y, w, h } = block;
  switch (block.kind) {
    case 'box':
      slide.addText('', { shape: 'rect' as never, x, y, w, h, fill: { color: block.colour } });
      return [];
    case 'text':
      return putText(slide, block);
    case 'table':
      return putTable(slide, block);
    case 'map': {
      const png = await pictures.map(block.ask, w * MM, h * MM);
      slide.addImage({ data: `image/png;base64,${base64(png)}`, x, y, w, h, altText: plain(block.alt) });
      return [];
    }
    case 'chart': {
      const chart = plainChart(block.chart);
      charts.push(chart);
      // Data and looks are written by `mendParts`; the library makes the frame and its relationships.
      slide.addChart('bar' as never, [{ name: '-', labels: ['-'], values: [1] }], {
        x,
        y,
        w,
        h,
        altText: plain(block.alt)
      });
      return [];
    }
  }
}

function plainChart(chart: Chart): Chart {
  return {
    ...chart,
    categories: chart.categories.map(plain),
    series: chart.series.map((series) => ({ ...series, name: plain(series.name) }))
  };
}

function putText(slide: Slide, block: Extract<Block, { kind: 'text' }>): string[] {
  const paragraphs = block.text.split('\n').map(plain);
  const whole = paragraphs.join('\n');
  const indent = block.bullets ? 0.22 : 0;
  const fitted = fitText(whole, { w: block.w - indent, h: block.h }, block);
  const { x, y, w, h } = block;
  slide.addText(
    fitted.text.split('\n').map((text, i, all) => ({
      text: text === '' ? ' ' : text,
      options: {
        breakLine: i + 1 < all.length,
        ...(block.bullets
          ? { bullet: { indent: 16 }, paraSpaceAfter: Math.round(fitted.size * LEADING * AFTER) }
          : {})
      }
    })),
    {
      x,
      y,
      w,
      h,
      fontFace: FONT,
      fontSize: fitted.size,
      bold: block.bold ?? false,
      color: block.colour ?? INK,
      align: block.align ?? 'left',
      valign: block.valign ?? 'top',
      margin: 0,
      wrap: true
    }
  );
  return fitted.isCut ? paragraphs : [];
}

function putTable(slide: Slide, block: Extract<Block, { kind: 'table' }>): string[] {
  const { x, y, w, h } = block;
  const table = { ...block, head: block.head.map(plain), rows: block.rows.map((row) => row.map(plain)) };
  // A line below says how many rows are left out.
  let fitted = fitTable(table, { x, y, w, h });
  if (fitted.left + block.rest > 0) fitted = fitTable(table, { x, y, w, h: h - 0.34 });
  const edge = { type: 'solid' as const, pt: 0.75, color: LINE };
  const none = { type: 'none' as const };
  const cells = (row: string[], isHead: boolean, isDark: boolean) =>
    row.map((text, i) => ({
      text: text === '' ? ' ' : text,
      options: {
        fontFace: FONT,
        fontSize: fitted.size,
        bold: isHead,
        color: isHead ? 'FFFFFF' : INK,
        fill: { color: isHead ? NAVY : isDark ? PALE : 'FFFFFF' },
        align: block.numbers.includes(i) ? ('right' as const) : ('left' as const),
        valign: 'middle' as const,
        border: [none, none, edge, none] as [typeof none, typeof none, typeof edge, typeof none]
      }
    }));
  slide.addTable(
    [cells(fitted.head, true, false), ...fitted.rows.map((row, i) => cells(row, false, i % 2 === 1))],
    {
      x,
      y,
      w,
      colW: fitted.widthsIn,
      rowH: fitted.heights
    }
  );
  const left = fitted.left + block.rest;
  if (left > 0) {
    slide.addText(block.more(figure(left, 'count')), {
      x,
      y: y + h - 0.26,
      w,
      h: 0.26,
      fontFace: FONT,
      fontSize: 11,
      color: MUTED,
      margin: 0,
      valign: 'middle'
    });
  }
  return fitted.cut;
}

function base64(bytes: Uint8Array): string {
  let text = '';
  // In pieces: a call takes only so many arguments.
  for (let i = 0; i < bytes.length; i += 0x8000)
    text += String.fromCharCode(...bytes.subarray(i, i + 0x8000));
  return btoa(text);
}
