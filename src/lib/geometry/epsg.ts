/** A system of the EPSG register as PROJ text. */
export interface EpsgSystem {
  proj: string;
  /** Whether its datum is WGS84 to within a metre (CGCS2000, ITRF, ETRS89 …); others may be off by up to 200 m. */
  exact: boolean;
}

const GRS80 = '+ellps=GRS80';
const WGS84 = '+ellps=WGS84';
const KRASSOVSKY = '+ellps=krass';
const IAU76 = '+a=6378140 +rf=298.257';

/** Geographic systems: code → ellipsoid, exact. */
const GEOGRAPHIC: Record<number, [string, boolean]> = {
  4326: [WGS84, true],
  4979: [WGS84, true],
  4490: [GRS80, true], // CGCS2000
  4480: [GRS80, true],
  4258: [GRS80, true], // ETRS89
  4269: [GRS80, true], // NAD83
  3824: [GRS80, true], // TWD97
  4214: [KRASSOVSKY, false], // Beijing 1954
  4555: [KRASSOVSKY, false], // New Beijing
  4610: [IAU76, false] // Xi'an 1980
};

/**
 * Gauss–Krüger zones in China: first code, its zone, the last zone, ellipsoid, exact, width of a zone in degrees, whether
 * the zone's number stands before the easting. Six-degree zones are 13–23, three-degree ones 25–45: 75°–135° E.
 * EPSG Geodetic Parameter Dataset; the tests hold a table of points made with PROJ.
 */
interface Zones {
  first: number;
  zones: readonly [number, number];
  ellipsoid: string;
  exact: boolean;
  width: 3 | 6;
  numbered: boolean;
}

function zones(
  first: number,
  width: 3 | 6,
  numbered: boolean,
  ellipsoid: string,
  range?: [number, number]
): Zones {
  return {
    first,
    zones: range ?? (width === 6 ? [13, 23] : [25, 45]),
    ellipsoid,
    exact: ellipsoid === GRS80,
    width,
    numbered
  };
}

const ZONES: readonly Zones[] = [
  zones(4491, 6, true, GRS80),
  zones(4502, 6, false, GRS80),
  zones(4513, 3, true, GRS80),
  zones(4534, 3, false, GRS80),
  // Xi'an 1980
  zones(2327, 6, true, IAU76),
  zones(2338, 6, false, IAU76),
  zones(2349, 3, true, IAU76),
  zones(2370, 3, false, IAU76),
  // Beijing 1954
  zones(21413, 6, true, KRASSOVSKY),
  zones(21453, 6, false, KRASSOVSKY),
  zones(2401, 3, true, KRASSOVSKY),
  zones(2422, 3, false, KRASSOVSKY),
  // New Beijing
  zones(4568, 6, true, KRASSOVSKY),
  zones(4579, 6, false, KRASSOVSKY),
  zones(4652, 3, true, KRASSOVSKY, [25, 29]),
  zones(4766, 3, true, KRASSOVSKY, [30, 45]),
  zones(4782, 3, false, KRASSOVSKY, [25, 43]),
  zones(4812, 3, false, KRASSOVSKY, [44, 44]),
  zones(4822, 3, false, KRASSOVSKY, [45, 45])
];

/** Universal Transverse Mercator: first code, first zone, last zone, ellipsoid, south. */
const UTM: [first: number, zone: number, last: number, ellipsoid: string, south: boolean][] = [
  [32601, 1, 60, WGS84, false],
  [32701, 1, 60, WGS84, true],
  [25828, 28, 37, GRS80, false], // ETRS89
  [26901, 1, 23, GRS80, false], // NAD83
  [31965, 11, 22, GRS80, false], // SIRGAS 2000
  [31977, 17, 25, GRS80, true]
];

const MERCATOR = `+proj=merc +a=6378137 +b=6378137 +lat_ts=0 +lon_0=0 +x_0=0 +y_0=0 +k=1 +units=m +no_defs`;

const OTHERS: Record<number, EpsgSystem> = {
  3857: { proj: MERCATOR, exact: true },
  900913: { proj: MERCATOR, exact: true },
  3395: { proj: `+proj=merc +lon_0=0 +k=1 +x_0=0 +y_0=0 ${WGS84} +units=m +no_defs`, exact: true },
  // Taiwan's two TM2 zones.
  3825: { proj: tm(119, 250_000, GRS80, 0.9999), exact: true },
  3826: { proj: tm(121, 250_000, GRS80, 0.9999), exact: true },
  // Hong Kong 1980 Grid.
  2326: {
    proj: `+proj=tmerc +lat_0=22.3121333333333 +lon_0=114.178555555556 +k=1 +x_0=836694.05 +y_0=819069.8 +ellps=intl +units=m +no_defs`,
    exact: false
  }
};

/**
 * PROJ text of an EPSG code, null where it is none of those known here: the geographic systems in use in China and
 * WGS84's kin, the Gauss–Krüger zones of CGCS2000, Xi'an 1980, Beijing 1954 and New Beijing, UTM (WGS84, ETRS89, NAD83,
 * SIRGAS 2000), Web Mercator, Hong Kong's and Taiwan's grids. The whole register (8 MB) is not carried: a file in
 * another system names it by WKT, or the user gives its PROJ text.
 */
export function epsgSystem(code: number): EpsgSystem | null {
  if (Object.hasOwn(GEOGRAPHIC, code)) {
    const [ellipsoid, exact] = GEOGRAPHIC[code];
    return { proj: `+proj=longlat ${ellipsoid} +no_defs`, exact };
  }
  if (Object.hasOwn(OTHERS, code)) return OTHERS[code];
  for (const { first, zones: range, ellipsoid, exact, width, numbered } of ZONES) {
    const zone = code - first + range[0];
    if (!(zone >= range[0] && zone <= range[1] && Number.isInteger(zone))) continue;
    const meridian = width === 6 ? zone * 6 - 3 : zone * 3;
    return { proj: tm(meridian, (numbered ? zone * 1e6 : 0) + 500_000, ellipsoid), exact };
  }
  for (const [first, from, to, ellipsoid, south] of UTM) {
    const zone = code - first + from;
    if (!(zone >= from && zone <= to && Number.isInteger(zone))) continue;
    return { proj: tm(zone * 6 - 183, 500_000, ellipsoid, 0.9996, south ? 10_000_000 : 0), exact: true };
  }
  return null;
}

/** PROJ text of a transverse Mercator about `meridian` (degrees E) whose easting there is `easting` (metres). */
function tm(meridian: number, easting: number, ellipsoid = GRS80, scale = 1, northing = 0): string {
  return `+proj=tmerc +lat_0=0 +lon_0=${meridian} +k=${scale} +x_0=${easting} +y_0=${northing} ${ellipsoid} +units=m +no_defs`;
}
