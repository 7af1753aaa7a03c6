/** Sentences about JSON, KML, GPX, GeoPackage, FlatGeobuf, Parquet and DXF: code → Chinese and English. `{x}` is filled from the parameters. */
export const VECTORS = {
  // Whole files
  layer_gone: [
    '文件里没有图层“{wanted}”。有：{layers}。请改选其中一个',
    'has no layer “{wanted}”. It has: {layers}. Choose one of them'
  ],
  topology_grows: [
    '第 {row} 个图形反复引用同一些弧段，展开后大得不像正常地图，已停止。请用原软件另存为 GeoJSON 再导入',
    'shape {row} refers to the same arcs so often that it unfolds beyond any ordinary map; stopped. Save it as GeoJSON in its program and import that'
  ],
  json_too_large: [
    '这个 JSON 有 {size} MB，超过 {limit} MB，一次读不下。请另存为 GeoPackage 或 FlatGeobuf，或先按研究范围裁剪，再导入',
    'this JSON has {size} MB, more than the {limit} MB that can be read at once. Save it as GeoPackage or FlatGeobuf, or clip it to the study area first'
  ],
  xml_broken: [
    '不是完整的 {format}：第 {line} 行第 {column} 列出错（{detail}）。请用原软件重新导出，再导入',
    'is not valid {format}: error at line {line}, column {column} ({detail}). Export it again in its program, then import it'
  ],
  xml_dtd: [
    '第 {line} 行有 DOCTYPE 声明，出于安全不读。请用原软件重新导出 {format}，或用文本编辑器删去这段声明',
    'line {line} has a DOCTYPE, which is not read for safety. Export the {format} again in its program, or delete the declaration in a text editor'
  ],
  kml_only_links: [
    '里面没有地标，只指向别处的文件（{link}），出于安全没有去取。请在 Google Earth 里打开它，另存所需内容为 KML，再导入',
    'has no placemarks, only a link to something elsewhere ({link}), which was not fetched for safety. Open it in Google Earth, save what you need as KML, and import that'
  ],
  gpkg_broken: [
    '这个 GeoPackage 读到{place_zh}时出错（{detail}），文件已损坏。请用 QGIS 重新导出该图层，再导入',
    'this GeoPackage is damaged: reading {place} failed ({detail}). Export the layer again with QGIS, then import it'
  ],
  gpkg_no_contents: [
    '是 SQLite 数据库，但没有 GeoPackage 的目录表 gpkg_contents（有表：{tables}）。请用 QGIS 另存为 GeoPackage 或 GeoJSON，再导入',
    'is an SQLite database without the GeoPackage table gpkg_contents (tables: {tables}). Save it as GeoPackage or GeoJSON with QGIS, then import it'
  ],
  gpkg_no_tables: [
    '这个 GeoPackage 没有能读的图层（{why_zh}）。请用 QGIS 导出需要的矢量图层，再导入',
    'this GeoPackage has no layer that can be read ({why}). Export the vector layer with QGIS, then import it'
  ],
  gpkg_wal: [
    '旁边还有没写回的日志文件（{wal}），现在读会漏掉最近的修改。请在 QGIS 里关闭这个图层（或退出 QGIS），日志消失后再导入',
    'has a log beside it that is not written back ({wal}); read now, the latest edits would be missing. Close the layer in QGIS (or quit QGIS) until the log is gone, then import it'
  ],
  gpkg_too_large: [
    '这个 GeoPackage 有 {size} MB，超过 {limit} MB。请用 QGIS 只导出需要的图层和范围，再导入',
    'this GeoPackage has {size} MB, more than {limit} MB. Export only the layer and area you need with QGIS, then import it'
  ],
  fgb_broken: [
    '第 {byte} 字节处不合 FlatGeobuf 格式（{detail}）。请用 QGIS 重新导出，再导入',
    'is not valid FlatGeobuf at byte {byte} ({detail}). Export it again with QGIS, then import it'
  ],
  fgb_version: [
    '是第 {version} 版 FlatGeobuf，能读的是第 3 版。请用新版 QGIS 或 ogr2ogr 从原始数据重新导出，再导入',
    'is FlatGeobuf version {version}; version 3 can be read. Export it again from the original with a current QGIS or ogr2ogr'
  ],
  parquet_broken: [
    '这个 Parquet 读到{place_zh}时出错（{detail}），文件已损坏或不完整。请重新导出或下载，再导入',
    'this Parquet file is damaged or cut: reading {place} failed ({detail}). Export or download it again, then import it'
  ],
  parquet_claims: [
    '这个 Parquet 自称有 {rows} 行，和文件大小（{size} 字节）对不上，已停止。请确认来源，重新导出再导入',
    'this Parquet file claims {rows} rows, which does not fit its {size} bytes; stopped. Check where it is from and export it again'
  ],
  dxf_broken: [
    '第 {line} 行不合 DXF 格式（{detail}）。请用 CAD 另存为 ASCII DXF（2007 或更新版本），再导入',
    'is not valid DXF at line {line} ({detail}). Save it as ASCII DXF (2007 or newer) in the CAD program, then import it'
  ],
  dxf_nothing: [
    '图纸里没有能读的图元（只有 {types}）。请在 CAD 里分解（EXPLODE）成线、多段线或填充，再导出 DXF',
    'the drawing has nothing that can be read (only {types}). Explode it into lines, polylines or hatches in the CAD program and export the DXF again'
  ],

  // Rows
  bad_json_line: [
    '不是完整的 JSON：第 {column} 列读不下去（遇到“{at}”）。请改正这一行',
    'is not valid JSON: cannot go on at column {column} (found “{at}”). Mend the line'
  ],
  not_object: [
    '不是一条记录（{found}），列表里的其他项是。请删去或改正',
    'is no record ({found}), unlike the other items of the list. Delete or mend it'
  ],
  too_deep: [
    '嵌套层数太多，不像正常数据。请在原软件里检查这一条',
    'is nested too deep for ordinary data. Check it in its program'
  ],
  bad_shape: [
    '几何读不出来（{detail}）。请在原软件里修复或转成普通的点、线、面',
    'has a geometry that cannot be read ({detail}). Mend it in its program, or make it plain points, lines or polygons'
  ],
  no_shape_type: [
    '几何没有写类型（type）。请写上 Point、LineString、Polygon 等，或在原软件里重新导出',
    'has a geometry that does not say its type. Write Point, LineString, Polygon or the like, or export it again'
  ],
  kml_no_shape: [
    '坐标读不懂（“{text}”）。请写成 经度,纬度 并用空格隔开各点',
    'has coordinates that cannot be read (“{text}”). Write longitude,latitude with a space between points'
  ],

  // Remarks
  crs_not_known: [
    '文件写的坐标系“{crs}”认不出，没有采用。请自己选坐标系',
    'the coordinate system that the file states, “{crs}”, is not known and was not used. Choose it yourself'
  ],
  layers_not_read: [
    '{count} 个图层或表没有读：{layers}（视图、栅格瓦片、虚拟表或特殊几何不读）',
    '{count} layers or tables were not read: {layers} (views, tiles, virtual tables and special geometries are not)'
  ],
  gpkg_other_id: [
    '文件头没有 GeoPackage 标记，但目录表齐全，已按 GeoPackage 读',
    'the file does not say in its header that it is a GeoPackage, but has its tables; it was read as one'
  ],
  gpkg_was_wal: [
    '文件处在 WAL 模式：若别的程序还开着它，最近的修改可能不在里面。请核对行数，缺了就关闭那个程序再导入',
    'the file is in WAL mode: if another program still has it open, the latest edits may be missing. Check the number of rows; if some are missing close that program and import again'
  ],
  kml_links: [
    '文件引用了 {count} 处外部内容，出于安全没有去取：{links}。需要的话请先下载，再单独导入',
    'the file refers to {count} things elsewhere, which were not fetched for safety: {links}. Download them first if they are needed, and import them by themselves'
  ],
  kml_entities: [
    '{count} 处“&”没有按 XML 转义，已按原文读',
    '{count} “&” were not escaped as XML asks and were read as they stand'
  ],
  kml_coordinates: [
    '坐标的写法不标准，已按“经度,纬度”读',
    'coordinates in an odd form were read as longitude,latitude'
  ],
  shapes_not_read: [
    '{count} 个图元没有读：{types}。只读直线、多段线、圆弧、圆、填充边界、点、文字和块的插入点；需要的话请在 CAD 里分解（EXPLODE）再导出',
    '{count} entities were not read: {types}. Only lines, polylines, arcs, circles, outlines of hatches, points, texts and insertion points of blocks are; explode the others in the CAD program and export again if they are needed'
  ],
  arcs_flattened: [
    '{count} 处圆弧已化成折线（弦高不超过半径的 1/400）',
    '{count} arcs were made polylines (sagitta at most 1/400 of the radius)'
  ],
  bytes_left_out: [
    '“{column}”列是二进制内容，没有读',
    'the column “{column}” holds binary content, which was not read'
  ],

  // Questions
  ask_layer: [
    '文件里有 {count} 个图层，现在读的是“{taken}”。要用哪一个？',
    'The file has {count} layers; “{taken}” was read. Which one is wanted?'
  ]
} as const satisfies Record<string, readonly [string, string]>;
