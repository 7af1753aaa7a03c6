import type { Question, Scene } from './engine/scene.ts';

/**
 * What is asked of a study that is opened: what it wants sites for itself, else its own first measure, else the first of a whole rule,
 * asked as it is, not of one of the kinds of a circle; null without any. A study may have a hundred rules in force and facilities for none of the first.
 */
export function firstQuestion(scene: Scene): Question | null {
  const { measures, siting } = scene;
  const own = siting.map(({ standard }) => measures.find(({ id }) => id === standard)).find(Boolean);
  const first =
    own ??
    measures.find(({ profile }) => profile === null) ??
    measures.find(({ id }) => !id.includes(':')) ??
    measures.at(0);
  if (!first) return null;
  return { measure: first.id, walker: walkerFor(scene, first.group), minutes: null, metres: null };
}

/** The group the standard speaks of walks, if a speed is known for it. */
export function walkerFor(scene: Pick<Scene, 'walkers'>, group: string): string {
  return scene.walkers.find((w) => w.code === group && w.walk_speed_mps)?.code ?? 'all';
}
