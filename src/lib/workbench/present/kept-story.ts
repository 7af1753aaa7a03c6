import type { MapAsk } from '../../report/pictures.ts';
import { addPage, editText, hidePage, movePage, removePage } from '../../report/story/edit-story.ts';
import {
  arrangePages,
  outdatedTexts,
  type StoryEdits,
  type StoryField
} from '../../report/story/story-edits.ts';
import type { Story, StoryPage } from '../../report/story/story.ts';
import type { Box, Frame } from './frame.ts';

type Language = 'zh' | 'en';

/**
 * What is kept of a presentation with its study: what the user has changed of the pages, texts in the language they were written in, and what the
 * map shows of it beyond what reports know.
 */
export interface KeptStory extends Omit<StoryEdits, 'texts'> {
  texts: Record<Language, StoryEdits['texts']>;
  /** What the map showed when a page of the user's own was added. */
  frames: Record<string, Frame>;
  /** What the map of a made page shows where the user has chosen so. */
  boxes: Record<string, Box>;
}

export const NO_STORY: KeptStory = {
  ...{ order: [], hidden: [], own: [], frames: {}, boxes: {} },
  texts: { zh: {}, en: {} }
};

/** A page as it is shown, with what the list of pages tells of it. */
export interface TellingPage extends StoryPage {
  isOwn: boolean;
  isHidden: boolean;
  /** A text or the map of it is the user's. */
  isChanged: boolean;
  /** A text of the user's stands in the place of one that says something else now. */
  isOld: boolean;
  frame: Frame | null;
  box: Box | null;
}

/** The changes as reports take them, with the texts of one language. */
export const editsOf = ({ order, hidden, own, texts }: KeptStory, language: Language): StoryEdits => ({
  ...{ order, hidden, own },
  texts: texts[language]
});

/** All pages in the user's order with the texts that stand, hidden ones too. */
export function tellingPages(story: Story, kept: KeptStory, language: Language): TellingPage[] {
  const edits = editsOf(kept, language);
  const own = new Set(kept.own.map(({ id }) => id));
  const hidden = new Set(kept.hidden);
  const old = new Set(outdatedTexts(story, edits).map(({ page }) => page));
  return arrangePages(story, edits).map((page) => ({
    ...page,
    ...{ isOwn: own.has(page.id), isHidden: hidden.has(page.id), isOld: old.has(page.id) },
    isChanged: Object.hasOwn(edits.texts, page.id) || Object.hasOwn(kept.boxes, page.id),
    frame: Object.hasOwn(kept.frames, page.id) ? kept.frames[page.id] : null,
    box: Object.hasOwn(kept.boxes, page.id) ? kept.boxes[page.id] : null
  }));
}

const withEdits = (kept: KeptStory, { texts, ...rest }: StoryEdits, language: Language): KeptStory => ({
  ...{ ...kept, ...rest },
  texts: { ...kept.texts, [language]: texts }
});

/** Takes a text of the user's; without a title a page has the one that it was made with. */
export function rewrite(
  story: Story,
  kept: KeptStory,
  language: Language,
  id: string,
  field: StoryField,
  said: string
): KeptStory {
  const made = story.pages.find((page) => page.id === id)?.title;
  const text = field === 'title' && said.trim() === '' && made !== undefined ? made : said;
  return withEdits(kept, editText(story, editsOf(kept, language), id, field, text), language);
}

/** Puts a page so many places further among all pages. */
export function shiftPage(story: Story, kept: KeptStory, id: string, by: -1 | 1): KeptStory {
  const edits = editsOf(kept, 'zh');
  const at = arrangePages(story, edits).findIndex((page) => page.id === id);
  return at < 0 ? kept : withEdits(kept, movePage(story, edits, id, at + by), 'zh');
}

/** Passes a page over, or no more. */
export const setHidden = (kept: KeptStory, id: string, isHidden: boolean): KeptStory =>
  withEdits(kept, hidePage(editsOf(kept, 'zh'), id, isHidden), 'zh');

/** Adds a page of what the map shows after another page; `ask` is what of it reports can draw. Gives its id too. */
export function addFrame(
  story: Story,
  kept: KeptStory,
  after: string,
  texts: Pick<StoryPage, 'title' | 'text' | 'source'>,
  frame: Frame,
  ask: Omit<MapAsk, 'isFurnished'>
): { kept: KeptStory; id: string } {
  const page = { kind: 'map' as const, ...texts, map: ask };
  const { edits, id } = addPage(story, editsOf(kept, 'zh'), after, page);
  const next = withEdits(kept, edits, 'zh');
  return { id, kept: { ...next, frames: { ...kept.frames, [id]: frame } } };
}

/** Takes a page of the user's own away. */
export function dropPage(kept: KeptStory, id: string): KeptStory {
  const { [id]: _, ...frames } = kept.frames;
  return { ...withEdits(kept, removePage(editsOf(kept, 'zh'), id), 'zh'), frames };
}

/** Takes what the map is to show on a page; null: what it showed as made. */
export function placePage(kept: KeptStory, id: string, box: Box | null): KeptStory {
  const frame = Object.hasOwn(kept.frames, id) ? kept.frames[id] : null;
  if (frame) return { ...kept, frames: { ...kept.frames, [id]: { ...frame, box } } };
  const { [id]: _, ...boxes } = kept.boxes;
  return { ...kept, boxes: box ? { ...boxes, [id]: box } : boxes };
}

/** Gives a page the texts of a language, and the map, that it was made with. */
export function resetPage(kept: KeptStory, id: string, language: Language): KeptStory {
  const { [id]: _, ...texts } = kept.texts[language];
  return placePage({ ...kept, texts: { ...kept.texts, [language]: texts } }, id, null);
}

/** All pages as made and in their order; the user's own are kept. */
export const resetStory = ({ own, frames }: KeptStory): KeptStory => ({ ...NO_STORY, own, frames });

/** True where nothing is as the user wants it but as made. */
export const isAsMade = (kept: KeptStory): boolean =>
  kept.order.length + kept.hidden.length + kept.own.length + Object.keys(kept.boxes).length === 0 &&
  [kept.texts.zh, kept.texts.en].every((texts) => Object.keys(texts).length === 0);
