import { SaxesParser, type SaxesTagPlain } from 'saxes';
import { HALF_M, isWebGrid, type GridLevel, type TileGrid } from './tile-grid.ts';

/** A layer of a WMTS service, and the ways in which it can be had. */
export interface WmtsLayer {
  id: string;
  title: string;
  /** West, south, east, north in degrees; null where the service says none. */
  box: [number, number, number, number] | null;
  /** Ways that can be drawn, the best first. */
  ways: WmtsWay[];
  /** Matrix sets that can't be drawn, with their system of coordinates: the reason is that. */
  refused: { set: string; crs: string }[];
}
export interface WmtsWay {
  set: string;
  /** Address with `{TileMatrix}` `{TileRow}` `{TileCol}`. */
  template: string;
  grid: TileGrid;
}
export interface WmtsService {
  title: string;
  /** Provider and terms as the service itself gives them. */
  attribution: string;
  layers: WmtsLayer[];
}

interface Node {
  name: string;
  attributes: Record<string, string>;
  children: Node[];
  text: string;
}

/** Metres of a degree at the equator, by which WMTS turns scales into degrees. */
const DEGREE_M = 111319.49079327358;
/** Length of a pixel in metres in the sense of WMTS. */
const PIXEL_M = 0.00028;
const FORMATS = ['image/png', 'image/jpeg', 'image/webp', 'image/png8', 'tiles'];

/** The address that asks a service for its capabilities, from whatever part of it the user has. */
export function capabilitiesAddress(text: string): string {
  const url = new URL(text.trim());
  if (/\.xml$/i.test(url.pathname) || /request=getcapabilities/i.test(url.search)) return url.href;
  for (const key of [...url.searchParams.keys()])
    if (/^(request|service|layer|style|tilematrix(set)?|tilerow|tilecol|format|version)$/i.test(key))
      url.searchParams.delete(key);
  url.searchParams.set('SERVICE', 'WMTS');
  url.searchParams.set('REQUEST', 'GetCapabilities');
  return url.href;
}

/**
 * Reads capabilities (WMTS 1.0). `address` is where they came from: its host serves layers that name no address, and its
 * key (`tk`, `key`, `token` …) goes along. Null: this is not the answer of such a service.
 */
export function readCapabilities(xml: string, address: string): WmtsService | null {
  const root = parse(xml);
  if (!root || root.name !== 'Capabilities') return null;
  const contents = child(root, 'Contents');
  if (!contents) return null;
  const sets = new Map(
    children(contents, 'TileMatrixSet').map((node) => [textOf(node, 'Identifier'), readSet(node)])
  );
  const kvp = kvpAddress(root, address);
  const layers = children(contents, 'Layer').map((layer) => readLayer(layer, sets, kvp));
  const service = child(root, 'ServiceIdentification');
  const provider = child(root, 'ServiceProvider');
  const terms = service ? textOf(service, 'AccessConstraints') : '';
  return {
    title: service ? textOf(service, 'Title') : '',
    attribution: [provider ? textOf(provider, 'ProviderName') : '', /^none$/i.test(terms) ? '' : terms]
      .filter(Boolean)
      .join(' · ')
      .slice(0, 200),
    layers
  };
}

function readLayer(
  layer: Node,
  sets: Map<string, { crs: string; grid: TileGrid | null }>,
  kvp: string
): WmtsLayer {
  const id = textOf(layer, 'Identifier');
  const styles = children(layer, 'Style');
  const styleNode = styles.find((style) => style.attributes.isDefault === 'true') ?? styles[0];
  const style = styleNode ? textOf(styleNode, 'Identifier') : '';
  const formats = children(layer, 'Format').map((node) => node.text.trim());
  const format =
    FORMATS.find((each) => formats.includes(each)) ?? formats.find((each) => /^image\//.test(each));
  const resources = children(layer, 'ResourceURL').filter(
    ({ attributes }) => attributes.resourceType === 'tile'
  );
  const resource = resources.find(({ attributes }) => attributes.format === format) ?? resources[0];
  const ways: WmtsWay[] = [];
  const refused: WmtsLayer['refused'] = [];
  for (const link of children(layer, 'TileMatrixSetLink')) {
    const set = textOf(link, 'TileMatrixSet');
    const found = sets.get(set);
    if (!found?.grid || !format) {
      refused.push({ set, crs: found?.crs ?? '' });
      continue;
    }
    const values: Record<string, string> = { layer: id, style, tilematrixset: set, format: format };
    const template = (resource?.attributes.template ?? kvp).replace(/\{(\w+)\}/g, (whole, name: string) => {
      const value = values[name.toLowerCase()];
      return value === undefined ? whole : encodeURIComponent(value);
    });
    // Other dimensions (a time, say) have values that nobody has chosen: their default stands for them.
    const filled = children(layer, 'Dimension').reduce(
      (text, node) => text.replaceAll(`{${textOf(node, 'Identifier')}}`, textOf(node, 'Default')),
      template
    );
    ways.push({ set, template: filled, grid: found.grid });
  }
  const rank = ({ grid }: WmtsWay): number => (isWebGrid(grid) ? 0 : grid.crs === 'mercator' ? 1 : 2);
  ways.sort((a, b) => rank(a) - rank(b));
  return { id, title: textOf(layer, 'Title') || id, box: readBox(layer), ways, refused };
}

/** A matrix set whose coordinates can be drawn as they are or anew; `grid` null for all others. */
function readSet(node: Node): { crs: string; grid: TileGrid | null } {
  const crs = textOf(node, 'SupportedCRS');
  const code = /(\d+|CRS84)$/i.exec(crs)?.[1] ?? '';
  const isMercator = ['3857', '900913', '3785', '102100', '102113'].includes(code);
  const isDegrees = ['4326', '4490', '84'].includes(code) || /CRS84$/i.test(code);
  if (!isMercator && !isDegrees) return { crs, grid: null };
  const levels = children(node, 'TileMatrix').map((matrix): GridLevel => {
    const corner = textOf(matrix, 'TopLeftCorner').split(/\s+/).map(Number);
    // Degrees by EPSG are written latitude first, but not everybody does: a latitude is never beyond 90.
    const isLatFirst = isDegrees && !/CRS84$/i.test(crs) && Math.abs(corner[0]) <= 90 && corner[1] < 0;
    const [left, top] = isLatFirst ? [corner[1], corner[0]] : corner;
    const scale = Number(textOf(matrix, 'ScaleDenominator'));
    return {
      id: textOf(matrix, 'Identifier'),
      unitsPerPixel: (scale * PIXEL_M) / (isDegrees ? DEGREE_M : 1),
      left,
      top,
      tileWidth: Number(textOf(matrix, 'TileWidth')) || 256,
      tileHeight: Number(textOf(matrix, 'TileHeight')) || 256,
      columns: Number(textOf(matrix, 'MatrixWidth')) || 0,
      rows: Number(textOf(matrix, 'MatrixHeight')) || 0
    };
  });
  const limit = isDegrees ? 360 : 4 * HALF_M;
  const good = levels.filter(
    (level) =>
      level.unitsPerPixel > 0 &&
      level.columns > 0 &&
      level.rows > 0 &&
      Math.abs(level.left) <= limit &&
      Math.abs(level.top) <= limit
  );
  return { crs, grid: good.length > 0 ? { crs: isDegrees ? 'degrees' : 'mercator', levels: good } : null };
}

function kvpAddress(root: Node, address: string): string {
  const operations = child(root, 'OperationsMetadata');
  const getTile =
    operations && children(operations, 'Operation').find((each) => each.attributes.name === 'GetTile');
  const get = getTile ? find(getTile, 'Get') : null;
  const url = new URL(get?.attributes['xlink:href'] || address, address);
  const own = new URL(address).searchParams;
  // A key that the capabilities were asked with is needed for the tiles too.
  for (const [key, value] of own)
    if (/^(tk|key|ak|token|access_token|apikey|api_key)$/i.test(key)) url.searchParams.set(key, value);
  for (const key of [...url.searchParams.keys()])
    if (/^(request|service|version)$/i.test(key)) url.searchParams.delete(key);
  const join = url.search ? (url.href.endsWith('&') ? '' : '&') : url.href.endsWith('?') ? '' : '?';
  return (
    `${url.href}${join}SERVICE=WMTS&REQUEST=GetTile&VERSION=1.0.0&LAYER={Layer}&STYLE={Style}` +
    `&TILEMATRIXSET={TileMatrixSet}&FORMAT={Format}&TILEMATRIX={TileMatrix}&TILEROW={TileRow}&TILECOL={TileCol}`
  );
}

function readBox(layer: Node): WmtsLayer['box'] {
  const node = child(layer, 'WGS84BoundingBox');
  if (!node) return null;
  const box = [...textOf(node, 'LowerCorner').split(/\s+/), ...textOf(node, 'UpperCorner').split(/\s+/)].map(
    Number
  );
  return box.length === 4 && box.every(Number.isFinite) ? (box as [number, number, number, number]) : null;
}

/** The tree of a document, names without their prefixes; null where it is no XML. */
function parse(xml: string): Node | null {
  const top: Node = { name: '', attributes: {}, children: [], text: '' };
  const stack = [top];
  const parser = new SaxesParser();
  let broken = false;
  parser.on('error', () => (broken = true));
  parser.on('opentag', ({ name, attributes }: SaxesTagPlain) => {
    const node: Node = { name: name.replace(/^.*:/, ''), attributes, children: [], text: '' };
    stack.at(-1)!.children.push(node);
    stack.push(node);
  });
  parser.on('text', (text) => (stack.at(-1)!.text += text));
  parser.on('cdata', (text) => (stack.at(-1)!.text += text));
  parser.on('closetag', () => void stack.pop());
  parser.write(xml).close();
  return broken ? null : (top.children[0] ?? null);
}

const children = (node: Node, name: string): Node[] => node.children.filter((each) => each.name === name);
const child = (node: Node, name: string): Node | null =>
  node.children.find((each) => each.name === name) ?? null;
const textOf = (node: Node, name: string): string => child(node, name)?.text.trim() ?? '';
function find(node: Node, name: string): Node | null {
  for (const each of node.children) {
    const found = each.name === name ? each : find(each, name);
    if (found) return found;
  }
  return null;
}
