import { declaredCrs, readGeojson } from './read-geojson.ts';
import { ImportError } from '../import-error.ts';
import { isObject } from './json-documents.ts';
import { pickLayer } from './pick-layer.ts';
import type { FileInput, Source, Tick } from '../source.ts';

type Json = Record<string, unknown>;

/** Shared arcs are told again for each shape that uses them; more than this many times over is no ordinary map. */
const MAX_REPEATS = 100;

/**
 * One object of a TopoJSON topology as a Source; `layers` are its objects. Shapes whose arcs are missing or broken are
 * faults of their rows.
 */
export async function readTopojson(input: FileInput, topology: Json, tick?: Tick): Promise<Source> {
  const { file } = input;
  const objects = isObject(topology.objects) ? topology.objects : {};
  const arcs = Array.isArray(topology.arcs) ? (topology.arcs as unknown[]) : [];
  const layers = Object.keys(objects)
    .filter((name) => isObject(objects[name]))
    .map((name) => {
      const members = membersOf(objects[name] as Json);
      return { name, rows: members.length, geometry: typesOf(members) };
    })
    .sort((a, b) => b.rows - a.rows);
  if (layers.length === 0) throw new ImportError('not_geojson', file, { type: 'Topology' });
  const { layer, asks } = pickLayer(input, layers);
  const members = membersOf(objects[layer] as Json);
  const { feature } = await import('topojson-client');
  const features: unknown[] = [];
  let positions = 0;
  const most = 1_000_000 + MAX_REPEATS * arcs.reduce<number>((sum, arc) => sum + lengthOf(arc), 0);
  for (let i = 0; i < members.length; i++) {
    if (i % 500 === 499) await tick?.(0.5 + (0.4 * i) / members.length);
    positions += countPositions(members[i], arcs);
    if (positions > most) throw new ImportError('topology_grows', file, { row: i + 1 });
    features.push(makeFeature(() => feature(topology as never, members[i] as never), members[i]));
  }
  const source = await readGeojson(input, topology, features, tick);
  source.format = 'topojson';
  source.layer = layers.length > 1 ? layer : null;
  source.layers = layers.length > 1 ? layers : [];
  source.asks = asks;
  source.declaredCrs = declaredCrs(topology).value;
  return source;
}

const membersOf = (object: Json): unknown[] =>
  object.type === 'GeometryCollection' && Array.isArray(object.geometries) ? object.geometries : [object];

function typesOf(members: unknown[]): string {
  const types = new Set(members.map((member) => (isObject(member) ? String(member.type ?? '') : '')));
  types.delete('');
  types.delete('null');
  return [...types].slice(0, 3).join('/') || '?';
}

const lengthOf = (arc: unknown): number => (Array.isArray(arc) ? arc.length : 0);

/** Positions that a member would unfold to, counted along its references. */
function countPositions(member: unknown, arcs: unknown[]): number {
  let sum = 0;
  const open: unknown[] = isObject(member) ? [member.arcs, member.geometries] : [];
  for (let value = open.pop(); value !== undefined || open.length > 0; value = open.pop()) {
    if (typeof value === 'number') sum += lengthOf(arcs[value < 0 ? ~value : value]);
    else if (Array.isArray(value)) for (const inner of value as unknown[]) open.push(inner ?? null);
    else if (isObject(value)) open.push(value.arcs ?? null, value.geometries ?? null);
  }
  return sum;
}

/** The member unfolded; one whose arcs cannot be followed gives what `readGeojson` reports as a broken geometry. */
function makeFeature(unfold: () => unknown, member: unknown): unknown {
  try {
    return unfold();
  } catch {
    if (!isObject(member)) return member;
    const { id, properties } = member;
    return { type: 'Feature', id, properties, geometry: { type: String(member.type), coordinates: [] } };
  }
}
