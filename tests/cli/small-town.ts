import { createPlane } from '../../src/lib/geometry/metric.ts';

const plane = createPlane(117.2, 39.1);

/** Degrees of a place `x` metres east and `y` metres north of 117.2° E, 39.1° N. */
export function degrees(x: number, y: number): [number, number] {
  return [plane.lon(x), plane.lat(y)];
}

/** Lines given in metres as a GeoJSON layer. */
export function linesToGeoJson(lines: [number, number][][]): string {
  return JSON.stringify({
    type: 'FeatureCollection',
    features: lines.map((line, i) => ({
      type: 'Feature',
      properties: { name: `街 ${i + 1}` },
      geometry: { type: 'LineString', coordinates: line.map(([x, y]) => degrees(x, y)) }
    }))
  });
}

/** A street grid of `n` × `n` crossings, `blockM` apart, each street drawn crossing to crossing. */
export function streetGrid(n: number, blockM: number): [number, number][][] {
  const steps = Array.from({ length: n }, (_, k) => k * blockM);
  return [
    ...steps.map((y) => steps.map((x): [number, number] => [x, y])),
    ...steps.map((x) => steps.map((y): [number, number] => [x, y]))
  ];
}

/** A point table in CSV; places are in metres. */
export function pointsToCsv(points: [string, number, number][]): string {
  return `id,lon,lat\n${points.map(([id, x, y]) => [id, ...degrees(x, y)].join(',')).join('\n')}\n`;
}

/** Lines of a CSV text as objects. */
export function readCsv(text: string): Record<string, string>[] {
  const [header, ...rows] = text.trim().split('\n');
  const names = header.split(',');
  return rows.map((row) => Object.fromEntries(row.split(',').map((cell, i) => [names[i], cell])));
}
