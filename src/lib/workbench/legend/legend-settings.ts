import { readChoice, type ClassChoice } from './class-choice.ts';

/** How the user likes the map to look: kept by the browser, for every study. */
export interface LegendSettings {
  /** Rows of the list, the topmost first; [] as they come. */
  order: string[];
  hidden: string[];
  /** Opacity from 0 to 1 by row; absent: 1. */
  opacity: Record<string, number>;
  /** Classes by view. */
  classes: Record<string, ClassChoice>;
  /** The desk's own switches that were set otherwise than they come. */
  show: Record<string, boolean>;
}

export const NO_SETTINGS: LegendSettings = { order: [], hidden: [], opacity: {}, classes: {}, show: {} };

const KEY = 'yike-legend';

/** What is needed of the browser's storage. */
export type Storage = Pick<globalThis.Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** The settings as they were kept; those that come where there are none, or none that can be read. */
export function loadSettings(storage: () => Storage | undefined): LegendSettings {
  try {
    const kept = storage()?.getItem(KEY);
    return kept ? readSettings(JSON.parse(kept)) : NO_SETTINGS;
  } catch {
    return NO_SETTINGS;
  }
}

/** Keeps the settings; where the storage is full or forbidden they last as long as the page. */
export function keepSettings(storage: () => Storage | undefined, settings: LegendSettings): void {
  try {
    if (settings === NO_SETTINGS) storage()?.removeItem(KEY);
    else storage()?.setItem(KEY, JSON.stringify(settings));
  } catch {
    // Nothing else is lost by it.
  }
}

/** Settings out of anything: what is not as it should be is left out. */
export function readSettings(kept: unknown): LegendSettings {
  const from = record(kept);
  const isOpacity = (value: unknown) => typeof value === 'number' && value >= 0 && value <= 1;
  const choices = Object.entries(record(from.classes)).flatMap(([view, each]) => {
    const choice = readChoice(each);
    return choice ? [[view, choice] as const] : [];
  });
  return {
    order: strings(from.order),
    hidden: strings(from.hidden),
    opacity: only(from.opacity, isOpacity) as Record<string, number>,
    classes: Object.fromEntries(choices),
    show: only(from.show, (value) => typeof value === 'boolean') as Record<string, boolean>
  };
}

const record = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
const strings = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
const only = (value: unknown, fits: (each: unknown) => boolean) =>
  Object.fromEntries(Object.entries(record(value)).filter(([, each]) => fits(each)));
