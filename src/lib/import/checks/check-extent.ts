import { boxOf } from '../../geometry/clip-plane.ts';
import { boxDistanceM } from '../../geometry/metric.ts';
import { decodeWkb } from '../../geometry/wkb.ts';
import { quoteName, type Database } from '../../tables/database.ts';
import { FIELDS, LAYERS_TABLE } from '../../tables/schema.ts';
import { FORMS } from '../fields.ts';
import { reason } from '../reasons.ts';
import { LAYERS, type Layer } from '../report.ts';
import { hasTable } from '../meanings/unit-names.ts';

/** West, south, east, north in degrees (WGS84). */
export type Box = readonly [number, number, number, number];

/** A layer that does not lie where the units lie. */
export interface Apart {
  layer: Layer;
  other: Layer;
  km: number;
  zh: string;
  en: string;
}

/** Nearer than this a layer beside the units may still be walked to. */
const WALK_KM = 5;

/**
 * Layers whose box lies more than 5 km from that of the first layer given (the units, by which all is counted), with the distance:
 * they are of another city, or their coordinates are not what they are said to be. All layers are WGS84 by then.
 */
export function findApart(layers: readonly { layer: Layer; box: Box }[]): Omit<Apart, 'zh' | 'en'>[] {
  if (layers.length === 0) return [];
  const [units, ...others] = layers;
  return others.flatMap(({ layer, box }) => {
    const km = boxDistanceM(units.box, box) / 1000;
    return km > WALK_KM ? [{ layer, other: units.layer, km }] : [];
  });
}

/** The stored layers that lie elsewhere than the units, each with a sentence; to be asked before an analysis. */
export async function noOverlap(db: Database): Promise<Apart[]> {
  const boxes: { layer: Layer; box: Box }[] = [];
  const order = ['communities', 'subdistricts', 'districts'] as const;
  const wanted = [...order, ...LAYERS.filter((layer) => !order.some((unit) => unit === layer))];
  for (const layer of wanted) {
    const box = await boxOfLayer(db, layer);
    if (box) boxes.push({ layer, box });
  }
  if (!order.some((layer) => layer === boxes[0]?.layer)) return [];
  const files = await filesOf(db);
  return findApart(boxes).map(({ layer, other, km }) => {
    const params = {
      ...{ layer: FORMS[layer].en, layer_zh: FORMS[layer].zh },
      ...{ other: FORMS[other].en, other_zh: FORMS[other].zh },
      ...{ file: files.get(layer) ?? layer, km: km < 10 ? km.toFixed(1) : Math.round(km) }
    };
    return {
      layer,
      other,
      km,
      zh: reason('no_overlap', params, 'zh'),
      en: reason('no_overlap', params, 'en')
    };
  });
}

async function boxOfLayer(db: Database, layer: Layer): Promise<Box | null> {
  if (!(await hasTable(db, layer))) return null;
  const fields: readonly { name: string }[] = FIELDS[layer];
  const has = (field: string): boolean => fields.some(({ name }) => name === field);
  if (has('lon')) {
    const found = await db.query(
      `SELECT min(lon) AS w, min(lat) AS s, max(lon) AS e, max(lat) AS n FROM ${quoteName(layer)}`
    );
    const box = ['w', 's', 'e', 'n'].map((side) => Number(found.get(side)!.values[0]));
    return box.some(Number.isNaN) ? null : (box as unknown as Box);
  }
  if (!has('geometry')) return null;
  const table = await db.query(`SELECT geometry FROM ${quoteName(layer)} WHERE geometry IS NOT NULL`);
  const shapes = table.get('geometry')!.values as Uint8Array[];
  if (shapes.length === 0) return null;
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const wkb of shapes) {
    const shape = decodeWkb(wkb);
    const rings =
      shape.type === 'MultiPolygon'
        ? shape.coordinates.flat()
        : shape.type === 'Polygon'
          ? shape.coordinates
          : shape.type === 'LineString'
            ? [shape.coordinates]
            : [];
    if (rings.length === 0) continue;
    const [w, s, e, n] = boxOf(rings);
    [west, south] = [Math.min(west, w), Math.min(south, s)];
    [east, north] = [Math.max(east, e), Math.max(north, n)];
  }
  return west <= east ? [west, south, east, north] : null;
}

async function filesOf(db: Database): Promise<Map<string, string>> {
  if (!(await hasTable(db, LAYERS_TABLE))) return new Map();
  const table = await db.query(`SELECT layer, file FROM ${LAYERS_TABLE}`);
  const [layers, files] = ['layer', 'file'].map((name) => table.get(name)!.values as (string | null)[]);
  return new Map(layers.map((layer, i) => [layer ?? '', files[i] ?? '']));
}
