import { NavigationControl, ScaleControl, setWorkerUrl, type Map as MapLibre } from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';
import 'maplibre-gl/dist/maplibre-gl.css';
import { KeptMap } from './kept-map.ts';
import { makeStyle } from './style.ts';
import { addSymbols } from './symbols.ts';

setWorkerUrl(workerUrl);

/**
 * A map on `container`, loaded, with symbols; nothing of it comes from elsewhere. While `isCutting` tiles it does not say
 * that it is drawn.
 */
export async function createMap(
  container: HTMLElement,
  bounds: [number, number, number, number],
  isCutting: () => boolean
): Promise<MapLibre> {
  const map = new KeptMap({
    container,
    style: makeStyle(),
    bounds,
    fitBoundsOptions: { padding: 36 },
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: false,
    maxZoom: 19,
    locale: {
      'Map.Title': '地图 Map',
      'NavigationControl.ZoomIn': '放大 Zoom in',
      'NavigationControl.ZoomOut': '缩小 Zoom out'
    },
    // The picture of the map is read from its canvas.
    canvasContextAttributes: { preserveDrawingBuffer: true }
  });
  map.touchZoomRotate.disableRotation();
  map.addControl(new NavigationControl({ showCompass: false }), 'top-right');
  map.addControl(new ScaleControl({ maxWidth: 120 }), 'bottom-right');
  tellState(container, map, isCutting);
  await map.once('load');
  addSymbols(map);
  return map;
}

/** Says on the element whether the map is still being drawn (`aria-busy`), and which box it shows: west,south,east,north. */
function tellState(container: HTMLElement, map: MapLibre, isCutting: () => boolean): void {
  const busy = (): void => void (container.ariaBusy = 'true');
  map.on('dataloading', busy);
  map.on('render', busy);
  map.on('idle', () => {
    if (isCutting()) return;
    container.ariaBusy = 'false';
    container.dataset.bounds = map.getBounds().toArray().join(',');
  });
}
