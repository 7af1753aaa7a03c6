/** What an import says of what it took: code → sentence in Chinese and English. `{x}` is filled from the parameters. */
export const REMARKS = {
  // Warnings
  crs_assumed: [
    '没有写坐标系，按 WGS84 读。若来自高德、腾讯地图请选 GCJ-02，来自百度请选 BD-09：弄错会偏 300–1500 米',
    'no coordinate system is stated; taken as WGS84. If it comes from AMap or Tencent choose GCJ-02, from Baidu BD-09: the wrong one shifts it by 300–1,500 m'
  ],
  no_category: [
    '{count} 处设施没有认出类别，已保留，但在对上类别之前不计入任何标准：{words}（行 {rows}）',
    '{count} facilities have no known category. They are kept, but count for no standard until matched: {words} (rows {rows})'
  ],
  not_serving: [
    '{count} 处设施按状态不计入：{words}（行 {rows}）。若现在已开放，请把状态改为“正常”，再导入',
    '{count} facilities are left out by their status: {words} (rows {rows}). If they serve now, set the status to “open” and import again'
  ],
  unknown_status: [
    '{count} 处设施的状态认不出，按正常开放计入：{words}（行 {rows}）。若没有开放，请把状态改为“停用”，再导入',
    '{count} facilities have a status that is not known and count as open: {words} (rows {rows}). If they are not, set it to “closed” and import again'
  ],
  cells_unreadable: [
    '“{column}”有 {count} 个格子不是可用的数，按缺失处理，这些行的其他数照常计入：{words}（行 {rows}）。请改成数字，没有就留空，再导入',
    '{count} cells of “{column}” hold no usable number and are taken as missing; the other numbers of their rows count: {words} (rows {rows}). Write numbers, or leave them empty, and import again'
  ],
  extra_ordinate: [
    '{count} 行的坐标有第三个值（高程等），已略去',
    '{count} rows have a third ordinate (height or the like), which was left out'
  ],
  heights_kept: [
    '{count} 条线的坐标有高程，已留下：坡度按高程计入步行时间',
    '{count} lines have heights, which are kept: walking times follow the slopes'
  ],
  encoding_unsure: [
    '编码按 {encoding} 读；也可能是 {other}。若有乱码，请改选',
    'read as {encoding}; it may also be {other}. If the text is garbled, choose that'
  ],
  undecodable_some: [
    '{count} 行有读不出来的字符，已放在一边',
    '{count} rows hold characters that cannot be read and were set aside'
  ],
  header_row: [
    '第 {row} 行当作表头，其上的标题行已略去',
    'row {row} was taken as the header; the title above it was left out'
  ],
  far_away: [
    '{count} 行离其余各行 {km} 公里以上，已保留，请核对坐标（行 {rows}）',
    '{count} rows lie more than {km} km from the rest. They are kept; check their coordinates (rows {rows})'
  ],
  osm_ways: [
    '文件有 {highways} 条 highway 路，可步行 {walkable} 条，{left} 条未计入：{why_zh}',
    'the file has {highways} highway ways, {walkable} of them walkable; {left} left out: {why}'
  ],
  osm_refs: [
    '{ways} 条路共缺 {refs} 个节点（多在裁剪边缘），已在缺处断开',
    '{ways} ways lack {refs} nodes (mostly at the edge of the extract) and were cut there'
  ],
  osm_oneway_foot: [
    '{count} 条路有 oneway:foot，按单向步行计',
    '{count} ways have oneway:foot and are walked one way only'
  ],
  osm_broken: [
    '{count} 条路的 id 或节点读不懂，已略去',
    '{count} ways had an id or a node that cannot be read and were left out'
  ],

  // Questions
  ask_swapped_metres: [
    '全部 {count} 行像是先写纵坐标（北）、后写横坐标（东），测绘成果常这样写（如 {lon}, {lat}）。对调吗？',
    'All {count} rows seem to give the northing before the easting, as survey tables do (such as {lon}, {lat}). Exchange them?'
  ],
  ask_swapped: [
    '全部 {count} 行的经纬度像是写反了（如 {lon}, {lat}）。对调吗？',
    'All {count} rows seem to have longitude and latitude swapped (such as {lon}, {lat}). Exchange them?'
  ],
  ask_crs: [
    '坐标是米，不是度（如 {x}, {y}），文件没有写是哪个坐标系。是哪一个？',
    'The coordinates are metres, not degrees (such as {x}, {y}), and the file does not name its system. Which one is it?'
  ],

  // Why a layer was guessed
  why_layer_chosen: ['你指定的', 'you chose it'],
  why_layer_name: ['文件名像是“{word}”', 'the file name says “{word}”'],
  why_layer_osm: ['OSM 文件里的道路', 'the streets of an OSM file'],
  why_layer_shape: ['几何是{found_zh}，列有 {columns}', 'its geometry is a {found}, its columns {columns}'],
  why_layer_columns: ['列有 {columns}', 'its columns are {columns}'],

  // Why a column was matched, why a coordinate system was chosen
  why_chosen: ['你指定的', 'you chose it'],
  why_same: ['列名相同', 'the same name'],
  why_synonym: ['列名“{from}”就是{to_zh}（{to}）', 'the column “{from}” is {to}'],
  why_declared: ['文件自己写明', 'the file says so'],
  why_file_name: ['文件名或列名里写着', 'the name of the file or of a column says so'],
  why_osm: ['OpenStreetMap 数据都是 WGS84', 'OpenStreetMap data are always WGS84'],
  why_default: ['没有写明，默认 WGS84', 'not stated; WGS84 by default'],
  why_no_place: ['表里没有坐标', 'the table has no coordinates'],

  // What was repaired
  renamed_header: ['列名为空或重复，已改名', 'an empty or repeated column name was changed'],
  header_mojibake: [
    '列名是乱码（GBK 当作 Latin-1），已还原',
    'a garbled column name (GBK read as Latin-1) was restored'
  ],
  self_crossing: ['面自相交，已修复', 'a polygon that crossed itself was mended'],
  ring_closed: ['环没有闭合，已闭合', 'a ring was not closed and now is'],
  duplicate_code: [
    '编号重复但内容不同，已换新编号',
    'a code stood twice for different things; the second has a new one'
  ],
  code_made: ['没有编号，已补', 'a missing code was made'],
  unit_dropped: ['数字后带单位或写作“万”，已换算', 'a number written with its unit was read as a number'],
  number_missing: ['不是数，按缺失处理', 'not a number; taken as missing'],
  negative_missing: ['负数，按缺失处理', 'negative; taken as missing'],
  coordinate_form: ['坐标写法不同，已换成十进制度', 'coordinates in another form were made decimal degrees'],
  polygon_to_point: ['面设施取其内部一点', 'a facility drawn as a polygon is placed at a point inside it'],
  unit_name: ['单元名写法不同，已按地图统一', 'the name of a unit was made that of the map']
} as const satisfies Record<string, readonly [string, string]>;
