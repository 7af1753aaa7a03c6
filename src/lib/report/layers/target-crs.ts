import type { Geometry, Position } from 'geojson';
import proj4 from 'proj4';
import { fromWgs84 } from '../../geometry/datum.ts';
import { epsgSystem } from '../../geometry/epsg.ts';
import { decodeWkb } from '../../geometry/wkb.ts';
import { geometryOf, type LayerTable } from './layer-tables.ts';
import type { LayerCrs } from './layer-choice.ts';

/** The system that layers are written in. */
export interface TargetCrs {
  /** 4326, or the zone of CGCS2000; null for GCJ-02, which no register knows. */
  epsg: number | null;
  name: string;
  /** WKT 1 as ESRI writes it, for `.prj`; null: none may be claimed. */
  wkt: string | null;
  /** PROJJSON of a zone; null for the others. */
  projJson: object | null;
  /** WGS84 degrees to it, east first. */
  place: (lon: number, lat: number) => Position;
}

const WGS84 =
  'GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]';

/** First and last code of the 3° zones of CGCS2000 by central meridian, 75° to 135° E (EPSG 4534–4554). */
const FIRST_ZONE = { epsg: 4534, meridian: 75, zones: 21 };

/** The system asked for; a zone is that in which the middle of the layers lies. Throws for a study outside the zones of China. */
export function targetCrs(crs: LayerCrs, layers: readonly LayerTable[]): TargetCrs {
  if (crs === 'wgs84')
    return { epsg: 4326, name: 'WGS 84', wkt: WGS84, projJson: null, place: (lon, lat) => [lon, lat] };
  if (crs === 'gcj02')
    return {
      epsg: null,
      name: 'GCJ-02',
      wkt: null,
      projJson: null,
      place: (lon, lat) => fromWgs84(lon, lat, 'gcj02')
    };
  const zone = Math.round((middleOf(layers) - FIRST_ZONE.meridian) / 3);
  const meridian = FIRST_ZONE.meridian + 3 * zone;
  const system = zone >= 0 && zone < FIRST_ZONE.zones ? epsgSystem(FIRST_ZONE.epsg + zone) : null;
  if (!system)
    throw new Error(
      `研究范围不在 CGCS2000 三度带（东经 75°～135°）之内，请改用 wgs84 · expected a study within the 3° zones of CGCS2000 (75° to 135° E), got one at ${meridian}° E`
    );
  const { forward } = proj4('+proj=longlat +ellps=GRS80 +no_defs', system.proj);
  return {
    epsg: FIRST_ZONE.epsg + zone,
    name: `CGCS2000 / 3-degree Gauss-Kruger CM ${meridian}E`,
    wkt:
      `PROJCS["CGCS2000_3_Degree_GK_CM_${meridian}E",GEOGCS["GCS_China_Geodetic_Coordinate_System_2000",DATUM["D_China_2000",` +
      `SPHEROID["CGCS2000",6378137.0,298.257222101]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],` +
      `PROJECTION["Gauss_Kruger"],PARAMETER["False_Easting",500000.0],PARAMETER["False_Northing",0.0],` +
      `PARAMETER["Central_Meridian",${meridian}.0],PARAMETER["Scale_Factor",1.0],PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]`,
    projJson: zoneJson(FIRST_ZONE.epsg + zone, meridian),
    place: (lon, lat) => forward([lon, lat])
  };
}

function zoneJson(epsg: number, meridian: number): object {
  const axis = (name: string, abbreviation: string, direction: string, unit: string) => ({
    ...{ name, abbreviation, direction, unit }
  });
  const parameter = (name: string, value: number, unit: string) => ({ name, value, unit });
  return {
    $schema: 'https://proj.org/schemas/v0.7/projjson.schema.json',
    type: 'ProjectedCRS',
    name: `CGCS2000 / 3-degree Gauss-Kruger CM ${meridian}E`,
    base_crs: {
      name: 'China Geodetic Coordinate System 2000',
      datum: {
        type: 'GeodeticReferenceFrame',
        name: 'China 2000',
        ellipsoid: { name: 'CGCS2000', semi_major_axis: 6378137, inverse_flattening: 298.257222101 }
      },
      coordinate_system: {
        subtype: 'ellipsoidal',
        axis: [
          axis('Geodetic latitude', 'Lat', 'north', 'degree'),
          axis('Geodetic longitude', 'Lon', 'east', 'degree')
        ]
      },
      id: { authority: 'EPSG', code: 4490 }
    },
    conversion: {
      name: `3-degree Gauss-Kruger CM ${meridian}E`,
      method: { name: 'Transverse Mercator', id: { authority: 'EPSG', code: 9807 } },
      parameters: [
        parameter('Latitude of natural origin', 0, 'degree'),
        parameter('Longitude of natural origin', meridian, 'degree'),
        parameter('Scale factor at natural origin', 1, 'unity'),
        parameter('False easting', 500_000, 'metre'),
        parameter('False northing', 0, 'metre')
      ]
    },
    coordinate_system: {
      subtype: 'Cartesian',
      axis: [axis('Easting', 'E', 'east', 'metre'), axis('Northing', 'N', 'north', 'metre')]
    },
    id: { authority: 'EPSG', code: epsg }
  };
}

/** Longitude of the middle of the communities, else of whatever comes first. */
function middleOf(layers: readonly LayerTable[]): number {
  let [west, east] = [Infinity, -Infinity];
  const look = ([lon]: Position): Position => {
    west = Math.min(west, lon);
    east = Math.max(east, lon);
    return [];
  };
  const layer = layers.find(({ name }) => name === 'communities') ?? layers[0];
  for (const wkb of layer ? geometryOf(layer.columns) : []) if (wkb) mapPositions(decodeWkb(wkb), look);
  return (west + east) / 2;
}

/** The geometry with each position changed. */
function mapPositions<G extends Geometry>(geometry: G, change: (position: Position) => Position): G {
  const deep = (nested: unknown): unknown =>
    Array.isArray(nested) && typeof nested[0] === 'number'
      ? change(nested as Position)
      : (nested as unknown[]).map(deep);
  if (geometry.type === 'GeometryCollection') throw new Error('expected one geometry, got a collection');
  return { ...geometry, coordinates: deep(geometry.coordinates) };
}

/** The geometries of a layer in the target system, null where a row has none. */
export function* placedGeometries(
  { columns }: LayerTable,
  { place }: TargetCrs
): Generator<Exclude<Geometry, { type: 'GeometryCollection' }> | null> {
  for (const wkb of geometryOf(columns))
    yield wkb && mapPositions(decodeWkb(wkb), ([lon, lat]) => place(lon, lat));
}
