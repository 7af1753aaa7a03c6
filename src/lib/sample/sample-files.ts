import { FIRST_PROFILES, FIRST_STANDARDS } from '../standards/first-choice.ts';
import { receiveTown } from './as-received.ts';
import { makeCity } from './city.ts';
import { SAMPLE_LABEL, type SampleNames } from './names.ts';
import type { Layer, Row } from './table.ts';
import type { Town } from './sample-town.ts';
import { makeTown } from './town.ts';
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

/** Facilities of all categories that rules speak of, each with the estate that it stands in. */
const ALL_FACILITIES = 'facilities-all.csv';

/** A study of every verified rule of the profiles. */
function wholeStudyText({ title, subdistrict }: Town, layers: Record<string, unknown>[]): string {
  const one = subdistrict.features.length === 1 ? subdistrict.features[0].properties : null;
  const study = {
    yike: 1,
    title: `${title} · 全部标准`,
    profiles: FIRST_PROFILES,
    walker: 'all',
    layers,
    area: one ? { name: one.name, level: 'subdistrict' } : { name: '示例城市', level: 'city' },
    measure: []
  };
  return `${JSON.stringify(study, null, 2)}\n`;
}

const readMe = ({ title, ledgers, candidates }: Town) =>
  `${title}\n\n${SAMPLE_LABEL}：除社区名称取自天津市现有社区外，本文件夹中的边界、道路、人口、设施、台账均为程序生成，与任何真实地点无关。\n` +
  '坐标系 WGS84，文字编码 UTF-8。as-received 文件夹是同一份数据的“原始来件”样式：GCJ-02 坐标、GB18030 编码、中文列名。\n' +
  'study.json 判定七条标准；study-all.json 判定国家、通用、天津三个标准包中全部已核实的标准。\n' +
  (ledgers.facilitiesAll.length
    ? `${ALL_FACILITIES} 在 facilities.csv 之外另有食堂、儿童之家、应急避难场所等类别，并写明所在小区，供 study-all.json 使用。\n`
    : '') +
  (candidates.some(({ site_kind }) => site_kind === 'land')
    ? 'candidates.csv 前 30 处是可用的存量房屋；其后几处在地下、楼上、过小、要晚些才腾出或有空项，选址时会说明为何不选；最后是空地（site_kind 为 land）。\n'
    : '') +
  (ledgers.gates.length
    ? 'gates.csv 是住宅小区的大门，与道路图层中的出入口一致；两份研究文件都没有用它，因为加上后居民从大门步行，覆盖数字会变。需要时在 layers 中加入 {"as":"gates","file":"gates.csv","crs":"EPSG:4326"}。\n'
    : '') +
  '\nMade-up data: only the names of the communities are real (Tianjin); boundaries, streets, people, facilities and ledgers\n' +
  'come out of a seeded generator. WGS84, UTF-8. The folder as-received holds the same town as a planner would be handed it.\n' +
  'study.json judges seven rules, study-all.json every verified rule of the national, generic and Tianjin packs.\n' +
  (ledgers.facilitiesAll.length
    ? `${ALL_FACILITIES} has canteens, children's homes and other categories beside those of facilities.csv, and the estate of each.\n`
    : '') +
  (candidates.some(({ site_kind }) => site_kind === 'land')
    ? 'The first 30 of candidates.csv are vacant premises that can be used; then come some under ground, upstairs, too small, free\n' +
      'late or with empty cells, which siting leaves out with the reason where it is asked to; then vacant land (site_kind land).\n'
    : '') +
  (ledgers.gates.length
    ? 'gates.csv has the gates of the estates, those that the ways go through. No study reads it, for people who walk out at\n' +
      'gates reach other places than before; to try it, add {"as":"gates","file":"gates.csv","crs":"EPSG:4326"} to layers.\n'
    : '');

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
    if (!rows.length) return;
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
  const { ledgers } = town;
  addTable('staffing', ledgers.staffing);
  addTable('unit_status', ledgers.unitStatus);
  addTable('visits', ledgers.visits);
  addTable('tasks', ledgers.tasks);
  addShapes('grids', ledgers.grids);
  addShapes('study_areas', ledgers.studyAreas);
  files.set('study.json', encode(studyText(town.title, layers)));
  addTable('estates', ledgers.estates);
  const whole = layers.map((layer) =>
    layer.as === 'facilities' && ledgers.facilitiesAll.length ? { ...layer, file: ALL_FACILITIES } : layer
  );
  if (ledgers.facilitiesAll.length)
    files.set(ALL_FACILITIES, encode(writeCsv(ledgers.facilitiesAll, 'note')));
  files.set('study-all.json', encode(wholeStudyText(town, whole)));
  // Where people walk out changes what they reach: whoever wants it adds the layer.
  addTable('gates', ledgers.gates);
  files.set('README.txt', encode(readMe(town)));
  return files;
}
