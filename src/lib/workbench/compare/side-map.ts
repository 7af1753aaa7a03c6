import { Map as MapLibre, type StyleSpecification } from 'maplibre-gl';
import { makeStyle } from '../map/style.ts';
import { addSymbols } from '../map/symbols.ts';

/** Sources that a side of a comparison has: the ground, its people, its facilities, names. */
const SHOWN = new Set(['ground', 'points', 'facilities', 'names']);

/** The style of the map with points of its own, without what belongs to the desk alone. */
function sideStyle(pointTiles: string): StyleSpecification {
  const style = makeStyle();
  const sources = Object.fromEntries(Object.entries(style.sources).filter(([name]) => SHOWN.has(name)));
  const points = sources.points as { tiles: string[] };
  return {
    ...style,
    sources: { ...sources, points: { ...points, tiles: [pointTiles] } as never },
    layers: style.layers.filter((layer) => !('source' in layer) || SHOWN.has(layer.source))
  };
}

/** A second map that shows what the first does, loaded, with symbols. */
export async function createSideMap(
  container: HTMLElement,
  beneath: MapLibre,
  pointTiles: string
): Promise<MapLibre> {
  const map = new MapLibre({
    container,
    style: sideStyle(pointTiles),
    center: beneath.getCenter(),
    zoom: beneath.getZoom(),
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: false,
    maxZoom: beneath.getMaxZoom(),
    keyboard: false,
    locale: { 'Map.Title': '地图 Map' },
    canvasContextAttributes: { preserveDrawingBuffer: true }
  });
  map.touchZoomRotate.disableRotation();
  await map.once('load');
  addSymbols(map);
  return map;
}

/** Lets two maps show the same place whichever is moved; gives how to part them. */
export function joinCameras(one: MapLibre, other: MapLibre): () => void {
  let isFollowing = false;
  const follow = (from: MapLibre, to: MapLibre) => () => {
    if (isFollowing) return;
    isFollowing = true;
    to.jumpTo({ center: from.getCenter(), zoom: from.getZoom() });
    isFollowing = false;
  };
  const there = follow(one, other);
  const back = follow(other, one);
  one.on('move', there);
  other.on('move', back);
  there();
  return () => {
    one.off('move', there);
    other.off('move', back);
  };
}
