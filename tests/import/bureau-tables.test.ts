import { describe, expect, it } from 'vitest';
import { isDone } from '../../src/lib/coverage/task-ledger.ts';
import { checkLayer, type Context } from '../../src/lib/import/checks/check-layer.ts';
import { fieldsOf, fieldWord } from '../../src/lib/import/fields.ts';
import { guessLayer } from '../../src/lib/import/guess-layer.ts';
import type { ImportError } from '../../src/lib/import/import-error.ts';
import { LAYERS, type Choices, type Layer } from '../../src/lib/import/report.ts';
import { readHours } from '../../src/lib/import/values/read-hours.ts';
import { readSource } from '../../src/lib/import/read-source.ts';
import { fieldName } from '../../src/lib/workbench/import/field-names.ts';
import { refusal, utf8 } from './sources.ts';

const sourceOf = (text: string, file = 'a.csv') => readSource(file, utf8(text), {});

const read = async (as: Layer, text: string, choices: Partial<Choices> = {}, context: Context = {}) => {
  const found = checkLayer(await sourceOf(text), { as, ...choices }, context);
  const { report } = found;
  expect(report.accepted + report.rejected.length).toBe(report.rows);
  return { ...found, column: (name: string) => [...(found.table.get(name)?.values ?? [])] };
};
const codes = (list: { code: string }[]): string[] => list.map(({ code }) => code);
const units = ['北新桥社区', '民安社区', '海运仓社区'];

describe('a table of staff', () => {
  it('in long form has roles as codes, units as on the map, and keeps every row of one unit', async () => {
    const { report, column } = await read(
      'staffing',
      '社区,岗位,人数,编制,持证人数,培训人数,年份\n北新桥,专职社区工作者,9人,10,3,8,2024\n北新桥,法律顾问,1,,,,2024\n民安社区,网格员,4,,,,2024\n合计,社区工作者,9,,,,2024\n,社区民警,1,,,,2024',
      {},
      { units }
    );
    expect(column('unit')).toEqual(['北新桥社区', '北新桥社区', '民安社区']);
    expect(column('role')).toEqual(['community_workers', 'legal_advisers', 'grid_officers']);
    expect(column('count')).toEqual([9, 1, 4]);
    expect(column('quota')).toEqual([10, NaN, NaN]);
    expect(column('licensed')).toEqual([3, NaN, NaN]);
    expect(column('trained')).toEqual([8, NaN, NaN]);
    expect(codes(report.rejected)).toEqual(['total_row', 'no_unit']);
    expect(codes(report.repaired)).toEqual(['unit_dropped', 'unit_name', 'unit_name']);
    // What the file called them stays beside.
    expect(column('岗位')).toEqual(['专职社区工作者', '法律顾问', '网格员']);
    expect(report.questions).toEqual([]);
  });

  it('in wide form has a column a role and figure', async () => {
    const { column, report } = await read(
      'staffing',
      '社区,社区工作者（实有）,社区工作者（编制）,持证社区工作者,儿童主任,全科医生人数,备注\n北新桥社区,8,10,3名,1,,好\n民安社区,9,10,,1,2,'
    );
    expect(report.columns.map(({ from, to }) => `${from}>${to}`)).toEqual([
      '社区>unit',
      '社区工作者（实有）>community_workers',
      '社区工作者（编制）>community_workers_quota',
      '持证社区工作者>community_workers_licensed',
      '儿童主任>child_directors',
      '全科医生人数>general_practitioners'
    ]);
    expect(column('community_workers')).toEqual([8, 9]);
    expect(column('community_workers_quota')).toEqual([10, 10]);
    expect(column('community_workers_licensed')).toEqual([3, NaN]);
    expect(column('general_practitioners')).toEqual([NaN, 2]);
    expect(column('备注')).toEqual(['好', null]);
    expect(codes(report.repaired)).toEqual(['unit_dropped']);
  });

  it('of facilities needs no unit; a row without a role does', async () => {
    const { column, report } = await read(
      'staffing',
      'facility,unit,role,count\nF1,,全科医师,3\n,民安社区,护士,2\nF2,,,1\n,,护士,1',
      {},
      { units }
    );
    expect(column('facility')).toEqual(['F1', null]);
    expect(column('unit')).toEqual([null, '民安社区']);
    expect(column('role')).toEqual(['general_practitioners', 'nurses']);
    expect(codes(report.rejected)).toEqual(['no_role', 'no_unit']);
  });

  it('names rows with more papers or training than people, with both figures, and keeps them', async () => {
    const long = await read(
      'staffing',
      '社区,岗位,人数,持证人数,培训人数\n甲社区,社区工作者,9,12,9\n乙社区,社区工作者,5,5,6\n丙社区,社区工作者,,3,'
    );
    expect(long.column('licensed')).toEqual([12, 5, 3]);
    expect(long.report.warnings).toEqual([
      {
        code: 'staff_above_count',
        message: '1 行的“持证人数”比“人数”还多：第 2 行 12 / 9。都已保留，请核对哪个数错了'
      },
      {
        code: 'staff_above_count',
        message: '1 行的“培训人数”比“人数”还多：第 3 行 6 / 5。都已保留，请核对哪个数错了'
      }
    ]);
    const wide = await read('staffing', '社区,社区工作者（实有）,持证社区工作者\n甲社区,8,10\n乙社区,8,8');
    expect(wide.report.warnings.map(({ message }) => message)).toEqual([
      expect.stringContaining('第 2 行 10 / 8')
    ]);
  });

  it('names rows of one unit and role that differ elsewhere, for they are added up', async () => {
    const header = '社区,岗位,人数,年份,备注\n北新桥社区,社区工作者,9,2024,\n';
    const others = '北新桥社区,社区工作者,9,2023,\n北新桥社区,护士,4,2024,\n民安社区,社区工作者,9,2024,\n';
    const { report, column } = await read(
      'staffing',
      `${header}${others}北新桥社区,专职社区工作者,9,2024,补报`
    );
    expect(column('count')).toEqual([9, 9, 4, 9, 9]);
    expect(report.warnings.filter(({ code }) => code === 'staff_added')).toEqual([
      {
        code: 'staff_added',
        message:
          '1 个单元（机构）的同一岗位写了不止一行，人数会相加：北新桥社区 社区工作者（行 2、6）。若是重复，请删去多的行再导入'
      }
    ]);
    expect(codes((await read('staffing', header + others)).report.warnings)).not.toContain('staff_added');
  });

  it('asks what a word is that is no role, with the likeliest ready, and never guesses', async () => {
    const text = '社区,岗位,人数\n甲社区,护士长,2\n乙社区,巡逻犬,1';
    const open = await read('staffing', text);
    expect(open.column('role')).toEqual(['护士长', '巡逻犬']);
    expect(
      open.report.questions.map(({ key, options, mayWait }) => [key, options.slice(0, 2), mayWait])
    ).toEqual([['role:护士长', ['own', 'nurses'], true]]);
    expect(codes(open.report.warnings)).toEqual(['roles_unknown']);
    const told = await read('staffing', text, { answers: { 'role:护士长': 'nurses' } });
    expect(told.column('role')).toEqual(['nurses', '巡逻犬']);
    expect(told.report.questions).toEqual([]);
  });

  it.each([
    ['staffing', '社区,备注\n甲,好', 'role'],
    ['staffing', '岗位,人数\n社区工作者,1', 'unit'],
    ['staffing', '社区,岗位\n甲社区,社区工作者', 'count'],
    ['unit_status', '社区,年份\n甲社区,2024', 'social_orgs'],
    ['visits', '社区,月份\n甲社区,2024-01', 'visited']
  ] as const)('%s refuses a list of names alone: %s', async (as, text, field) => {
    const error: ImportError = await refusal(read(as, text));
    expect(error.code).toBe('no_required_column');
    expect(error.messageEn).toContain(`(${field})`);
  });

  it('asks about a unit that the map lacks, with the likeliest first', async () => {
    const { report } = await read('staffing', '社区,岗位,人数\n北新乔社区,护士,2', {}, { units });
    expect(report.questions.map(({ sets, key, options }) => [sets, key, options[0]])).toEqual([
      ['same', '北新乔社区', '北新桥社区']
    ]);
  });

  it.each([
    ['population', '社区,常住人口\n民安社区,3\n幸福里社区,2'],
    ['staffing', '社区,岗位,人数\n民安社区,护士,1\n幸福里社区,护士,2'],
    ['unit_status', '社区,社会组织数\n民安社区,1\n幸福里社区,2'],
    ['visits', '社区,月份,探访数\n民安社区,2024-01,1\n幸福里社区,2024-01,2']
  ] as const)('%s: a unit with no near name is by the likeliest answer not on the map', async (as, text) => {
    const { report } = await read(as, text, {}, { units: [...units, '丰盈里社区'] });
    const [question] = report.questions;
    expect([question.key, question.message]).toEqual([
      '幸福里社区',
      expect.stringContaining('也没有相近的名字')
    ]);
    expect([question.options[0], question.labels![0]]).toEqual(['—', '不在地图上']);
    // The others can still be chosen.
    expect(question.options.slice(1)).toContain('丰盈里社区');
    const said = await read(as, text, { same: { 幸福里社区: question.options[0] } }, { units });
    expect(said.report.rejected.map(({ row, code }) => [row, code])).toEqual([[3, 'not_on_map']]);
  });
});

describe('a table of how units stand', () => {
  it('reads yes and no, where 无 is no, and numbers of committees', async () => {
    const { column, report } = await read(
      'unit_status',
      '社区,残协,5G覆盖,智慧平安社区,代办服务,公共卫生委员会,社区社会组织\n甲社区,有,√,是,无,有,12个\n乙社区,无,×,否,已建立,2,\n丙社区,,1,0,说不清,无,9'
    );
    expect(column('disabled_assoc')).toEqual([1, 0, NaN]);
    expect(column('network_5g')).toEqual([1, 0, 1]);
    expect(column('smart_safe')).toEqual([1, 0, 0]);
    expect(column('has_agent_service')).toEqual([0, 1, NaN]);
    expect(column('public_health_committee')).toEqual([1, 2, 0]);
    expect(column('social_orgs')).toEqual([12, NaN, 9]);
    expect(report.repaired.map(({ row, field, code }) => [row, field, code])).toEqual([
      [2, 'social_orgs', 'unit_dropped'],
      [4, 'has_agent_service', 'number_missing']
    ]);
  });

  it('knows columns that ask whether there is such a thing, and other words for funds', async () => {
    const { report, column } = await read(
      'unit_status',
      '社区,是否有政务代办服务,5G是否覆盖,残协是否建立,是否已建立智慧平安社区,党组织服务群众专项经费,是否满意\n甲社区,是,否,有,无,50000,是'
    );
    expect(report.columns.map(({ from, to }) => `${from}>${to}`).sort()).toEqual(
      [
        '社区>unit',
        '是否有政务代办服务>has_agent_service',
        '5G是否覆盖>network_5g',
        '残协是否建立>disabled_assoc',
        '是否已建立智慧平安社区>smart_safe',
        '党组织服务群众专项经费>funding_special'
      ].sort()
    );
    expect([column('has_agent_service'), column('network_5g')]).toEqual([[1], [0]]);
    const other = await read('unit_status', '社区,政务代办服务,社区经费\n甲社区,无,200000');
    expect([other.column('has_agent_service'), other.column('funding_special')]).toEqual([[0], [200000]]);
  });

  it.each([
    [
      'unit_status',
      '序号,街道,社区,社会组织数,矛盾调解,空列\n1,和平街道,甲社区,3,2,',
      '未使用的列：矛盾调解（1 列'
    ],
    ['staffing', '社区,岗位,人数,津贴,备注\n甲社区,护士,3,100,好', '未使用的列：津贴（1 列'],
    ['visits', '社区,月份,探访数,电话问候\n甲社区,2024-01,3,1', '未使用的列：电话问候（1 列'],
    ['tasks', '任务名称,牵头部门,督办人员\n甲,民政局,督办科', '未使用的列：督办人员（1 列'],
    ['estates', '小区名称,所属社区,户数,车位\n甲苑,甲社区,300,20', '未使用的列：车位（1 列'],
    ['visits', '社区,月份,探访数,note,备注\n甲社区,2024-01,3,a,b', undefined]
  ] as const)('%s says which columns are used for nothing: %s', async (as, text, start) => {
    const { report } = await read(as, text);
    const found = report.warnings.find(({ code }) => code === 'columns_unused');
    if (start === undefined) expect(found).toBeUndefined();
    else expect(found?.message.slice(0, start.length)).toBe(start);
  });

  it('takes one row a unit and year', async () => {
    const { report, column } = await read(
      'unit_status',
      '社区,年度,社会组织数\n甲社区,2023,1\n甲社区,2024,2\n甲社区,2024,3\n乙社区,,4'
    );
    expect(column('social_orgs')).toEqual([1, 2, 4]);
    expect(report.rejected.map(({ row, code }) => [row, code])).toEqual([[4, 'duplicate_unit']]);
  });

  it('reads percents with their sign, and asks whether numbers up to 1 are shares', async () => {
    const signs = await read('unit_status', '社区,双报到率\n甲社区,85%\n乙社区,92.5\n丙社区,１００％');
    expect(signs.column('party_report_rate')).toEqual([85, 92.5, 100]);
    expect(signs.report.repaired.map(({ code, now }) => [code, now])).toEqual([
      ['percent_read', '85'],
      ['percent_read', '100']
    ]);
    const text = '社区,双报到率\n甲社区,0.85\n乙社区,1\n丙社区,0.29';
    const open = await read('unit_status', text);
    expect(open.column('party_report_rate')).toEqual([85, 100, 29]);
    expect(open.report.questions.map(({ key, options }) => [key, options[0]])).toEqual([
      ['share:party_report_rate', 'share']
    ]);
    const told = await read('unit_status', text, { answers: { 'share:party_report_rate': 'percent' } });
    expect(told.column('party_report_rate')).toEqual([0.85, 1, 0.29]);
    expect(told.report.questions).toEqual([]);
    expect((await read('unit_status', '社区,双报到率\n甲社区,90\n乙社区,1')).report.questions).toEqual([]);
  });
});

describe('other tables of the bureau', () => {
  it('visits stand once a unit and month', async () => {
    const { column, report } = await read(
      'visits',
      '社区,月份,在册人数,已探访人数,服务人数\n甲社区,2024年1月,20,19,18\n甲社区,2024-02,20,20,\n甲社区,2024.1,21,3,3'
    );
    expect(column('month')).toEqual(['2024-01', '2024-02']);
    expect(column('visited')).toEqual([19, 20]);
    expect(codes(report.rejected)).toEqual(['duplicate_unit']);
    expect(codes(report.repaired)).toEqual(['date_form']);
  });

  it('grids count heads that are named, and keep no name anywhere', async () => {
    const { table, report, column } = await read(
      'grids',
      '网格编号,网格名称,社区,户数,楼栋数,网格长,楼栋长\nG1,一网格,甲社区,310,5,王建国,李梅、张国强\nG2,二网格,甲社区,290,4,无,0\nG3,三网格,甲社区,300,6,刘洋,'
    );
    expect(column('grid_head')).toEqual([1, 0, 1]);
    expect(column('building_heads')).toEqual([2, 0, NaN]);
    expect(codes(report.warnings)).toEqual(['names_counted', 'names_counted']);
    const all = JSON.stringify([report, ...[...table.values()].map(({ values }) => [...values])]);
    expect(all).not.toMatch(/王建国|李梅|张国强|刘洋/);
    expect(report.questions).toEqual([]);
  });

  it('estates say who manages them and what they measure', async () => {
    const { column } = await read(
      'estates',
      '小区名称,户数,是否新建,建成年份,总建筑面积,物业管理\n园,300,是,2020,3万㎡,专业物业\n里,200,否,1985年,,无\n苑,100,否,1990,,街道兜底\n庄,80,否,,,业主自管\n坊,1,否,,,'
    );
    expect(column('property_mgmt')).toEqual(['professional', 'none', 'fallback', 'self_managed', null]);
    expect(column('total_floor_area_m2')).toEqual([30000, NaN, NaN, NaN, NaN]);
    expect(column('is_new_build')).toEqual([1, 0, 0, 0, 0]);
    expect(column('物业管理')[1]).toBe('无');
  });

  it('gates are points of an estate', async () => {
    const { column, report } = await read('gates', '编号,小区名称,名称,经度,纬度\nM1,园,南门,116.41,39.94');
    expect([column('gate_id'), column('estate'), column('name'), column('lon')]).toEqual([
      ['M1'],
      ['园'],
      ['南门'],
      [116.41]
    ]);
    expect(report.rejected).toEqual([]);
  });

  it('every field of every layer has a Chinese word and a name on screen', () => {
    const bare = LAYERS.flatMap((as) =>
      fieldsOf(as).flatMap((field) => [
        ...(/[\u4E00-\u9FFF]/.test(fieldWord(field, as)) ? [] : [`${as}.${field}`]),
        ...(/[\u4E00-\u9FFF]/.test(fieldName(field, 'zh', as)) ? [] : [`${as}.${field} zh`]),
        ...(fieldName(field, 'en', as) === field ? [`${as}.${field} en`] : [])
      ])
    );
    expect(bare).toEqual([]);
    expect([fieldWord('unit', 'tasks'), fieldName('unit', 'zh', 'tasks')]).toEqual(['计量单位', '计量单位']);
    expect(fieldWord('unit', 'staffing')).toBe('社区');
    expect(fieldName('core_posts_quota', 'zh', 'staffing')).toMatch(/编制$/);
  });

  it('says in words what a column of tasks is, and which dates cannot be read', async () => {
    const { report } = await read('tasks', '任务名称,牵头部门,计量单位,完成时限\n探访,民政局,人次,长期');
    expect(report.columns.map(({ why }) => why)).toEqual([
      '列名“任务名称”就是任务名称（title）',
      '列名“牵头部门”就是牵头部门（department_lead）',
      '列名“完成时限”就是完成时限（deadline）',
      '列名“计量单位”就是计量单位（unit）'
    ]);
    expect(report.warnings.find(({ code }) => code === 'dates_unreadable')!.message).toMatch(
      /^“完成时限”有 1 个日期读不出来/
    );
  });

  it.each([
    ['2025年底', '2025'],
    ['2025年末', '2025'],
    ['2025年底前', '2025'],
    ['2025 年底之前', '2025'],
    ['2025年6月底前', '2025-06'],
    ['年底', null]
  ])('reads the deadline %s', async (text, date) => {
    const { report, column } = await read('tasks', `任务名称,完成时限,配合部门\n探访,${text},卫健委`);
    expect(column('deadline')).toEqual([date ?? text]);
    expect(codes(report.warnings).includes('dates_unreadable')).toBe(date === null);
    expect(column('departments')).toEqual(['卫健委']);
  });

  it('names the rules and requirements that no pack has, and statuses that are not known', async () => {
    const { report, column } = await read(
      'tasks',
      '任务名称,规则编号,需求编号,状态\n甲,ELD-ADAPT-800,S1-07,已完成\n乙,ELD-NIX-1,S1-07；S9-99,红灯\n丙,,,滞后\n丁,,S9-99,80%\n戊,,,'
    );
    const said = (code: string) =>
      report.warnings.filter((each) => each.code === code).map(({ message }) => message);
    expect(said('task_rules_unknown')).toEqual([
      expect.stringMatching(/^1 行的“规则编号”自带的标准里没有：ELD-NIX-1×1（行 3）/),
      expect.stringMatching(/^2 行的“需求编号”自带的标准里没有：S9-99×2（行 3、5）/)
    ]);
    expect(said('task_status_unknown')).toEqual([
      expect.stringMatching(/^2 行的任务状态认不出，按没有完成计：红灯×1、80%×1（行 3、5）/)
    ]);
    expect(column('rule_id')).toEqual(['ELD-ADAPT-800', 'ELD-NIX-1', null, null, null]);
  });

  it.each([
    ...['已完成', '完成', '办结', '按期完成', '未完成', '未开始', '尚未启动', '待办理', '进行中', '推进中'],
    ...['正在推进', '在建', '滞后', '逾期', '基本完成', '序时推进', '持续推进', 'in progress', 'done']
  ])('knows the status %s', async (status) => {
    const { report } = await read('tasks', `任务名称,牵头部门,状态\n甲,民政局,${status}`);
    expect(report.warnings).toEqual([]);
  });

  it('reads a status as done where compliance does', async () => {
    for (const status of ['已完成', '全部办结', '达标', 'Done', 'closed', 'met', 'completed', '提前完成']) {
      expect(isDone(status)).toBe(true);
      const { report } = await read('tasks', `任务名称,牵头部门,状态\n甲,民政局,${status}`);
      expect(codes(report.warnings)).toEqual([]);
    }
  });

  it('tasks ask for a unit that the map spells otherwise, and keep what is no unit of it', async () => {
    const known = units.map((name, i) => ({ name, code: `11010100100${i + 1}`, parents: [], level: 0 }));
    const text =
      '任务名称,牵头部门,社区\n甲,民政局,北新乔社区\n乙,民政局,民安\n丙,民政局,经济开发区\n丁,民政局,110101001003\n' +
      '戊,民政局,北新桥社区、民安社区\n己,民政局,\n庚,民政局,各社区';
    const open = await read('tasks', text, {}, { units: known });
    expect(open.report.questions.map(({ key, options, mayWait }) => [key, options[0], mayWait])).toEqual([
      ['北新乔社区', '北新桥社区', undefined],
      ['经济开发区', '—', true]
    ]);
    expect(codes(open.report.warnings)).toEqual(['task_units_several']);
    expect(open.report.warnings[0].message).toContain('（行 6、8）');
    const same = { 北新乔社区: '北新桥社区', 经济开发区: '—' };
    const told = await read('tasks', text, { same }, { units: known });
    expect([told.report.accepted, told.report.questions]).toEqual([7, []]);
    expect(told.column('unit_id')).toEqual([
      ...['北新桥社区', '民安社区', '经济开发区', '110101001003', '北新桥社区、民安社区', null, '各社区']
    ]);
    expect(told.report.repaired.map(({ row, field, now }) => [row, field, now])).toEqual([
      [2, 'unit_id', '北新桥社区'],
      [3, 'unit_id', '民安社区']
    ]);
    // Before there is a map nothing is asked.
    expect((await read('tasks', text)).report.questions).toEqual([]);
  });

  it('tasks name the requirement they fulfil', async () => {
    const { column } = await read('tasks', '任务编号,任务名称,需求编号\nT1,探访,S0-01');
    expect(column('requirement_id')).toEqual(['S0-01']);
  });

  it('units say of what kind they are, and how many live and work there', async () => {
    const { table } = checkLayer(
      {
        ...(await sourceOf(
          '名称,社区类型,重点区域,是否示范,实有人口,城镇常住人口\n甲,老旧小区,易地搬迁安置社区,是,120,90\n乙,易地搬迁安置社区,脱贫村,否,60,0'
        )),
        geometry: [0, 1].map((i) => ({
          type: 'Polygon' as const,
          coordinates: [
            [
              [116 + i, 39],
              [116.5 + i, 39],
              [116.5 + i, 39.5],
              [116 + i, 39.5],
              [116 + i, 39]
            ]
          ]
        }))
      },
      { as: 'communities', crs: 'wgs84' }
    );
    const column = (name: string) => [...table.get(name)!.values];
    expect(column('community_type')).toEqual(['老旧小区', 'resettlement']);
    expect(column('priority_flag')).toEqual(['resettlement', 'ex_poverty']);
    expect(column('demo_flag')).toEqual([1, 0]);
    expect(column('pop_actual')).toEqual([120, 60]);
    expect(column('pop_urban_resident')).toEqual([90, 0]);
  });

  it('study areas say what they are, by their kind or name, or are asked about', async () => {
    const area = async (text: string, answers = {}) =>
      checkLayer(
        {
          ...(await sourceOf(text)),
          geometry: text
            .split('\n')
            .slice(1)
            .map((_, i) => ({
              type: 'Polygon' as const,
              coordinates: [
                [
                  [116 + i, 39],
                  [116.5 + i, 39],
                  [116.5 + i, 39.5],
                  [116 + i, 39.5],
                  [116 + i, 39]
                ]
              ]
            }))
        },
        { as: 'study_areas', crs: 'wgs84', answers }
      );
    const told = await area('kind,name\n中心城区,A\ncentral_area,B\n风貌区,C');
    expect([...told.table.get('kind')!.values]).toEqual(['central_area', 'central_area', '风貌区']);
    expect([...(await area('name\n天津市中心城区')).table.get('kind')!.values]).toEqual(['central_area']);
    const open = await area('name\n甲\n中心城区');
    expect(open.report.questions.map(({ key, options }) => [key, options[0]])).toEqual([
      ['area_kind', 'central_area']
    ]);
    const aside = await area('name\n甲\n中心城区', { area_kind: 'aside' });
    expect(codes(aside.report.rejected)).toEqual(['no_area_kind']);
    expect(aside.report.accepted).toBe(1);
  });
});

describe('facilities with more columns', () => {
  const text =
    '编号,名称,类别,经度,纬度,服务功能,功能分区,每日开放时间,无障碍,适老化,楼层,入口经度,入口纬度,活动面积\n' +
    '1,甲站,养老驿站,116.41,39.94,助餐、日间照料/助浴,政务服务区、议事室,08:00-17:30,有,1,地下一层,116.4101,39.9401,35㎡\n' +
    '2,乙站,养老驿站,116.42,39.94,助餐；唱歌,,8小时,无,是,一层,116.6,39.94,\n' +
    '3,丙站,养老驿站,116.43,39.94,,,全天,,否,2,,,20';

  it('have functions and zones as codes, hours a day, flags, floors and entrances', async () => {
    const { column, report } = await read('facilities', text, { crs: 'wgs84' });
    expect(column('fac_id')).toEqual(['1', '2', '3']);
    expect(column('estate_id')).toEqual([null, null, null]);
    expect(column('service_functions')).toEqual(['meal;day_care;bath', 'meal;唱歌', null]);
    expect(column('zones')).toEqual(['gov_service;deliberation', null, null]);
    expect(column('open_hours_per_day')).toEqual([9.5, 8, 24]);
    expect(column('barrier_free')).toEqual([1, 0, NaN]);
    expect(column('age_friendly')).toEqual([1, 1, 0]);
    expect(column('floor_level')).toEqual(['-1', '1', '2']);
    expect(column('activity_area_m2')).toEqual([35, NaN, 20]);
    expect(column('entrance_lon')).toEqual([116.4101, NaN, NaN]);
    expect(column('entrance_lat')).toEqual([39.9401, NaN, NaN]);
    expect(report.repaired.map(({ row, code }) => [row, code])).toEqual(
      expect.arrayContaining([
        [2, 'hours_read'],
        [3, 'hours_read'],
        [3, 'entrance_dropped'],
        [2, 'unit_dropped']
      ])
    );
    expect(codes(report.warnings)).toContain('words_unknown');
    // The words of the file stay where they were made something else.
    expect(column('服务功能')[1]).toBe('助餐；唱歌');
    expect(column('每日开放时间')).toEqual(['08:00-17:30', '8小时', '全天']);
  });

  it('have functions only where half of the words are such: 服务内容 may be a list of rooms', async () => {
    const rooms = await read(
      'facilities',
      '名称,类别,经度,纬度,服务内容\n甲,文化室,116.41,39.94,图书室、文体排练厅、社区电影院等',
      { crs: 'wgs84' }
    );
    expect(rooms.column('service_functions')).toEqual([null]);
    expect(rooms.column('服务内容')).toEqual(['图书室、文体排练厅、社区电影院等']);
    const named = await read(
      'facilities',
      '名称,类别,经度,纬度,service_functions\n甲,文化室,116.41,39.94,图书室、文体排练厅、社区电影院等',
      { crs: 'wgs84' }
    );
    expect(named.column('service_functions')).toEqual(['culture;文体排练厅;社区电影院等']);
  });

  it('have entrances in the system of the file', async () => {
    const { column } = await read('facilities', text, { crs: 'gcj02' });
    const [lon, entrance] = [column('lon')[0], column('entrance_lon')[0]].map(Number);
    expect(lon).not.toBe(116.41);
    expect(entrance - lon).toBeCloseTo(0.0001, 5);
  });
});

it.each([
  ['8', 8],
  ['8小时/天', 8],
  ['24小时营业', 24],
  ['周一至周日24小时', 24],
  ['24/7', 24],
  ['08:00-17:30', 9.5],
  ['8：30—12：00，13:30~17:30', 7.5],
  ['上午9点至下午5点', 8],
  ['上午8:30-11:30 下午2:00-6:00', 7],
  ['周一至周五 08:00-18:00；周末 09:00-12:00', 10],
  ['Mo-Fr 08:00-17:00; Sa 09:00-12:00', 9],
  ['18:00-次日6:00', 12],
  ['22:00-02:00', 4],
  ['/', NaN],
  ['', NaN],
  ['早市', null],
  ['25', null]
])('hours of %s are %s', (cell, hours) => expect(readHours(cell)).toEqual(hours));

it.each([
  ['人员台账.csv', '社区,岗位,人数\n甲社区,网格员,2', 'staffing'],
  ['社区状况.csv', '社区,残协,社会组织数\n甲社区,有,2', 'unit_status'],
  ['探访.csv', '社区,月份,在册人数,已探访人数\n甲社区,2024-01,2,2', 'visits'],
  ['网格.csv', '网格编号,社区,户数,网格长\n1,甲社区,300,1', 'grids'],
  ['小区大门.csv', '小区,经度,纬度\n园,116.4,39.9', 'gates'],
  ['人口.csv', '社区,常住人口,户数\n甲社区,300,1', 'population'],
  ['工作台账.csv', '任务名称,牵头部门,完成时限\n甲,民政局,2025', 'tasks'],
  ['养老设施.csv', '名称,类别,经度,纬度,编号\n甲,养老驿站,116.4,39.9,1', 'facilities']
])('%s is guessed to be what it is', async (file, text, layer) =>
  expect(guessLayer(await sourceOf(text, file)).as).toBe(layer)
);
