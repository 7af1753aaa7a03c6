/**
 * Why a file or a row is refused: code → sentence in Chinese and English. `{x}` is filled from the parameters. A row's
 * sentence goes on after its number.
 */
export const REFUSALS = {
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
    '文件有 {size} MB，超过 {limit} MB：全国或全省的数据装不进浏览器。请先在命令行按研究范围裁剪：osmium extract -b 西,南,东,北 大文件.osm.pbf -o 研究范围.osm.pbf，再导入裁剪后的文件（也可用 npx yike import 研究范围.osm.pbf --as roads）',
    'the file has {size} MB, more than {limit} MB: a country or province is too much for a browser. Clip it to the study area on the command line first: osmium extract -b west,south,east,north large.osm.pbf -o area.osm.pbf, and import that (also by npx yike import area.osm.pbf --as roads)'
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
  not_feature: [
    '不是 GeoJSON 的 Feature（{found}）。请把它的 type 改为 Feature，或删去',
    'is not a GeoJSON Feature ({found}). Make its type Feature, or delete it'
  ],
  no_coordinate: [
    '没有坐标（经度“{lon}”，纬度“{lat}”；空白、9999 或两个相同的数都不是坐标）。请补上经纬度',
    'has no coordinates (longitude “{lon}”, latitude “{lat}”; blanks, 9999 or twice the same number are none). Add them'
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
  wrong_geometry: [
    '几何是{found_zh}，这里需要{wanted_zh}。请改画，或删去这一行',
    'has a {found} where {wanted} is needed. Draw it anew, or delete the row'
  ],
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
  one_node: [
    '（way {way}）只有 {count} 个节点，不成线，不计入',
    'is way {way} with {count} nodes, which is no line; it is not counted'
  ],
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
  ]
} as const satisfies Record<string, readonly [string, string]>;
