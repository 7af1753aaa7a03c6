/** Why an address can't be used; the words say it. */
export type AddressFault = 'empty' | 'notAddress' | 'noPlace' | 'secret' | 'ipv6' | 'mixed' | 'bd09';

const BAIDU = /(^|\.)(baidu|bdimg|bdstatic)\.(com|cn)$/;
const GCJ = [
  /(^|\.)autonavi\.com$/,
  /(^|\.)amap\.com$/,
  /(^|\.)gtimg\.com$/,
  /(^|\.)map\.qq\.com$/,
  /(^|\.)google\.cn$/,
  /(^|\.)googlecnapps\.cn$/
];

/** The datum that services of this host draw in, as far as its name tells; anything unknown is taken for WGS84. */
export function datumOfHost(host: string): 'wgs84' | 'gcj02' | 'bd09' {
  const name = host.toLowerCase();
  if (BAIDU.test(name)) return 'bd09';
  return GCJ.some((pattern) => pattern.test(name)) ? 'gcj02' : 'wgs84';
}

/** What `{s}` stands for, by the host's own custom; elsewhere a, b and c. */
function partsOf(template: string): string[] {
  if (/autonavi\.com|amap\.com/i.test(template)) return ['1', '2', '3', '4'];
  if (/gtimg\.com|google\.cn/i.test(template)) return ['0', '1', '2', '3'];
  if (/tianditu\.(gov\.cn|com)/i.test(template)) return ['0', '1', '2', '3', '4', '5', '6', '7'];
  return ['a', 'b', 'c'];
}

/** All addresses that a template with `{s}`, `{a-c}` or `{0-7}` stands for, its places of z, x, y left open. */
export function spreadParts(template: string): string[] {
  const range = /\{([a-z])-([a-z])\}|\{(\d)-(\d)\}/i.exec(template);
  if (range) {
    const from = (range[1] ?? range[3]).charCodeAt(0);
    const to = (range[2] ?? range[4]).charCodeAt(0);
    const letters = Array.from({ length: Math.max(0, to - from + 1) }, (_, i) =>
      String.fromCharCode(from + i)
    );
    return letters.map((letter) => template.replace(range[0], letter));
  }
  if (!template.includes('{s}')) return [template];
  return partsOf(template).map((part) => template.replaceAll('{s}', part));
}

/** The tile's number by Bing's custom: a digit for each zoom, '' for the one tile of zoom 0. */
export function quadkeyOf(z: number, x: number, y: number): string {
  let key = '';
  for (let i = z - 1; i >= 0; i--) key += String(((x >> i) & 1) | (((y >> i) & 1) << 1));
  return key;
}

/**
 * The address of a tile: `{z}` `{x}` `{y}`, `{-y}` counted from the south (TMS), `{q}` the quadkey, and the WMTS names
 * `{TileMatrix}` `{TileCol}` `{TileRow}`. Neighbours are shared out among the servers of `{s}`.
 */
export function addressOf(template: string, z: number, x: number, y: number): string {
  const all = spreadParts(template);
  const values: Record<string, string | number> = {
    z,
    x,
    y,
    '-y': 2 ** z - 1 - y,
    q: quadkeyOf(z, x, y),
    tilematrix: z,
    tilecol: x,
    tilerow: y
  };
  return all[(x + y) % all.length].replace(/\{(-?\w+)\}/g, (whole, name: string) =>
    String(values[name.toLowerCase()] ?? whole)
  );
}

/** Scheme, host and port of each server of a template, as a policy names them; empty where it is no address. */
export function originsOf(template: string): string[] {
  const origins = spreadParts(template.trim()).map((each) => {
    const url = parse(each);
    return url && /^https?:$/.test(url.protocol) && !url.hostname.includes('*') ? url.origin : '';
  });
  return origins.includes('') ? [] : [...new Set(origins)];
}

function parse(text: string): URL | null {
  try {
    return new URL(text);
  } catch {
    return null;
  }
}

/** The first reason why tiles can't be had from this address on a page of `protocol` ('http:' or 'https:'); null: none. */
export function checkAddress(template: string, protocol: string, needsPlaces = true): AddressFault | null {
  const text = template.trim();
  if (text === '') return 'empty';
  const origins = originsOf(text);
  if (origins.length === 0) return 'notAddress';
  for (const [i, origin] of origins.entries()) {
    const url = new URL(origin);
    // A policy has no way to name such a host.
    if (url.hostname.startsWith('[')) return 'ipv6';
    if (datumOfHost(url.hostname) === 'bd09') return 'bd09';
    const whole = parse(spreadParts(text)[i]);
    if (whole?.username || whole?.password) return 'secret';
    const isLocal = /^(localhost|127\.\d+\.\d+\.\d+)$/.test(url.hostname);
    if (protocol === 'https:' && url.protocol === 'http:' && !isLocal) return 'mixed';
  }
  if (!needsPlaces) return null;
  const lower = text.toLowerCase();
  const has = (...names: string[]) => names.some((name) => lower.includes(`{${name}}`));
  const placed = has('z', 'tilematrix') && has('x', 'tilecol') && has('y', '-y', 'tilerow');
  return placed || has('q') ? null : 'noPlace';
}

/** Whether an address gives vector tiles, by its ending. */
export function isVectorAddress(template: string): boolean {
  return /\.(pbf|mvt)(\?|$)/i.test(template) || /[?&]f(ormat)?=(pbf|mvt)/i.test(template);
}
