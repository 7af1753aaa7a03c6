/** Words of long work: how far it is, being stopped, results that are of before. */
export const longZh = {
  'long.searches': '已搜索 {done}/{of} 次',
  'long.rules': '已算 {done}/{of} 项指标',
  'long.scenarios': '已比较 {done}/{of} 个方案',
  'long.people': '共 {of} 人',
  'long.elapsed': '用时 {n} 秒',
  'long.updating': '旧结果，正在更新…',
  'long.old': '显示的是之前的结果，不是现在所问的',
  'long.stopped': '已停止，显示的是之前的结果',
  'long.again': '重新计算'
};
export const longEn: Record<keyof typeof longZh, string> = {
  'long.searches': '{done} of {of} searches done',
  'long.rules': '{done} of {of} measures done',
  'long.scenarios': '{done} of {of} scenarios compared',
  'long.people': '{of} people',
  'long.elapsed': '{n} s so far',
  'long.updating': 'Earlier result, being updated…',
  'long.old': 'This is an earlier result, not the answer to the present question',
  'long.stopped': 'Stopped: this is the earlier result',
  'long.again': 'Work out again'
};
