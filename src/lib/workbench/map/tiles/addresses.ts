/** Addresses of the tiles: never fetched from anywhere, the tile worker cuts them. */
export const GROUND_TILES = 'yike-ground://{z}/{x}/{y}';
export const AREA_TILES = 'yike-area://{z}/{x}/{y}';
export const POINT_TILES = 'yike-points://{z}/{x}/{y}';
