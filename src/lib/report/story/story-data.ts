import type { PackedGround } from './packed/packed-ground.ts';
import type { Story } from './story.ts';

/** What an exported page carries besides its viewer. */
export interface StoryData {
  story: Story;
  language: 'zh' | 'en';
  isInternal: boolean;
  /** Null where no page has a map. */
  ground: PackedGround | null;
}

/** Id of the element that holds it as JSON. */
export const DATA_ID = 'story-data';
