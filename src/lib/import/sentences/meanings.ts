/** Sentences about columns, categories and names: code → Chinese and English. `{x}` is filled from the parameters. */
export const MEANINGS = {
  // Why a column was matched
  why_total: ['“{from}”是合计，就是{to_zh}（{to}）', '“{from}” is the total of {to}'],
  why_child: ['“{from}”的下一级表头就是{to_zh}（{to}）', 'the lower header of “{from}” is {to}'],
  why_unit: ['“{from}”去掉单位就是{to_zh}（{to}）', '“{from}” without its unit is {to}'],
  why_suffix: ['“{from}”去掉末尾编号就是{to_zh}（{to}）', '“{from}” without the number at its end is {to}'],
  why_cut: [
    '“{from}”像是{to_zh}（{to}）被截成 10 个字节的列名',
    '“{from}” looks like a name of {to} cut at 10 bytes'
  ],
  why_ages: ['“{from}”的年龄段就是{to_zh}（{to}）', 'the ages of “{from}” are those of {to}'],
  why_values: ['列名看不出，按内容像是{to_zh}（{to}）', 'its name does not tell; its values look like {to}'],
  why_sexes: ['男、女两列相加', 'men and women added up'],
  why_bands: ['这几个年龄段相加，恰好是这个年龄范围', 'these bands of ages add up to exactly these ages'],

  // Questions
  ask_unit_name: [
    '表中的“{name}”在地图上没有；是不是“{likely}”？',
    'The table has “{name}”, the map does not; is it “{likely}”?'
  ],
  ask_unit_several: [
    '表中的“{name}”在地图上不止一个；是不是“{likely}”？',
    'The map has “{name}” of the table more than once; is it “{likely}”?'
  ],
  ask_unit_none: [
    '表中的“{name}”在地图上没有，也没有相近的名字。是哪一个？',
    'The table has “{name}”, the map does not, nor a name like it. Which one is it?'
  ],
  ask_lost_zeros: [
    '“{column}”里 {count} 个代码在地图上没有，补上开头的 0 就有（如 {was} → {now}）。补上吗？',
    '{count} codes of “{column}” are not on the map; with the zeros at their front they are (such as {was} → {now}). Put them back?'
  ],
  ask_code_or_name: [
    '{count} 行的代码和名称指的不是同一个单元（如 {code} 是“{by_code}”，名称写“{name}”）。按哪个算？',
    'In {count} rows the code and the name are not of one unit (such as {code}, which is “{by_code}”, with the name “{name}”). Which one counts?'
  ],

  // How names are alike
  like_label: ['{name}（{why}，像 {percent}%）', '{name} ({why}, {percent} % alike)'],
  like_traditional: ['繁体', 'traditional letters'],
  like_ending: ['只是结尾不同', 'only the ending differs'],
  like_sound: ['读音相同', 'sounds alike'],
  like_shape: ['字形相近，差一个字', 'one letter that looks alike'],
  like_one_letter: ['差一个字', 'one letter differs'],
  like_part: ['一个包含另一个', 'one within the other'],
  like_some: ['有相同的字', 'shares letters'],
  like_not_on_map: ['不在地图上', 'not on the map'],
  ask_sum: [
    '没有“{field_zh}”列，但有“{columns}”。用它们相加的和吗？',
    'There is no column “{field}”, but there are “{columns}”. Take their sum?'
  ],

  ask_people: [
    '没有认出常住人口列。是下面哪一列？都不是就选“没有”，人口便不计入',
    'No column of residents was recognised. Which one is it? If none, choose “none”: people are not counted then'
  ],
  ask_personal: [
    '“{columns}”像是个人信息（{kinds_zh}）。测算用不到，不导入，行吗？',
    '“{columns}” look like personal data ({kinds}), which no result needs. Leave them out?'
  ],

  // Warnings
  category_doubtful: [
    '{count} 处设施的类别拿不准，已保留，确认之前不计入任何标准：{words}（行 {rows}）。请成组确认，或在类别对照里写明',
    'the category of {count} facilities is in doubt. They are kept, but count for no standard until confirmed: {words} (rows {rows}). Decide them in groups, or name them in the categories'
  ],
  personal_dropped: [
    '“{columns}”像是个人信息（{kinds_zh}），按你的意思没有导入',
    '“{columns}” look like personal data ({kinds}) and were left out, as you said'
  ],
  personal_kept: [
    '“{columns}”像是个人信息（{kinds_zh}），按你的意思保留了。请勿外传',
    '“{columns}” look like personal data ({kinds}) and were kept as you said. Do not pass them on'
  ],
  dates_unreadable: [
    '“{field_zh}”有 {count} 个日期读不出来，按原文保留：{words}（行 {rows}）。请写成 2025-06-30 的样子',
    '{count} dates of “{field}” cannot be read and are kept as they stand: {words} (rows {rows}). Write them like 2025-06-30'
  ],

  task_units_several: [
    '{count} 行任务的单元写了不止一个，已原样保留，不计入任何单元：{words}（行 {rows}）。请一个单元写一行，再导入',
    '{count} tasks name several units; they are kept as they are and count for none: {words} (rows {rows}). Write one row a unit and import again'
  ],
  task_rules_unknown: [
    '{count} 行的“{field_zh}”自带的标准里没有：{words}（行 {rows}）。已原样保留；若不是自己标准包里的编号，这些任务不计入任何标准，请核对',
    '{count} rows have a {field} that no built-in standard has: {words} (rows {rows}). They are kept; unless a pack of your own has it, these tasks count for no standard. Check them'
  ],
  task_status_unknown: [
    '{count} 行的任务状态认不出，按没有完成计：{words}（行 {rows}）。已完成的请写“已完成”，再导入',
    '{count} tasks have a status that is not known and count as not done: {words} (rows {rows}). Where one is done, write “done” and import again'
  ],
  columns_unused: [
    '未使用的列：{columns}（{count} 列没有对上任何字段，已原样保留，自带的标准不会用到）。若其中有要用的，请在列对应里指明',
    'Columns not used: {columns} ({count} match no field; they are kept as they are, and no built-in standard reads them). If one of them matters, say what it is in the matching of columns'
  ],
  code_name_differ: [
    '{count} 行的代码与名称不一致：{words}（行 {rows}）。请核对',
    'code and name disagree in {count} rows: {words} (rows {rows}). Check them'
  ],
  code_not_on_map: [
    '{count} 行的代码地图上没有（可能是新旧代码），已按名称对上：{words}（行 {rows}）',
    '{count} rows have a code that the map does not (an old or a new one); they were joined by name: {words} (rows {rows})'
  ],

  // The bureau's own tables
  no_role: [
    '没有写岗位。请补上岗位（如“社区工作者”），再导入',
    'names no role. Write one (such as “community workers”) and import again'
  ],
  ask_role: [
    '岗位“{word}”（{count} 行）不在岗位表里；是不是“{likely_zh}”？',
    'The role “{word}” ({count} rows) is not on the list of roles; is it “{likely}”?'
  ],
  roles_unknown: [
    '{count} 行的岗位不在岗位表里，照原样保留，标准不会用到：{words}（行 {rows}）',
    '{count} rows have a role that is not on the list; they are kept as they are, and no standard counts them: {words} (rows {rows})'
  ],
  staff_above_count: [
    '{count} 行的{part}比{whole}还多：{list}。都已保留，请核对哪个数错了',
    '{count} rows have more in {part} than in {whole}: {list}. All are kept; check which number is wrong'
  ],
  staff_added: [
    '{count} 个单元（机构）的同一岗位写了不止一行，人数会相加：{list}。若是重复，请删去多的行再导入',
    '{count} units (facilities) have several rows of one role, which are added up: {list}. If one is there twice, delete it and import again'
  ],
  words_unknown: [
    '“{field_zh}”里有 {count} 处词不在词表里，照原样保留，标准不会用到：{words}（行 {rows}）',
    '{count} words of “{field}” are not on the list; they are kept as they are, and no standard counts them: {words} (rows {rows})'
  ],
  names_counted: [
    '“{column}”有 {count} 行写的是人名，只数了人数，姓名没有保存',
    '{count} rows of “{column}” name persons; they were only counted, and no name was kept'
  ],
  ask_share: [
    '“{column}”的 {count} 个数都在 0 和 1 之间（如 {example}），是比例还是百分数？',
    'All {count} numbers of “{column}” lie between 0 and 1 (such as {example}). Are they shares, or percents?'
  ],
  ask_area_kind: [
    '{count} 个范围没有写是什么范围（行 {rows}）。是中心城区吗？',
    '{count} areas do not say what they are (rows {rows}). Are they the central area?'
  ],
  no_area_kind: [
    '没有写是什么范围，按你的回答没有用',
    'does not say what area it is; by your answer it is left out'
  ],

  // What was repaired
  percent_read: ['百分号已去掉，按百分数计', 'a percent sign was taken off; the number counts as a percent'],
  hours_read: ['开放时间已换算成每天小时数', 'opening hours were made hours a day'],
  entrance_dropped: [
    '出入口坐标读不出，或离设施 2 公里以上，按没有处理',
    'an entrance that can’t be read, or lies more than 2 km from its facility, is taken as missing'
  ],
  date_form: ['日期已换成 2025-06-30 的写法', 'a date was written like 2025-06-30']
} as const satisfies Record<string, readonly [string, string]>;
