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
  ],
  section_row: ['只是小标题“{text}”，不是数据', 'is only the heading “{text}”, no data'],

  // Workbooks that are refused
  bad_part: [
    '工作簿的部件 {part} 不合格式（{detail}），可能已损坏。请用 Excel 或 WPS 打开、另存为新的 .xlsx，再导入',
    'the part {part} of the workbook is malformed ({detail}); it may be damaged. Open it in Excel or WPS, save it as a new .xlsx, and import that'
  ],
  dtd_in_part: [
    '工作簿的部件 {part} 带有 DOCTYPE 或实体声明，出于安全不读。请用 Excel 或 WPS 打开、另存为新的 .xlsx，再导入',
    'the part {part} of the workbook has a DOCTYPE or entities, which are not read for safety. Open it in Excel or WPS, save it as a new .xlsx, and import that'
  ],
  too_many_parts: [
    '工作簿里有 {count} 个部件，超过 {limit} 个，不像正常表格。请把数据复制到新的工作簿，再导入',
    'the workbook has {count} parts, more than {limit}, which is no ordinary table. Copy the data into a new workbook and import that'
  ],
  part_missing: [
    '工作簿缺少部件 {part}。请用 Excel 或 WPS 打开、另存为新的 .xlsx，再导入',
    'the workbook lacks its part {part}. Open it in Excel or WPS, save it as a new .xlsx, and import that'
  ],
  part_damaged: [
    '工作簿的部件 {part} 解不开（第 {byte} 字节处）。请重新下载或复制；若有密码，先取消密码，再导入',
    'the part {part} of the workbook cannot be unpacked (at byte {byte}). Download or copy it again; if it has a password, take that off first'
  ],
  xlsb: [
    '这是二进制工作簿（.xlsb）。请用 Excel 打开，点“文件 → 另存为”，类型选“Excel 工作簿（*.xlsx）”，再导入新文件',
    'is a binary workbook (.xlsb). Open it in Excel, choose “File → Save as”, type “Excel workbook (*.xlsx)”, and import the new file'
  ],
  bad_sheet: [
    '工作表“{sheet}”第 {row} 行不合格式（{detail}）。请用 Excel 或 WPS 打开、另存为新的 .xlsx，再导入',
    'row {row} of the sheet “{sheet}” is malformed ({detail}). Open it in Excel or WPS, save it as a new .xlsx, and import that'
  ],
  sheet_too_large: [
    '工作表“{sheet}”超过 {limit} 个格子。请只留要用的列，或另存为 CSV，再导入',
    'the sheet “{sheet}” has more than {limit} cells. Keep only the columns needed, or save it as CSV, and import that'
  ],
  only_hidden: [
    '有内容的工作表都是隐藏的。请在 Excel 里取消隐藏，再导入',
    'every sheet with content is hidden. Unhide it in Excel and import again'
  ],

  // Questions about a workbook
  ask_sheet: ['工作簿有几张工作表，要哪一张？', 'The workbook has several sheets. Which one is meant?'],
  ask_sheets: [
    '有 {count} 张工作表的表头相同（例如一个街道一张）。合在一起导入，还是只要其中一张？',
    '{count} sheets have the same header (one a subdistrict, perhaps). Import them together, or one of them?'
  ],
  ask_hidden: [
    '工作簿里有隐藏或筛掉的内容：{sheets} 张工作表、{rows} 行、{columns} 列。要导入吗？',
    'The workbook hides or filters out some content: {sheets} sheets, {rows} rows, {columns} columns. Take it, too?'
  ],

  // What was done to a workbook
  hidden_left_out: [
    '隐藏的内容按你的回答未导入：{sheets} 张工作表、{rows} 行、{columns} 列',
    'hidden content was left out, as you said: {sheets} sheets, {rows} rows, {columns} columns'
  ],
  sheets_joined: [
    '{count} 张工作表合在一起，行号接着编：{places}',
    '{count} sheets were put together, their rows numbered on: {places}'
  ],
  sheets_empty: [
    '{count} 张工作表只有表头，没有数据：{names}',
    '{count} sheets have a header but no rows: {names}'
  ],
  rows_sorted: [
    '工作表里的行没有按顺序存放，已按行号排好',
    'the rows of the sheet were not stored in order and were put in order'
  ],
  merged_filled: ['合并单元格的内容已填到每一行', 'the content of merged cells was filled into each row'],
  merged_numbers: [
    '{count} 处合并单元格里是数，合并的各行共用，只记在第一行：{cells}。请核对，需要时拆开填写',
    '{count} merged cells hold a number shared by their rows; it stands in the first row only: {cells}. Check them, and split them where needed'
  ],
  error_cell: [
    '“{column}”是错误值 {value}。请在 Excel 里改正公式，再导入',
    'has the error {value} in “{column}”. Mend the formula in Excel and import again'
  ],
  formula_no_value: [
    '“{column}”是公式，文件里没有存它的结果。请用 Excel 打开、保存一次，再导入',
    'has a formula in “{column}” whose result the file does not hold. Open it in Excel, save it, and import again'
  ],
  digits_lost: [
    '超过 15 位的编码以数字存放，末几位已经丢失，按缺失处理',
    'a code of more than 15 digits was stored as a number and lost its last digits; taken as missing'
  ],
  digits_lost_some: [
    '“{column}”有 {count} 个超过 15 位的编码以数字存放，Excel 已丢掉末几位，不能用。请在原系统里按文本重新导出',
    '“{column}” has {count} codes of more than 15 digits stored as numbers; Excel lost their last digits and they cannot be used. Export them again as text'
  ],
  date_impossible: ['不是存在的日期，按缺失处理', 'no day that ever was; taken as missing'],

  // Numbers
  header_unit: [
    '“{column}”按列名里的单位换算：每个数乘以 {times}',
    '“{column}” is read in the unit of its name: each number times {times}'
  ],
  ask_unit: [
    '“{column}”有的格子写了单位（{words}），有 {count} 个只写了数。这些数是什么单位？',
    'Some cells of “{column}” state a unit ({words}), {count} are bare numbers. Which unit are these in?'
  ],
  ask_about: [
    '“{column}”有 {count} 个格子是约数（{words}）。按写的数计，还是按缺失处理？',
    '{count} cells of “{column}” are only about so many ({words}). Take the number as written, or as missing?'
  ],
  about_taken: ['约数，按你的回答取所写的数', 'about so many; the number as written was taken, as you said'],
  numeral_read: ['中文数字已换成数', 'a number in Chinese numerals was read'],
  number_form: [
    '全角数字或千位分隔已换成普通的数',
    'full-width digits or thousands separators were made a plain number'
  ],

  // Dates
  date_iso: ['日期写法不同，已换成 2023-11-01 的写法', 'a date in another form was written as 2023-11-01'],
  ask_date: [
    '“{column}”有 {count} 个日期（如 {sample}）分不清日和月。哪个在前？',
    'In {count} dates of “{column}” (such as {sample}) day and month cannot be told apart. Which stands first?'
  ]
} as const satisfies Record<string, readonly [string, string]>;
