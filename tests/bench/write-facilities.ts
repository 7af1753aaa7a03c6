import { closeSync, openSync, writeSync } from 'node:fs';
import { createRandom } from '../../src/lib/geometry/seeded.ts';
import { encodeGb18030 } from '../../src/lib/report/layers/gb18030.ts';

/** The same made-up facilities in both encodings. */
export function writeFacilities(utf8: string, gb: string, rows: number): void {
  const next = createRandom(1);
  const pick = <T>(from: readonly T[]): T => from[Math.floor(next() * from.length)];
  const towns = [
    '北新桥',
    '东直门',
    '交道口',
    '安定门',
    '景山',
    '朝阳门',
    '建国门',
    '龙潭',
    '体育馆路',
    '永定门外'
  ];
  const lanes = ['府学胡同', '民安街', '北官厅', '海运仓', '九道湾', '青龙胡同', '草园胡同', '东四北大街'];
  const kinds = [
    '养老服务驿站',
    '社区卫生服务站',
    '幼儿园',
    '小学',
    '菜市场',
    '便利店',
    '公共厕所',
    '药店',
    '公园'
  ];
  const states = ['正常', '正常', '正常', '停用', '规划'];
  const files = [openSync(utf8, 'w'), openSync(gb, 'w')];
  const write = (lines: string[]): void => {
    const text = lines.join('');
    writeSync(files[0], text);
    writeSync(files[1], encodeGb18030(text));
  };
  write(['编号,名称,类别,经度,纬度,床位数,建筑面积,地址,状态,日期\n']);
  for (let from = 0; from < rows; from += 10_000) {
    const lines: string[] = [];
    for (let i = from; i < Math.min(rows, from + 10_000); i++) {
      const [town, lane, kind] = [pick(towns), pick(lanes), pick(kinds)];
      lines.push(
        [
          `F${String(i + 1).padStart(7, '0')}`,
          `${town}${lane}第${i + 1}${kind}`,
          kind,
          (105 + 12 * next()).toFixed(6),
          (25 + 14 * next()).toFixed(6),
          String(Math.floor(next() * 120)),
          (20 + 3000 * next()).toFixed(1),
          `北京市东城区${town}街道${lane}${1 + Math.floor(next() * 400)}号${1 + Math.floor(next() * 9)}单元`,
          pick(states),
          `20${String(Math.floor(next() * 26)).padStart(2, '0')}-0${1 + Math.floor(next() * 9)}-1${Math.floor(next() * 10)}`
        ].join(',') + '\n'
      );
    }
    write(lines);
  }
  files.forEach(closeSync);
}
