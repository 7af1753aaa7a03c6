/** Sentences about zip archives, shapefiles and dBase tables: code → Chinese and English. `{x}` is filled from the parameters. */
export const ARCHIVES = {
  // Archives that are refused
  encrypted: [
    '压缩包有密码（“{entry}”）。请用密码解压，再导入里面的文件',
    'the archive is protected by a password (“{entry}”). Unpack it with the password and import the files inside'
  ],
  encrypted_workbook: [
    '工作簿有打开密码，不能读。请用 Excel 或 WPS 打开，去掉密码（文件 → 信息 → 保护工作簿 → 用密码进行加密，清空后保存），再导入',
    'the workbook is protected by a password. Open it in Excel or WPS, remove the password (File → Info → Protect Workbook → Encrypt with Password, empty it, save), and import it again'
  ],
  multi_disk: [
    '是分卷压缩包的一卷。请把各卷（.z01、.z02、….zip）放在一起解压，再导入里面的文件',
    'is one volume of a split archive. Put all volumes (.z01, .z02, … .zip) together, unpack them, and import the files inside'
  ],
  overlapping_entries: [
    '压缩包里的文件互相重叠（第 {byte} 字节处），这是压缩炸弹的做法，不是正常数据，没有读。请核对来源',
    'entries of the archive overlap (at byte {byte}), as in a zip bomb and never in ordinary data; nothing was read. Check where it is from'
  ],
  nested_archive: [
    '压缩包里只有压缩包（“{entry}”）。请先解压一层，再导入里面的文件',
    'holds only another archive (“{entry}”). Unpack the outer one first, and import what is inside'
  ],
  too_many_entries: [
    '压缩包里有 {count} 个文件，超过 {limit} 个。请解压后只选要用的导入',
    'the archive holds {count} files, more than {limit}. Unpack it and import only those you need'
  ],
  zip_damaged: [
    '压缩包里的“{entry}”损坏（从第 {byte} 字节起，内容与校验值或长度不符）。请重新下载或重新压缩',
    '“{entry}” in the archive is damaged (from byte {byte} on it differs from its checksum or length). Download or pack it again'
  ],
  zip_method: [
    '压缩包里的“{entry}”用了不常见的压缩方法（{method} 号）。请解压后用普通 zip 重新压缩，或直接导入里面的文件',
    '“{entry}” in the archive is packed by an unusual method (number {method}). Unpack it, and import the file itself or pack it as an ordinary zip'
  ],
  zip_no_data: [
    '压缩包里没有能读的数据文件（里面有：{names}）。请放入 Shapefile、GeoJSON、CSV、Excel 等文件',
    'the archive holds no data that can be read (it holds: {names}). Put a Shapefile, GeoJSON, CSV or Excel file into it'
  ],
  zip_no_layer: [
    '压缩包里没有“{layer}”。里面有：{names}。请改选其中一个',
    'the archive has no “{layer}”. It holds: {names}. Choose one of these'
  ],

  // Archives: what is said and asked
  zip_names: [
    '压缩包没有注明文件名的编码，{count} 个名字按 {encoding} 读：{names}',
    'the archive does not state the encoding of its file names; {count} were read as {encoding}: {names}'
  ],
  zip_left: [
    '压缩包里还有 {count} 个文件没有读：{names}',
    '{count} other files of the archive were not read: {names}'
  ],
  ask_inner_file: [
    '压缩包里有 {count} 份数据，导入哪一份？',
    'The archive holds {count} sets of data. Which one is to be imported?'
  ],

  // Files that are left out
  ignored_junk: ['系统自动生成的文件，不是数据', 'made by the system; not data'],
  ignored_part: [
    'Shapefile 的一部分，缺少同名的 .shp（或 .dbf），单独不能读。请把同名的各个文件一起导入',
    'a part of a Shapefile without its .shp (or .dbf), which cannot be read alone. Import all files of that name together'
  ],

  // Shapefiles that are refused
  shp_corrupt: [
    '第 {record} 条记录损坏（第 {byte} 字节处：{detail_zh}）。请在 GIS 软件里打开后另存，或重新拷贝',
    'record {record} is corrupt (at byte {byte}: {detail}). Open it in a GIS program and save it again, or copy it anew'
  ],
  shx_alone: [
    '.shx 只是 Shapefile 的索引，没有图形。请把同名的 .shp、.dbf、.prj 一起导入',
    'a .shx is only the index of a Shapefile. Import the .shp, .dbf and .prj of the same name'
  ],
  shp_dbf_differ: [
    '.shp 有 {shapes} 个图形，.dbf 有 {records} 条记录，相差超过 1%，不像是同一份数据。请核对两个文件是否配套',
    'the .shp has {shapes} shapes and the .dbf {records} records, which differ by more than 1 %: they seem not to belong together. Check both files'
  ],
  dbf_missing: [
    '没有同名的 .dbf，按你的回答不导入。请找到 .dbf，与 .shp 一起导入',
    'there is no .dbf of that name, and by your answer it is not imported. Find the .dbf and import both together'
  ],

  // Shapefiles: rows, mends, remarks, questions
  shp_type: [
    '的图形是 {type}，不能读。请在 GIS 软件里转成点、线或面',
    'has a shape of the kind {type}, which cannot be read. Convert it to points, lines or polygons in a GIS program'
  ],
  shp_degenerate: [
    '的面没有面积（点数不足，或都在一条线上）。请重画，或删去',
    'has a polygon without area (too few points, or all on one line). Draw it again, or delete it'
  ],
  shp_no_shape: [
    '在 .dbf 里有，在 .shp 里没有对应的图形。请核对',
    'is in the .dbf and has no shape in the .shp. Check it'
  ],
  shp_no_cells: [
    '在 .shp 里有，在 .dbf 里没有对应的属性。请核对',
    'is in the .shp and has no cells in the .dbf. Check it'
  ],
  ring_order: [
    '环的方向与内外关系不符（Shapefile 外环应为顺时针，洞应为逆时针），已按内外关系改正',
    'rings ran the wrong way (in a Shapefile shells run clockwise, holes do not); what is a hole was worked out anew'
  ],
  shx_rebuilt: [
    '没有 .shx，已按 .shp 重建索引（{count} 条记录）',
    'there is no .shx; the index was rebuilt from the .shp ({count} records)'
  ],
  shx_wrong: [
    '.shx 与 .shp 对不上，已按 .shp 重建索引（{count} 条记录）',
    'the .shx does not fit the .shp; the index was rebuilt from the .shp ({count} records)'
  ],
  bbox_recomputed: [
    '文件头写的范围与图形不符，已按图形重算',
    'the extent stated in the header differs from the shapes; it was worked out anew'
  ],
  prj_unreadable: [
    '.prj 的内容不是坐标系定义（“{text}”），未采用',
    'the .prj holds no coordinate system (“{text}”) and was not used'
  ],
  ask_geometry_only: [
    '没有同名的 .dbf，只有图形，没有名称等属性。只导入图形吗？',
    'There is no .dbf of that name: shapes without names or other cells. Import the shapes alone?'
  ],

  // dBase tables
  dbf_corrupt: [
    'dBase 表头损坏（第 {byte} 字节处：{detail_zh}）。请在原软件里重新导出',
    'the header of the dBase table is corrupt (at byte {byte}: {detail}). Export it again'
  ],
  dbf_alone: [
    '只有 .dbf，没有 .shp，按你的回答不导入。请找到 .shp，一起导入',
    'there is a .dbf without .shp, and by your answer it is not imported. Find the .shp and import both together'
  ],
  dbf_undecodable: [
    '按 {encoding} 读，有 {count} 条记录读不出来（第一条是第 {record} 条）。请改选编码，或在原软件里另存为 UTF-8',
    'read as {encoding}, {count} records cannot be read (the first is record {record}). Choose another encoding, or save it as UTF-8'
  ],
  dbf_cut: [
    '字段太窄，末尾的半个字已去掉',
    'the field was too narrow: the half letter at its end was left out'
  ],
  dbf_no_number: [
    '不是数（**** 表示数太大、字段放不下），按缺失处理',
    'no number (**** is one too wide for its field); taken as missing'
  ],
  dbf_stars: [
    '这些列有许多格子是 ****（没有值，或数太大放不下），按缺失处理，每列只列出前 {listed} 个：{columns}',
    'many cells of these columns are **** (no value, or one too wide) and are taken as missing; the first {listed} of each are listed: {columns}'
  ],
  dbf_deleted: [
    '.dbf 里有 {count} 条记录标为已删除，未读：第 {records} 条',
    '{count} records are marked as deleted in the .dbf and were left out: {records}'
  ],
  dbf_memo: [
    '备注字段的内容在另一个文件里，未读：{columns}',
    'memo fields keep their content in another file, which is not read: {columns}'
  ],
  dbf_count: [
    '.dbf 文件头写有 {stated} 条记录，实际有 {count} 条，已全部读入',
    'the header of the .dbf says {stated} records; it has {count}, and all were read'
  ],
  ask_as_table: [
    '只有 .dbf，没有同名的 .shp，也就没有图形。按表格导入吗？',
    'There is a .dbf without the .shp of that name, so there are no shapes. Import it as a table?'
  ],
  ask_dbf_encoding: [
    '{said} 写的编码是 {declared}，内容更像 {likely}。按哪个读？（各选项后面是读出的样子）',
    '{said} says {declared}, but the content looks like {likely}. Which one is it? (Each option shows how the text reads)'
  ],
  ask_dbf_unsure: [
    '没有写明编码，内容像 {likely}，也可能是 {other}。按哪个读？（各选项后面是读出的样子）',
    'The encoding is not stated; the content looks like {likely}, but may be {other}. Which one is it? (Each option shows how the text reads)'
  ]
} as const satisfies Record<string, readonly [string, string]>;
