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
  ask_sum: [
    '没有“{field_zh}”列，但有“{columns}”。用它们相加的和吗？',
    'There is no column “{field}”, but there are “{columns}”. Take their sum?'
  ],

  // Warnings
  category_doubtful: [
    '{count} 处设施的类别拿不准，已保留，确认之前不计入任何标准：{words}（行 {rows}）。请成组确认，或在类别对照里写明',
    'the category of {count} facilities is in doubt. They are kept, but count for no standard until confirmed: {words} (rows {rows}). Decide them in groups, or name them in the categories'
  ],
  personal_dropped: [
    '“{columns}”像是个人信息（{kinds_zh}），没有导入。确需保留，请在问题里选“保留”',
    '“{columns}” look like personal data ({kinds}) and were left out. Say “keep” if they are needed'
  ],
  personal_kept: [
    '“{columns}”像是个人信息（{kinds_zh}），按你的意思保留了。请勿外传',
    '“{columns}” look like personal data ({kinds}) and were kept as you said. Do not pass them on'
  ],
  dates_unreadable: [
    '“{field}”有 {count} 个日期读不出来，按原文保留：{words}（行 {rows}）。请写成 2025-06-30 的样子',
    '{count} dates of “{field}” cannot be read and are kept as they stand: {words} (rows {rows}). Write them like 2025-06-30'
  ],

  // What was repaired
  date_form: ['日期已换成 2025-06-30 的写法', 'a date was written like 2025-06-30']
} as const satisfies Record<string, readonly [string, string]>;
