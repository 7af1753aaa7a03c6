import * as Comlink from 'comlink';
import { addProtocol, removeProtocol } from 'maplibre-gl';
import type { Engine } from '../../engine/client.ts';
import type { AreaTier } from '../../../study/explain.ts';
import type { Question } from '../../engine/scene.ts';
import type { AreaBy } from '../../engine/views.ts';
import type { TilePoints } from './tile-maker.ts';
import TilesWorker from './tiles.worker.ts?worker';
import type { TileWorkerApi } from './tiles.worker.ts';

/** The page's end of the tile worker. */
export class TileSource {
  private readonly worker = new TilesWorker();
  private readonly remote = Comlink.wrap<TileWorkerApi>(this.worker);
  private points: TilePoints | null = null;

  constructor() {
    this.serve('yike-ground', (z, x, y) => this.remote.groundTile(z, x, y));
    this.serve('yike-area', (z, x, y) => this.remote.areaTile(z, x, y));
    this.serve('yike-points', (z, x, y) => this.remote.pointTile(z, x, y));
  }

  /** Has the engine hand the ground of its open study to the worker. */
  async loadGround(engine: Engine): Promise<void> {
    await engine.handGround(await this.openPort());
  }

  /** Has the engine draw service areas and hand them to the worker; tells which there are, the least first. */
  async loadArea(engine: Engine, question: Question, by?: AreaBy): Promise<AreaTier[]> {
    return engine.handArea(question, await this.openPort(), by);
  }

  clearArea = (): Promise<void> => this.remote.clearArea();
  clearGround = (): Promise<void> => this.remote.clearGround();

  /** The points are sent once; after that only their causes, figures, walks and who wins them. */
  async setPoints(
    points: TilePoints,
    causes: Uint8Array,
    figures: Float64Array | null,
    walks: Float64Array,
    won: Uint16Array | null
  ): Promise<void> {
    if (this.points === points) return this.remote.setCauses(causes, figures, walks, won);
    this.points = points;
    return this.remote.setPoints(points, causes, figures, walks, won);
  }

  close(): void {
    removeProtocol('yike-ground');
    removeProtocol('yike-area');
    removeProtocol('yike-points');
    this.worker.terminate();
  }

  /** The engine's end of a new line to the worker. */
  private async openPort(): Promise<MessagePort> {
    const { port1, port2 } = new MessageChannel();
    await this.remote.listen(Comlink.transfer(port1, [port1]));
    return port2;
  }

  private serve(
    protocol: string,
    tile: (z: number, x: number, y: number) => Promise<Uint8Array | null>
  ): void {
    addProtocol(protocol, async ({ url }) => {
      const [z, x, y] = url
        .slice(protocol.length + 3)
        .split('/')
        .map(Number);
      const bytes = await tile(z, x, y);
      return { data: bytes ? bytes.slice().buffer : new ArrayBuffer(0) };
    });
  }
}
