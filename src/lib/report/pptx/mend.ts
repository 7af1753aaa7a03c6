import { strFromU8, strToU8 } from 'fflate';
import type { Chart } from './chart.ts';
import { chartWorkbook } from './chart-workbook.ts';
import { chartXml } from './chart-xml.ts';
import { FONT } from './look.ts';
import { notesMasterXml, notesPageXml } from './notes-xml.ts';
import { CELL } from './fit-table.ts';
import { escape, HEAD } from './xml.ts';

/** What the file says that the library can't. */
export interface Mending {
  title: string;
  author: string;
  /** `2026-11-22`. */
  date: string;
  language: 'zh' | 'en';
  /** Paragraphs of the speaker's notes by page. */
  notes: string[][];
  titles: string[];
  /** In the order in which they were put on the pages. */
  charts: Chart[];
}

type Parts = Record<string, Uint8Array>;

/**
 * Makes of the library's parts a file that PowerPoint opens without "repair": shape ids unique (gitbrent/PptxGenJS 1532), only parts that
 * exist in the content types (1444), a notes master of the schema with a theme of its own (1443), text bodies everywhere (1441), charts
 * and workbooks of our own (1534), relationships once, no time of the clock.
 */
export function mendParts(parts: Parts, mending: Mending): void {
  edit(parts, /^ppt\/(slides|slideLayouts|slideMasters)\/[^/]+\.xml$/, (xml) =>
    mendShapes(xml, mending.language)
  );
  edit(parts, /\.rels$/, onceEach);
  mendNotes(parts, mending);
  mendCharts(parts, mending.charts);
  edit(parts, /^ppt\/theme\/theme1\.xml$/, nameFonts);
  // The notes master may not share the theme of the slides.
  parts['ppt/theme/theme2.xml'] = parts['ppt/theme/theme1.xml'];
  edit(parts, /^ppt\/presentation\.xml$/, orderMasters);
  parts['docProps/core.xml'] = strToU8(coreXml(mending));
  parts['docProps/app.xml'] = strToU8(appXml(mending));
  delete parts['[Content_Types].xml'];
  for (const name of Object.keys(parts)) if (name.endsWith('/')) delete parts[name];
  parts['[Content_Types].xml'] = strToU8(contentTypes(Object.keys(parts)));
}

function edit(parts: Parts, names: RegExp, change: (xml: string) => string): void {
  for (const name of Object.keys(parts)) {
    if (names.test(name)) parts[name] = strToU8(change(strFromU8(parts[name])));
  }
}

function mendShapes(xml: string, language: 'zh' | 'en'): string {
  let id = 1;
  const side = Math.round(CELL.sideIn * 914400);
  const top = Math.round(CELL.topIn * 914400);
  return xml
    .replaceAll('lang="en-US"', language === 'zh' ? 'lang="zh-CN" altLang="en-US"' : 'lang="en-GB"')
    .replace(/<p:cNvPr id="\d+"/g, () => `<p:cNvPr id="${id++}"`)
    .replace(/<\/p:spPr>\s*<\/p:sp>/g, '</p:spPr><p:txBody><a:bodyPr/><a:lstStyle/><a:p/></p:txBody></p:sp>')
    .replace(
      /<a:tcPr[^>]*?(\/?)>/g,
      `<a:tcPr marL="${side}" marR="${side}" marT="${top}" marB="${top}" anchor="ctr"$1>`
    );
}

/** Each relationship once: the library writes that of the view twice. */
function onceEach(xml: string): string {
  const seen = new Set<string>();
  return xml.replace(/<Relationship [^>]*?Id="([^"]+)"[^>]*?\/>/g, (whole, id: string) => {
    if (seen.has(id)) return '';
    seen.add(id);
    return whole;
  });
}

function mendNotes(parts: Parts, { notes, language }: Mending): void {
  parts['ppt/notesMasters/notesMaster1.xml'] = strToU8(notesMasterXml());
  edit(parts, /^ppt\/notesMasters\/_rels\//, (xml) => xml.replace('theme1.xml', 'theme2.xml'));
  notes.forEach((paragraphs, page) => {
    parts[`ppt/notesSlides/notesSlide${page + 1}.xml`] = strToU8(notesPageXml(paragraphs, language));
  });
}

/** Charts of our own under numbers of this file: the library counts on over all files of a session. */
function mendCharts(parts: Parts, charts: Chart[]): void {
  const numbers = Object.keys(parts)
    .flatMap((name) => /^ppt\/charts\/chart(\d+)\.xml$/.exec(name)?.[1] ?? [])
    .map(Number)
    .sort((a, b) => a - b);
  if (numbers.length !== charts.length)
    throw new Error(`expected ${charts.length} parts of charts, got ${numbers.length}`);
  for (const name of Object.keys(parts)) if (/^ppt\/(charts|embeddings)\//.test(name)) delete parts[name];
  edit(parts, /^ppt\/slides\/_rels\//, (xml) =>
    xml.replace(
      /\/ppt\/charts\/chart(\d+)\.xml/g,
      (_, number: string) => `../charts/chart${numbers.indexOf(Number(number)) + 1}.xml`
    )
  );
  charts.forEach((chart, i) => {
    parts[`ppt/charts/chart${i + 1}.xml`] = strToU8(chartXml(chart));
    parts[`ppt/charts/_rels/chart${i + 1}.xml.rels`] = strToU8(
      `${HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/package" Target="../embeddings/chart${i + 1}.xlsx"/></Relationships>`
    );
    parts[`ppt/embeddings/chart${i + 1}.xlsx`] = chartWorkbook(chart);
  });
}

function nameFonts(xml: string): string {
  const font = `<a:latin typeface="${FONT}"/><a:ea typeface="${FONT}"/>`;
  return xml.replace(/<a:latin typeface="[^"]*"[^>]*\/>\s*<a:ea typeface="[^"]*"[^>]*\/>/g, font);
}

/** The schema wants the notes master before the pages. */
function orderMasters(xml: string): string {
  const master = /<p:notesMasterIdLst>.*?<\/p:notesMasterIdLst>/s.exec(xml)?.[0] ?? '';
  return xml.replace(master, '').replace('<p:sldIdLst>', `${master}<p:sldIdLst>`);
}

function coreXml({ title, author, date }: Mending): string {
  const day = `${date}T00:00:00Z`;
  return (
    `${HEAD}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">` +
    `<dc:title>${escape(title)}</dc:title><dc:creator>${escape(author)}</dc:creator><cp:lastModifiedBy>${escape(author)}</cp:lastModifiedBy><cp:revision>1</cp:revision>` +
    `<dcterms:created xsi:type="dcterms:W3CDTF">${day}</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">${day}</dcterms:modified></cp:coreProperties>`
  );
}

function appXml({ titles }: Mending): string {
  const n = titles.length;
  return (
    `${HEAD}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties" xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">` +
    `<Application>Microsoft Office PowerPoint</Application><Slides>${n}</Slides><Notes>${n}</Notes><HeadingPairs><vt:vector size="2" baseType="variant"><vt:variant><vt:lpstr>Slide Titles</vt:lpstr></vt:variant><vt:variant><vt:i4>${n}</vt:i4></vt:variant></vt:vector></HeadingPairs>` +
    `<TitlesOfParts><vt:vector size="${n}" baseType="lpstr">${titles.map((title) => `<vt:lpstr>${escape(title)}</vt:lpstr>`).join('')}</vt:vector></TitlesOfParts><AppVersion>16.0000</AppVersion></Properties>`
  );
}

const PRESENTATION = 'application/vnd.openxmlformats-officedocument.presentationml.';
const KINDS: [RegExp, string][] = [
  [/^ppt\/presentation\.xml$/, `${PRESENTATION}presentation.main+xml`],
  [/^ppt\/slides\/[^/]+\.xml$/, `${PRESENTATION}slide+xml`],
  [/^ppt\/slideLayouts\/[^/]+\.xml$/, `${PRESENTATION}slideLayout+xml`],
  [/^ppt\/slideMasters\/[^/]+\.xml$/, `${PRESENTATION}slideMaster+xml`],
  [/^ppt\/notesMasters\/[^/]+\.xml$/, `${PRESENTATION}notesMaster+xml`],
  [/^ppt\/notesSlides\/[^/]+\.xml$/, `${PRESENTATION}notesSlide+xml`],
  [/^ppt\/presProps\.xml$/, `${PRESENTATION}presProps+xml`],
  [/^ppt\/viewProps\.xml$/, `${PRESENTATION}viewProps+xml`],
  [/^ppt\/tableStyles\.xml$/, `${PRESENTATION}tableStyles+xml`],
  [/^ppt\/theme\/[^/]+\.xml$/, 'application/vnd.openxmlformats-officedocument.theme+xml'],
  [/^ppt\/charts\/[^/]+\.xml$/, 'application/vnd.openxmlformats-officedocument.drawingml.chart+xml'],
  [/^docProps\/core\.xml$/, 'application/vnd.openxmlformats-package.core-properties+xml'],
  [/^docProps\/app\.xml$/, 'application/vnd.openxmlformats-officedocument.extended-properties+xml']
];

function contentTypes(names: string[]): string {
  const overrides = names.flatMap((name) => {
    const kind = KINDS.find(([pattern]) => pattern.test(name));
    return kind ? [`<Override PartName="/${name}" ContentType="${kind[1]}"/>`] : [];
  });
  return (
    `${HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
    '<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>' +
    '<Default Extension="xlsx" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"/>' +
    `${overrides.sort().join('')}</Types>`
  );
}
