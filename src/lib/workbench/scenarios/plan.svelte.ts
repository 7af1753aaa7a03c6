import type { LonLat } from '../../network/along.ts';
import type { Edit, LinkEditKind } from '../../study/scenario.ts';
import type { Engine } from '../engine/client.ts';
import type { HousingShares } from '../engine/plan-facts.ts';
import type { Outcome, Question, Scene } from '../engine/scene.ts';
import type { LinkFacts } from '../engine/snap-link.ts';
import type { MeasureKind } from '../tools/tools.svelte.ts';

/** What is being put onto the map beside facilities. */
export const DRAWINGS = ['housing', 'candidate', 'gate', 'crossing', 'path'] as const;
export type Drawing = (typeof DRAWINGS)[number];

/** What was put onto the map, before its card is answered. */
export type Draft =
  | { what: 'housing'; at: LonLat; shares: HousingShares | null }
  | { what: 'candidate'; at: LonLat }
  | { what: 'link'; kind: LinkEditKind; from: LonLat; to: LonLat; facts: LinkFacts | null };

/** What the plan needs of the desk. */
export interface PlanDesk {
  readonly engine: Engine;
  readonly scene: Scene | null;
  readonly question: Question | null;
  readonly outcome: Outcome | null;
  readonly edits: readonly Edit[];
  readonly tools: { measure: (kind: MeasureKind | null) => void };
  adding: string | null;
  work<T>(task: () => Promise<T>): Promise<T | null>;
  begin(): void;
}

const isLink = (drawing: Drawing | null): drawing is LinkEditKind =>
  drawing === 'gate' || drawing === 'crossing' || drawing === 'path';

/** Housing, links and candidates that are being planned: what is drawn now, and the card that asks for the rest. */
export class Plan {
  drawing = $state<Drawing | null>(null);
  /** The first end of a link, and where its next end would be: on the nearest way; null: no way is near. */
  from = $state.raw<LonLat | null>(null);
  ghost = $state.raw<LonLat | null>(null);
  /** The last place that was clicked has no way near. */
  isOff = $state(false);
  draft = $state.raw<Draft | null>(null);
  /** A scenario is being named: that of the edits on the desk (''), else another name for one; null: none is. */
  saving = $state.raw<{ name: string } | null>(null);
  private readonly desk: PlanDesk;
  private wanted: LonLat | null = null;
  private snapping = false;

  constructor(desk: PlanDesk) {
    this.desk = desk;
  }

  begin(drawing: Drawing): void {
    this.leave();
    this.desk.begin();
    this.desk.adding = null;
    this.desk.tools.measure(null);
    this.drawing = drawing;
  }

  leave(): void {
    Object.assign(this, { drawing: null, from: null, ghost: null, isOff: false, draft: null, wanted: null });
  }

  /** Takes back what was done last: the first end of a link, then the tool. */
  back(): void {
    if (this.drawing && this.from) Object.assign(this, { from: null, isOff: false });
    else this.leave();
  }

  get isLink(): boolean {
    return isLink(this.drawing);
  }

  /** The pointer is at a place: the end of a link goes to the nearest way, the latest place always last. */
  async follow(at: LonLat): Promise<void> {
    if (!isLink(this.drawing)) return;
    this.wanted = at;
    if (this.snapping) return;
    this.snapping = true;
    try {
      while (this.wanted) {
        const next = this.wanted;
        this.wanted = null;
        const found = await this.desk.engine.snapLink(next);
        if (isLink(this.drawing)) this.ghost = found;
      }
    } catch {
      // An engine that is no more is told elsewhere; the ghost only stays where it was.
    } finally {
      this.snapping = false;
    }
  }

  /** Puts what is drawn at a place. */
  async place(at: LonLat): Promise<void> {
    const { drawing, desk } = this;
    if (drawing === null) return;
    if (isLink(drawing)) return this.placeEnd(drawing, at);
    this.drawing = null;
    if (drawing === 'candidate') {
      this.draft = { what: 'candidate', at };
      return;
    }
    this.draft = { what: 'housing', at, shares: null };
    const shares = await desk.work(() => desk.engine.housingShares(at));
    if (this.draft?.what === 'housing' && this.draft.at === at) this.draft = { ...this.draft, shares };
  }

  private async placeEnd(kind: LinkEditKind, at: LonLat): Promise<void> {
    const { desk } = this;
    const end = await desk.work(() => desk.engine.snapLink(at));
    if (this.drawing !== kind) return;
    const isSame = this.from !== null && end !== null && this.from.join() === end.join();
    this.isOff = end === null || isSame;
    if (!end || isSame) return;
    if (!this.from) {
      this.from = end;
      return;
    }
    const { from } = this;
    Object.assign(this, { drawing: null, from: null, ghost: null });
    this.draft = { what: 'link', kind, from, to: end, facts: null };
    const { question } = desk;
    if (!question) return;
    const facts = await desk.work(() => desk.engine.linkFacts(question, from, end));
    // Its kind may have been changed meanwhile.
    const now = this.draft;
    if (now?.what === 'link' && now.from === from && now.to === end) this.draft = { ...now, facts };
  }

  /** Housing that the scenario adds, where it stands now. */
  get housing() {
    return this.desk.outcome?.ground?.housing ?? [];
  }

  get links() {
    return this.desk.outcome?.ground?.links ?? [];
  }

  /** Candidates that the scenario adds. */
  get offered() {
    const added = new Set(this.desk.edits.flatMap((edit) => (edit.do === 'offer' ? [edit.code] : [])));
    return added.size === 0 ? [] : this.candidates.filter(({ code }) => added.has(code));
  }

  /** All candidates as the scenario leaves them. */
  get candidates() {
    return this.desk.outcome?.ground?.candidates ?? this.desk.scene?.candidates ?? [];
  }

  /** The kind of thing that the scenario has added under a code; null: nothing, or a facility. */
  kindOf(code: string): 'housing' | 'link' | 'candidate' | null {
    const made = this.desk.edits.find((edit) => edit.code === code && edit.do !== 'move');
    if (made?.do === 'house') return 'housing';
    if (made?.do === 'link') return 'link';
    return made?.do === 'offer' ? 'candidate' : null;
  }

  /** The name that something was added under, or a candidate has; '' where it has none. */
  nameOf(code: string): string {
    const made = this.desk.edits.find((edit) => edit.code === code && 'name' in edit);
    if (made && 'name' in made && made.name) return made.name;
    return this.candidates.find((each) => each.code === code)?.name ?? '';
  }
}
