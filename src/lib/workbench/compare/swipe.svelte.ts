import type { Engine } from '../engine/client.ts';
import type { Edits, NamedScenario, Outcome, Question, Scene } from '../engine/scene.ts';

/** A scenario to compare: '' the present state, null the edits on the desk, else a name. */
export type SideOf = string | null;

type TellingState = 'base' | 'now' | 'after';

/** What the comparison needs of the desk. */
export interface SwipeDesk {
  readonly engine: Engine;
  readonly scene: Scene | null;
  readonly question: Question | null;
  readonly outcome: Outcome | null;
  readonly scenarios: readonly NamedScenario[];
  readonly edits: Edits;
  work<T>(task: () => Promise<T>): Promise<T | null>;
}

const PRESENT: Edits = [];

/** Two scenarios side by side: which, their answers to the question on the desk, and where the divider stands. */
export class Swipe {
  left = $state<SideOf>('');
  right = $state<SideOf>(null);
  /** Both are on the map, with a divider at this share of its width. */
  isOnMap = $state(true);
  /** The divider is on the map now: what is of the desk alone is not drawn. */
  isShown = $state(false);
  at = $state(0.5);
  /** What a page of a presentation shows at the left, and the states of both sides; null: the sides are those chosen. */
  told = $state.raw<{ left: Outcome; states: readonly [TellingState, TellingState] } | null>(null);
  /** The user has said what to compare. */
  isChosen = false;
  private readonly desk: SwipeDesk;
  /** Answers that were asked for, by what they are of. */
  private asked = $state.raw<readonly Answer[]>([]);
  private asking = 0;

  constructor(desk: SwipeDesk) {
    this.desk = desk;
  }

  /** The answer of a side; null: it is being worked out. */
  outcomeOf(side: SideOf): Outcome | null {
    const { desk } = this;
    const edits = this.editsOf(side);
    if (edits === null) return desk.outcome;
    if (this.told) return this.told.left;
    return this.known(edits)?.outcome ?? null;
  }

  /** Works out the sides that are not on the desk; what is known already stays. */
  async load(): Promise<void> {
    const { desk } = this;
    const { question, scene } = desk;
    if (!question || !scene) return;
    const ticket = ++this.asking;
    for (const side of [this.left, this.right]) {
      const edits = this.editsOf(side);
      if (edits === null || this.known(edits)) continue;
      const outcome = await desk.work(() => desk.engine.askAs(question, edits));
      if (ticket !== this.asking) return;
      if (!outcome) continue;
      const kept = this.asked.filter((each) => each.question === question && each.scene === scene);
      this.asked = [{ question, scene, edits, outcome }, ...kept].slice(0, 3);
    }
  }

  /** A side whose scenario is gone is the present state. */
  fit(): void {
    const names = new Set(this.desk.scenarios.map(({ name }) => name));
    const isGone = (side: SideOf) => side !== '' && side !== null && !names.has(side);
    if (isGone(this.left)) this.left = '';
    if (isGone(this.right)) this.right = null;
    // Nothing is edited on the desk: the scenario that was kept last is what there is to compare.
    const last = this.desk.scenarios.at(-1);
    if (!this.told && !this.isChosen && this.right === null && this.desk.edits.length === 0 && last)
      this.right = last.name;
  }

  /** What was asked for is let go. */
  close(): void {
    this.asking++;
    this.asked = [];
  }

  /** Null: those on the desk, whose answer is there. */
  private editsOf(side: SideOf): Edits | null {
    if (side === null) return null;
    if (side === '') return PRESENT;
    return this.desk.scenarios.find(({ name }) => name === side)?.edits ?? PRESENT;
  }

  private known(edits: Edits): Answer | undefined {
    const { question, scene } = this.desk;
    return this.asked.find(
      (each) => each.edits === edits && each.question === question && each.scene === scene
    );
  }
}

interface Answer {
  question: Question;
  scene: Scene;
  edits: Edits;
  outcome: Outcome;
}
