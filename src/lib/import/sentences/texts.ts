/** Sentences about encodings and delimited text: code → Chinese and English. `{x}` is filled from the parameters. */
export const TEXTS = {
  ask_encoding: [
    '文字编码多半是 {encoding}（约 {percent}%），也可能是 {other}。哪一种读出来是通顺的？',
    'the text is probably encoded in {encoding} (about {percent} %), or else in {other}. Which one reads right?'
  ],
  ask_delimiter: [
    '两种分隔符都把各行分成一样多的列。哪一种分得对？',
    'two separators divide the rows into equally many columns. Which one divides them right?'
  ],
  undecodable_at: [
    '有读不出的字（文件第 {byte} 字节；同一文件里混有另一种编码）。请在原软件里改好这一行',
    'holds characters that cannot be read (byte {byte} of the file; another encoding is mixed in). Mend the row in its program'
  ],
  cell_too_long: [
    '第 {row} 行第 {column} 列的内容超过一百万字，不像表格。请核对引号和换行，或删去这一列再导入',
    'the cell in row {row}, column {column} has more than a million characters, which is no table. Check quotes and line ends, or remove the column'
  ],
  too_many_columns: [
    '第 {row} 行超过 {limit} 列，不像表格。请核对换行是否丢失，或删去不用的列再导入',
    'row {row} has more than {limit} columns, which is no table. Check whether line ends were lost, or remove columns'
  ],
  letters_lost: [
    '{count} 格里有读不出的字（显示为“\uFFFD”，第 {rows} 行）。请在原软件里改好这些字，或改选编码，再导入',
    '{count} cells hold letters that cannot be read (shown as “\uFFFD”, rows {rows}). Mend them in their program, or choose another encoding, and import again'
  ],
  nul_removed: ['格子里的空字符（NUL）已去掉', 'NUL characters in the cell were removed'],
  decimal_comma: ['小数点写作逗号，已改为点', 'a decimal comma was made a point'],
  mojibake: ['乱码已复原（编码读错的文字）', 'garbled text (read in a wrong encoding) was restored'],
  ask_mojibake: [
    '有 {count} 格像是编码读错留下的乱码，例如“{was}”应为“{now}”。要复原吗？',
    '{count} cells look garbled by a wrong encoding, for example “{was}” for “{now}”. Restore them?'
  ]
} as const satisfies Record<string, readonly [string, string]>;
