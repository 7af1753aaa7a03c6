import type { Facts } from '../facts.ts';
import type { Pictures } from '../pictures.ts';
import type { Pen, Studio } from '../pen.ts';
import { drawChart } from './draw-chart.ts';
import { drawMap } from './draw-map.ts';
import type { MapGround } from './ground.ts';

const DPI = 300;
const PT_PER_MM = 72 / 25.4;

/** Pictures that are kept: a document and slides ask for the same few again. */
const KEPT = 40;

/** Maps and charts of a study as PNG; the same ask for the same place is drawn once, the latest 40 are kept. */
export function createPictures(ground: MapGround, facts: Facts, studio: Studio): Pictures {
  const kept = new Map<string, Promise<Uint8Array>>();
  const once = (
    key: string,
    widthMm: number,
    heightMm: number,
    draw: (pen: Pen, box: { x: number; y: number; width: number; height: number }) => void
  ) => {
    const known = kept.get(key);
    if (known) {
      kept.delete(key);
      kept.set(key, known);
      return known;
    }
    const [width, height] = [widthMm * PT_PER_MM, heightMm * PT_PER_MM];
    const picture = studio.picture(width, height, DPI);
    draw(picture.pen, { x: 0, y: 0, width, height });
    const made = picture.png();
    kept.set(key, made);
    if (kept.size > KEPT) kept.delete(kept.keys().next().value ?? '');
    return made;
  };
  return {
    map: (ask, widthMm, heightMm) =>
      once(JSON.stringify([ask, widthMm, heightMm]), widthMm, heightMm, (pen, box) => {
        drawMap(pen, ground, ask, box);
      }),
    chart: (ask, widthMm, heightMm) =>
      once(JSON.stringify([ask, widthMm, heightMm]), widthMm, heightMm, (pen, box) => {
        drawChart(pen, facts, ask, box);
      })
  };
}
