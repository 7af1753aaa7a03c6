import { FIRST_PROFILES, FIRST_STANDARDS } from '../standards/first-choice.ts';
import { receiveTown } from './as-received.ts';
import { makeCity } from './city.ts';
import { SAMPLE_LABEL, type SampleNames } from './names.ts';
import type { Layer, Row } from './table.ts';
import { makeTown, type Town } from './town.ts';
import { writeCsv, writeGeojson } from './write-files.ts';

function studyText(title: string, layers: Record<string, unknown>[]): string {
  const study = {
    yike: 1,
    title,
    profiles: FIRST_PROFILES,
    walker: 'all',
    layers,
    standards: FIRST_STANDARDS,
    measure: [300, 500].map((limit_m) => ({
      id: `eld${limit_m}`,
      facilities: ['eldercare_site'],
      limit_m,
      group: 'all',
      demand: 'auto'
    })),
    siting: ['ELD-COV-15', 'HLT-COV-15'].map((standard) => ({
      standard,
      model: 'mclp',
      sites: 3,
      candidates: 'layer'
    }))
  };
  return `${JSON.stringify(study, null, 2)}\n`;
}

const readMe = (title: string) =>
  `${title}\n\n${SAMPLE_LABEL}：除社区名称取自天津市现有社区外，本文件夹中的边界、道路、人口、设施均为程序生成，与任何真实地点无关。\n` +
  '坐标系 WGS84，文字编码 UTF-8。as-received 文件夹是同一份数据的“原始来件”样式：GCJ-02 坐标、GB18030 编码、中文列名。\n\n' +
  'Made-up data: only the names of the communities are real (Tianjin); boundaries, streets, people and facilities come\n' +
  'out of a seeded generator. WGS84, UTF-8. The folder as-received holds the same town as a planner would be handed it.\n';

/**
 * The files of the sample, by path: a folder that `analyze` takes, `study.json` in it. A town comes twice, the second
 * time under `as-received/`. The same seed gives the same bytes on every machine.
 */
export function makeSampleFiles(
  seed: number,
  size: 'town' | 'city',
  names: SampleNames
): Map<string, Uint8Array> {
  const town = size === 'town' ? makeTown(seed, names) : makeCity(seed, names);
  const files = writeTown(town);
  if (size === 'town') {
    const received = receiveTown(town);
    for (const [path, bytes] of received.files) files.set(`as-received/${path}`, bytes);
    files.set('as-received/study.json', encode(studyText(town.title, received.layers)));
  }
  return files;
}

const encode = (text: string) => new TextEncoder().encode(text);

/** The files of a town or city in the form of the layers: WGS84, UTF-8. */
export function writeTown(town: Town): Map<string, Uint8Array> {
  const files = new Map<string, Uint8Array>();
  const layers: Record<string, unknown>[] = [];
  const addShapes = (as: string, layer: Layer) => {
    if (!layer.features.length) return;
    files.set(`${as}.geojson`, encode(writeGeojson(layer)));
    layers.push({ as, file: `${as}.geojson`, crs: 'EPSG:4326' });
  };
  const addTable = (as: string, rows: Row[], more: Record<string, unknown> = {}) => {
    files.set(`${as}.csv`, encode(writeCsv(rows, 'note')));
    const crs = 'lon' in rows[0] ? { crs: 'EPSG:4326' } : {};
    layers.push({ as, file: `${as}.csv`, ...crs, ...more });
  };
  addShapes('communities', town.communities);
  addShapes('subdistricts', town.subdistrict);
  addTable('population', town.population, Object.keys(town.same).length ? { same: town.same } : {});
  addTable('facilities', town.facilities);
  addShapes('roads', town.roads);
  addTable('residential', town.residential);
  addTable('candidates', town.candidates);
  addShapes('landuse', town.landuse);
  addShapes('estates', town.estates);
  files.set('study.json', encode(studyText(town.title, layers)));
  files.set('README.txt', encode(readMe(town.title)));
  return files;
}
