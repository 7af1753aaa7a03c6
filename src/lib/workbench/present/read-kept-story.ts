import * as z from 'zod/mini';
import { readStoryEdits } from '../../report/story/story-edits.ts';
import type { Edits } from '../engine/scene.ts';
import { VIEWS } from '../views/themed.ts';
import type { Box, Frame } from './frame.ts';
import { NO_STORY, type KeptStory } from './kept-story.ts';

const ids = z.array(z.string());
const lon = z.number().check(z.gte(-180), z.lte(180));
const lat = z.number().check(z.gte(-90), z.lte(90));
const box = z.tuple([lon, lat, lon, lat]);
const amount = z.nullable(z.number().check(z.gt(0)));
const frame = z.object({
  question: z.object({
    ...{ measure: z.string(), walker: z.string(), minutes: amount, metres: amount },
    of: z.optional(z.enum(['people', 'building', 'land']))
  }),
  state: z.enum(['base', 'now', 'after']),
  trial: z.unknown(),
  view: z.object({
    ...{ id: z.enum(VIEWS), walkBy: z.enum(['median', 'mean']) },
    areaBy: z.enum(['own', 'minutes', 'metres'])
  }),
  show: z.record(z.string(), z.boolean()),
  looks: z.object({
    ...{ hidden: ids, order: ids },
    opacity: z.record(z.string(), z.number().check(z.gte(0), z.lte(1)))
  }),
  hiddenMarks: z.array(z.number()),
  hiddenGroups: ids,
  box: z.nullable(box)
});

/**
 * What is kept of a presentation, out of anything: what is not as it should be is as it comes, and a page of the user's own whose map can't be
 * read is left out. `readEdits` checks a list of edits of the scenario, and throws where it is none.
 */
export function readKeptStory(value: unknown, readEdits: (value: unknown) => Edits): KeptStory {
  const { texts, frames, boxes, ...rest } = record(value);
  const [zh, en] = ['zh', 'en'].map((language) =>
    readStoryEdits({ order: [], hidden: [], own: [], ...rest, texts: record(texts)[language] ?? {} })
  );
  const read = zh ?? en;
  if (!read) return NO_STORY;
  const kept = Object.entries(record(frames)).flatMap(([id, each]): [string, Frame][] => {
    const said = readFrame(each, readEdits);
    return said ? [[id, said]] : [];
  });
  const readable = new Map(kept);
  const places = Object.entries(record(boxes)).filter(([, each]) => box.safeParse(each).success);
  return {
    ...{ order: read.order, hidden: read.hidden },
    own: read.own.filter(({ id }) => readable.has(id)),
    texts: { zh: zh?.texts ?? {}, en: en?.texts ?? {} },
    frames: Object.fromEntries(kept.filter(([id]) => read.own.some((page) => page.id === id))),
    boxes: Object.fromEntries(places) as Record<string, Box>
  };
}

function readFrame(value: unknown, readEdits: (value: unknown) => Edits): Frame | null {
  const said = frame.safeParse(value);
  if (!said.success) return null;
  const { trial } = said.data;
  try {
    return { ...said.data, trial: trial == null ? null : readEdits(trial) } as Frame;
  } catch {
    return null;
  }
}

const record = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {};
