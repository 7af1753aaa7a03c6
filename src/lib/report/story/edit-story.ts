import type { Story, StoryPage } from './story.ts';
import { arrangePages, type StoryEdits, type StoryField } from './story-edits.ts';

/** Writes a text of a page; what the page was made with takes the edit away. */
export function editText(
  story: Story,
  edits: StoryEdits,
  id: string,
  field: StoryField,
  text: string
): StoryEdits {
  const own = edits.own.some((page) => page.id === id);
  if (own)
    return { ...edits, own: edits.own.map((page) => (page.id === id ? { ...page, [field]: text } : page)) };
  const made = story.pages.find((page) => page.id === id)?.[field];
  if (made === undefined) return edits;
  const { [id]: before = {}, ...others } = edits.texts;
  const { [field]: _, ...left } = before;
  const texts = text === made ? left : { ...left, [field]: { text, made } };
  return { ...edits, texts: Object.keys(texts).length > 0 ? { ...others, [id]: texts } : others };
}

/** Puts a page at a place among all pages, hidden ones too, from 0. */
export function movePage(story: Story, edits: StoryEdits, id: string, to: number): StoryEdits {
  const ids = arrangePages(story, edits).map((page) => page.id);
  if (!ids.includes(id)) return edits;
  const others = ids.filter((other) => other !== id);
  others.splice(Math.max(0, Math.min(to, others.length)), 0, id);
  return { ...edits, order: others };
}

/** Takes a page out of what is presented, or back into it. */
export function hidePage(edits: StoryEdits, id: string, isHidden: boolean): StoryEdits {
  const others = edits.hidden.filter((other) => other !== id);
  return { ...edits, hidden: isHidden ? [...others, id] : others };
}

/** Adds a page of the user's after another one, and says its id. */
export function addPage(
  story: Story,
  edits: StoryEdits,
  after: string,
  page: Omit<StoryPage, 'id'>
): { edits: StoryEdits; id: string } {
  const taken = edits.own.map((own) => Number(own.id.slice('own/'.length))).filter(Number.isFinite);
  const id = `own/${Math.max(0, ...taken) + 1}`;
  const place = arrangePages(story, edits).findIndex((other) => other.id === after) + 1;
  const added = { ...edits, own: [...edits.own, { ...page, id }] };
  return { id, edits: movePage(story, added, id, place) };
}

/** Takes away a page that the user added; those of the study can only be hidden. */
export function removePage(edits: StoryEdits, id: string): StoryEdits {
  return {
    ...edits,
    own: edits.own.filter((page) => page.id !== id),
    order: edits.order.filter((other) => other !== id),
    hidden: edits.hidden.filter((other) => other !== id)
  };
}
