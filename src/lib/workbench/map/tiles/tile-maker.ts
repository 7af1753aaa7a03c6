import { GeoJSONVT, type GeoJSONVTTile } from '@maplibre/geojson-vt';
import { fromGeojsonVt } from '@maplibre/vt-pbf';
import Flatbush from 'flatbush';
import type { Feature, FeatureCollection } from 'geojson';
import { lineToGeoJson } from '../../../geometry/shapes.ts';
import type { Ground, GroundRoads } from '../../engine/ground.ts';
import { storedValue, storedWalk } from '../point-colours.ts';

/** Greatest zoom that tiles are cut at; beyond it the map enlarges them. A step of one is 15 cm there. */
export const MOST_ZOOM = 16;
const EXTENT = 4096;
/** Where there are many, streets and then paths are left out of tiles at zooms where they are finer than a pixel. */
const MANY_ROADS = 20_000;
const FROM_ZOOM = [0, 11, 12.5];

/** Demand points as the map draws them. */
export interface TilePoints {
  lon: Float64Array;
  lat: Float64Array;
  people: Float64Array;
}

/**
 * Cuts what the map shows into vector tiles, so that neither the page nor the map ever holds a city as GeoJSON (a source of
 * 200,000 points takes a tab beyond its memory). A tile is a Mapbox Vector Tile as bytes; null: nothing is there.
 */
export function createTileMaker() {
  let ground: Record<string, GeoJSONVT> = {};
  let area: GeoJSONVT | null = null;
  let hasManyRoads = false;
  let points: TilePoints = {
    lon: new Float64Array(0),
    lat: new Float64Array(0),
    people: new Float64Array(0)
  };
  let cause: Uint8Array = new Uint8Array(0);
  let value: Float64Array | null = null;
  let walk: Float64Array | null = null;
  let won: Uint16Array | null = null;
  let index: Flatbush | null = null;

  return {
    setGround({ units, outlines, landuse, roads }: Ground): void {
      hasManyRoads = (roads?.rank.length ?? 0) > MANY_ROADS;
      ground = {
        units: cut(units),
        outlines: cut(outlines),
        landuse: cut(landuse),
        roads: cut(roads ? roadFeatures(roads) : { type: 'FeatureCollection', features: [] })
      };
    },

    clearGround(): void {
      ground = {};
    },

    setArea(areas: FeatureCollection): void {
      area = cut(areas);
    },

    clearArea(): void {
      area = null;
    },

    /**
     * `marks` are the causes of the points, 0 for each that is covered; `figures` are theirs in the view and `walks` their metres,
     * null: they have none; `sites` the number of the proposed site that wins each, 0: none does.
     */
    setPoints(
      given: TilePoints,
      marks: Uint8Array,
      figures: Float64Array | null,
      walks: Float64Array | null = null,
      sites: Uint16Array | null = null
    ): void {
      points = given;
      cause = marks;
      value = figures;
      walk = walks;
      won = sites;
      const count = given.lon.length;
      index = count > 0 ? new Flatbush(count) : null;
      for (let i = 0; i < count; i++) index!.add(worldX(given.lon[i]), worldY(given.lat[i]));
      index?.finish();
    },

    setCauses(
      marks: Uint8Array,
      figures: Float64Array | null,
      walks: Float64Array | null = null,
      sites: Uint16Array | null = null
    ): void {
      cause = marks;
      value = figures;
      walk = walks;
      won = sites;
    },

    groundTile(z: number, x: number, y: number): Uint8Array | null {
      const layers: Record<string, GeoJSONVTTile> = {};
      for (const [name, source] of Object.entries(ground)) {
        const tile = source.getTile(z, x, y);
        if (!tile) continue;
        layers[name] = name === 'roads' ? mergeRoads(tile, hasManyRoads ? z : MOST_ZOOM) : tile;
      }
      return Object.keys(layers).length > 0 ? fromGeojsonVt(layers, { version: 2, extent: EXTENT }) : null;
    },

    areaTile(z: number, x: number, y: number): Uint8Array | null {
      const tile = area?.getTile(z, x, y);
      return tile ? fromGeojsonVt({ area: tile }, { version: 2, extent: EXTENT }) : null;
    },

    pointTile(z: number, x: number, y: number): Uint8Array | null {
      const side = 2 ** -z;
      const edge = side / 64;
      const found =
        index?.search(x * side - edge, y * side - edge, (x + 1) * side + edge, (y + 1) * side + edge) ?? [];
      if (found.length === 0) return null;
      const place = (world: number, from: number) => Math.round((world / side - from) * EXTENT);
      const features = found
        .sort((a, b) => a - b)
        .map((i) => ({
          id: i,
          type: 1 as const,
          geometry: [[place(worldX(points.lon[i]), x), place(worldY(points.lat[i]), y)]],
          tags: {
            ...{ cause: cause[i], people: points.people[i] },
            ...(value ? { value: storedValue(value[i]) } : {}),
            ...(walk ? { walk: storedWalk(walk[i]) } : {}),
            ...(won ? { won: won[i] } : {})
          }
        }));
      const tile = { features } as unknown as GeoJSONVTTile;
      return fromGeojsonVt({ points: tile }, { version: 2, extent: EXTENT });
    }
  };
}

export type TileMaker = ReturnType<typeof createTileMaker>;

const worldX = (lon: number): number => lon / 360 + 0.5;

/** Web Mercator (EPSG 1024), north is 0. */
function worldY(lat: number): number {
  const sin = Math.sin((lat * Math.PI) / 180);
  return 0.5 - (0.25 * Math.log((1 + sin) / (1 - sin))) / Math.PI;
}

function cut(features: FeatureCollection): GeoJSONVT {
  return new GeoJSONVT(features, { maxZoom: MOST_ZOOM, extent: EXTENT, buffer: 64, tolerance: 2 });
}

function roadFeatures(roads: GroundRoads): FeatureCollection {
  const features = Array.from(roads.rank, (rank, line): Feature => ({
    type: 'Feature',
    properties: { rank },
    geometry: lineToGeoJson(roads, line)
  }));
  return { type: 'FeatureCollection', features };
}

/** Roads of one rank as one feature: a map is ten times slower with a feature a line. */
function mergeRoads(tile: GeoJSONVTTile, z: number): GeoJSONVTTile {
  const byRank = new Map<number, { geometry: unknown[] }>();
  for (const feature of tile.features) {
    const rank = Number(feature.tags?.rank);
    if (z < FROM_ZOOM[rank]) continue;
    const merged = byRank.get(rank);
    if (merged) merged.geometry.push(...feature.geometry);
    else byRank.set(rank, { ...feature, geometry: [...feature.geometry] });
  }
  return { ...tile, features: [...byRank.values()] } as GeoJSONVTTile;
}
