import type { Areas } from '../maps/ground.ts';

/** Land of all areas together in square kilometres, holes taken off; areas that overlap count twice. */
export function landKm2({ x, y, shapeFirst, partFirst, ringFirst }: Areas): number {
  let squareMetres = 0;
  const parts = shapeFirst.length > 0 ? shapeFirst[shapeFirst.length - 1] : 0;
  for (let part = 0; part < parts; part++)
    for (let ring = partFirst[part]; ring < partFirst[part + 1]; ring++) {
      const area = ringM2(x, y, ringFirst[ring], ringFirst[ring + 1]);
      squareMetres += ring === partFirst[part] ? area : -area;
    }
  return squareMetres / 1e6;
}

function ringM2(x: Float64Array, y: Float64Array, first: number, end: number): number {
  let twice = 0;
  for (let i = first, j = end - 1; i < end; j = i++) twice += x[j] * y[i] - x[i] * y[j];
  return Math.abs(twice) / 2;
}
