import { describe, expect, it } from 'vitest';
import type { Story, StoryPage } from '../../../src/lib/report/story/story.ts';
import type { Frame } from '../../../src/lib/workbench/present/frame.ts';
import {
  addFrame,
  dropPage,
  isAsMade,
  NO_STORY,
  placePage,
  resetPage,
  resetStory,
  rewrite,
  setHidden,
  shiftPage,
  tellingPages
} from '../../../src/lib/workbench/present/kept-story.ts';
import { readKeptStory } from '../../../src/lib/workbench/present/read-kept-story.ts';

const page = (id: string, text = `text of ${id}`): StoryPage => ({
  ...{ id, kind: 'map', title: `title of ${id}`, text, source: '' }
});
const storyOf = (...pages: StoryPage[]): Story => ({ title: 'Town', pages });
const story = storyOf(page('a'), page('b'), page('c'));

const frame: Frame = {
  question: { measure: 'm', walker: 'all', minutes: null, metres: null },
  ...{ state: 'now', trial: null, box: [116, 39, 117, 40] },
  view: { id: 'walk', walkBy: 'median', areaBy: 'own' },
  ...{ show: { points: true }, looks: { hidden: [], order: [], opacity: {} } },
  ...{ hiddenMarks: [0], hiddenGroups: [] }
};
const ask = { show: 'share', measure: 'm/all', state: 'now' } as const;
const texts = { title: 'Mine', text: '', source: '' };
const ids = (kept = NO_STORY) => tellingPages(story, kept, 'zh').map(({ id }) => id);
const noEdits = (value: unknown) => value as never;

describe('pages of a presentation', () => {
  it('take texts of the user in the language that they were written in', () => {
    const kept = rewrite(story, NO_STORY, 'zh', 'b', 'text', '我的话');
    expect(tellingPages(story, kept, 'zh')[1]).toMatchObject({
      text: '我的话',
      isChanged: true,
      isOld: false
    });
    expect(tellingPages(story, kept, 'en')[1]).toMatchObject({ text: 'text of b', isChanged: false });
    expect(isAsMade(rewrite(story, kept, 'zh', 'b', 'text', 'text of b'))).toBe(true);
    expect(isAsMade(rewrite(story, NO_STORY, 'zh', 'b', 'title', '  '))).toBe(true);
  });

  it('tell where the made text behind one of the user has changed', () => {
    const kept = rewrite(story, NO_STORY, 'zh', 'b', 'text', '覆盖 74%');
    const later = storyOf(page('a'), page('b', 'another figure'), page('c'));
    expect(tellingPages(later, kept, 'zh').map(({ isOld }) => isOld)).toEqual([false, true, false]);
    const again = resetPage(kept, 'b', 'zh');
    expect(tellingPages(later, again, 'zh')[1]).toMatchObject({ text: 'another figure', isOld: false });
  });

  it('are moved, passed over, added with their map and taken away', () => {
    expect(ids(shiftPage(story, NO_STORY, 'c', -1))).toEqual(['a', 'c', 'b']);
    expect(ids(shiftPage(story, NO_STORY, 'a', -1))).toEqual(['a', 'b', 'c']);
    const { kept, id } = addFrame(story, setHidden(NO_STORY, 'c', true), 'a', texts, frame, ask);
    const pages = tellingPages(story, kept, 'en');
    expect(pages.map((each) => each.id)).toEqual(['a', id, 'b', 'c']);
    expect(pages[1]).toMatchObject({ isOwn: true, title: 'Mine', frame, map: ask });
    expect(pages[3].isHidden).toBe(true);
    const moved = placePage(kept, id, [0, 0, 1, 1]);
    expect(tellingPages(story, moved, 'zh')[1].frame?.box).toEqual([0, 0, 1, 1]);
    expect(ids(resetStory(moved))).toContain(id);
    const gone = dropPage(moved, id);
    expect([ids(gone), gone.frames]).toEqual([['a', 'b', 'c'], {}]);
  });

  it('come back as they were kept', () => {
    let { kept } = addFrame(story, NO_STORY, 'a', texts, { ...frame, trial: [] }, ask);
    kept = rewrite(story, kept, 'en', 'c', 'title', 'Hello');
    kept = placePage(setHidden(kept, 'b', true), 'b', [1, 2, 3, 4]);
    expect(readKeptStory(JSON.parse(JSON.stringify(kept)), noEdits)).toEqual(kept);
  });

  it('are as made where what was kept is of no use, page by page', () => {
    for (const broken of [undefined, null, 7, [], { order: 3 }])
      expect(readKeptStory(broken, noEdits)).toEqual(NO_STORY);
    const { kept, id } = addFrame(story, NO_STORY, 'a', texts, frame, ask);
    const torn = { ...kept, frames: { [id]: { ...frame, view: { id: 'no such view' } } } };
    expect(readKeptStory(torn, noEdits)).toMatchObject({ own: [], frames: {} });
    const refuse = () => {
      throw new Error('no edits');
    };
    const trial = { ...kept, frames: { [id]: { ...frame, trial: [{ do: 'explode' }] } } };
    expect(readKeptStory(trial, refuse).own).toEqual([]);
    const far = { ...kept, boxes: { b: [0, 0, 0, 1000], c: [1, 1, 2, 2] } };
    expect(readKeptStory(far, noEdits).boxes).toEqual({ c: [1, 1, 2, 2] });
  });
});
