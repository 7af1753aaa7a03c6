import type { DemandDots } from '../../maps/ground.ts';

/** What a page has room for of one measure. */
const MOST_DOTS = 25_000;

/** Dots of where people live; of very many, those of a cell become one in their middle, with all their people. */
export function lightenDots(dots: Omit<DemandDots, 'index'>): Omit<DemandDots, 'index'> {
  let light = dots;
  for (let cellM = 40; light.x.length > MOST_DOTS; cellM *= 2) light = gather(dots, cellM);
  return light;
}

function gather({ x, y, people }: Omit<DemandDots, 'index'>, cellM: number): Omit<DemandDots, 'index'> {
  const cells = new Map<string, { x: number; y: number; people: number; count: number }>();
  for (let i = 0; i < x.length; i++) {
    const key = `${Math.floor(x[i] / cellM)},${Math.floor(y[i] / cellM)}`;
    const cell = cells.get(key) ?? { x: 0, y: 0, people: 0, count: 0 };
    cell.x += x[i];
    cell.y += y[i];
    cell.people += people[i];
    cell.count++;
    cells.set(key, cell);
  }
  const all = [...cells.values()];
  return {
    x: Float64Array.from(all, (cell) => cell.x / cell.count),
    y: Float64Array.from(all, (cell) => cell.y / cell.count),
    people: Float64Array.from(all, (cell) => cell.people)
  };
}
