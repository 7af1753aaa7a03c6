import { drawNorth, drawScaleBar } from '../../maps/draw-furniture.ts';
import { drawLegend, measureLegend } from '../../maps/draw-legend.ts';
import { drawMap } from '../../maps/draw-map.ts';
import type { DrawnMap } from '../../maps/drawn-map.ts';
import { findFocus } from '../../maps/focus.ts';
import { fitFrame, type MapView } from '../../maps/frame.ts';
import type { MapGround } from '../../maps/ground.ts';
import type { MapAsk } from '../../pictures.ts';
import type { StoryPage } from '../story.ts';
import { makeDivider } from './divider.ts';
import { followGestures } from './gestures.ts';
import { makeHint } from './hint.ts';
import { makeButton, makeElement } from './make-element.ts';
import type { SayOfPage } from './words.ts';

/** A map of a page that is moved, zoomed and asked. */
export interface LiveMap {
  element: HTMLElement;
  /** Draws it for its present size; `dots` to the pixel of the screen, the screen's own when absent. */
  draw(dots?: number): void;
  zoom(factor: number): void;
  /** Moves what is shown by shares of the map's width and height. */
  pan(right: number, down: number): void;
  reset(): void;
}

type Ask = Omit<MapAsk, 'isFurnished'>;

/** A drawing that takes longer than this is not made anew at each step of a gesture, in milliseconds. */
const QUICK_MS = 30;
const REST_MS = 140;
const NEAREST_M = 0.4;
const MARGIN_PT = 12;

/** The map of a page; with `after`, two states one upon the other with a divider. The legend is drawn into an element of its own. */
export function createLiveMap(
  map: NonNullable<StoryPage['map']>,
  title: string,
  ground: MapGround,
  legend: HTMLElement,
  say: SayOfPage
): LiveMap {
  const { after, ...first } = map;
  const asks: Ask[] = after ? [first, after] : [first];
  const element = makeElement('div', 'map', '', { 'data-testid': 'map' });
  const canvases = asks.map((_, at) =>
    makeElement('canvas', at === 0 ? 'ground' : 'ground after', '', {
      role: 'img',
      'aria-label': [say('map'), title, at === 0 ? (after ? say('before') : '') : say('after')]
        .filter((text) => text !== '')
        .join('：')
    })
  );
  const furniture = makeElement('canvas', 'furniture', '', { 'aria-hidden': 'true' });
  const legendCanvas = makeElement('canvas', '', '', { role: 'img' });
  legend.append(legendCanvas);
  element.append(...canvases, furniture);

  let view: MapView | null = null;
  let drawnView: MapView | null = null;
  let lastMs = 0;
  let wait = 0;

  const scale = (): number =>
    (parseFloat(getComputedStyle(document.documentElement).fontSize) / 16) * (4 / 3);
  const sizePt = () => ({
    width: element.clientWidth / scale(),
    height: element.clientHeight / scale()
  });
  const fitted = (): MapView => {
    const { bounds } = findFocus(ground, first.unit);
    const { metresPerPt } = fitFrame(bounds, { x: 0, y: 0, ...sizePt() }, MARGIN_PT);
    return { x: (bounds[0] + bounds[2]) / 2, y: (bounds[1] + bounds[3]) / 2, metresPerPt };
  };

  const draw = (dots = devicePixelRatio || 1): void => {
    cancelAnimationFrame(wait);
    clearTimeout(wait);
    wait = 0;
    const { width, height } = sizePt();
    if (width < 1 || height < 1) return;
    const begun = performance.now();
    view ??= fitted();
    const shown = view;
    let drawn: DrawnMap | undefined;
    asks.forEach((ask, at) => {
      const pen = penOn(canvases[at], width, height, scale(), dots);
      drawn = drawMap(pen, ground, { ...ask, isFurnished: false }, { x: 0, y: 0, width, height }, shown);
      canvases[at].style.transform = '';
    });
    drawnView = shown;
    if (drawn) {
      const pen = penOn(furniture, width, height, scale(), dots);
      drawScaleBar(pen, drawn, 8 * drawn.size, height - 8 * drawn.size);
      drawNorth(pen, drawn, width - 14 * drawn.size, 8 * drawn.size);
      drawLegendOf(drawn, dots);
    }
    element.dataset.view = [shown.x, shown.y, shown.metresPerPt].map((value) => value.toFixed(2)).join(',');
    lastMs = performance.now() - begun;
  };

  const drawLegendOf = (drawn: DrawnMap, dots: number): void => {
    const room = legend.clientWidth / scale();
    if (room < 1) return;
    const measure = penOn(legendCanvas, 1, 1, 1, 1);
    const plain = measureLegend(measure, { ...drawn, size: 1 });
    // As large as the column is wide, within what is read with ease.
    const kept = { ...drawn, size: Math.min(1.45, Math.max(0.8, room / plain.width)) };
    const need = measureLegend(measure, kept);
    const pen = penOn(legendCanvas, room, need.height + 4, scale(), dots);
    drawLegend(pen, kept, { x: 0, y: 0, width: room, height: need.height + 4 });
    legendCanvas.setAttribute(
      'aria-label',
      [
        drawn.legend.title,
        ...drawn.legend.entries.map(({ label, count }) => `${label} ${count}`.trim())
      ].join('；')
    );
  };

  /** Shows at once what was drawn, moved to where it belongs, and draws it anew as soon as there is time. */
  const show = (): void => {
    if (!view || !drawnView) return;
    const factor = drawnView.metresPerPt / view.metresPerPt;
    const px = scale();
    const dx = ((drawnView.x - view.x) / view.metresPerPt) * px;
    const dy = ((view.y - drawnView.y) / view.metresPerPt) * px;
    for (const canvas of canvases) canvas.style.transform = `translate(${dx}px, ${dy}px) scale(${factor})`;
    cancelAnimationFrame(wait);
    clearTimeout(wait);
    wait = lastMs < QUICK_MS ? requestAnimationFrame(() => draw()) : window.setTimeout(() => draw(), REST_MS);
  };

  const change = (next: (view: MapView) => MapView): void => {
    view ??= fitted();
    const wanted = next(view);
    const all = fitted();
    const metresPerPt = Math.min(all.metresPerPt * 2, Math.max(NEAREST_M, wanted.metresPerPt));
    const [west, south, east, north] = ground.bounds;
    view = {
      // What is shown stays within sight of the study.
      x: Math.min(east, Math.max(west, wanted.x)),
      y: Math.min(north, Math.max(south, wanted.y)),
      metresPerPt
    };
    show();
  };

  /** Zooms so that the place under a pixel of the element stays there. */
  const zoomAt = (factor: number, left: number, top: number): void =>
    change((was) => {
      const metresPerPt = Math.min(fitted().metresPerPt * 2, Math.max(NEAREST_M, was.metresPerPt / factor));
      const [dx, dy] = [left - element.clientWidth / 2, top - element.clientHeight / 2].map(
        (px) => px / scale()
      );
      return {
        x: was.x + dx * (was.metresPerPt - metresPerPt),
        y: was.y - dy * (was.metresPerPt - metresPerPt),
        metresPerPt
      };
    });
  const moveBy = (px: number, py: number): void =>
    change((was) => ({
      x: was.x - (px / scale()) * was.metresPerPt,
      y: was.y + (py / scale()) * was.metresPerPt,
      metresPerPt: was.metresPerPt
    }));
  const zoom = (factor: number): void => zoomAt(factor, element.clientWidth / 2, element.clientHeight / 2);
  const reset = (): void => {
    view = fitted();
    show();
  };

  const divider = after ? makeDivider(element, canvases[1], say) : null;
  const hint = makeHint(element, ground, say);
  followGestures(element, {
    move: (px, py) => {
      hint.hide();
      moveBy(px, py);
    },
    zoom: (factor, left, top) => {
      hint.hide();
      zoomAt(factor, left, top);
    },
    point: (left, top) => {
      if (!view) return hint.hide();
      const [dx, dy] = [left - element.clientWidth / 2, top - element.clientHeight / 2].map(
        (px) => px / scale()
      );
      const isAfter = divider !== null && left > divider.at() * element.clientWidth;
      hint.show(
        isAfter ? asks[1] : asks[0],
        view.x + dx * view.metresPerPt,
        view.y - dy * view.metresPerPt,
        left,
        top
      );
    },
    leave: () => hint.hide()
  });
  const tools = makeElement('div', 'tools');
  tools.append(
    makeButton('tool', '+', say('zoomIn'), () => zoom(1.6)),
    makeButton('tool', '−', say('zoomOut'), () => zoom(1 / 1.6)),
    makeButton('tool', '⤢', say('reset'), reset)
  );
  element.append(tools);
  return {
    element,
    draw,
    zoom,
    reset,
    pan: (right, down) => moveBy(-right * element.clientWidth, -down * element.clientHeight)
  };
}

/** The pen of a canvas that is made so many points large, cleared, its unit the point. */
function penOn(
  canvas: HTMLCanvasElement,
  width: number,
  height: number,
  pxPerPt: number,
  dots: number
): CanvasRenderingContext2D {
  canvas.width = Math.max(1, Math.round(width * pxPerPt * dots));
  canvas.height = Math.max(1, Math.round(height * pxPerPt * dots));
  canvas.style.width = `${width * pxPerPt}px`;
  canvas.style.height = `${height * pxPerPt}px`;
  const pen = canvas.getContext('2d');
  if (!pen) throw new Error('expected a canvas that can be drawn on');
  pen.scale(pxPerPt * dots, pxPerPt * dots);
  return pen;
}
