import { beforeAll, describe, expect, test } from 'vitest';
import type { Facts } from '../../../src/lib/report/facts.ts';
import { readFacts } from '../../../src/lib/report/read-facts.ts';
import { writeWorkbook } from '../../../src/lib/report/xlsx/write-workbook.ts';
import { HOSTILE_NAMES, hostileDossier, madeFacts, OPTIONS } from '../dossiers.ts';
import { checkPackage } from './check-package.ts';
import { cells, partsOf, readWorkbook, sheetOf, type ReadSheet } from './read-workbook.ts';

describe('the workbook of a study', () => {
  let facts: Facts;
  let bytes: Uint8Array;
  let sheets: ReadSheet[];
  beforeAll(async () => {
    facts = madeFacts({ communities: 30, sites: 3, links: 2, tasks: 4 });
    bytes = await writeWorkbook(facts);
    sheets = await readWorkbook(bytes);
  });

  test('is a package that nothing needs to be repaired in', () => checkPackage(bytes));

  test('has a sheet for each subject', () => {
    expect(sheets.map(({ name }) => name)).toEqual([
      ...['说明', '摘要', '指标汇总', '达标矩阵', '达标清单', '缺口', '单元覆盖', '选址结论', '选址', '通道'],
      ...['任务台账', '设施', '数据来源', '清洗记录', '方法与参数', '指标依据']
    ]);
    expect(sheetOf(sheets, '任务台账').rows.length).toBeGreaterThanOrEqual(4);
  });

  test('says the figures of the facts as numbers', () => {
    const summary = sheetOf(sheets, '摘要');
    expect(cells(summary, '应覆盖')).toEqual(facts.measures.map(({ total }) => total));
    expect(cells(summary, '已覆盖')).toEqual(facts.measures.map(({ covered }) => covered));
    expect(cells(summary, '覆盖率')).toEqual(facts.measures.map(({ share }) => share));
    expect(cells(summary, '建议实施后覆盖')).toEqual(facts.measures.map((each) => each.coveredAfter));
    const units = facts.measures.flatMap((measure) => measure.units);
    expect(cells(sheetOf(sheets, '单元覆盖'), '未覆盖')).toEqual(units.map(({ uncovered }) => uncovered));
    const gaps = units.filter((unit) => unit.level === 'community' && unit.uncovered > 0);
    expect(gaps.length).toBeGreaterThan(0);
    const gapCells = cells(sheetOf(sheets, '缺口'), '未覆盖') as number[];
    expect([...gapCells].sort()).toEqual(gaps.map(({ uncovered }) => uncovered).sort());
    const sites = facts.sitings.flatMap((siting) => siting.sites);
    expect(cells(sheetOf(sheets, '选址'), '新增覆盖')).toEqual(sites.map(({ gain }) => gain));
    expect(cells(sheetOf(sheets, '通道'), '新增覆盖')).toEqual(facts.links.map(({ gain }) => gain));
    expect(sheetOf(sheets, '达标清单').rows.length).toBe(facts.compliance.rows.length);
    expect(cells(sheetOf(sheets, '指标汇总'), '达标（个）')).toEqual(
      facts.compliance.rules.map(({ met }) => met)
    );
    expect(sheetOf(sheets, '设施').rows.length).toBe(facts.facilities.length);
  });

  test('counts in the matrix what the list says', () => {
    const matrix = sheetOf(sheets, '达标矩阵');
    const signs = matrix.rows.flatMap((row) => row.slice(6));
    expect(signs.filter((sign) => sign === '✓').length).toBe(facts.compliance.met);
    expect(signs.filter((sign) => sign === '✕').length).toBe(facts.compliance.notMet);
    const met = cells(matrix, '达标（项）') as number[];
    expect(met.reduce((sum, each) => sum + each, 0)).toBe(facts.compliance.met);
  });

  test('keeps codes as texts and days as days', () => {
    for (const code of cells(sheetOf(sheets, '单元覆盖'), '单元编码')) expect(typeof code).toBe('string');
    const parts = partsOf(bytes);
    expect(parts.get('xl/styles.xml')).toContain('formatCode="yyyy-mm-dd"');
  });

  test('stands frozen, filtered and fit for paper', () => {
    for (const [name, xml] of partsOf(bytes)) {
      if (!name.startsWith('xl/worksheets/')) continue;
      expect(xml, name).toMatch(/<pane [^>]*ySplit="1"[^>]*state="frozen"/);
      expect(xml, name).toMatch(/<pageSetup paperSize="9" fitToWidth="\d+"/);
      expect(xml, name).toContain('内部资料 不得公开');
      if (name !== 'xl/worksheets/sheet1.xml') expect(xml, name).toContain('<autoFilter ref="A1:');
    }
    const workbook = partsOf(bytes).get('xl/workbook.xml')!;
    expect(workbook.match(/_xlnm\.Print_Area/g)!.length).toBe(sheets.length);
    expect(workbook.match(/_xlnm\.Print_Titles/g)!.length).toBe(sheets.length - 1);
  });

  test('is the same bytes each time', async () => {
    expect(Buffer.compare(await writeWorkbook(facts), bytes)).toBe(0);
  });
});

test('in English its words and sheets are English', async () => {
  const facts = madeFacts({ sites: 1, links: 1, tasks: 2 }, { language: 'en' });
  const bytes = await writeWorkbook(facts);
  checkPackage(bytes);
  for (const { name, heads } of await readWorkbook(bytes)) {
    expect(name).not.toMatch(/[\u4e00-\u9fff]/);
    if (name !== 'Matrix' && name !== 'Read me') expect(heads.join(' ')).not.toMatch(/[\u4e00-\u9fff]/);
  }
});

test('hostile names are texts, come back as they are, and break nothing', async () => {
  const facts = readFacts(hostileDossier(), OPTIONS);
  // Facts clean what they read: here names arrive as they may come from elsewhere.
  facts.tasks.forEach((task, i) => (task.title = HOSTILE_NAMES[i]));
  facts.tasks.push({ ...facts.tasks[0], title: '_x0041_ #N/A' }, { ...facts.tasks[0], title: '#REF!' });
  const bytes = await writeWorkbook(facts);
  checkPackage(bytes);
  const xml = partsOf(bytes).get('xl/styles.xml')!;
  expect(xml).toContain('quotePrefix="1"');
  const titles = cells(sheetOf(await readWorkbook(bytes), '任务台账'), '任务名称').slice(
    0,
    facts.tasks.length
  );
  const kept = facts.tasks.map(({ title }) =>
    title
      // No form of XML holds these: NUL, U+FFFE, half of a pair.
      .replaceAll('\0', '')
      .replace(/\ufffe|[\ud800-\udbff](?![\udc00-\udfff])/g, '\ufffd')
  );
  expect(titles.map((title) => title ?? '')).toEqual(kept);
});

test('a study without gaps, sites, links and tasks has no empty tables but a ledger to fill in', async () => {
  const facts = madeFacts({ communities: 1, subdistricts: 0, hasNoGaps: true });
  const bytes = await writeWorkbook(facts);
  checkPackage(bytes);
  const sheets = await readWorkbook(bytes);
  const names = sheets.map(({ name }) => name);
  for (const gone of ['缺口', '选址', '通道']) expect(names).not.toContain(gone);
  expect(names).toContain('任务台账');
  const said = sheetOf(sheets, '说明').rows.flat();
  expect(said.filter((cell) => cell === '本研究没有此项，未设工作表。').length).toBeGreaterThanOrEqual(3);
});

test('what a cell cannot hold is cut and said on the cover', async () => {
  const facts = madeFacts({ tasks: 1 });
  facts.tasks[0].note = '字'.repeat(40_000);
  const sheets = await readWorkbook(await writeWorkbook(facts));
  const [note] = cells(sheetOf(sheets, '任务台账'), '备注') as string[];
  expect(note).toBe(`${'字'.repeat(32_766)}…`);
  expect(sheetOf(sheets, '说明').rows.flat().join('\n')).toContain('有 1 处文字超过单元格上限');
});

test('3,000 communities are written, a row each', async () => {
  const facts = madeFacts({ communities: 3000, sites: 2 });
  const parts = partsOf(await writeWorkbook(facts));
  const rows = (sheet: number): number =>
    parts.get(`xl/worksheets/sheet${sheet}.xml`)!.split('<row ').length - 2;
  expect(rows(5)).toBe(facts.compliance.rows.length);
  expect(rows(7)).toBe(facts.measures.reduce((sum, { units }) => sum + units.length, 0));
});
