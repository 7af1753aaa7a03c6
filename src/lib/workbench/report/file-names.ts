import type { ReportFile, Format } from '../../report/write-report.ts';
import { safeName } from '../../report/sheets/file-names.ts';
import type { WordKey } from '../words/zh.ts';
import type { ReportSettings } from './settings.ts';

/** What a file of a report is named by. `scenario`: '' for the present state. */
export interface NamedBy {
  title: string;
  scenario: string;
  settings: Pick<ReportSettings, 'sheets' | 'layers'>;
  say: (key: WordKey) => string;
}

/** The study, the scenario and a word for what the file is: a planned building must not pass as an existing one. */
export function fileStem({ title, scenario, say }: NamedBy, kind: WordKey = 'report.file'): string {
  return [title, scenario, say(kind)].map(safeName).filter(Boolean).join('-');
}

/**
 * Name under which a file of a report is saved: documents, sheets, layers and tables are told from each other, which would else be a
 * second and third `报告.zip`, and layers that are not in WGS84 say so.
 */
export function reportFileName({ name, format }: Pick<ReportFile, 'name' | 'format'>, by: NamedBy): string {
  const { crs } = by.settings.layers;
  const isLayer = LAYERS.includes(format);
  const stem = fileStem(by, isLayer ? 'report.file.layers' : kindOf(format, by));
  return name.replace(/^(report|sheets)/, () => (isLayer && crs !== 'wgs84' ? `${stem}-${CRS[crs]}` : stem));
}

const LAYERS: Format[] = ['geojson', 'gpkg', 'shp', 'kml', 'parquet'];

const CRS = { gcj02: 'GCJ02', cgcs2000: 'CGCS2000' } as const;

function kindOf(format: Format, { settings }: NamedBy): WordKey {
  if (format === 'csv') return 'report.file.tables';
  if (format !== 'pdf' && format !== 'png') return 'report.file';
  return settings.sheets.atlas === 'none' ? 'report.file.sheets' : 'report.file.atlas';
}
