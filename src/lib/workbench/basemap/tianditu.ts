/** Maps that 天地图 serves, each with its layer of names. */
export const TIANDITU_MAPS = { vec: 'cva', img: 'cia', ter: 'cta' } as const;
export type TiandituMap = keyof typeof TIANDITU_MAPS;

/** The service's name as its terms ask for it. */
export const TIANDITU_ATTRIBUTION = '天地图 国家地理信息公共服务平台 www.tianditu.gov.cn';
export const TIANDITU_MOST_ZOOM = { vec: 18, img: 18, ter: 14 } as const;

/** The address template of one layer (`vec`, `cva` …) in Web Mercator, with the user's own key. */
export function tiandituAddress(layer: string, key: string): string {
  return (
    `https://t{0-7}.tianditu.gov.cn/${layer}_w/wmts?SERVICE=WMTS&REQUEST=GetTile&VERSION=1.0.0&LAYER=${layer}` +
    `&STYLE=default&TILEMATRIXSET=w&FORMAT=tiles&TILEMATRIX={z}&TILEROW={y}&TILECOL={x}&tk=${encodeURIComponent(key)}`
  );
}

/** A key as 天地图 gives it: 32 hexadecimal digits; anything else was copied wrongly. */
export function isTiandituKey(text: string): boolean {
  return /^[0-9a-f]{32}$/i.test(text.trim());
}
