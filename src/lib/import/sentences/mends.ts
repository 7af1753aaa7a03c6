/** Sentences about what is checked and mended: code → Chinese and English. `{x}` is filled from the parameters. */
export const MENDS = {
  // Polygons
  spike: ['面上有针刺一样的尖角，已削去', 'needles that stuck out of a polygon were cut off'],
  repeated_points: ['同一个点连写了两次，只留一个', 'a vertex that stood twice in a row now stands once'],
  ring_dropped: ['环没有面积，已略去', 'a ring without an area was left out'],
  hole_outside: ['洞在外环之外，已略去', 'a hole outside its polygon was left out'],
  nested_rings: [
    '面叠在自己的另一块里（或洞里套洞），重复的已略去',
    'a part within another part (or a hole within a hole) was left out'
  ],
  ring_turned: [
    '有的环方向反了，已调过来',
    'rings of one polygon that turned the wrong way were turned round'
  ],
  rings_clockwise: [
    '{count} 个面的外环按顺时针写，已统一为逆时针；位置和面积不变',
    '{count} polygons are drawn clockwise and were turned round; places and areas stay the same'
  ],
  sliver_snapped: [
    '与相邻单元的边界相差不到 0.1 毫米，已对齐',
    'a boundary that missed its neighbour’s by less than a tenth of a millimetre was laid on it'
  ],
  area_changed: [
    '{count} 个面自相交或叠套，修复后面积变化超过 1%：{list}。各项结果都会按边界算，请在地图上核对。按修复后的边界用吗？',
    '{count} polygons crossed or covered themselves, and mending changes their area by more than 1 %: {list}. All results go by these boundaries; check them on the map. Take the mended ones?'
  ],
  area_aside: [
    '的面自相交，修复会使面积由 {before} m² 变为 {after} m²，按你的回答放在一边。请在原软件里改好，再导入',
    'has a polygon that crosses itself; mending would take its area from {before} m² to {after} m², and by your answer it was set aside. Correct it in its program and import again'
  ],
  mend_refused: [
    '的面要修复才能用（{what_zh}），你不同意这样修复。请在原软件里改好，再导入',
    'has a polygon that needs mending ({what}), which you refused. Correct it in its program and import again'
  ],
  hole_is_shell: [
    '的面被它自己的洞占满，没有面积。请在原软件里删去洞或重画',
    'has a polygon that its own holes fill, which leaves no area. Delete the hole in its program, or draw it again'
  ],
  beyond_map: [
    '的面跨过 180° 经线或到了极地（经度 {west}–{east}，纬度 {south}–{north}），超出能计算的范围。请裁到研究区，再导入',
    'has a polygon across the 180° meridian or at a pole (longitude {west} to {east}, latitude {south} to {north}), where areas cannot be worked out. Clip it to the study area and import again'
  ],
  part_far: [
    '{count} 个单元有一块离主体 {km} 公里以上：{list}。已保留，请核对是不是画错了单元',
    '{count} units have a part more than {km} km from the rest: {list}. They are kept; check whether the part belongs to another unit'
  ],
  units_overlap: [
    '{count} 对单元的边界重叠，共 {area} m²：{list}。重叠处的每个点只算进其中一个单元，人口不会重复计；请核对边界',
    '{count} pairs of units overlap, by {area} m² in all: {list}. Each point there counts for one unit only, so no one is counted twice; check the boundaries'
  ],
  units_gap: [
    '单元之间有 {count} 处空隙，共 {area} m²：{list}。空隙里的设施和居民点不属于任何单元；请核对边界',
    'there are {count} gaps between units, {area} m² in all: {list}. Facilities and homes in them belong to no unit; check the boundaries'
  ],

  // What may be there twice
  same_name_near: [
    '像是重复：{count} 组同名的行相距不到 50 米：{groups}。都保留吗？',
    'perhaps the same: {count} groups of rows of one name lie within 50 m: {groups}. Keep all?'
  ],
  same_place: [
    '像是重复：{count} 处同一位置有不同名称的行：{groups}。都保留吗？',
    'perhaps the same: at {count} places there are rows of different names: {groups}. Keep all?'
  ],
  duplicate_of: [
    '像是与第 {first} 行重复，按你的回答只留那一行',
    'seems to be the same as row {first}; by your answer only that one is kept'
  ],
  repeated_code: [
    '“{column}”里有 {count} 个编号出现在几行不同的内容上：{list}。怎么办？',
    '{count} codes in “{column}” stand in several rows that differ: {list}. What is to be done?'
  ],
  code_twice: [
    '的编号“{code}”在别的行也有，内容不同。请核对，改成不同的编号',
    'has the code “{code}”, which another row that differs has too. Check them and give them different codes'
  ],
  no_code: ['没有编号。请补上编号', 'has no code. Write one'],
  code_cut: [
    '{count} 个编号像是被 Excel 丢了后几位：{words}（行 {rows}）。请在原表里把这一列设为文本，重新导出',
    '{count} codes seem to have lost their last digits in Excel: {words} (rows {rows}). Make the column text in the original and export it again'
  ],
  no_name: [
    '{count} 行没有名称，已保留（行 {rows}）',
    '{count} rows have no name; they are kept (rows {rows})'
  ],

  // Where points are
  outside_units: [
    '{all} 个点里有 {count} 个不在任何单元内，已保留，但不算进任何单元：{list}。请核对坐标和边界',
    '{count} of {all} points lie in no unit. They are kept, but count for none: {list}. Check coordinates and boundaries'
  ],

  // Numbers
  not_a_flag: [
    '“{column}”的“{value}”看不出是“是”还是“否”。请改正，没有就留空',
    'has “{value}” in “{column}”, which is neither yes nor no. Correct it, or leave it empty'
  ],
  zero_values: [
    '“{column}”填了 {filled} 行，其中 {count} 行是 0。0 是“不详”，还是真的是 0？',
    '“{column}” is filled in {filled} rows and 0 in {count} of them. Does 0 mean “not known”, or is it 0?'
  ],
  zero_dropped: ['0 表示不详，按空白', '0 means “not known” and was taken as blank'],
  count_beyond: [
    '“{column}”写的是 {value}，比任何区县的人口都多。请改正',
    'has {value} in “{column}”, more than any district has people. Correct it'
  ],
  count_dropped: ['人数比任何区县都多，按缺失处理', 'more people than any district has; taken as missing'],
  part_above_whole: [
    '{count} 行的“{first_zh}”（{first}）比“{second_zh}”（{second}）还多：{list}。都已保留，请核对哪个数错了',
    '{count} rows have more in {first} than in {second}: {list}. All are kept; check which number is wrong'
  ],
  crowded_households: [
    '{count} 行平均每户超过 {most} 人（{first_zh} {first} / {second_zh} {second}）：{list}。已保留，请核对列有没有对错',
    '{count} rows have more than {most} people to a household ({first} / {second}): {list}. They are kept; check whether the columns are matched right'
  ],
  decimal_people: [
    '“{column}”有 {count} 行不是整数（行 {rows}），已照样计入；人数应为整数，请核对',
    '“{column}” is no whole number in {count} rows (rows {rows}), which count as they are; people come whole, so check them'
  ],
  total_differs: [
    '第 {row} 行写“{column}”合计 {stated}，各行相加是 {sum}，相差 {difference}。按各行计，请核对有没有漏行或错数',
    'row {row} states a total of {stated} for “{column}”, the rows add up to {sum}: a difference of {difference}. The rows count; check for missing rows or wrong numbers'
  ],
  stated_areas: [
    '“{column}”写的面积有 {count} 个（共比较 {compared} 个）与图上的面相差 0.5% 以上：{list}。结果都按图上的面算',
    '{count} of {compared} areas stated in “{column}” differ from the polygons by more than 0.5 %: {list}. All results go by the polygons'
  ],
  opens_later: [
    '按开业年份还没有开，状态记为规划',
    'not open yet by its opening year; its status was made “planned”'
  ],
  not_open_yet: [
    '{count} 处设施按开业年份还没有开，不计入：{words}（行 {rows}）。若已开放，请把状态写成“正常”，再导入',
    '{count} facilities are not open yet by their opening year and are left out: {words} (rows {rows}). If they serve now, set the status to “open” and import again'
  ],

  // Rejected rows that come back
  already_there: [
    '已经在图层里了（上次改好后补进的），不再重复添加',
    'is in the layer already (it was mended and added before); it is not added twice'
  ],
  unit_there: [
    '的“{name}”在已导入的人口表里已有。请核对，只留一行',
    'is of “{name}”, which the imported table has already. Check them and keep one'
  ],
  rows_added: [
    '这是一张改好的拒绝行表：{count} 行已补进“{layer_zh}”，原有 {before} 行，现有 {after} 行',
    'this is a table of mended rows: {count} were added to “{layer}”, which had {before} rows and now has {after}'
  ],
  no_overlap: [
    '“{layer_zh}”（{file}）与“{other_zh}”不在一处，相隔 {km} 公里。请核对是不是选错了城市，或坐标系弄错了',
    '“{layer}” ({file}) does not lie where “{other}” does, but {km} km away. Check whether it is of another city, or its coordinate system wrong'
  ]
} as const satisfies Record<string, readonly [string, string]>;
