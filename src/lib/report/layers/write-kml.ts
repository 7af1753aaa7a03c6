import type { Geometry, Position } from 'geojson';
import { attributesOf, type LayerTable } from './layer-tables.ts';
import { placedGeometries, type TargetCrs } from './target-crs.ts';

/** The layers that a proposal is about as KML 2.2, a folder each; attributes are extended data. */
export function writeKml(
  layers: readonly LayerTable[],
  target: TargetCrs,
  { title, language }: { title: string; language: 'zh' | 'en' }
): Uint8Array {
  const parts = [
    '<?xml version="1.0" encoding="UTF-8"?>\n<kml xmlns="http://www.opengis.net/kml/2.2"><Document>\n',
    `<name>${escape(target.epsg === null ? `${title} (${target.name})` : title)}</name>\n`
  ];
  for (const layer of layers.filter(({ isGround }) => !isGround)) {
    parts.push(`<Folder><name>${escape(layer.title[language])}</name>\n`);
    const attributes = [...attributesOf(layer.columns)];
    const names = layer.columns.get('name')?.values;
    let row = 0;
    for (const geometry of placedGeometries(layer, target)) {
      const data = attributes.flatMap(([name, { values }]) => {
        const value = values[row];
        return value === null || Number.isNaN(value)
          ? []
          : `<Data name="${escape(name)}"><value>${escape(String(value))}</value></Data>`;
      });
      const called = names?.[row];
      const name = typeof called === 'string' ? `<name>${escape(called)}</name>` : '';
      const shape = geometry ? shapeOf(geometry) : '';
      parts.push(`<Placemark>${name}<ExtendedData>${data.join('')}</ExtendedData>${shape}</Placemark>\n`);
      row++;
    }
    parts.push('</Folder>\n');
  }
  parts.push('</Document></kml>\n');
  return new TextEncoder().encode(parts.join(''));
}

function shapeOf(geometry: Geometry): string {
  const list = (positions: Position[]) =>
    `<coordinates>${positions.map(([x, y]) => `${x},${y}`).join(' ')}</coordinates>`;
  const ring = (positions: Position[]) => `<LinearRing>${list(positions)}</LinearRing>`;
  switch (geometry.type) {
    case 'Point':
      return `<Point>${list([geometry.coordinates])}</Point>`;
    case 'LineString':
      return `<LineString>${list(geometry.coordinates)}</LineString>`;
    case 'Polygon': {
      const [shell, ...holes] = geometry.coordinates;
      if (!shell) return '';
      const inner = holes.map((hole) => `<innerBoundaryIs>${ring(hole)}</innerBoundaryIs>`).join('');
      return `<Polygon><outerBoundaryIs>${ring(shell)}</outerBoundaryIs>${inner}</Polygon>`;
    }
    case 'GeometryCollection':
      return `<MultiGeometry>${geometry.geometries.map(shapeOf).join('')}</MultiGeometry>`;
    default: {
      const type = geometry.type.slice('Multi'.length) as 'Point' | 'LineString' | 'Polygon';
      const each = (geometry.coordinates as Position[][][]).map((coordinates) =>
        shapeOf({ type, coordinates } as unknown as Geometry)
      );
      return `<MultiGeometry>${each.join('')}</MultiGeometry>`;
    }
  }
}

/** Text for XML; characters that XML 1.0 can't hold are left out. */
function escape(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '')
    .replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
