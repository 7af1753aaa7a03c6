import type { Map as MapLibre } from 'maplibre-gl';
import type { Facts } from '../../report/facts.ts';
import type { AreaTier } from '../../study/explain.ts';
import type { Swipe } from '../compare/swipe.svelte.ts';
import type { Engine } from '../engine/client.ts';
import type { Edits, Outcome, Question, Scene, Walk } from '../engine/scene.ts';
import type { AreaBy } from '../engine/views.ts';
import type { History } from '../history.ts';
import type { Legend } from '../legend/legend.svelte.ts';
import type { Themed } from '../views/themed.ts';
import type { Views } from '../views/views.svelte.ts';
import type { KeptStory } from './kept-story.ts';

/** What a presentation needs of the desk: what is on it, what it may set for a page, and what it may ask. */
export interface PresentDesk {
  readonly engine: Engine;
  readonly scene: Scene | null;
  readonly question: Question | null;
  readonly edits: Edits;
  readonly title: string;
  readonly siting: unknown;
  readonly stale: boolean;
  readonly importing: boolean;
  readonly history: History;
  readonly map: MapLibre | null;
  readonly views: Views;
  readonly legend: Legend;
  readonly swipe: Swipe;
  readonly tools: { measure(kind: null): void };
  readonly plan: { leave(): void };
  readonly show: Record<string, boolean>;
  outcome: Outcome | null;
  themed: Themed | null;
  area: AreaTier[] | null;
  areaAsked: { question: Question; by?: AreaBy } | null;
  selection: object | null;
  walk: Walk | null;
  showsAfter: boolean;
  adding: string | null;
  failure: string | null;
  begin(): void;
  makeFacts(): Promise<Facts | null>;
  sitingEdits(): Edits;
  setStory(kept: KeptStory): Promise<void>;
  undo(): Promise<void>;
  redo(): Promise<void>;
}
