/**
 * What a name of a coordinate system means to `createTransform`: `EPSG:n` of any spelling (urn:ogc:def:crs:EPSG::4527,
 * http://www.opengis.net/def/crs/EPSG/0/4527), `wgs84`, `gcj02`, `bd09`, or WKT as it is; null where it is none of these.
 */
export function readCrsName(name: string): string | null {
  const text = name.trim();
  if (/^(PROJ|GEOG|GEOD|COMPOUND|BOUND|COMPD_|LOCAL_|ENG)\w*\s*[[(]/i.test(text)) return text;
  if (/gcj[-_ ]?02/i.test(text)) return 'gcj02';
  if (/bd[-_ ]?09/i.test(text)) return 'bd09';
  const code = /EPSG(?:[:/]+[\d.]*)?[:/]+(\d{4,6})$/i.exec(text);
  if (code) return epsgName(Number(code[1]));
  return /CRS:?84(?:h)?$/i.test(text) ? 'wgs84' : null;
}

/** An EPSG code as `createTransform` takes it: 4326 (and its older id of three dimensions) is `wgs84`. */
export function epsgName(code: number): string {
  return code === 4326 || code === 4979 ? 'wgs84' : `EPSG:${code}`;
}
