import type { Outcome, Scene } from '../engine/scene.ts';
import type { Tab } from '../shell/steps.ts';
import type { Views } from '../views/views.svelte.ts';
import { keptUnits, peopleInBars, peopleInWalk, type BrushRange } from './brush-range.ts';
import { barsByGap, barsByShare, type UnitBars } from './unit-bars.ts';
import { walkEdges, type Walks } from './walk-bins.ts';

/** What the charts need of the desk. */
export interface ChartDesk {
  readonly scene: Scene | null;
  readonly views: Views;
}

/** From here on table and charts stand side by side without being asked. */
const ROOMY_PX = 800;
const NO_BARS: UnitBars = barsByGap([]);

const placeOf = (tab: Tab): 'siting' | 'units' => (tab === 'siting' ? 'siting' : 'units');

/** What the charts are of, and what is brushed over in them. Steps of a drag are passed over: charts follow when it ends. */
export class Brush {
  range = $state.raw<BrushRange | null>(null);
  /** Width of the table area. */
  widthPx = $state(0);
  /** Whether the user has opened or closed the charts, of siting and of the tables of units. */
  private opened = $state.raw<{ siting?: boolean; units?: boolean }>({});
  private readonly desk: ChartDesk;
  /** Who lives where, as it came last: what it would be with sites built has the same people. */
  private ground: { of: Scene; field: string; people: Float64Array; unit: Int32Array } | null = null;

  constructor(desk: ChartDesk) {
    this.desk = desk;
  }

  readonly outcome: Outcome | null = $derived.by(() => this.desk.views.settled);

  /** Null until the people of the points have come. */
  readonly walks: Walks | null = $derived.by(() => {
    const { outcome } = this;
    const { scene, views } = this.desk;
    if (!outcome || !scene) return null;
    const { columns } = views;
    const { field } = outcome;
    const { covered, distanceM } = outcome;
    if (columns) this.ground = { of: scene, field, people: columns.people, unit: columns.unit };
    const { ground } = this;
    if (ground?.of !== scene || ground.field !== field || ground.unit.length !== distanceM.length)
      return null;
    return { distanceM, covered, people: ground.people, unit: ground.unit };
  });

  readonly edgesM: number[] = $derived.by(() => {
    const { walks, outcome } = this;
    return walks && outcome ? walkEdges(walks, outcome.measure.limitM) : [0, 1];
  });

  private readonly communities = $derived.by(() => {
    const units = this.desk.scene?.units ?? [];
    return (this.outcome?.units ?? []).filter(({ unit }) => units[unit]?.level === 'community');
  });
  readonly byShare: UnitBars = $derived.by(() => barsByShare(this.communities));
  readonly byGap: UnitBars = $derived.by(() => barsByGap(this.communities));

  /** People of each unit within the range; null: nothing is brushed, or not worked out yet. */
  readonly people: Float64Array | null = $derived.by(() => {
    const { range, walks } = this;
    const units = this.desk.scene?.units.length ?? 0;
    if (!range) return null;
    if (range.of === 'walk') return walks && peopleInWalk(walks, range, units);
    return peopleInBars(this.barsOf(range.of), range, units);
  });

  /** Units that stay in the table and on the map; null: all. */
  readonly kept: Uint8Array | null = $derived.by(() => {
    const { people } = this;
    const { scene } = this.desk;
    return people && scene && people.length === scene.units.length ? keptUnits(scene.units, people) : null;
  });

  barsOf = (of: 'share' | 'gap'): UnitBars =>
    !this.outcome ? NO_BARS : of === 'share' ? this.byShare : this.byGap;

  /** Whether the charts of a table are shown: unasked where there is room, and siting has a curve of its own. */
  shows = (tab: Tab): boolean => this.opened[placeOf(tab)] ?? (tab !== 'siting' && this.widthPx >= ROOMY_PX);

  toggle(tab: Tab): void {
    this.opened = { ...this.opened, [placeOf(tab)]: !this.shows(tab) };
  }

  clear(): void {
    this.range = null;
  }
}
