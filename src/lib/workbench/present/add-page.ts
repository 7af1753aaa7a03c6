import type { Desk } from '../desk.svelte.ts';
import { headingOf } from '../labels.ts';
import { say } from '../words/words.svelte.ts';
import { stateName } from './state-name.ts';

/** Adds what the map shows now as a page, called after what it shows, and tells which it is. */
export async function addPage(desk: Desk): Promise<void> {
  const { present } = desk;
  const state = present.frame?.state ?? (desk.showsAfter ? 'after' : 'now');
  const title = present.page && present.isOn ? present.page.title : headingOf(desk);
  const id = await present.add({ title, text: '', source: `${desk.title} · ${stateName(desk, state)}` });
  if (id === null || present.isOn) return;
  desk.notice = say('story.added', { n: present.pages.findIndex((page) => page.id === id) + 1 });
}
