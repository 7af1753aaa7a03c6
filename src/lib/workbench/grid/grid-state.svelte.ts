import type { GridColumn } from './grid-column.ts';
import type { ColumnFilter } from './filter-rows.ts';
import { filterRows } from './filter-rows.ts';
import { clickSort, orderRows, type SortKey } from './order-rows.ts';
import { makeRanks, readyRanks } from './rank-values.ts';
import { NO_ROWS, type RowSelection } from './row-selection.ts';

/** How a table is looked at: what is sorted, filtered, searched, shown and selected. It outlives the table on the page. */
export class GridState {
  sort = $state.raw<SortKey[]>([]);
  filters = $state.raw<ReadonlyMap<string, ColumnFilter>>(new Map());
  search = $state('');
  /** Ids of columns as the user has put them; those not named follow in their own order. */
  order = $state.raw<string[]>([]);
  /** Whether a column is shown, where the user has said. */
  shown = $state.raw<Record<string, boolean>>({});
  widths = $state.raw<Record<string, number>>({});
  selection = $state.raw<RowSelection>(NO_ROWS);
  scrollTop = 0;
  /** Ranks have been made; what reads it looks for them again. */
  private ranked = $state(0);

  /** Columns as they are shown. */
  visible(columns: readonly GridColumn[]): GridColumn[] {
    return this.ordered(columns).filter((column) => this.isShown(column));
  }

  isShown = (column: GridColumn): boolean => this.shown[column.id] ?? !column.isSpare;

  ordered(columns: readonly GridColumn[]): GridColumn[] {
    if (this.order.length === 0) return [...columns];
    const named = this.order.flatMap((id) => columns.find((column) => column.id === id) ?? []);
    return [...named, ...columns.filter((column) => !this.order.includes(column.id))];
  }

  /** Moves a column by so many places among those that are shown. */
  move(columns: readonly GridColumn[], id: string, by: number): void {
    const all = this.ordered(columns).map((column) => column.id);
    const seen = this.visible(columns).map((column) => column.id);
    const beside = seen[seen.indexOf(id) + by];
    if (beside === undefined) return;
    const without = all.filter((each) => each !== id);
    without.splice(without.indexOf(beside) + (by > 0 ? 1 : 0), 0, id);
    this.order = without;
  }

  show(id: string, isShown: boolean): void {
    this.shown = { ...this.shown, [id]: isShown };
  }

  widthOf = (column: GridColumn): number => this.widths[column.id] ?? column.widthPx;

  setWidth(id: string, widthPx: number): void {
    this.widths = { ...this.widths, [id]: Math.max(40, Math.round(widthPx)) };
  }

  clickSort(id: string, among: boolean): void {
    this.sort = clickSort(this.sort, id, among);
  }

  setFilter(id: string, filter: ColumnFilter | null): void {
    const next = new Map(this.filters);
    if (filter) next.set(id, filter);
    else next.delete(id);
    this.filters = next;
  }

  clearFilters(): void {
    this.filters = new Map();
    this.search = '';
  }

  resetColumns(): void {
    this.order = [];
    this.shown = {};
    this.widths = {};
  }

  /** Rows that filters and search leave. */
  filtered(columns: readonly GridColumn[], count: number): Uint32Array {
    return filterRows(columns, count, this.filters, this.search);
  }

  /** Rows in order; null while the ranks of a column are not made (`prepare`). */
  sorted(columns: readonly GridColumn[], rows: Uint32Array): Uint32Array | null {
    void this.ranked;
    const keys = this.keysOf(columns).map(({ column, descending }) => ({
      ranks: readyRanks(column),
      descending
    }));
    const ready = keys.flatMap(({ ranks, descending }) => (ranks ? [{ ranks, descending }] : []));
    return ready.length === keys.length ? orderRows(rows, ready) : null;
  }

  async prepare(columns: readonly GridColumn[]): Promise<void> {
    for (const { column } of this.keysOf(columns))
      await makeRanks(column, () => new Promise((done) => setTimeout(done)));
    this.ranked++;
  }

  private keysOf(columns: readonly GridColumn[]): { column: GridColumn; descending: boolean }[] {
    return this.sort.flatMap(({ id, descending }) => {
      const column = columns.find((each) => each.id === id);
      return column ? [{ column, descending }] : [];
    });
  }
}

const states = new WeakMap<object, Map<string, GridState>>();

/** The state of a table by name, of one owner (the desk): the same each time, at first sorted by `sort`. */
export function gridState(owner: object, name: string, sort: SortKey[] = []): GridState {
  const own = states.get(owner) ?? new Map<string, GridState>();
  states.set(owner, own);
  const found = own.get(name);
  if (found) return found;
  const made = new GridState();
  made.sort = sort;
  own.set(name, made);
  return made;
}
