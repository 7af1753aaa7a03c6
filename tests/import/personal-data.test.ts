import { expect, test } from 'vitest';
import { check } from './sources.ts';

/** G7: identity numbers, mobile numbers and names of persons are warned of and left out, unless the user keeps them. */
const TEXT =
  '名称,类别,经度,纬度,负责人,联系电话,身份证号码,编码,主任,咨询电话\n' +
  '甲站,药店,116.4,39.9,王小明,13800138000,11010519491231002X,110101199003078515,3,010-64012345\n' +
  '乙站,药店,116.41,39.91,李红,139 1234 5678,440524188001010014,110101199003071234,2,010-64012346\n';

test('personal columns are left out, which is asked, and kept where the user says so', async () => {
  const dropped = await check('f.csv', TEXT, { as: 'facilities' });
  expect(dropped.report.accepted).toBe(2);
  const names = [...dropped.table.keys()];
  for (const gone of ['负责人', '联系电话', '身份证号码']) expect(names).not.toContain(gone);
  for (const kept of ['主任', '咨询电话']) expect(names).toContain(kept);
  const [question] = dropped.report.questions.filter(({ code }) => code === 'ask_personal');
  expect(question.message).toContain('“负责人、联系电话、身份证号码”像是个人信息');
  expect(question).toMatchObject({ key: 'personal', options: ['drop', 'keep'], mayWait: true });
  const agreed = await check('f.csv', TEXT, { as: 'facilities', answers: { personal: 'drop' } });
  expect([...agreed.table.keys()]).toEqual(names);
  expect(agreed.report.questions).toEqual([]);
  expect(agreed.report.warnings.map(({ code }) => code)).toContain('personal_dropped');
  const kept = await check('f.csv', TEXT, { as: 'facilities', answers: { personal: 'keep' } });
  expect([...kept.table.keys()]).toEqual(expect.arrayContaining(['负责人', '联系电话', '身份证号码']));
  expect(kept.report.warnings.map(({ code }) => code)).toContain('personal_kept');
});

test('names of places, numbers and codes are no personal data', async () => {
  const { report } = await check(
    'f.csv',
    '名称,类别,经度,纬度,联系人,代码\n王庄,药店,116.4,39.9,高碑店,110101001001\n李村,药店,116.41,39.91,张家湾,110101001002\n',
    { as: 'facilities' }
  );
  expect(report.questions).toEqual([]);
});
