import * as Comlink from 'comlink';
import { addProtocol, removeProtocol } from 'maplibre-gl';
import type { TilePoints } from '../map/tiles/tile-maker.ts';
import TilesWorker from '../map/tiles/tiles.worker.ts?worker';
import type { TileWorkerApi } from '../map/tiles/tiles.worker.ts';

/** Sides made so far: one that closes must not take the tiles of the next. */
let made = 0;

/** Cuts the demand points of one side of a comparison into tiles of their own; the ground is that of the map beneath. */
export class SidePoints {
  /** Address of the tiles. */
  readonly tiles: string;
  private readonly protocol: string;
  private readonly worker = new TilesWorker();
  private readonly remote = Comlink.wrap<TileWorkerApi>(this.worker);
  private points: TilePoints | null = null;

  constructor(side: 'left' | 'right') {
    this.protocol = `yike-points-${side}-${made++}`;
    this.tiles = `${this.protocol}://{z}/{x}/{y}`;
    addProtocol(this.protocol, async ({ url }) => {
      const [z, x, y] = url
        .slice(this.protocol.length + 3)
        .split('/')
        .map(Number);
      const bytes = await this.remote.pointTile(z, x, y);
      return { data: bytes ? bytes.slice().buffer : new ArrayBuffer(0) };
    });
  }

  /** The points are sent once; after that only their causes and figures. */
  async set(points: TilePoints, causes: Uint8Array, figures: Float64Array | null): Promise<void> {
    if (this.points === points) return this.remote.setCauses(causes, figures);
    this.points = points;
    return this.remote.setPoints(points, causes, figures);
  }

  close(): void {
    removeProtocol(this.protocol);
    this.worker.terminate();
  }
}
