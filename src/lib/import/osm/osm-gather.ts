import { facilityTag } from './osm-facilities.ts';
import { ImportError } from '../import-error.ts';
import { BITS, KEPT, landWord, type OsmKind } from './osm-kinds.ts';
import { createFinder, Doubles, OsmNodes } from './osm-nodes.ts';
import { heightOf, walkPoint } from './osm-walk-points.ts';
import {
  BOUNDARY,
  BUILDING,
  FACILITY,
  LAND,
  ROAD,
  TagColumns,
  WALK_POINT,
  type OsmTags
} from './osm-tags.ts';

/** One member of a relation. */
export interface Member {
  type: 'node' | 'way' | 'relation';
  ref: number;
}

export interface OsmRelation {
  id: number;
  /** Its tag `type`. */
  type: string;
  members: Member[];
}

/** What a scan of the file is to bring. */
export interface Pass {
  nodes: boolean;
  ways: boolean;
  relations: boolean;
}

/** The most nodes and references of ways that are held: past this, coordinates alone take more than a tab has. */
const MOST_PLACES = 12e6;

/**
 * Takes the objects of a file in any order and keeps what the wanted kind needs, in typed arrays; the rest is counted.
 * A file is passed in one go, or (large ones) three times: relations, then the ways, then the nodes that are needed.
 */
export class OsmGather {
  readonly kind: OsmKind;
  readonly nodes = new OsmNodes();
  /** Ways that are rows or may be members, and their references, `wayFirst[i] … wayFirst[i + 1] − 1`. */
  readonly wayIds = new Doubles();
  readonly wayFirst = new Doubles();
  readonly refs = new Doubles();
  readonly relations: OsmRelation[] = [];
  readonly columns: TagColumns;
  /** Ids of the rows, and where each came from: kind 0 node, 1 way, 2 relation. */
  readonly rowIds = new Doubles();
  readonly rowKinds: number[] = [];
  readonly rowAt: number[] = [];
  /** Places of the rows that are nodes. */
  readonly placeLon = new Doubles();
  readonly placeLat = new Doubles();
  /** Of nodes by id: what they are to people on foot (`walkPoint`), and their heights in metres; where roads are read. */
  readonly walkPoints = new Map<number, string>();
  readonly heights = new Map<number, number>();
  /** How many rows each layer of the file would have. */
  readonly counts = new Map<string, number>();
  /** Tags of what might be facilities and was not taken, with how many. */
  readonly leftOut = new Map<string, number>();
  /** Administrative level of closed ways (by id) and of relations: which of the ways are but parts of one shows at the end. */
  readonly closedLevels = new Map<number, string>();
  readonly boundaryWays = new Set<number>();
  broken = 0;
  deleted = 0;
  pass: Pass = { nodes: true, ways: true, relations: true };
  private readonly file: string;
  private readonly bit: number;
  /** Null: every one may be needed. */
  private neededWays: Set<number> | null = null;
  private neededNodes: Float64Array | null = null;
  private cursor = 0;

  constructor(file: string, kind: OsmKind) {
    this.file = file;
    this.kind = kind;
    this.bit = BITS[kind];
    this.columns = new TagColumns(KEPT[kind]);
    this.wayFirst.push(0);
  }

  /** The scans that the file needs: one, or several that each keep little. */
  passes(large: boolean): Pass[] {
    if (!large) return [this.pass];
    const relations = { nodes: false, ways: false, relations: true };
    const ways = { nodes: false, ways: true, relations: false };
    return [relations, ways, { nodes: true, ways: false, relations: false }];
  }

  /** Begins a scan; before the ways of a file in several, those that are needed are known, and so with nodes. */
  begin(pass: Pass, large: boolean): void {
    this.pass = pass;
    if (!large) return;
    if (pass.ways) {
      const members = this.relations.flatMap((relation) => relation.members);
      this.neededWays = new Set(members.filter(({ type }) => type === 'way').map(({ ref }) => ref));
    }
    if (pass.nodes) {
      const ids = this.refs.values.slice(0, this.refs.length).sort();
      this.neededNodes = ids.filter((id, i) => i === 0 || id !== ids[i - 1]);
    }
  }

  /** Every node of the file. */
  node(id: number, lon: number, lat: number): void {
    if (!Number.isFinite(id) || !Number.isFinite(lon) || !Number.isFinite(lat)) return;
    if (this.neededNodes && !this.isNeeded(id)) return;
    this.nodes.add(id, lon, lat);
    if (this.nodes.length > MOST_PLACES) throw this.tooMany();
  }

  private isNeeded(id: number): boolean {
    const needed = this.neededNodes!;
    const n = needed.length;
    if (this.cursor > 0 && needed[this.cursor - 1] >= id) this.cursor = 0;
    // Sorted files walk on; after a step back or a wide gap the place is looked for.
    if (this.cursor + 8 < n && needed[this.cursor + 8] < id) {
      let [low, high] = [this.cursor, n];
      while (low < high) {
        const middle = (low + high) >> 1;
        if (needed[middle] < id) low = middle + 1;
        else high = middle;
      }
      this.cursor = low;
    }
    while (this.cursor < n && needed[this.cursor] < id) this.cursor++;
    return needed[this.cursor] === id;
  }

  /** Whether a node with such keys needs `nodeTags`. */
  wantsNode(mask: number): boolean {
    return (mask & (this.kind === 'roads' ? FACILITY | ROAD | WALK_POINT : FACILITY)) !== 0;
  }

  /** The tags of a node that `wantsNode`. */
  nodeTags(id: number, lon: number, lat: number, tags: OsmTags): void {
    if (!Number.isFinite(id) || !Number.isFinite(lon) || !Number.isFinite(lat)) return;
    if (this.kind === 'roads') this.noteWalkPoint(id, tags);
    if (!this.takesFacility(tags)) return;
    this.placeLon.push(lon);
    this.placeLat.push(lat);
    this.addRow(id, 0, this.placeLon.length - 1, tags);
  }

  private noteWalkPoint(id: number, tags: OsmTags): void {
    if (this.neededNodes && !this.isNeeded(id)) return;
    const point = walkPoint(tags);
    if (point !== null) this.walkPoints.set(id, point);
    const height = heightOf(tags);
    if (!Number.isNaN(height)) this.heights.set(id, height);
  }

  /** Whether the tags of a way with such keys are looked at; else they may be left unread. */
  wantsWay(mask: number): boolean {
    return (mask & (this.bit | BOUNDARY | FACILITY | LAND)) !== 0;
  }

  /** A way through the first `count` of `refs`; `tags.mask` is set also where its tags were not read. */
  way(id: number, refs: Float64Array, count: number, tags: OsmTags): void {
    const closed = count > 3 && refs[0] === refs[count - 1];
    const isRow = this.takesWay(id, closed, tags);
    if (!isRow && !this.mayBeMember(id)) return;
    if (!Number.isFinite(id) || hasNaN(refs, count)) {
      if (isRow) this.broken++;
      return;
    }
    this.wayIds.push(id);
    this.refs.pushAll(refs, count);
    this.wayFirst.push(this.refs.length);
    if (this.refs.length > MOST_PLACES) throw this.tooMany();
    if (isRow) this.addRow(id, 1, this.wayIds.length - 1, tags);
  }

  private mayBeMember(id: number): boolean {
    return this.kind !== 'roads' && (this.neededWays === null || this.neededWays.has(id));
  }

  private takesWay(id: number, closed: boolean, tags: OsmTags): boolean {
    const { mask } = tags;
    if (mask === 0) return false;
    if (mask & ROAD) this.count('roads');
    if (mask & BUILDING && closed) this.count('buildings');
    const facility = (mask & FACILITY) !== 0 && this.takesFacility(tags);
    const land = (mask & LAND) !== 0 && this.takesLand(tags, closed);
    if (mask & BOUNDARY && closed && tags.get('boundary') === 'administrative') {
      const level = tags.get('admin_level');
      if (level !== undefined) this.closedLevels.set(id, level);
    }
    switch (this.kind) {
      case 'roads':
        return (mask & ROAD) !== 0;
      case 'facilities':
        return facility;
      case 'boundaries':
        return this.closedLevels.has(id);
      case 'buildings':
        return (mask & BUILDING) !== 0 && tags.get('building') !== 'no';
      default:
        return land;
    }
  }

  private takesFacility(tags: OsmTags): boolean {
    const found = facilityTag(tags);
    if (found === null) return false;
    if (found.taken) this.count('facilities');
    else if (this.kind === 'facilities') this.leftOut.set(found.tag, (this.leftOut.get(found.tag) ?? 0) + 1);
    return found.taken && this.kind === 'facilities';
  }

  private takesLand(tags: OsmTags, closed: boolean): boolean {
    const word = landWord(tags);
    if (word === null) return false;
    const estate = tags.get('landuse') === 'residential';
    if (closed) {
      this.count('landuse');
      if (estate) this.count('estates');
    }
    return this.kind === 'landuse' || (this.kind === 'estates' && estate);
  }

  relation(id: number, members: Member[], tags: OsmTags): void {
    const { mask } = tags;
    if (mask === 0) return;
    const type = tags.get('type') ?? '';
    const level = tags.get('boundary') === 'administrative' ? tags.get('admin_level') : undefined;
    const boundary = level !== undefined && (type === 'boundary' || type === 'multipolygon');
    const facility = (mask & FACILITY) !== 0 && this.takesFacility(tags);
    const area = type === 'multipolygon';
    const land = (mask & LAND) !== 0 && area && this.takesLand(tags, true);
    const building = (mask & BUILDING) !== 0 && area && tags.get('building') !== 'no';
    if (building) this.count('buildings');
    if (boundary) {
      this.count(`admin_level=${level}`);
      for (const { type: kind, ref } of members) if (kind === 'way') this.boundaryWays.add(ref);
    }
    const isRow = { roads: false, facilities: facility, boundaries: boundary, buildings: building }[
      this.kind as 'roads'
    ];
    if (!(isRow ?? land)) return;
    if (!Number.isFinite(id) || members.some(({ ref }) => !Number.isFinite(ref))) {
      this.broken++;
      return;
    }
    this.relations.push({ id, type, members });
    this.addRow(id, 2, this.relations.length - 1, tags);
  }

  private addRow(id: number, kind: number, at: number, tags: OsmTags): void {
    this.rowIds.push(id);
    this.rowKinds.push(kind);
    this.rowAt.push(at);
    this.columns.add(tags);
    if (this.kind === 'landuse') this.columns.set('kind', landWord(tags)!);
  }

  private count(layer: string): void {
    this.counts.set(layer, (this.counts.get(layer) ?? 0) + 1);
  }

  /** Position of a way by its id, −1 where the file lacks it. */
  createWayFinder(): (id: number) => number {
    return createFinder(this.wayIds.values.subarray(0, this.wayIds.length));
  }

  private tooMany(): ImportError {
    return new ImportError('osm_too_many', this.file, {
      limit: MOST_PLACES / 1e4,
      limit_en: MOST_PLACES / 1e6
    });
  }
}

function hasNaN(refs: Float64Array, count: number): boolean {
  for (let k = 0; k < count; k++) if (Number.isNaN(refs[k])) return true;
  return false;
}
