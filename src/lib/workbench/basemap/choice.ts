import type { TileGrid } from './tile-grid.ts';
import { originsOf } from './tile-address.ts';
import { tiandituAddress, type TiandituMap } from './tianditu.ts';

/** The base map that is wanted. It is kept in this browser alone, keys and all: it is no part of a study. */
export type BasemapChoice =
  | { kind: 'none' }
  | { kind: 'file'; name: string }
  | {
      kind: 'xyz';
      address: string;
      datum: 'wgs84' | 'gcj02';
      leastZoom: number;
      mostZoom: number;
      attribution: string;
    }
  | { kind: 'wmts'; address: string; chosen: WmtsChosen | null }
  | { kind: 'tianditu'; map: TiandituMap; names: boolean; key: string };

/** A layer of a WMTS service as it was chosen from its capabilities. */
export interface WmtsChosen {
  layer: string;
  title: string;
  template: string;
  grid: TileGrid;
  attribution: string;
  box: [number, number, number, number] | null;
}

/** How strongly it is drawn. */
export interface BasemapLook {
  /** 0 to 1. */
  opacity: number;
  grey: boolean;
}
const FIRST_LOOK: BasemapLook = { opacity: 1, grey: false };

const KEY = 'yike.basemap';

/** Hosts that a choice fetches from; none for files. */
export function hostsOf(choice: BasemapChoice): string[] {
  switch (choice.kind) {
    case 'xyz':
      return originsOf(choice.address);
    case 'wmts':
      return [
        ...new Set([
          ...(choice.chosen ? originsOf(choice.chosen.template) : []),
          ...originsOf(choice.address)
        ])
      ];
    case 'tianditu':
      return originsOf(tiandituAddress(choice.map, choice.key));
    default:
      return [];
  }
}

/** A choice and its look as text, and back; what is not of this shape is no choice. */
export function writeChoice(choice: BasemapChoice, look: BasemapLook): string {
  return JSON.stringify({ choice, look });
}
export function parseChoice(text: string): { choice: BasemapChoice; look: BasemapLook } {
  const nothing = { choice: { kind: 'none' } as const, look: FIRST_LOOK };
  try {
    const kept = JSON.parse(text) as { choice?: BasemapChoice; look?: Partial<BasemapLook> } | null;
    const choice = kept?.choice;
    if (!choice || !isChoice(choice)) return nothing;
    const opacity = Number(kept.look?.opacity ?? 1);
    return {
      choice,
      look: { opacity: opacity >= 0 && opacity <= 1 ? opacity : 1, grey: kept.look?.grey === true }
    };
  } catch {
    return nothing;
  }
}

function isChoice(choice: BasemapChoice): boolean {
  const isText = (...values: unknown[]) => values.every((value) => typeof value === 'string');
  switch (choice.kind) {
    case 'none':
      return true;
    case 'file':
      return isText(choice.name);
    case 'xyz':
      return (
        isText(choice.address, choice.attribution) &&
        ['wgs84', 'gcj02'].includes(choice.datum) &&
        Number.isInteger(choice.leastZoom) &&
        Number.isInteger(choice.mostZoom)
      );
    case 'wmts':
      return isText(choice.address) && (choice.chosen === null || Array.isArray(choice.chosen?.grid?.levels));
    case 'tianditu':
      return isText(choice.key) && ['vec', 'img', 'ter'].includes(choice.map);
    default:
      return false;
  }
}

/** The kept choice of this browser. */
export function readChoice(): { choice: BasemapChoice; look: BasemapLook } {
  try {
    return parseChoice(localStorage.getItem(KEY) ?? '');
  } catch {
    return parseChoice('');
  }
}

/** Keeps it; a browser that keeps nothing only forgets it. */
export function keepChoice(choice: BasemapChoice, look: BasemapLook): void {
  try {
    if (choice.kind === 'none') localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, writeChoice(choice, look));
  } catch {
    // It is asked for again after the next start.
  }
}
