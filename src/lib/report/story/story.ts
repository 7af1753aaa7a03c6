import type { MapAsk } from '../pictures.ts';

/** One page of a story that is presented: one message. Texts are plain, in the language of the report, and may be edited. */
export interface StoryPage {
  /** Stays the same when the story is made anew, so that what was edited finds its page. */
  id: string;
  kind: 'title' | 'number' | 'map' | 'compare' | 'table' | 'text' | 'end';
  title: string;
  /** Paragraphs, a line each. */
  text: string;
  /** The figure of a page of kind `number`. */
  number?: { value: string; unit: string; note: string };
  /** The live map of a page; of kind `compare` it shows the present state and `after` beside it. */
  map?: Omit<MapAsk, 'isFurnished'> & { after?: Omit<MapAsk, 'isFurnished'> };
  table?: { head: string[]; rows: string[][] };
  /** What it rests on, small below it. */
  source: string;
}

export interface Story {
  title: string;
  pages: StoryPage[];
}
