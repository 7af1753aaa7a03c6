import { describe, expect, it } from 'vitest';
import {
  addressOf,
  checkAddress,
  datumOfHost,
  isVectorAddress,
  originsOf,
  quadkeyOf,
  spreadParts
} from '../../../src/lib/workbench/basemap/tile-address.ts';
import { isTiandituKey, tiandituAddress } from '../../../src/lib/workbench/basemap/tianditu.ts';

describe('the address of a tile', () => {
  it('has the numbers in their places', () => {
    expect(addressOf('https://a.cn/{z}/{x}/{y}.png', 3, 6, 2)).toBe('https://a.cn/3/6/2.png');
    expect(addressOf('https://a.cn/t?m={TileMatrix}&c={TileCol}&r={TileRow}', 3, 6, 2)).toBe(
      'https://a.cn/t?m=3&c=6&r=2'
    );
  });
  it('counts from the south where the service does (TMS)', () => {
    expect(addressOf('https://a.cn/{z}/{x}/{-y}', 3, 6, 2)).toBe('https://a.cn/3/6/5');
    expect(addressOf('https://a.cn/{z}/{x}/{-y}', 0, 0, 0)).toBe('https://a.cn/0/0/0');
  });
  it('has the quadkey of the example of its inventor', () => {
    expect(quadkeyOf(3, 3, 5)).toBe('213');
    expect(quadkeyOf(0, 0, 0)).toBe('');
    expect(addressOf('https://a.cn/{q}.jpg', 3, 3, 5)).toBe('https://a.cn/213.jpg');
  });
  it('shares neighbours out among servers', () => {
    const template = 'https://{s}.a.cn/{z}/{x}/{y}';
    expect(new Set([0, 1, 2].map((x) => new URL(addressOf(template, 5, x, 0)).host)).size).toBe(3);
    expect(spreadParts('https://t{0-7}.a.cn/')).toHaveLength(8);
    expect(originsOf('https://webrd0{s}.is.autonavi.com/{x}/{y}/{z}')).toEqual(
      [1, 2, 3, 4].map((n) => `https://webrd0${n}.is.autonavi.com`)
    );
  });
});

describe('an address', () => {
  const check = (text: string, protocol = 'http:') => checkAddress(text, protocol);
  it('is refused with the reason', () => {
    expect(check(' ')).toBe('empty');
    expect(check('tiles/{z}/{x}/{y}')).toBe('notAddress');
    expect(check('javascript:alert(1)//{z}/{x}/{y}')).toBe('notAddress');
    expect(check('file:///c:/{z}/{x}/{y}')).toBe('notAddress');
    expect(check('http://a.cn/{z}/{x}')).toBe('noPlace');
    expect(check('http://me:secret@a.cn/{z}/{x}/{y}')).toBe('secret');
    expect(check('http://[::1]/{z}/{x}/{y}')).toBe('ipv6');
    expect(check('http://a.cn/{z}/{x}/{y}', 'https:')).toBe('mixed');
    expect(check('http://maponline0.bdimg.com/tile/{x}/{y}/{z}')).toBe('bd09');
  });
  it('is taken where it can be', () => {
    expect(check('http://a.cn/{z}/{x}/{-y}')).toBeNull();
    expect(check('http://a.cn/{q}')).toBeNull();
    expect(check('http://127.0.0.1:8080/{z}/{x}/{y}', 'https:')).toBeNull();
    expect(check(tiandituAddress('vec', 'k'), 'https:')).toBeNull();
  });
  it('never names more hosts than it has: no pattern of a policy gets in', () => {
    expect(originsOf('https://*.a.cn/{z}')).toEqual([]);
    expect(originsOf("https://a.cn;script-src 'unsafe-inline'/{z}")).toEqual([]);
  });
  it('of vector tiles is known by its ending', () => {
    expect(isVectorAddress('https://a.cn/{z}/{x}/{y}.pbf?key=1')).toBe(true);
    expect(isVectorAddress('https://a.cn/{z}/{x}/{y}.png')).toBe(false);
  });
});

describe('the datum of a service', () => {
  it.each([
    ['webrd01.is.autonavi.com', 'gcj02'],
    ['wprd04.is.autonavi.com', 'gcj02'],
    ['a.amap.com', 'gcj02'],
    ['rt0.map.gtimg.com', 'gcj02'],
    ['online3.map.bdimg.com', 'bd09'],
    ['t0.tianditu.gov.cn', 'wgs84'],
    ['notamap.com', 'wgs84'],
    ['amap.com.evil.cn', 'wgs84']
  ])('%s is %s', (host, datum) => expect(datumOfHost(host)).toBe(datum));
});

describe('天地图', () => {
  it('has the user’s key in the address of a tile alone, and says when it was copied wrongly', () => {
    const address = addressOf(tiandituAddress('cva', 'a&b'), 10, 843, 388);
    expect(address).toMatch(
      /^https:\/\/t\d\.tianditu\.gov\.cn\/cva_w\/wmts\?.*TILEMATRIX=10&TILEROW=388&TILECOL=843/
    );
    expect(address).toContain('tk=a%26b');
    expect([isTiandituKey('0123456789abcdef0123456789abcdef'), isTiandituKey('abc')]).toEqual([true, false]);
  });
});
