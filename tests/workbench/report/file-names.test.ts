import { describe, expect, it } from 'vitest';
import { FORMATS } from '../../../src/lib/report/write-report.ts';
import { fileStem, reportFileName, type NamedBy } from '../../../src/lib/workbench/report/file-names.ts';
import { FIRST_SETTINGS } from '../../../src/lib/workbench/report/settings.ts';
import { reportZh } from '../../../src/lib/workbench/words/parts/report.ts';

const about = (change: Partial<NamedBy> = {}, crs: 'wgs84' | 'gcj02' | 'cgcs2000' = 'wgs84'): NamedBy => ({
  title: '北新桥街道',
  scenario: '',
  settings: { ...FIRST_SETTINGS, layers: { ...FIRST_SETTINGS.layers, crs } },
  say: (key) => reportZh[key as keyof typeof reportZh],
  ...change
});

/** A file of each format as the report gives it. */
const FILES = FORMATS.map((format) => {
  const zipped = ['csv', 'shp', 'parquet'].includes(format);
  const name = format === 'png' ? 'sheets.zip' : zipped ? `report-${format}.zip` : `report.${format}`;
  return { format, name };
});
const named = (by: NamedBy) =>
  Object.fromEntries(FILES.map((file) => [file.format, reportFileName(file, by)]));

describe('names of files of reports', () => {
  it('are told from each other, and from the zip file of the four documents', () => {
    const names = [...Object.values(named(about())), `${fileStem(about())}.zip`];
    expect(new Set(names).size).toBe(names.length);
    expect(named(about())).toMatchObject({
      docx: '北新桥街道-报告.docx',
      png: '北新桥街道-图幅.zip',
      shp: '北新桥街道-图层-shp.zip',
      csv: '北新桥街道-表格-csv.zip'
    });
  });

  it('say the coordinates of layers that are not in WGS84, of nothing else', () => {
    const names = named(about({}, 'gcj02'));
    expect(names.gpkg).toBe('北新桥街道-图层-GCJ02.gpkg');
    expect(names.kml).toBe('北新桥街道-图层-GCJ02.kml');
    expect(names.csv).toBe('北新桥街道-表格-csv.zip');
    expect(names.pdf).toBe('北新桥街道-图幅.pdf');
    expect(named(about({}, 'cgcs2000')).shp).toContain('CGCS2000');
  });

  it('say the scenario and the atlas; a name that no file may have gives none', () => {
    const { settings } = about();
    const atlas = { ...settings, sheets: { ...settings.sheets, atlas: 'community' as const } };
    expect(
      reportFileName({ name: 'report.pdf', format: 'pdf' }, about({ scenario: '方案一', settings: atlas }))
    ).toBe('北新桥街道-方案一-图集.pdf');
    expect(fileStem(about({ title: '<script>/..' }))).toBe('_script__-报告');
    expect(fileStem(about({ title: '$&'.repeat(100) })).length).toBeLessThan(70);
    expect(reportFileName({ name: 'report.pdf', format: 'pdf' }, about({ title: '$& $1' }))).toBe(
      '$& $1-图幅.pdf'
    );
  });
});
