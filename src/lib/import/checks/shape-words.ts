import type { Geometry } from 'geojson';
import type { Shape } from '../fields.ts';
import type { Lang } from '../reasons.ts';

const WORDS: Record<string, [string, string]> = {
  Point: ['点', 'point'],
  MultiPoint: ['多点', 'multipoint'],
  LineString: ['线', 'line'],
  MultiLineString: ['线', 'line'],
  Polygon: ['面', 'polygon'],
  MultiPolygon: ['面', 'polygon'],
  GeometryCollection: ['几何集合', 'geometry collection']
};

/** A word for a kind of geometry. */
export function shapeWord(type: string, lang: Lang): string {
  return WORDS[type]?.[lang === 'zh' ? 0 : 1] ?? type.slice(0, 40);
}

/** What a layer needs, as a word. */
export function wantedWord(shape: Shape, lang: Lang): string {
  const words: Record<Shape, [string, string]> = {
    point: ['点', 'points'],
    area: ['面', 'polygons'],
    line: ['线', 'lines'],
    none: ['表格', 'a table'],
    'area-or-line': ['面或线', 'polygons or lines'],
    'area-or-none': ['面', 'polygons']
  };
  return words[shape][lang === 'zh' ? 0 : 1];
}

const DEPTH: Record<string, number> = {
  Point: 0,
  MultiPoint: 1,
  LineString: 1,
  MultiLineString: 2,
  Polygon: 2,
  MultiPolygon: 3
};

/** Null where the coordinates are arrays of finite numbers, nested as the type says; else what is wrong, in short. */
export function sound(shape: Geometry): string | null {
  const depth = DEPTH[shape.type];
  if (depth === undefined) return shape.type === 'GeometryCollection' ? 'GeometryCollection' : 'type';
  return soundAt((shape as { coordinates: unknown }).coordinates, depth);
}

function soundAt(value: unknown, depth: number): string | null {
  if (!Array.isArray(value)) return 'coordinates';
  if (value.length === 0) return 'empty';
  if (depth === 0)
    return value.length > 1 && Number.isFinite(value[0]) && Number.isFinite(value[1]) ? null : 'coordinates';
  for (const inner of value) {
    const fault = soundAt(inner, depth - 1);
    if (fault !== null) return fault;
  }
  return null;
}
