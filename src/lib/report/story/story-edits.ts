import * as z from 'zod/mini';
import type { Story, StoryPage } from './story.ts';

/** Texts of a page that may be written anew. */
export type StoryField = 'title' | 'text' | 'source';

const editedText = z.object({
  text: z.string(),
  /** What the page said when it was edited: where it says something else today, figures in the edit may be out of date. */
  made: z.string()
});

const pageTexts = z.object({
  title: z.optional(editedText),
  text: z.optional(editedText),
  source: z.optional(editedText)
});

/** What the user changed of a story, as plain JSON that is kept with the study. */
export interface StoryEdits {
  /** Texts by page. */
  texts: Record<string, Partial<Record<StoryField, { text: string; made: string }>>>;
  /** Pages in the user's order; a page that it does not name keeps its place after the one before it. */
  order: string[];
  /** Pages that are not presented. */
  hidden: string[];
  /** Pages that the user added; where they stand is said by `order`. */
  own: StoryPage[];
}

/** A story as it was made. */
export const noEdits: StoryEdits = { texts: {}, order: [], hidden: [], own: [] };

const ask = {
  show: z.enum(['share', 'uncovered', 'facilities', 'sites']),
  measure: z.string(),
  state: z.enum(['base', 'now', 'after']),
  unit: z.optional(z.string())
};

const form = z.object({
  texts: z.record(z.string(), pageTexts),
  order: z.array(z.string()),
  hidden: z.array(z.string()),
  own: z.array(
    z.object({
      id: z.string().check(z.startsWith('own/')),
      kind: z.enum(['title', 'map', 'text']),
      title: z.string(),
      text: z.string(),
      map: z.optional(z.object(ask)),
      source: z.string()
    })
  )
});

/** Edits that were kept, from parsed JSON; null where it is not of this form. */
export function readStoryEdits(value: unknown): StoryEdits | null {
  const read = form.safeParse(value);
  return read.success ? (read.data as StoryEdits) : null;
}

/** The pages that are presented: texts, order and choice as the user wants them. Edits of pages that are no more are passed over. */
export function applyEdits(story: Story, edits: StoryEdits): Story {
  const hidden = new Set(edits.hidden);
  return { ...story, pages: arrangePages(story, edits).filter((page) => !hidden.has(page.id)) };
}

/** All pages, hidden ones too, with the user's texts and in the user's order. */
export function arrangePages(story: Story, edits: StoryEdits): StoryPage[] {
  const made = story.pages.map((page) => withTexts(page, edits));
  const pages = new Map([...made, ...edits.own].map((page) => [page.id, page]));
  const order = [...new Set(edits.order)].filter((id) => pages.has(id));
  const named = new Set(order);
  // Each page without a place comes after the page that it came after as made; the first ones lead.
  let before: string | null = null;
  for (const { id } of [...made, ...edits.own]) {
    if (!named.has(id)) {
      order.splice(before === null ? 0 : order.indexOf(before) + 1, 0, id);
      named.add(id);
    }
    before = id;
  }
  return order.map((id) => pages.get(id)!);
}

/** Texts that were edited while the study said something else: the user should look at their figures again. */
export function outdatedTexts(
  story: Story,
  edits: StoryEdits
): { page: string; field: StoryField; made: string }[] {
  return story.pages.flatMap((page) =>
    (['title', 'text', 'source'] as const).flatMap((field) => {
      const edit = textsOf(edits, page.id)?.[field];
      return edit && edit.made !== page[field] ? [{ page: page.id, field, made: page[field] }] : [];
    })
  );
}

function withTexts(page: StoryPage, edits: StoryEdits): StoryPage {
  const texts = textsOf(edits, page.id);
  if (!texts) return page;
  return {
    ...page,
    title: texts.title?.text ?? page.title,
    text: texts.text?.text ?? page.text,
    source: texts.source?.text ?? page.source
  };
}

/** Not what every object has: a page could be called `constructor`. */
function textsOf(edits: StoryEdits, id: string): StoryEdits['texts'][string] | undefined {
  return Object.hasOwn(edits.texts, id) ? edits.texts[id] : undefined;
}
