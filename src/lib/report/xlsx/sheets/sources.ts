import type { Facts } from '../../facts.ts';
import { layerWords, levelWords, profileWords, ruleKindWords } from '../../words.ts';
import type { Say } from '../say.ts';
import { listSheet, type Cell, type Sheet } from '../sheet.ts';

/** 数据来源: a row an input file, with what became of its rows and the hash of its bytes. */
export function sourceSheet({ inputs }: Facts, say: Say): Sheet {
  const rows = inputs.map((input): Cell[] => [
    input.file,
    say(layerWords(input.layer)),
    input.format,
    input.encoding,
    input.crs.value,
    input.crs.why,
    input.rows,
    input.accepted,
    input.cut?.repaired ?? input.repaired.length,
    input.cut?.rejected ?? input.rejected.length,
    input.warnings.map(({ message }) => message).join('\n'),
    input.sha256 ?? ''
  ]);
  return listSheet(
    say('数据来源', 'Sources'),
    [
      { head: say('文件', 'File'), kind: 'text' },
      { head: say('用作', 'Used as'), kind: 'text' },
      { head: say('格式', 'Format'), kind: 'text' },
      { head: say('字符编码', 'Encoding'), kind: 'text' },
      { head: say('坐标系', 'Coordinates'), kind: 'text' },
      { head: say('坐标系依据', 'Why so'), kind: 'text' },
      { head: say('行数', 'Rows'), kind: 'count' },
      { head: say('接收（行）', 'Accepted'), kind: 'count' },
      { head: say('修正（处）', 'Repaired'), kind: 'count' },
      { head: say('剔除（行）', 'Rejected'), kind: 'count' },
      { head: say('提醒', 'Warnings'), kind: 'long' },
      { head: say('文件指纹（SHA-256）', 'SHA-256'), kind: 'long' }
    ],
    rows,
    { frozenColumns: 1, tab: 'basis' }
  );
}

/** 清洗记录: a row a cell that was repaired and a row that was rejected, as far as the study keeps them. */
export function cleaningSheet({ inputs }: Facts, say: Say): Sheet {
  const [repaired, rejected] = [say('修正', 'repaired'), say('剔除', 'rejected')];
  function* rows(): Generator<Cell[]> {
    for (const input of inputs) {
      const own = [input.file, say(layerWords(input.layer))];
      for (const { row, field, was, now, code } of input.repaired)
        yield [...own, repaired, row, field, was, now, code];
      for (const { row, field, reason } of input.rejected)
        yield [...own, rejected, row, field, '', '', reason];
    }
  }
  return {
    name: say('清洗记录', 'Cleaning'),
    columns: [
      { head: say('文件', 'File'), kind: 'text' },
      { head: say('用作', 'Used as'), kind: 'text' },
      { head: say('处理', 'Done'), kind: 'text', tones: { [rejected]: 'bad', [repaired]: 'open' } },
      { head: say('原文件行号', 'Row of the file'), kind: 'count' },
      { head: say('列', 'Column'), kind: 'text' },
      { head: say('原值', 'Was'), kind: 'text' },
      { head: say('改为', 'Now'), kind: 'text' },
      { head: say('原因（代码或说明）', 'Why (code or words)'), kind: 'long' }
    ],
    count: inputs.reduce((sum, input) => sum + input.repaired.length + input.rejected.length, 0),
    rows,
    frozenColumns: 1,
    tab: 'basis'
  };
}

/** 指标依据: a row a rule in force, with its source. */
export function standardSheet({ rules }: Facts, say: Say): Sheet {
  const [yes, no] = [say('是', 'yes'), say('否', 'no')];
  const rows = rules.map((rule): Cell[] => [
    rule.id,
    say(rule.title),
    say(profileWords(rule.profile)),
    say(ruleKindWords(rule.kind)),
    say(levelWords(rule.level)),
    rule.threshold,
    rule.unitOfValue,
    say(rule.computed),
    say(rule.citation),
    rule.isVerified ? yes : no,
    rule.isUsed ? yes : no,
    rule.isChanged ? yes : no
  ]);
  return listSheet(
    say('指标依据', 'Standards'),
    [
      { head: say('指标编号', 'Rule'), kind: 'text' },
      { head: say('指标名称', 'Title'), kind: 'text' },
      { head: say('标准包', 'Pack'), kind: 'text' },
      { head: say('类型', 'Sort'), kind: 'text' },
      { head: say('适用层级', 'Level'), kind: 'text' },
      { head: say('标准', 'Threshold'), kind: 'text' },
      { head: say('数值的单位', 'Unit of value'), kind: 'text' },
      { head: say('计算口径', 'How it is worked out'), kind: 'long' },
      { head: say('依据（文件、条款、原文）', 'Source'), kind: 'long' },
      { head: say('标准值已核对原文', 'Seen in a source'), kind: 'text' },
      { head: say('本研究用到', 'Used here'), kind: 'text' },
      { head: say('用户改过', 'Changed by the user'), kind: 'text' }
    ],
    rows,
    { frozenColumns: 2, tab: 'basis' }
  );
}
