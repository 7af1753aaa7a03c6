import { TABS, type Tab } from './steps.ts';

/**
 * What of the desk the address keeps: where one looks, never what is there. Places in lists stand for what is chosen, so that a
 * link that is handed on tells no name, code or figure.
 */
export interface DeskView {
  tab: Tab;
  tableHidden: boolean;
  left: 'ask' | 'layers';
  /** Place of the measure in the list of measures, and of the walker in that of walkers. */
  measure: number;
  walker: number;
  minutes: number | null;
  metres: number | null;
  of: 'people' | 'building' | 'land';
  /** What is chosen: a unit, a facility of the present state, an added one (`new-7`), a demand point, a proposed site. */
  chosen: { kind: ChosenKind; at: number } | null;
  /** Centre in degrees, zoom of the map; null: all of the study. */
  map: { lon: number; lat: number; zoom: number } | null;
}

export type ChosenKind = 'unit' | 'facility' | 'added' | 'point' | 'site';

const CHOSEN: Record<ChosenKind, string> = { unit: 'u', facility: 'f', added: 'n', point: 'p', site: 's' };
const OF = ['people', 'building', 'land'] as const;

/** The part of the address after `#/`, short and in a fixed order, so that the same view has the same address. */
export function formatView(view: DeskView): string {
  const { chosen, map } = view;
  const parts = new URLSearchParams();
  parts.set('t', view.tab);
  if (view.tableHidden) parts.set('hide', '1');
  if (view.left === 'layers') parts.set('left', 'layers');
  if (view.measure > 0) parts.set('m', String(view.measure));
  if (view.walker >= 0) parts.set('w', String(view.walker));
  if (view.minutes !== null) parts.set('min', String(view.minutes));
  if (view.metres !== null) parts.set('by', String(view.metres));
  if (view.of !== 'people') parts.set('of', view.of);
  if (chosen) parts.set('sel', `${CHOSEN[chosen.kind]}${chosen.at}`);
  if (map) parts.set('map', `${map.zoom.toFixed(2)}_${map.lat.toFixed(5)}_${map.lon.toFixed(5)}`);
  return `?${parts.toString()}`;
}

/** What an address says of the view; whatever it does not say, or says wrongly, is left out. */
export function parseView(hash: string): Partial<DeskView> {
  const at = hash.indexOf('?');
  if (at < 0) return {};
  const parts = new URLSearchParams(hash.slice(at + 1));
  const view: Partial<DeskView> = {};
  const tab = parts.get('t') as Tab | null;
  if (tab && TABS.includes(tab)) view.tab = tab;
  view.tableHidden = parts.get('hide') === '1';
  view.left = parts.get('left') === 'layers' ? 'layers' : 'ask';
  view.measure = whole(parts.get('m')) ?? 0;
  const walker = whole(parts.get('w'));
  if (walker !== null) view.walker = walker;
  view.minutes = positive(parts.get('min'));
  view.metres = positive(parts.get('by'));
  view.of = OF.find((each) => each === parts.get('of')) ?? 'people';
  view.chosen = readChosen(parts.get('sel'));
  const map = readMap(parts.get('map'));
  if (map) view.map = map;
  return view;
}

function readChosen(text: string | null): DeskView['chosen'] {
  const kind = (Object.keys(CHOSEN) as ChosenKind[]).find((each) => CHOSEN[each] === text?.[0]);
  const at = whole(text?.slice(1) ?? null);
  return kind && at !== null ? { kind, at } : null;
}

function readMap(text: string | null): DeskView['map'] {
  if (!text) return null;
  const [zoom, lat, lon] = text.split('_').map(Number);
  const isRight =
    zoom >= 0 && zoom <= 24 && Math.abs(lat) <= 85.06 && Math.abs(lon) <= 180 && text.split('_').length === 3;
  return isRight ? { zoom, lat, lon } : null;
}

const whole = (text: string | null): number | null => (text && /^\d{1,9}$/.test(text) ? Number(text) : null);

function positive(text: string | null): number | null {
  const value = text && /^\d{1,6}(\.\d{1,3})?$/.test(text) ? Number(text) : NaN;
  return value > 0 ? value : null;
}
