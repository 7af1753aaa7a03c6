import type { Geometry, Position } from 'geojson';
import type { OsmGather } from './osm-gather.ts';
import { assembleRings } from './osm-rings.ts';
import type { Params, ReasonCode } from '../reasons.ts';

/** A geometry, or why there is none. */
export interface Shaped {
  shape: Geometry | null;
  problem: { code: ReasonCode; params: Params } | null;
}

/** Makes the shapes of rows of what was gathered. */
export class OsmShapes {
  private readonly gather: OsmGather;
  private readonly findNode: (id: number) => number;
  private findWay: ((id: number) => number) | null = null;

  constructor(gather: OsmGather) {
    this.gather = gather;
    this.findNode = gather.nodes.createFinder();
  }

  /** The place of a node, or the area of a closed way or a relation; an open way is a line where lines are let be. */
  ofRow(type: number, at: number, id: number, lines: boolean): Shaped {
    const { placeLon, placeLat } = this.gather;
    if (type === 0)
      return {
        shape: { type: 'Point', coordinates: [placeLon.values[at], placeLat.values[at]] },
        problem: null
      };
    return type === 1 ? this.closedWay(at, id, lines) : this.relationArea(at, id);
  }

  private placeOf(ref: number): Position | null {
    const { nodes } = this.gather;
    const at = this.findNode(ref);
    return at >= 0 ? [nodes.lon[at], nodes.lat[at]] : null;
  }

  /** Places of a way's nodes, without those that are missing. */
  private placesOf(way: number): { places: Position[]; lacks: number } {
    const { wayFirst, refs } = this.gather;
    const places: Position[] = [];
    const [from, to] = [wayFirst.values[way], wayFirst.values[way + 1]];
    for (let k = from; k < to; k++) {
      const place = this.placeOf(refs.values[k]);
      if (place) places.push(place);
    }
    return { places, lacks: to - from - places.length };
  }

  private closedWay(at: number, id: number, lines: boolean): Shaped {
    const { wayFirst, refs } = this.gather;
    const [from, to] = [wayFirst.values[at], wayFirst.values[at + 1]];
    const { places, lacks } = this.placesOf(at);
    if (lacks > 0)
      return { shape: null, problem: { code: 'osm_way_nodes', params: { way: id, count: lacks } } };
    if (to - from > 3 && refs.values[from] === refs.values[to - 1])
      return { shape: { type: 'Polygon', coordinates: [places] }, problem: null };
    if (lines && places.length > 1)
      return { shape: { type: 'LineString', coordinates: places }, problem: null };
    return { shape: null, problem: { code: 'osm_not_closed', params: { way: id } } };
  }

  private relationArea(at: number, id: number): Shaped {
    const { relations, wayIds } = this.gather;
    const { members, type } = relations[at];
    if (type !== 'multipolygon' && type !== 'boundary')
      return { shape: null, problem: { code: 'osm_no_area', params: { relation: id, type } } };
    this.findWay ??= this.gather.createWayFinder();
    const lines: Position[][] = [];
    const missing: number[] = [];
    const cut: number[] = [];
    for (const member of members) {
      if (member.type !== 'way') continue;
      const way = this.findWay(member.ref);
      if (way < 0) {
        missing.push(member.ref);
        continue;
      }
      const { places, lacks } = this.placesOf(way);
      if (lacks > 0) cut.push(wayIds.values[way]);
      lines.push(places);
    }
    const { polygons, gaps, gapM, widestM } = assembleRings(lines);
    const params = { relation: id, gaps, metres: Math.round(gapM), widest: Math.round(widestM) };
    const gone = [...missing, ...cut];
    if (gone.length > 0) {
      const list = gone.slice(0, 8).join('、') + (gone.length > 8 ? '…' : '');
      const ways = lines.length + missing.length;
      return {
        shape: null,
        problem: { code: 'osm_members', params: { ...params, missing: gone.length, ways, list } }
      };
    }
    if (polygons.length === 0) return { shape: null, problem: { code: 'osm_open', params } };
    return {
      shape:
        polygons.length === 1
          ? { type: 'Polygon', coordinates: polygons[0] }
          : { type: 'MultiPolygon', coordinates: polygons },
      problem: null
    };
  }
}
