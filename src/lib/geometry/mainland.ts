type Box = readonly [west: number, south: number, east: number, north: number];
type Ring = readonly (readonly [number, number])[];

/** Boxes that together cover mainland China, as widely used beside the GCJ-02 formula; abroad taken off below. */
const INSIDE: readonly Box[] = [
  [79.4462, 42.8899, 96.33, 49.2204],
  [109.6872, 39.3742, 135.0002, 54.1415],
  [73.1246, 29.5297, 124.143255, 42.8899],
  [82.9684, 26.7186, 97.0352, 29.5297],
  [97.0253, 20.414096, 124.367395, 29.5297],
  [107.975793, 17.871542, 111.744104, 20.414096]
];

const OUTSIDE: readonly Box[] = [
  [119.921265, 21.785006, 122.497559, 25.398623], // Taiwan
  [119.2, 23.1, 119.921265, 23.9], // Penghu
  [101.8652, 20.0988, 106.665, 22.284], // Vietnam, Laos
  [106.4525, 20.4878, 108.051, 21.5422],
  [109.0323, 50.3257, 119.127, 55.8175], // Russia
  [127.9, 49.72, 137.0227, 55.8175],
  [127.6, 50.4, 127.9, 55.8175],
  [131.2662, 42.5692, 137.0227, 44.8922],
  [125.1, 39.3742, 135.0002, 40.5], // Korea
  [127.2, 40.5, 135.0002, 41.3],
  [82.9684, 26.7186, 88, 27.85], // Nepal
  [83, 27.85, 84.8, 28.55]
];

/** Along the Shenzhen river, Deep Bay and Mirs Bay, to about 300 m. */
const HONG_KONG: Ring = [
  [113.83, 22.14],
  [114.55, 22.14],
  [114.55, 22.41],
  [114.45, 22.42],
  [114.45, 22.556],
  [114.3, 22.562],
  [114.235, 22.548],
  [114.19, 22.556],
  [114.16, 22.562],
  [114.14, 22.543],
  [114.113, 22.529],
  [114.09, 22.518],
  [114.07, 22.514],
  [114.05, 22.502],
  [114.02, 22.499],
  [113.98, 22.48],
  [113.94, 22.45],
  [113.9, 22.43],
  [113.83, 22.4]
];

const MACAU: Ring = [
  [113.62, 22.08],
  [113.63, 22.16],
  [113.6, 22.2],
  [113.553, 22.217],
  [113.535, 22.216],
  [113.528, 22.214],
  [113.527, 22.19],
  [113.535, 22.165],
  [113.546, 22.15],
  [113.55, 22.135],
  [113.548, 22.11],
  [113.555, 22.08]
];

/**
 * Whether maps shift this place (WGS84 degrees; near a border another datum is on the other side): inside the boxes of mainland China and in none of those of
 * Taiwan, Penghu, Hong Kong, Macau or the neighbours. Boxes are coarse along land borders abroad (tens of km, there a
 * foreign place may count as inside), but nothing of the mainland is left out knowingly.
 */
export function isMainland(lon: number, lat: number): boolean {
  return (
    INSIDE.some((box) => holds(box, lon, lat)) &&
    !OUTSIDE.some((box) => holds(box, lon, lat)) &&
    !surrounds(HONG_KONG, lon, lat) &&
    !surrounds(MACAU, lon, lat)
  );
}

function holds([west, south, east, north]: Box, lon: number, lat: number): boolean {
  return lon >= west && lon <= east && lat >= south && lat <= north;
}

function surrounds(ring: Ring, lon: number, lat: number): boolean {
  let inside = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [x1, y1] = ring[i];
    const [x2, y2] = ring[j];
    if (y1 > lat !== y2 > lat && lon < x1 + ((lat - y1) / (y2 - y1)) * (x2 - x1)) inside = !inside;
  }
  return inside;
}
