/** What an edit may speak of where it does not speak of facilities. */
export type EditLayer = 'facilities' | 'candidates' | 'units' | 'housing' | 'links';

/** What a facility has to offer; absent: not known, or left as it was. */
export interface FacilitySize {
  /** m². */
  floorAreaM2?: number;
  beds?: number;
  /** Places. */
  capacity?: number;
}

/** What a new link is; people walk all of them alike. */
export type LinkEditKind = 'gate' | 'crossing' | 'path';

/**
 * One change to the present state. `code` is the user's own code of what is changed, in the layer it speaks of; one that is added has
 * a code that is not yet there. Places are degrees WGS84.
 */
export type Edit =
  | ({ do: 'add'; code: string; category: string; name: string; lon: number; lat: number } & FacilitySize)
  /** Without a layer: a facility. */
  | { do: 'move'; code: string; lon: number; lat: number; layer?: 'candidates' | 'housing' }
  /** Without a layer: a facility. Housing and links can be taken back only where the scenario has added them. */
  | { do: 'close'; code: string; layer?: 'candidates' | 'housing' | 'links' }
  /** Another size of a facility: what is said is put in the place of what was, the rest stays. */
  | ({ do: 'resize'; code: string } & FacilitySize)
  /**
   * Housing in which `people` residents will live, beside those of the data. `groups`: people by population field (`pop_60p`); a field
   * that is not said is the residents times its share among the residents of the community in which it lies, where that is not known
   * among those of the whole study. Every total of the community, and of what is above it, grows by it.
   */
  | {
      do: 'house';
      code: string;
      name: string;
      lon: number;
      lat: number;
      people: number;
      groups?: Record<string, number>;
    }
  /**
   * A way that joins two places on the walking network (a `mend` of it, straight). A place is on a way within 0.1 m (more where the ways
   * are welded); a link whose ends are on none fits nowhere and changes nothing, and that is told.
   */
  | {
      do: 'link';
      code: string;
      kind: LinkEditKind;
      name?: string;
      from: [lon: number, lat: number];
      to: [lon: number, lat: number];
    }
  /** A further candidate for siting. `cost` is yuan. */
  | {
      do: 'offer';
      code: string;
      name: string;
      lon: number;
      lat: number;
      floorAreaM2?: number;
      cost?: number;
    }
  /**
   * One attribute, by the name that its column has in the data dictionary (`name`, `category`, `floor_area_m2`, `beds`, `pop_60p`); null:
   * it is not known. Units are communities and what is above them; a total of a unit leaves those of the others as they are.
   */
  | {
      do: 'set';
      layer: 'facilities' | 'candidates' | 'units';
      code: string;
      field: string;
      value: string | number | null;
    };

/** 方案: the present state plus edits, in order. */
export interface Scenario {
  name: string;
  edits: Edit[];
}

/** The layer that an edit speaks of. */
export function layerOf(edit: Edit): EditLayer {
  switch (edit.do) {
    case 'house':
      return 'housing';
    case 'link':
      return 'links';
    case 'offer':
      return 'candidates';
    case 'move':
    case 'close':
      return edit.layer ?? 'facilities';
    case 'set':
      return edit.layer;
    default:
      return 'facilities';
  }
}
