/** Tags of a way: the value of a key, null or undefined where it has none. */
export interface Tags {
  get(key: string): string | null | undefined;
}

/** Ways that are not for people on foot unless `foot` or a sidewalk says so (method §3). */
const NOT_FOR_WALKERS = new Set([
  'motorway',
  'motorway_link',
  'trunk',
  'trunk_link',
  'construction',
  'proposed',
  'raceway',
  'abandoned',
  'platform',
  'bus_guideway',
  'corridor',
  'bridleway'
]);
const FOOT_YES = new Set(['yes', 'designated', 'permissive']);
const FOOT_NO = new Set(['no', 'private', 'use_sidepath', 'restricted']);
const ACCESS_NO = new Set(['no', 'private']);
// "separate" says that the sidewalk is a way of its own: that way is walked, not this one.
const NO_SIDEWALK = new Set(['', 'no', 'none', 'separate']);
const SIDEWALK_KEYS = ['sidewalk', 'sidewalk:left', 'sidewalk:right', 'sidewalk:both'];

/** Tags that `whyNotWalkable` looks at. */
export const WALK_TAGS = ['highway', 'foot', 'access', ...SIDEWALK_KEYS];

/** Why a way is not walked: its kind, its `foot` or its `access`. */
export type WalkBar = 'no_highway' | 'highway' | 'foot' | 'access';

/** Null where a way of these tags may be walked, else what bars it: method §3, clause by clause. */
export function whyNotWalkable(tags: Tags): WalkBar | null {
  const highway = tags.get('highway');
  if (!highway) return 'no_highway';
  const foot = tags.get('foot') ?? '';
  if (FOOT_NO.has(foot)) return 'foot';
  const allowed = FOOT_YES.has(foot);
  if (ACCESS_NO.has(tags.get('access') ?? '') && !allowed) return 'access';
  const sidewalk = SIDEWALK_KEYS.some((key) => !NO_SIDEWALK.has(tags.get(key) ?? ''));
  return NOT_FOR_WALKERS.has(highway) && !allowed && !sidewalk ? 'highway' : null;
}

/** Whether a way of these tags is part of the walking network (method §3). */
export function isWalkable(tags: Tags): boolean {
  return whyNotWalkable(tags) === null;
}
