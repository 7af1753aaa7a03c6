import type { Engine } from '../engine/client.ts';
import type { PointFacts } from '../engine/breakdown.ts';
import type { AreaTier } from '../../study/explain.ts';
import type { Outcome, Question, Scene, Walk } from '../engine/scene.ts';
import type { SourceRow } from '../engine/sources.ts';
import {
  firstServices,
  type AreaBy,
  type GroupLine,
  type ScoreColumns,
  type Service,
  type ViewColumns
} from '../engine/views.ts';
import { makeThemed } from './make-themed.ts';
import type { Themed, ViewId } from './themed.ts';

/** What the views need of the desk. */
export interface ViewsDesk {
  readonly engine: Engine;
  readonly scene: Scene | null;
  readonly question: Question | null;
  readonly area: AreaTier[] | null;
  readonly followed: { after: Outcome } | null;
  readonly showsAfter: boolean;
  readonly selection: unknown;
  readonly show: { area: boolean };
  areaAsked: { question: Question; by?: AreaBy } | null;
  walk: Walk | null;
  work<T>(task: () => Promise<T>): Promise<T | null>;
}

/** What the map's colours say, and what is fetched for it: the chosen view with its choices, and the figures of a point. */
export class Views {
  id = $state<ViewId>('share');
  walkBy = $state<'median' | 'mean'>('median');
  areaBy = $state<AreaBy>('own');
  /** The services that the score can count, and those chosen by the user; null: those proposed. */
  services = $state.raw<Service[]>([]);
  chosen = $state.raw<string[] | null>(null);
  /** The last outcome that is no step of a drag, and what was fetched for it; null: not there yet. */
  settled = $state.raw<Outcome | null>(null);
  columns = $state.raw<ViewColumns | null>(null);
  score = $state.raw<ScoreColumns | null>(null);
  /** The present state by the question, to tell differences from. */
  present = $state.raw<Outcome | null>(null);
  /** Coverage of each group in the unit selected, −1: in all communities. */
  groups = $state.raw<{ unit: number; lines: GroupLine[] } | null>(null);
  /** The point that is selected. */
  point = $state.raw<(PointFacts & { sources: SourceRow[] }) | null>(null);
  /** The unit whose figures are shown because the keyboard is on its row. */
  focused = $state<number | null>(null);

  private readonly desk: ViewsDesk;
  private of: Scene | null = null;

  constructor(desk: ViewsDesk) {
    this.desk = desk;
  }

  /** Services that count for the score. */
  get counted(): string[] {
    return this.chosen ?? firstServices(this.services);
  }

  /** How service areas are asked for: those of the measure unless they are the view. */
  get bands(): AreaBy {
    return this.id === 'areas' ? this.areaBy : 'own';
  }

  get themed(): Themed | null {
    const { settled, columns, score, walkBy, id } = this;
    const { scene, area } = this.desk;
    if (!settled || !scene) return null;
    const bandsM = (area ?? []).map(({ limitM }) => limitM);
    return makeThemed(id, scene, settled, { columns, score, walkBy, bandsM, present: this.present });
  }

  /** Shows another view; service areas are drawn anew where other bands are asked for. */
  choose(id: ViewId, areaBy: AreaBy = this.areaBy): void {
    const before = this.bands;
    this.id = id;
    this.areaBy = areaBy;
    const { desk, bands } = this;
    if (id === 'areas') desk.show.area = true;
    if (bands !== before && desk.question) desk.areaAsked = { question: desk.question, by: bands };
  }

  /** Takes a new outcome: what was fetched for the one before is let go. Steps of a drag are passed over. */
  settle(outcome: Outcome | null): void {
    const { followed } = this.desk;
    if (outcome !== null && followed?.after === outcome) return;
    if (outcome === this.settled) return;
    this.columns = null;
    this.score = null;
    this.present = null;
    this.groups = null;
    this.settled = outcome;
  }

  /** Fetches what the views show beside the outcome; what an answer that came later has overtaken is dropped. */
  async load(): Promise<void> {
    const { settled } = this;
    const { question, scene, showsAfter } = this.desk;
    // What it would be with sites built is of no scenario that is kept.
    if (!settled || !question || showsAfter) return;
    await this.desk.work(async () => {
      if (this.of !== scene) {
        this.services = await this.desk.engine.services();
        this.of = scene;
        const known = new Set(this.services.map(({ id }) => id));
        if (this.chosen?.some((id) => !known.has(id))) this.chosen = null;
      }
      const columns = await this.desk.engine.view(question);
      if (this.settled === settled) this.columns = columns;
    });
  }

  /** Asks for the present state, to tell differences from. */
  async loadPresent(): Promise<void> {
    const { settled } = this;
    const { question, showsAfter } = this.desk;
    if (!settled || !question || showsAfter || this.id !== 'difference' || this.present) return;
    const present = await this.desk.work(() => this.desk.engine.askAs(question, []));
    if (this.settled === settled) this.present = present;
  }

  /** Works out the score of the services that count. */
  async loadScore(): Promise<void> {
    const { settled, counted } = this;
    const { question, showsAfter } = this.desk;
    if (!settled || !question || showsAfter || this.id !== 'score' || this.services.length === 0) return;
    const score = await this.desk.work(() => this.desk.engine.score(question, counted));
    if (this.settled === settled && this.counted.join() === counted.join()) this.score = score;
  }

  /** Asks for every group in a unit, −1: in all communities. */
  async loadGroups(unit: number): Promise<void> {
    const { settled } = this;
    const { question, showsAfter } = this.desk;
    if (!settled || !question || showsAfter) return;
    const lines = await this.desk.work(() => this.desk.engine.byGroup(question, unit));
    if (this.settled === settled && lines) this.groups = { unit, lines };
  }

  /** Lets a service count for the score, or not. */
  toggle(id: string, on: boolean): void {
    const { counted } = this;
    const order = this.services.map((service) => service.id);
    const next = on ? [...counted, id] : counted.filter((each) => each !== id);
    this.chosen = order.filter((each) => next.includes(each));
    this.score = null;
  }

  /** Takes the figures and the walk of the point that is selected. */
  async takePoint(point: number): Promise<void> {
    const { desk } = this;
    const { question, selection } = desk;
    if (!question) return;
    const facts = await desk.engine.point(question, point);
    if (desk.selection !== selection) return;
    this.point = facts;
    desk.walk = facts?.walk ?? null;
  }
}
