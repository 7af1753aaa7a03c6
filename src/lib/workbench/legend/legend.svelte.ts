import { untrack } from 'svelte';
import type { Outcome, Scene } from '../engine/scene.ts';
import type { OutcomeChange } from '../engine/outcome-change.ts';
import { NO_DATA } from '../../report/maps/colours.ts';
import type { Themed } from '../views/themed.ts';
import { edgesOf, firstChoice, fitChoice, type ClassChoice } from './class-choice.ts';
import { classOf, countClasses } from '../../report/maps/classes.ts';
import { coverageThemed, steppedThemed } from './coverage-themed.ts';
import { mergeOrder, moveRow } from './layer-order.ts';
import type { LayerRow } from './layer-row.ts';
import {
  keepSettings,
  loadSettings,
  NO_SETTINGS,
  type LegendSettings,
  type Storage
} from './legend-settings.ts';
import { rampColours } from '../../report/maps/ramps.ts';
import type { Box } from './view-counts.ts';

/** What the legend needs of the desk. */
export interface LegendDesk {
  readonly scene: Scene | null;
  readonly outcome: Outcome | null;
  /** The outcome as figures are written: steps of a drag come a few times a second. */
  readonly tabled: Outcome | null;
  readonly themed: Themed | null;
  readonly followed: { after: Outcome; change: OutcomeChange } | null;
  readonly show: Record<string, boolean>;
}

/** Groups of facilities, places in `CAUSES` of points, and classes of certain figures that are left out. */
interface Filters {
  groups: ReadonlySet<string>;
  marks: ReadonlySet<number>;
  classes: { of: string; classes: ReadonlySet<number> };
}

/** Nothing is drawn in it. */
const CLEAR = 'rgba(0,0,0,0)';

const NONE: ReadonlySet<never> = new Set();

/** A set with one thing more, or without it where it has it. */
export function toggled<T>(set: ReadonlySet<T>, item: T): ReadonlySet<T> {
  const next = new Set(set);
  if (!next.delete(item)) next.add(item);
  return next;
}

const browserStorage = (): Storage | undefined => globalThis.localStorage;

/** The layers of the map in their order, how each is shown, and the classes and colours in force. */
export class Legend {
  settings = $state.raw<LegendSettings>(NO_SETTINGS);
  /** Rows as they come, the topmost first. */
  rows = $state.raw<readonly LayerRow[]>([]);
  /** What the map shows; null before it is drawn. */
  box = $state.raw<Box | null>(null);
  /** Groups of facilities, places in `CAUSES` of points (0: covered), and classes of figures that are left out. */
  hiddenGroups = $state.raw<ReadonlySet<string>>(NONE);
  hiddenMarks = $state.raw<ReadonlySet<number>>(NONE);
  private leftOut = $state.raw<{ of: string; classes: ReadonlySet<number> }>({ of: '', classes: NONE });
  private readonly desk: LegendDesk;
  private readonly storage: () => Storage | undefined;
  private readonly showFirst: Record<string, boolean>;
  /** Edges of before the drag that is under way: colours are to tell what moves, not where the edges went. */
  private held: { key: string; edges: number[] } | null = null;

  constructor(desk: LegendDesk, storage = browserStorage) {
    this.desk = desk;
    this.storage = storage;
    this.showFirst = { ...desk.show };
    this.settings = loadSettings(storage);
    for (const [key, on] of Object.entries(this.settings.show)) if (key in desk.show) desk.show[key] = on;
  }

  /** A step of a drag is on the map: classes stay as they were before it. */
  private get isStep(): boolean {
    const { followed, outcome } = this.desk;
    return followed !== null && followed.after === outcome;
  }

  /** The figures that the colours are of; null while nothing is known. */
  themed: Themed | null = $derived.by(() => {
    const { scene, outcome, themed } = this.desk;
    if (!scene || !outcome) return null;
    if (themed?.unitValues.length !== scene.units.length) return coverageThemed(scene, outcome);
    return this.isStep ? steppedThemed(themed, outcome) : themed;
  });

  /** Figures of the units as they are written. */
  readonly written: Float64Array | null = $derived.by(() => {
    const { tabled, themed } = this.desk;
    if (!this.isStep) return this.themed?.unitValues ?? null;
    const of = tabled && themed ? steppedThemed(themed, tabled) : this.themed;
    return of?.unitValues ?? null;
  });

  /** Units that are coloured: outlines of larger ones are drawn without a filling. */
  readonly coloured: Int32Array = $derived.by(() => {
    const units = this.desk.scene?.units ?? [];
    return Int32Array.from(units.flatMap(({ level }, unit) => (level === 'community' ? [unit] : [])));
  });

  readonly choice: ClassChoice = $derived.by(() => {
    const { themed } = this;
    if (!themed) return firstChoice({ kind: 'share', fixed: null });
    return fitChoice(this.settings.classes[themed.id], themed);
  });

  /** Inner edges of the classes in force. */
  readonly edges: readonly number[] = $derived.by(() => {
    const { themed, choice, coloured } = this;
    if (!themed || themed.lacks) return [];
    const key = this.keyOf(themed, choice);
    if (this.isStep && this.held?.key === key) return this.held.edges;
    const edges = edgesOf(themed, choice, coloured);
    this.held = { key, edges };
    return edges;
  });

  readonly colours: readonly string[] = $derived(
    rampColours(this.choice.ramp, this.edges.length + 1, this.choice.reversed)
  );

  /** Edges and colours of the points where they have figures; null: they are coloured by cover and cause. */
  readonly pointClasses: { edges: readonly number[]; colours: readonly string[] } | null = $derived.by(() => {
    const { themed, edges, colours, choice } = this;
    if (!themed?.pointValues || themed.lacks) return null;
    const own = themed.pointFixed;
    return own
      ? { edges: own, colours: rampColours(choice.ramp, own.length + 1, choice.reversed) }
      : { edges, colours };
  });

  /** Units and weight by class, the last place of those without a figure. */
  readonly counts = $derived.by(() => {
    const { themed, edges, coloured } = this;
    return themed ? countClasses(themed.unitValues, themed.weights, edges, coloured) : null;
  });

  /** Classes that are left out, of these figures cut in this way. */
  get hiddenClasses(): ReadonlySet<number> {
    const { themed } = this;
    return themed && this.leftOut.of === this.keyOf(themed, this.choice) ? this.leftOut.classes : NONE;
  }

  private keyOf = ({ id }: Themed, { method, count }: ClassChoice) => `${id}/${method}/${count}`;

  toggleClass(place: number): void {
    const { themed } = this;
    if (!themed) return;
    this.leftOut = { of: this.keyOf(themed, this.choice), classes: toggled(this.hiddenClasses, place) };
  }

  /** Colour of a unit on the map. What it rests on is read once: a city asks for thousands of colours in a frame. */
  readonly colourOf: (unit: number) => string = $derived.by(() => {
    const { edges, colours, hiddenClasses } = this;
    const values = this.themed?.unitValues;
    return (unit) => {
      const place = classOf(values?.[unit] ?? NaN, edges);
      if (hiddenClasses.has(place < 0 ? edges.length + 1 : place)) return CLEAR;
      return place < 0 ? NO_DATA : colours[place];
    };
  });

  /** False where the class of a unit is left out. */
  isUnitShown(unit: number): boolean {
    const place = classOf(this.themed?.unitValues[unit] ?? NaN, this.edges);
    return !this.hiddenClasses.has(place < 0 ? this.edges.length + 1 : place);
  }

  /** Rows of the list, the topmost first. */
  get ordered(): LayerRow[] {
    const first = this.rows.map(({ id }) => id);
    return mergeOrder(this.settings.order, first).map((id) => this.rows.find((row) => row.id === id)!);
  }

  /** Puts rows into the list, above the row `above` or on top; rows of the same id are replaced. Gives how to take them out again. */
  register(rows: readonly LayerRow[], above = ''): () => void {
    const ids = new Set(rows.map(({ id }) => id));
    // Called within effects, which must not run again for what they have just done.
    untrack(() => {
      const others = this.rows.filter(({ id }) => !ids.has(id));
      const at = Math.max(
        0,
        others.findIndex(({ id }) => id === above)
      );
      this.rows = [...others.slice(0, at), ...rows, ...others.slice(at)];
    });
    return () => untrack(() => (this.rows = this.rows.filter((row) => !rows.includes(row))));
  }

  isShown({ id, showKey }: LayerRow): boolean {
    return showKey ? this.desk.show[showKey] : !this.settings.hidden.includes(id);
  }

  setShown({ id, showKey }: LayerRow, on: boolean): void {
    if (showKey) {
      this.setSwitch(showKey, on);
      return;
    }
    const others = this.settings.hidden.filter((each) => each !== id);
    this.change({ hidden: on ? others : [...others, id] });
  }

  /** Turns a switch of the desk, and keeps it. The roads' pieces are a thing of the moment. */
  setSwitch(key: string, on: boolean): void {
    this.desk.show[key] = on;
    if (key !== 'pieces') this.change({ show: { ...this.settings.show, [key]: on } });
  }

  opacityOf({ id }: LayerRow): number {
    return this.settings.opacity[id] ?? 1;
  }

  setOpacity({ id }: LayerRow, opacity: number): void {
    this.change({ opacity: { ...this.settings.opacity, [id]: opacity } });
  }

  /** Puts a row above or below another. */
  place(id: string, beside: string, side: 'above' | 'below'): void {
    if (id === beside) return;
    const order = this.ordered.map((row) => row.id);
    const at = order.filter((each) => each !== id).indexOf(beside);
    this.change({ order: moveRow(order, id, side === 'above' ? at : at + 1) });
  }

  choose(change: Partial<ClassChoice>): void {
    const { themed } = this;
    if (!themed) return;
    this.change({ classes: { ...this.settings.classes, [themed.id]: { ...this.choice, ...change } } });
  }

  private change(change: Partial<LegendSettings>): void {
    this.settings = { ...this.settings, ...change };
    keepSettings(this.storage, this.settings);
  }

  /** All that is left out of the map. */
  get filters(): Filters {
    return { groups: this.hiddenGroups, marks: this.hiddenMarks, classes: this.leftOut };
  }

  set filters({ groups, marks, classes }: Filters) {
    this.hiddenGroups = groups;
    this.hiddenMarks = marks;
    this.leftOut = classes;
  }

  /** Everything is shown, again without a filter: another study has other things. */
  clearFilters(): void {
    this.hiddenGroups = NONE;
    this.hiddenMarks = NONE;
    this.leftOut = { of: '', classes: NONE };
  }

  /** The map as it comes. */
  reset(): void {
    this.settings = NO_SETTINGS;
    keepSettings(this.storage, NO_SETTINGS);
    Object.assign(this.desk.show, this.showFirst);
    this.clearFilters();
  }

  /** True where something is otherwise than it comes. */
  get isChanged(): boolean {
    const { settings, hiddenGroups, hiddenMarks, hiddenClasses } = this;
    return settings !== NO_SETTINGS || hiddenGroups.size + hiddenMarks.size + hiddenClasses.size > 0;
  }
}
