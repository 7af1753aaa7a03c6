/** Sentences about coordinate systems and datums: code → Chinese and English. `{x}` is filled from the parameters. */
export const PLACES = {
  // Refusals
  crs_contradicts: [
    '坐标系“{crs}”与坐标（如 {x}, {y}）不符。请改选坐标系；坐标像是：{fits}',
    'the coordinate system “{crs}” does not fit the coordinates (such as {x}, {y}). Choose another; they look like {fits_en}'
  ],
  epsg_unknown: [
    '坐标系“{crs}”不在内置的编号里。请在原软件里另存为 WGS84（EPSG:4326）或 CGCS2000，或写出它的 PROJ 定义（+proj=…）',
    'the code “{crs}” is not among those built in. Save the file as WGS84 (EPSG:4326) in its program, or give its PROJ definition (+proj=…)'
  ],

  // Warnings
  datum_not_exact: [
    '“{crs}”的基准与 WGS84 没有公开的转换参数，按原数读入，可能差几十米到一百多米。请向测绘部门要 CGCS2000 成果，或在地图上核对',
    'the datum of “{crs}” has no public parameters to WGS84 and was taken as it stands: tens of metres to over a hundred may be amiss. Ask the survey office for CGCS2000, or check on the map'
  ],
  zone_from_easting: [
    '坐标是米（如 {x}, {y}），横坐标前有带号，按 CGCS2000 的 {crs} 读。若其实是西安 80 或北京 54，会差几十米，请改选',
    'the coordinates are metres (such as {x}, {y}) with the zone before the easting; read as {crs} of CGCS2000. If they are Xi’an 1980 or Beijing 1954, tens of metres are amiss: choose that'
  ],

  // Questions
  ask_crs_contradicts: [
    '文件写的坐标系是“{crs}”，但坐标（如 {x}, {y}）不可能是它。是哪一个？',
    'The file says its system is “{crs}”, but the coordinates (such as {x}, {y}) cannot be in it. Which one is it?'
  ],
  ask_crs_scale: [
    '坐标（如 {x}, {y}）不是度，像是度乘了倍数，或是弧度。是哪一种？',
    'The coordinates (such as {x}, {y}) are not degrees; they look like degrees times a power of ten, or radians. Which?'
  ],

  // What tells a datum
  datum_own_columns: [
    '文件自己的“{columns}”列与几何，{of} 行中有 {fits} 行正好差一次 {from} 到 {to} 的偏移：列是 {from}，几何是 {to}',
    'its own columns “{columns_en}” and its geometry differ in {fits} of {of} rows by just the shift from {from} to {to}: the columns are {from}, the geometry {to}'
  ],

  // Why a system was chosen
  why_zone: ['横坐标前有带号', 'the zone stands before the easting']
} as const satisfies Record<string, readonly [string, string]>;
