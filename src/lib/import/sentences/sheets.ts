/** Sentences about workbooks and the shape of tables: code → Chinese and English. `{x}` is filled from the parameters. */
export const SHEETS = {
  bad_header_rows: [
    '表头写的是“{said}”，表里没有这样的行。请写行号，如 3 或 2-3；没有表头写 none',
    'the header is said to be “{said}”, which are no rows of the table. Write a row such as 3, rows such as 2-3, or none'
  ],
  ask_header: [
    '表头在哪几行？列名都不是常见的，拿不准',
    'Which rows are the header? None of the column names is a usual one'
  ],
  header_rows: [
    '第 {rows} 行合起来当作表头（上级/下级），其上的标题行已略去',
    'rows {rows} were taken together as the header (parent/child); titles above them were left out'
  ],
  counting_row: [
    '第 {row} 行只是列号（甲、乙、1、2…），已略去',
    'row {row} only numbers the columns and was left out'
  ],
  unit_line: [
    '第 {row} 行写着单位“{unit}”，人数各列都按它换算',
    'row {row} states the unit “{unit}”; all columns of people are read in it'
  ],
  rows_below: [
    '第 {row} 行起是表下的说明，不是数据，已略去：{text}',
    'from row {row} on stand notes below the table, no data; they were left out: {text}'
  ],
  empty_columns: [
    '{count} 个没有列名也没有内容的列已略去',
    '{count} columns without name and content were left out'
  ]
} as const satisfies Record<string, readonly [string, string]>;
