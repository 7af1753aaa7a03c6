/** Code → sentence in Chinese and English. `{x}` is filled from the parameters. */
export const SENTENCES = {
  // Whole files
  empty: [
    '文件是空的（0 字节）。请重新导出，再导入',
    'the file is empty (0 bytes). Export it again, then import it'
  ],
  type_mismatch: [
    '文件名是 .{ext}，内容却是{found}。{todo}',
    'the name says .{ext}, but the content is {found_en}. {todo_en}'
  ],
  unsupported: [
    '内容是{found}，还不能读。{todo}',
    'the content is {found_en}, which cannot be read. {todo_en}'
  ],
  truncated: [
    '文件不完整：在第 {byte} 字节处中断（共 {size} 字节）。请重新下载或复制，再导入',
    'the file is cut off at byte {byte} (of {size}). Download or copy it again, then import it'
  ],
  truncated_text: [
    '文件不完整：到第 {line} 行第 {column} 列就结束了，还缺后面的内容。请重新导出，再导入',
    'the file is cut off: it ends at line {line}, column {column}, with more expected. Export it again'
  ],
  bomb: [
    '压缩包只有 {from} MB，解压已超过 {size} MB，不像正常数据，已停止。请确认来源，或先解压、裁小再导入',
    'has {from} MB but unpacks to more than {size} MB, which is not ordinary data; stopped. Check where it is from, or unpack and clip it first'
  ],
  too_large: [
    '文件有 {size} MB，超过 {limit} MB。请先按研究范围裁剪（例如 osmium extract），再导入',
    'the file has {size} MB, more than {limit} MB. Clip it to the study area first (for example with osmium extract)'
  ],
  bad_json: [
    '不是完整的 JSON：第 {line} 行第 {column} 列读不下去（遇到“{at}”）。请用原软件重新导出 GeoJSON',
    'is not valid JSON: cannot go on at line {line}, column {column} (found “{at}”). Export the GeoJSON again'
  ],
  not_geojson: [
    '是 JSON，但不是 GeoJSON（最外层 type 是“{type}”）。需要 FeatureCollection、Feature 或几何对象',
    'is JSON but not GeoJSON (outermost type is “{type}”). A FeatureCollection, a Feature or a geometry is needed'
  ],
  bad_xml: [
    '不是完整的 OSM XML：第 {line} 行出错（{detail}）。请重新下载',
    'is not valid OSM XML: error at line {line} ({detail}). Download it again'
  ],
  xml_doctype: [
    '第 {line} 行有 DOCTYPE 声明，出于安全不读。请用 OpenStreetMap 或 osmium 导出的文件',
    'line {line} has a DOCTYPE, which is not read for safety. Use a file exported by OpenStreetMap or osmium'
  ],
  pbf_broken: [
    '第 {byte} 字节处的数据块不合 OSM PBF 格式（{detail}）。请重新下载',
    'the block at byte {byte} is not valid OSM PBF ({detail}). Download it again'
  ],
  pbf_feature: [
    '需要本软件不认识的特性“{feature}”。请用 osmium cat 转为普通 .osm.pbf 再导入',
    'needs the feature “{feature}”, which is not known here. Convert it with osmium cat to a plain .osm.pbf'
  ],
  unclosed_quote: [
    '从第 {row} 行起有一个引号没有闭合，后面的内容都被吞进一个格子。请补上引号，再导入',
    'a quotation mark opened in row {row} is never closed and swallows the rest. Close it and import again'
  ],
  no_header: [
    '第 1 行像数据，不像表头（“{cell}”）。请在最上面加一行列名（如 名称、经度、纬度），再导入',
    'row 1 looks like data, not like a header (“{cell}”). Add a row of column names (such as name, lon, lat) on top'
  ],
  no_rows: [
    '没有一行数据。请确认导出时选中了数据',
    'has no row of data. Check that data were selected on export'
  ],
  bad_header: [
    '第 {column} 列的列名含有不可见的控制字符。请改列名，再导入',
    'the name of column {column} holds a control character. Rename the column and import again'
  ],
  undecodable_file: [
    '既不是 UTF-8 也不是 GB18030：第 {line} 行起有 {count} 处读不出来。请另存为 UTF-8，或指明编码',
    'is neither UTF-8 nor GB18030: {count} places cannot be read, from line {line} on. Save it as UTF-8, or name the encoding'
  ],
  unknown_encoding: [
    '不认识编码“{encoding}”。可用 auto、utf-8、gb18030、utf-16le、utf-16be、big5',
    'the encoding “{encoding}” is not known. Use auto, utf-8, gb18030, utf-16le, utf-16be or big5'
  ],
  wrong_geometry_file: [
    '“{layer_zh}”需要{wanted_zh}，文件里却都是{found_zh}。请换文件，或改选图层（像是：{likely_zh}）',
    '“{layer}” needs {wanted}, but the file holds {found} only. Choose another file, or another layer (likely: {likely})'
  ],
  no_geometry_file: [
    '“{layer_zh}”需要{wanted_zh}，这个文件没有几何。请导入 GeoJSON 等带几何的文件',
    '“{layer}” needs {wanted}, and this file has no geometry. Import a file with geometry such as GeoJSON'
  ],
  no_place_columns: [
    '没有找到经度、纬度列（列有：{columns}）。请指明哪一列是经度（lon）、哪一列是纬度（lat）',
    'no longitude and latitude columns were found (columns: {columns}). Say which is lon and which is lat'
  ],
  no_required_column: [
    '没有找到“{field}”列（列有：{columns}）。请指明它是哪一列',
    'no column for “{field}” was found (columns: {columns}). Say which one it is'
  ],
  no_column: [
    '列对应里写了“{column}”（给 {field}），文件没有这一列。文件的列：{columns}',
    'the matching names “{column}” (for {field}), which the file does not have. Its columns: {columns}'
  ],
  no_field: [
    '图层 {layer} 没有字段“{field}”。可用字段：{fields}',
    'the layer {layer} has no field “{field}”. Its fields: {fields}'
  ],
  bad_category_code: [
    '类别“{code}”（给“{word}”）不在设施分类表里。相近的有：{likely}',
    'the category “{code}” (for “{word}”) is not in the taxonomy. Near ones: {likely}'
  ],
  bad_crs: [
    '坐标系“{crs}”不能用。可用 auto、wgs84、gcj02、bd09 或 EPSG:编号（如 EPSG:4527）',
    'the coordinate system “{crs}” cannot be used. Use auto, wgs84, gcj02, bd09 or EPSG:number (such as EPSG:4527)'
  ],
  not_yet: [
    '还不能把 {format} 文件作为“{layer_zh}”导入。请导入{instead_zh}',
    'a {format} file cannot be imported as “{layer}” yet. Import {instead}'
  ],
  tasks_not_yet: [
    '任务台账还不能导入。这张表里的内容没有改动',
    'the ledger of tasks cannot be imported yet. Nothing was changed'
  ],
  all_rejected: [
    '{rows} 行都不能用，原有的“{layer_zh}”没有改动。第 {row} 行：{reason}',
    'none of the {rows} rows can be used; the “{layer}” that stood before is unchanged. Row {row}: {reason}'
  ],

  // Rows
  field_count: [
    '有 {found} 个格子，表头是 {wanted} 列。请检查多出或缺少的分隔符',
    'has {found} cells where the header has {wanted}. Look for a missing or extra separator'
  ],
  undecodable: [
    '有读不出来的字符（编码混用）。请在原软件里改正这一行',
    'holds characters that cannot be read (mixed encodings). Mend the row in its program'
  ],
  repeated_header: ['又是一行表头。请删去', 'repeats the header. Delete it'],
  not_feature: ['不是 GeoJSON 的 Feature（{found}）', 'is not a GeoJSON Feature ({found})'],
  no_coordinate: [
    '没有坐标（经度“{lon}”，纬度“{lat}”）。请补上经纬度',
    'has no coordinates (longitude “{lon}”, latitude “{lat}”). Add them'
  ],
  bad_coordinate: [
    '坐标读不懂（经度“{lon}”，纬度“{lat}”）。请写成十进制度，如 116.397, 39.908',
    'has coordinates that cannot be read (longitude “{lon}”, latitude “{lat}”). Write decimal degrees such as 116.397, 39.908'
  ],
  out_of_range: [
    '坐标超出范围（{lon}, {lat}）：经度应在 ±180、纬度在 ±90 之内。请检查单位和小数点',
    'has coordinates out of range ({lon}, {lat}): longitude lies within ±180, latitude within ±90. Check unit and decimal point'
  ],
  swapped: [
    '经纬度像是写反了（{lon}, {lat}），多数行不是这样。请对调这一行',
    'seems to have longitude and latitude swapped ({lon}, {lat}), unlike most rows. Exchange them in this row'
  ],
  no_geometry: ['没有几何。请补画，或删去这一行', 'has no geometry. Draw it, or delete the row'],
  bad_geometry: [
    '几何不完整（{detail}）。请在原软件里修复',
    'has an incomplete geometry ({detail}). Mend it in its program'
  ],
  wrong_geometry: ['几何是{found_zh}，这里需要{wanted_zh}', 'has a {found} where {wanted} is needed'],
  broken_polygon: [
    '面修复不了（自相交或没有面积）。请在原软件里重画',
    'has a polygon that cannot be mended (it crosses itself or has no area). Draw it again'
  ],
  no_length: ['线没有长度。请删去，或补画', 'has a line without length. Delete it, or draw it'],
  not_walkable: [
    '（way {way}）不可步行：{why_zh}，不计入步行路网',
    'is way {way}, which is not walkable: {why}'
  ],
  not_walkable_row: [
    '不可步行：“{column}”为“{value}”，不计入路网',
    'is not walkable: “{column}” is “{value}”'
  ],
  one_node: ['（way {way}）只有 {count} 个节点，不成线', 'is way {way} with {count} nodes, which is no line'],
  no_nodes: [
    '（way {way}）的节点不在文件里（裁剪边缘），画不出线',
    'is way {way}, whose nodes are not in the file (edge of the extract)'
  ],
  no_unit: [
    '没有写是哪个单元。请补上社区名',
    'does not say which unit it is of. Add the name of the community'
  ],
  not_on_map: [
    '的“{name}”按你的回答不在地图上，未计入',
    'is of “{name}”, which by your answer is not on the map; it is not counted'
  ],
  total_row: ['“{name}”是合计，不是一个单元，未计入', 'is the total “{name}”, not a unit; it is not counted'],
  duplicate: ['与第 {first} 行完全相同，只留第一行', 'is the same as row {first}; only the first is kept'],
  duplicate_unit: [
    '的“{name}”在第 {first} 行已有。请核对，只留一行',
    'is of “{name}”, as row {first} already is. Check them and keep one'
  ],
  not_a_number: [
    '“{column}”的“{value}”不是数。请改成数字，没有就留空',
    'has “{value}” in “{column}”, which is not a number. Write a number, or leave it empty'
  ],
  negative: [
    '“{column}”是负数（{value}）。请改正',
    'has a negative number in “{column}” ({value}). Correct it'
  ],

  // Warnings
  crs_assumed: [
    '没有写坐标系，按 WGS84 读。若来自高德、腾讯地图请选 GCJ-02，来自百度请选 BD-09：弄错会偏 300–1500 米',
    'no coordinate system is stated; taken as WGS84. If it comes from AMap or Tencent choose GCJ-02, from Baidu BD-09: the wrong one shifts it by 300–1,500 m'
  ],
  no_category: [
    '{count} 处设施没有认出类别，已保留，但在对上类别之前不计入任何标准：{words}（行 {rows}）',
    '{count} facilities have no known category. They are kept, but count for no standard until matched: {words} (rows {rows})'
  ],
  same_name_near: [
    '像是重复：{count} 个名称在 50 米内出现不止一次：{groups}。都已保留，请核对',
    'perhaps the same: {count} names stand more than once within 50 m: {groups}. All are kept; check them'
  ],
  zero_values: [
    '“{column}”有 {count} 行是 0。0 按 0 计；若表示“不详”，请改为空',
    '“{column}” is 0 in {count} rows. 0 counts as 0; if it means “not known”, leave it empty'
  ],
  area_changed: [
    '第 {row} 行的面自相交，修复后面积由 {before} m² 变为 {after} m²（超过 1%）。请核对边界',
    'row {row} crossed itself; mended, its area went from {before} m² to {after} m² (more than 1 %). Check the boundary'
  ],
  extra_ordinate: [
    '{count} 行的坐标有第三个值（高程等），已略去',
    '{count} rows have a third ordinate (height or the like), which was left out'
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
    '{count} 条路有 oneway:foot，目前仍按双向步行计',
    '{count} ways have oneway:foot and are still walked both ways'
  ],
  osm_broken: [
    '{count} 条路的 id 或节点读不懂，已略去',
    '{count} ways had an id or a node that cannot be read and were left out'
  ],

  // Questions
  ask_unit_name: [
    '表中的“{name}”在地图上没有；是不是“{likely}”？',
    'The table has “{name}”, the map does not; is it “{likely}”?'
  ],
  ask_unit_none: [
    '表中的“{name}”在地图上没有，也没有相近的名字。是哪一个？',
    'The table has “{name}”, the map does not, nor a name like it. Which one is it?'
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
