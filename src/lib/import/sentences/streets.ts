/** Sentences about OpenStreetMap files: code → Chinese and English. `{x}` is filled from the parameters. */
export const STREETS = {
  // The whole file
  osm_none: [
    '这个 OSM 文件里没有“{wanted}”。文件里有：{found}。请改选其中一种，或换一个包含它的下载范围',
    'this OpenStreetMap file has no “{wanted}”. It has: {found}. Choose one of these, or download an area that has it'
  ],
  osm_other_layer: [
    '是按“{read}”读的，不能作为“{layer_zh}”导入。文件里有：{found}。请改选对应的图层，再导入',
    'was read as “{read}”, which cannot be imported as “{layer}”. It has: {found}. Choose the layer that fits and import again'
  ],
  osm_too_many: [
    '所选内容的坐标超过 {limit} 万个，装不进浏览器。请先在命令行按研究范围裁剪：osmium extract -b 西,南,东,北 大文件.osm.pbf -o 研究范围.osm.pbf，再导入裁剪后的文件（也可用 npx yike import 研究范围.osm.pbf）',
    'holds more than {limit_en} million coordinates of what is wanted, too many for a browser. Clip it to the study area on the command line first: osmium extract -b west,south,east,north large.osm.pbf -o area.osm.pbf, and import that (also by npx yike import area.osm.pbf)'
  ],
  osm_history: [
    '是带历史版本的文件（HistoricalInformation），同一条路有多个版本。请用 osmium time-filter 文件.osh.pbf -o 现状.osm.pbf 取出现状，再导入',
    'holds the history of its objects (HistoricalInformation), several versions of each. Take the present ones with osmium time-filter file.osh.pbf -o now.osm.pbf and import that'
  ],
  osm_change: [
    '是变更文件（osmChange），只有改动、没有全部数据。请下载完整的 .osm 或 .osm.pbf',
    'is a file of changes (osmChange), not of the data themselves. Download a whole .osm or .osm.pbf'
  ],
  pbf_packing: [
    '第 {byte} 字节处的数据块用 {packing} 压缩，这里只读 zlib。请用 osmium cat 文件.osm.pbf -o 新文件.osm.pbf 转换后再导入',
    'the block at byte {byte} is packed with {packing}; only zlib is read here. Convert it with osmium cat file.osm.pbf -o new.osm.pbf and import that'
  ],

  // Rows
  osm_members: [
    '（relation {relation}）的边界不完整：{ways} 条成员线缺 {missing} 条（way {list}），有 {gaps} 处断开，共 {metres} 米。请连同完整的关系一起裁剪（osmium extract -s smart）或从 Overpass 下载整个关系',
    'is relation {relation}, whose boundary is incomplete: of {ways} member ways {missing} are missing (way {list}), with {gaps} gaps of {metres} m together. Extract it with complete relations (osmium extract -s smart), or download the whole relation from Overpass'
  ],
  osm_open: [
    '（relation {relation}）的边界没有闭合：成员都在，但有 {gaps} 处断开，共 {metres} 米，最宽 {widest} 米。请在 OpenStreetMap 里接上，或换一份边界',
    'is relation {relation}, whose boundary does not close: all members are there, but {gaps} gaps of {metres} m together remain, the widest {widest} m. Close them in OpenStreetMap, or use another boundary'
  ],
  osm_no_area: [
    '（relation {relation}）是 type={type} 的关系，没有位置，不计入',
    'is relation {relation} of type={type}, which has no place; it is not counted'
  ],
  osm_way_nodes: [
    '（way {way}）缺 {count} 个节点（裁剪边缘），画不出完整的面',
    'is way {way}, which lacks {count} nodes (edge of the extract) to be drawn whole'
  ],
  osm_not_closed: [
    '（way {way}）没有闭合，不成面。请在 OpenStreetMap 里接上',
    'is way {way}, which is not closed and so no area. Close it in OpenStreetMap'
  ],
  osm_not_dwelling: [
    '（{id}）是 building={value}，不住人，不计入居住点',
    'is {id}, building={value}, in which nobody lives'
  ],

  // Warnings
  osm_left_out: [
    '另有 {count} 个对象没有名称、也不是分类表里的设施，未取：{words}',
    '{count} other objects have no name and are none of the taxonomy’s facilities; they were not taken: {words}'
  ],
  osm_deleted: [
    '{count} 个对象在文件里标为已删除，未取',
    '{count} objects are marked as deleted in the file and were not taken'
  ],

  // Questions
  ask_osm_level: [
    '文件里没有 admin_level={level} 的行政边界（中国此类单元通常用的级别）。用哪一级？',
    'The file has no boundaries of admin_level={level}, which such units usually have in China. Which level is it?'
  ],

  // Why a layer was guessed
  why_layer_osm_part: ['OSM 文件里的 {name}', 'what the OSM file has as {name}']
} as const satisfies Record<string, readonly [string, string]>;
