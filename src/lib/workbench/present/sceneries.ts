import type { Facts } from '../../report/facts.ts';
import type { MapAsk } from '../../report/pictures.ts';
import type { Engine } from '../engine/client.ts';
import type { Edits, Outcome, Question, Scene } from '../engine/scene.ts';
import type { ScoreColumns, ViewColumns } from '../engine/views.ts';
import { frameOfAsk, type Frame } from './frame.ts';
import type { TellingPage } from './kept-story.ts';

/** All that a page's map is drawn from, worked out. */
export interface Scenery {
  frame: Frame;
  outcome: Outcome;
  /** The left of a page with two states. */
  left: Outcome | null;
  columns: ViewColumns | null;
  score: ScoreColumns | null;
  present: Outcome | null;
}

/** What the pages are of. */
export interface Told {
  engine: Pick<Engine, 'askAs' | 'view' | 'score'>;
  scene: Scene;
  /** The scenario on the desk, and what the study proposes besides. */
  edits: Edits;
  proposal: Edits;
  facts: Pick<Facts, 'measures'>;
  /** Services that the score counts. */
  services: string[];
}

/** Answers that are kept while a story is told. */
const MOST_ANSWERS = 24;

/** Works out what the maps of pages show. Each answer is asked for once; the study on the desk stays as it is. */
export class Sceneries {
  private readonly told: Told;
  private readonly answers = new Map<string, Promise<Outcome>>();

  constructor(told: Told) {
    this.told = told;
  }

  /** Null: the page has no map, or one of a standard that the study has no more. */
  async of(page: TellingPage): Promise<Scenery | null> {
    const found = framesOf(page, this.told);
    if (!found) return null;
    const { frame, left } = found;
    const { engine, services } = this.told;
    const { question, view } = frame;
    const isNow = frame.state === 'now';
    const needsColumns = view.id === 'straight' || view.id === 'detour' || view.walkBy === 'mean';
    return {
      frame,
      outcome: await this.answer(question, frame.state, frame.trial),
      left: left && (await this.answer(left.question, left.state, left.trial)),
      columns: needsColumns && isNow ? await engine.view(question) : null,
      score: view.id === 'score' && isNow ? await engine.score(question, services) : null,
      present: view.id === 'difference' ? await this.answer(question, 'base', null) : null
    };
  }

  private answer(question: Question, state: Frame['state'], trial: Edits | null): Promise<Outcome> {
    const key = JSON.stringify([question, state, trial]);
    const there = this.answers.get(key);
    if (there) return there;
    const { engine, edits, proposal } = this.told;
    const more = state === 'after' ? (trial ?? proposal) : [];
    const asked = engine.askAs(question, state === 'base' ? [] : [...edits, ...more]);
    this.answers.set(key, asked);
    asked.catch(() => this.answers.delete(key));
    for (const old of this.answers.keys()) if (this.answers.size > MOST_ANSWERS) this.answers.delete(old);
    return asked;
  }
}

/** What the map of a page shows, and of a page with two states what stands at the left; null where it has no map. */
function framesOf(
  page: TellingPage,
  { scene, facts }: Pick<Told, 'scene' | 'facts'>
): { frame: Frame; left: Frame | null } | null {
  const isKnown = (question: Question) => scene.measures.some(({ id }) => id === question.measure);
  if (page.frame) return isKnown(page.frame.question) ? { frame: page.frame, left: null } : null;
  if (!page.map || (page.kind !== 'map' && page.kind !== 'compare')) return null;
  const of = (ask: Omit<MapAsk, 'isFurnished'>) => {
    const measure = facts.measures.find(({ key }) => key === ask.measure);
    return frameOfAsk(ask, measure?.counts ?? 'people', scene, page.box);
  };
  const { after } = page.map;
  const first = of(page.map);
  const second = page.kind === 'compare' && after ? of(after) : null;
  if (first && second) return { frame: { ...second, show: first.show }, left: first };
  return first && { frame: first, left: null };
}
