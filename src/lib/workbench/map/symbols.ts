import type { Map as MapLibre } from 'maplibre-gl';
import { GROUP_MARKS, SITE, SITE_COLOUR_COUNT, siteColour, UNCONNECTED } from '../../report/maps/colours.ts';

const FONTS = '"Microsoft YaHei", "PingFang SC", "Noto Sans CJK SC", sans-serif';
const SCALE = 2;

/** Adds the facility discs (`facility-GROUP`, `small-GROUP`, `closed-GROUP`) and site pins (`site-1`, …, as they are asked for; `site-0` has no number yet). */
export function addSymbols(map: MapLibre): void {
  for (const [group, { colour, mark }] of Object.entries(GROUP_MARKS)) {
    map.addImage(`facility-${group}`, disc(26, colour, mark, '#ffffff'), { pixelRatio: SCALE });
    map.addImage(`small-${group}`, disc(15, '#ffffff', mark, colour), { pixelRatio: SCALE });
    map.addImage(`closed-${group}`, disc(22, '#ffffff', '✕', '#6b7280'), { pixelRatio: SCALE });
  }
  map.addImage('unconnected', cross(18), { pixelRatio: SCALE });
  map.addImage('site-0', pin('', SITE), { pixelRatio: SCALE });
  const addPin = (n: number) =>
    map.addImage(`site-${n}`, pin(String(n), siteColour(n - 1)), { pixelRatio: SCALE });
  for (let n = 1; n <= SITE_COLOUR_COUNT; n++) addPin(n);
  map.on('styleimagemissing', ({ id }) => {
    const n = Number(/^site-(\d{1,4})$/.exec(id)?.[1]);
    if (n >= 1) addPin(n);
  });
}

function canvasOf(width: number, height: number): CanvasRenderingContext2D {
  const canvas = document.createElement('canvas');
  canvas.width = width * SCALE;
  canvas.height = height * SCALE;
  const context = canvas.getContext('2d');
  if (!context) throw new Error('expected a 2D canvas, got none');
  context.scale(SCALE, SCALE);
  return context;
}

/** A disc of `size` CSS pixels with one character in it. */
function disc(size: number, fill: string, mark: string, ink: string): ImageData {
  const context = canvasOf(size, size);
  const centre = size / 2;
  context.beginPath();
  context.arc(centre, centre, centre - 1.25, 0, 2 * Math.PI);
  context.fillStyle = fill;
  context.fill();
  context.lineWidth = 1.5;
  context.strokeStyle = fill === '#ffffff' ? ink : '#ffffff';
  context.stroke();
  context.fillStyle = ink;
  context.font = `600 ${Math.round(size * 0.56)}px ${FONTS}`;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.fillText(mark, centre, centre + size * 0.03);
  return context.getImageData(0, 0, size * SCALE, size * SCALE);
}

/** A white square on its corner with a bar through it: a point that no way leads to. */
function cross(size: number): ImageData {
  const context = canvasOf(size, size);
  const centre = size / 2;
  context.translate(centre, centre);
  context.rotate(Math.PI / 4);
  const half = centre * 0.62;
  context.fillStyle = '#ffffff';
  context.strokeStyle = UNCONNECTED;
  context.lineWidth = 2;
  context.fillRect(-half, -half, 2 * half, 2 * half);
  context.strokeRect(-half, -half, 2 * half, 2 * half);
  context.beginPath();
  context.moveTo(-half, -half);
  context.lineTo(half, half);
  context.stroke();
  return context.getImageData(0, 0, size * SCALE, size * SCALE);
}

function pin(text: string, fill: string): ImageData {
  const width = 30;
  const height = 38;
  const context = canvasOf(width, height);
  context.beginPath();
  context.moveTo(15, 36.5);
  context.bezierCurveTo(12, 28, 2, 24, 2, 14.5);
  context.arc(15, 14.5, 13, Math.PI, 0);
  context.bezierCurveTo(28, 24, 18, 28, 15, 36.5);
  context.fillStyle = fill;
  context.fill();
  context.lineWidth = 2;
  context.strokeStyle = '#ffffff';
  context.stroke();
  context.fillStyle = '#ffffff';
  context.font = `700 ${text.length > 2 ? 12 : 15}px ${FONTS}`;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.fillText(text, 15, 15);
  return context.getImageData(0, 0, width * SCALE, height * SCALE);
}
