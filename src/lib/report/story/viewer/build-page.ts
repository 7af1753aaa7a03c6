import type { MapGround } from '../../maps/ground.ts';
import type { StoryPage } from '../story.ts';
import type { StoryData } from '../story-data.ts';
import { createLiveMap, type LiveMap } from './live-map.ts';
import { makeElement } from './make-element.ts';
import type { SayOfPage } from './words.ts';

/** A page as it stands in the document. */
export interface BuiltPage {
  page: StoryPage;
  element: HTMLElement;
  map: LiveMap | null;
}

/** Builds one page: its title, what its kind shows, its source and the mark at its foot. */
export function buildPage(
  page: StoryPage,
  place: { at: number; of: number },
  data: StoryData,
  ground: MapGround | null,
  say: SayOfPage
): BuiltPage {
  const element = makeElement('section', `page page-${page.kind}`, '', {
    'aria-label': `${say('page', { n: place.at + 1, of: place.of })}：${page.title}`,
    'data-page': page.id,
    tabindex: '-1'
  });
  const head = makeElement('header', 'head');
  head.append(makeElement(page.kind === 'title' ? 'h1' : 'h2', 'title', page.title));
  const body = makeElement('div', 'body');
  const legend = makeElement('div', 'legend');
  const map = page.map && ground ? createLiveMap(page.map, page.title, ground, legend, say) : null;
  if (page.number) body.append(numberOf(page.number));
  const words = wordsOf(page.text);
  if (map) {
    const aside = makeElement('div', 'aside');
    aside.append(words, legend);
    body.append(aside, map.element);
  } else {
    body.append(words);
  }
  if (page.table) body.append(tableOf(page.table));
  if (page.kind === 'title') body.append(makeElement('p', 'keys', say('keys')));
  const foot = makeElement('footer', 'foot');
  foot.append(makeElement('span', 'source', page.source));
  if (data.isInternal) foot.append(makeElement('strong', 'internal', say('internal')));
  foot.append(makeElement('span', 'count', `${place.at + 1} / ${place.of}`));
  element.append(head, body, foot);
  return { page, element, map };
}

function numberOf({ value, unit, note }: NonNullable<StoryPage['number']>): HTMLElement {
  const figure = makeElement('p', 'number');
  figure.append(makeElement('span', 'value', value));
  if (unit !== '') figure.append(makeElement('span', 'unit', unit));
  const all = makeElement('div', 'numbers');
  all.append(figure);
  if (note !== '') all.append(makeElement('p', 'note', note));
  return all;
}

function wordsOf(text: string): HTMLElement {
  const words = makeElement('div', 'words');
  for (const line of text.split('\n')) if (line.trim() !== '') words.append(makeElement('p', '', line));
  return words;
}

function tableOf({ head, rows }: NonNullable<StoryPage['table']>): HTMLElement {
  // A column of figures, or of a dash where one is missing, stands to the right.
  const isFigures = head.map(
    (_, at) =>
      rows.some((row) => /\d/.test(row[at] ?? '')) &&
      rows.every((row) => /^(—|[-+≥≤]? ?[\d.,]+ ?(%|m|m²|万元)?|[-+]?¥[\d.,]+)$/.test(row[at] ?? ''))
  );
  const cell = (name: 'th' | 'td', text: string, at: number) =>
    makeElement(name, isFigures[at] ? 'figure' : '', text, name === 'th' ? { scope: 'col' } : {});
  const table = makeElement('table');
  const top = makeElement('thead');
  const topRow = makeElement('tr');
  head.forEach((text, at) => topRow.append(cell('th', text, at)));
  top.append(topRow);
  const all = makeElement('tbody');
  for (const row of rows) {
    const line = makeElement('tr');
    head.forEach((_, at) => {
      const text = row[at] ?? '';
      const field = cell('td', text, at);
      if (isFigures[at] && /^[\d.]+%$/.test(text)) field.prepend(barOf(parseFloat(text)));
      line.append(field);
    });
    all.append(line);
  }
  table.append(top, all);
  return table;
}

/** A share as a bar before its figure. */
function barOf(percent: number): HTMLElement {
  const bar = makeElement('span', 'bar', '', { 'aria-hidden': 'true' });
  bar.style.width = `${Math.min(100, percent) * 0.06}em`;
  return bar;
}
