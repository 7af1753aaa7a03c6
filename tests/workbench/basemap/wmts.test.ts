import { describe, expect, it } from 'vitest';
import { isWebGrid, planTile } from '../../../src/lib/workbench/basemap/tile-grid.ts';
import { capabilitiesAddress, readCapabilities } from '../../../src/lib/workbench/basemap/wmts.ts';

const matrix = (id: string, scale: number, corner: string, side: number) =>
  `<TileMatrix><ows:Identifier>${id}</ows:Identifier><ScaleDenominator>${scale}</ScaleDenominator>
   <TopLeftCorner>${corner}</TopLeftCorner><TileWidth>256</TileWidth><TileHeight>256</TileHeight>
   <MatrixWidth>${side}</MatrixWidth><MatrixHeight>${Math.max(1, side / 2)}</MatrixHeight></TileMatrix>`;
const set = (id: string, crs: string, matrices: string) =>
  `<TileMatrixSet><ows:Identifier>${id}</ows:Identifier><ows:SupportedCRS>${crs}</ows:SupportedCRS>${matrices}</TileMatrixSet>`;
const layer = (id: string, sets: string[], more = '') =>
  `<Layer><ows:Title>${id} 图</ows:Title><ows:Identifier>${id}</ows:Identifier>
   <ows:WGS84BoundingBox><ows:LowerCorner>73 18</ows:LowerCorner><ows:UpperCorner>135 54</ows:UpperCorner></ows:WGS84BoundingBox>
   <Style isDefault="true"><ows:Identifier>default</ows:Identifier></Style><Format>image/png</Format>
   ${sets.map((each) => `<TileMatrixSetLink><TileMatrixSet>${each}</TileMatrixSet></TileMatrixSetLink>`).join('')}${more}</Layer>`;
const capabilities = (contents: string) => `<?xml version="1.0"?>
  <Capabilities xmlns="http://www.opengis.net/wmts/1.0" xmlns:ows="http://www.opengis.net/ows/1.1"
    xmlns:xlink="http://www.w3.org/1999/xlink" version="1.0.0">
  <ows:ServiceIdentification><ows:Title>市图 &amp; 影像</ows:Title><ows:AccessConstraints>none</ows:AccessConstraints></ows:ServiceIdentification>
  <ows:ServiceProvider><ows:ProviderName>某市测绘院</ows:ProviderName></ows:ServiceProvider>
  <ows:OperationsMetadata><ows:Operation name="GetTile"><ows:DCP><ows:HTTP><ows:Get xlink:href="http://map.cn/wmts?"/></ows:HTTP></ows:DCP></ows:Operation></ows:OperationsMetadata>
  <Contents>${contents}</Contents></Capabilities>`;

const web = set(
  'w',
  'urn:ogc:def:crs:EPSG::3857',
  [0, 1, 2]
    .map((z) => matrix(`L${z}`, 559082264.0287178 / 2 ** z, '-20037508.3428 20037508.3428', 2 ** z))
    .join('')
);
const degrees = set(
  'c',
  'urn:ogc:def:crs:EPSG::4490',
  [1, 2, 3].map((z) => matrix(String(z), 559082264.0287178 / 2 ** z, '90 -180', 2 ** z)).join('')
);
const local = set('local', 'urn:ogc:def:crs:EPSG::4549', matrix('0', 1e6, '4000000 400000', 4));

describe('the capabilities of a WMTS', () => {
  const read = (contents: string, address = 'http://map.cn/wmts?tk=abc&REQUEST=GetCapabilities') =>
    readCapabilities(capabilities(contents), address)!;
  it('give its layers, words and the best way to each', () => {
    const service = read(layer('vec', ['c', 'w']) + web + degrees);
    expect([service.title, service.attribution]).toEqual(['市图 & 影像', '某市测绘院']);
    const [vec] = service.layers;
    expect([vec.id, vec.title, vec.box]).toEqual(['vec', 'vec 图', [73, 18, 135, 54]]);
    expect(vec.ways.map(({ set }) => set)).toEqual(['w', 'c']);
    expect(isWebGrid(vec.ways[0].grid)).toBe(true);
  });
  it('give an address with the key they were asked with, and their own names of levels', () => {
    const [{ ways }] = read(layer('vec', ['w']) + web).layers;
    expect(ways[0].template).toContain('tk=abc');
    expect(ways[0].template).toContain('LAYER=vec&STYLE=default&TILEMATRIXSET=w&FORMAT=image%2Fpng');
    expect(ways[0].template).toMatch(/^http:\/\/map\.cn\/wmts\?/);
    expect(ways[0].grid.levels.map(({ id }) => id)).toEqual(['L0', 'L1', 'L2']);
  });
  it('prefer the address of the layer itself (REST)', () => {
    const rest =
      '<ResourceURL format="image/png" resourceType="tile" template="https://t.cn/{Style}/{TileMatrixSet}/{TileMatrix}/{TileRow}/{TileCol}.png"/>';
    const [{ ways }] = read(layer('vec', ['w'], rest) + web).layers;
    expect(ways[0].template).toBe('https://t.cn/default/w/{TileMatrix}/{TileRow}/{TileCol}.png');
  });
  it('of degrees are drawn anew, latitude first or not', () => {
    const [{ ways }] = read(layer('vec', ['c']) + degrees).layers;
    const [level] = ways[0].grid.levels;
    expect([ways[0].grid.crs, level.left, level.top]).toEqual(['degrees', -180, 90]);
    expect(level.unitsPerPixel * 256 * 2).toBeCloseTo(360, 3);
    expect(planTile(ways[0].grid, 'wgs84', 2, 3, 1)?.cells.length).toBe(256);
  });
  it('of a survey system are refused, and say which', () => {
    const [town] = read(layer('town', ['local']) + local).layers;
    expect(town.ways).toEqual([]);
    expect(town.refused).toEqual([{ set: 'local', crs: 'urn:ogc:def:crs:EPSG::4549' }]);
  });
  it('are none where something else answers', () => {
    for (const text of ['', '<html><body>login</body></html>', '<Capabilities>', '{}'])
      expect(readCapabilities(text, 'http://map.cn/')).toBeNull();
  });
  it('are asked for from any address of the service', () => {
    expect(capabilitiesAddress('http://map.cn/wmts?tk=1&LAYER=vec&REQUEST=GetTile')).toBe(
      'http://map.cn/wmts?tk=1&SERVICE=WMTS&REQUEST=GetCapabilities'
    );
    expect(capabilitiesAddress('http://map.cn/1.0.0/WMTSCapabilities.xml')).toBe(
      'http://map.cn/1.0.0/WMTSCapabilities.xml'
    );
  });
});
