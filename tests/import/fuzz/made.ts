import { zipSync } from 'fflate';
import { writeXlsx } from 'hucre/xlsx';
import { encodeGb18030 } from '../../../src/lib/report/layers/gb18030.ts';
import { writeShapefile } from '../write-shapefile.ts';
import { writePbf } from '../osm-pbf-writer.ts';
import type { Sample } from './judge.ts';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const corner = (i: number): [number, number] => [116.41 + 0.003 * (i % 3), 39.94 + 0.003 * Math.floor(i / 3)];
const square = (i: number): number[][] => {
  const [x, y] = corner(i);
  return [
    [x, y],
    [x, y + 0.003],
    [x + 0.003, y + 0.003],
    [x + 0.003, y],
    [x, y]
  ];
};
const NAMES = ['民安', '北新仓', '草园', '海运仓', '十三条', '九道湾', '门楼', '藏经馆', '青龙'];

/** Small files of the kinds that the repository has no sample of, each as an office would have it. */
export async function makeSamples(): Promise<Sample[]> {
  const areas = NAMES.map((name, i) => ({
    type: 'Feature' as const,
    properties: { 社区名称: name, 户数: String(900 + i) },
    geometry: { type: 'Polygon' as const, coordinates: [square(i)] }
  }));
  const { shp, shx, dbf } = writeShapefile(areas, encodeGb18030);
  const placemarks = NAMES.map(
    (name, i) =>
      `<Placemark><name>${name}</name><ExtendedData><Data name="类别"><value>养老驿站</value></Data></ExtendedData><Point><coordinates>${corner(i)},0</coordinates></Point></Placemark>`
  );
  const kml = utf8(
    `<?xml version="1.0" encoding="UTF-8"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document>${placemarks.join('')}</Document></kml>`
  );
  const gpx = utf8(
    `<?xml version="1.0"?><gpx version="1.1">${NAMES.map((name, i) => `<wpt lon="${corner(i)[0]}" lat="${corner(i)[1]}"><name>${name}</name></wpt>`).join('')}</gpx>`
  );
  const topojson = utf8(
    JSON.stringify({
      type: 'Topology',
      arcs: areas.map(({ geometry }) => geometry.coordinates[0]),
      objects: {
        社区: {
          type: 'GeometryCollection',
          geometries: areas.map(({ properties }, i) => ({ type: 'Polygon', properties, arcs: [[i]] }))
        }
      }
    })
  );
  const dxf = utf8(
    `  0\nSECTION\n  2\nENTITIES\n${NAMES.map((_, i) => `  0\nLINE\n  8\n道路\n 10\n${500000 + i * 50}\n 20\n4420000\n 11\n${500050 + i * 50}\n 21\n4420030\n`).join('')}  0\nENDSEC\n  0\nEOF\n`
  );
  // A lattice of streets, a gate as a place of its own, and a relation of their first two.
  const pbf = writePbf({
    nodes: NAMES.map((name, i) => ({
      id: i + 1,
      lon: corner(i)[0],
      lat: corner(i)[1],
      ...(i === 4 ? { tags: { amenity: 'pharmacy', name } } : {})
    })),
    ways: [
      [1, 2, 3],
      [4, 5, 6],
      [7, 8, 9],
      [1, 4, 7, 8, 5, 2, 1]
    ].map((refs, i) => ({ id: 10 + i, refs, tags: { highway: 'residential', name: `${NAMES[i]}街` } })),
    relations: [
      {
        id: 20,
        members: [['w', 13, 'outer']],
        tags: { type: 'boundary', boundary: 'administrative', admin_level: '10', name: NAMES[0] }
      }
    ]
  });
  const sample = (name: string, bytes: Uint8Array, beside = new Map<string, Uint8Array>()): Sample => ({
    name,
    bytes,
    beside
  });
  return [
    sample(
      '社区边界.shp',
      shp,
      new Map([
        ['shx', shx],
        ['dbf', dbf]
      ])
    ),
    sample('社区边界.dbf', dbf),
    sample('社区边界.zip', zipSync({ '边界/社区.shp': shp, '边界/社区.shx': shx, '边界/社区.dbf': dbf })),
    sample('人口台账.xlsx', await ledger()),
    sample('设施.kmz', zipSync({ 'doc.kml': kml })),
    sample('设施.kml', kml),
    sample('走访.gpx', gpx),
    sample('社区.topojson', topojson),
    sample('社区.geojsonl', utf8(areas.map((feature) => JSON.stringify(feature)).join('\n'))),
    sample('道路.dxf', dxf),
    sample('街道.osm.pbf', pbf)
  ];
}

/** A table of people with a title, a unit, a header of two rows, merged cells and a total. */
async function ledger(): Promise<Uint8Array> {
  const rows = [
    ['2023年社区人口统计表', null, null, null],
    ['单位：人', null, null, null],
    ['街道', '社区', '人口', null],
    [null, null, '常住人口', '60岁及以上'],
    ...NAMES.map((name, i) => [i === 0 ? '北新桥街道' : null, name, 4000 + i, 900 + i]),
    ['合计', null, 36036, 8136]
  ];
  const merges = [
    { startRow: 0, startCol: 0, endRow: 0, endCol: 3 },
    { startRow: 2, startCol: 2, endRow: 2, endCol: 3 },
    { startRow: 4, startCol: 0, endRow: 3 + NAMES.length, endCol: 0 }
  ];
  return writeXlsx({ sheets: [{ name: '人口', rows, merges }] });
}
