import * as Comlink from 'comlink';
import { createTileMaker } from './tile-maker.ts';

const maker = createTileMaker();

/** What the page and, for the ground, the engine ask of the tile worker. */
const api = {
  ...maker,
  /** Lets the engine hand over what is large without a copy of it in the page. */
  listen: (port: MessagePort): void =>
    Comlink.expose({ setGround: maker.setGround, setArea: maker.setArea }, port)
};
export type TileWorkerApi = typeof api;

Comlink.expose(api);
