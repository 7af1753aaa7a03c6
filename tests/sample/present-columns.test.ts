import { describe, expect, it } from 'vitest';
import { makeCity } from '../../src/lib/sample/city.ts';
import { makeSampleFiles, writeTown } from '../../src/lib/sample/sample-files.ts';
import { hashColumns } from './present-columns.ts';
import { NAMES } from './walk-town.ts';

/** File → its first columns, the hash of what stands in them, and in how many rows: results quoted in tests and texts rest on these. */
type Known = [path: string, columns: string, sha256: string, rows?: number][];

const PEOPLE = 'households pop_resident pop_60p pop_65p pop_80p pop_0_2 pop_0_17 pop_disabled';
const UNIT = 'unit_id name parent is_rural';

const TOWN: Known = [
  ['communities.geojson', UNIT, '64c7a9e879a16288b9252b618efee85b08af61d6e8799fded6507619280a90aa'],
  ['subdistricts.geojson', UNIT, 'ecca0b786297c53160bafb17a1af92e83e5a10595177973a4207d59702a600cb'],
  [
    'population.csv',
    `unit ${PEOPLE} pop_registered note`,
    'd36ba38139570622ac69e4d04cb7f706855974b52682449ce701d128d9e66b81'
  ],
  [
    'facilities.csv',
    'fac_id name category lon lat floor_area_m2 beds capacity serves_unit status note',
    '1b603aaa82684a178ab9321953eacf1a22ee5136e2471c145187b436d3b45b95'
  ],
  [
    'roads.geojson',
    'road_id name highway',
    '09476afd98e57fb7cec04c22c78bbbbfc8a728805a3ef6b96be37ce5adea1753'
  ],
  [
    'residential.csv',
    `point_id lon lat community estate footprint_m2 storeys ${PEOPLE} note`,
    'aaffad6985d0f7503a41a604ff1edf8fa6af3644bcbbb75981f6cee7993e6111'
  ],
  [
    'candidates.csv',
    'site_id name lon lat floor_area_m2 floor_level tenure acquisition_mode cost note',
    '48637df1b8b063358b2d127c33c5bcf5c207c0ca9150a805ca02871b137d1a4e',
    30
  ],
  ['landuse.geojson', 'name kind', '6e4481336d77f1410f566d11d31571a145a52e4815f15ec73cd5486e11f75b84'],
  [
    'estates.geojson',
    'estate_id name community households is_new_build gated',
    '054545a4ece40b2cb9e2ae417aa7c3d54a9a8c5b475e4ae2a8347036ad797cde'
  ]
];

const CITY: Known = [
  ['communities.geojson', UNIT, '31790a81c499bc02223d2ea68674fd41239727a4a8b4688e275716078f5d2a00'],
  ['subdistricts.geojson', UNIT, '43f10ed2443828873c956cc2236a50d694403c01e38f2bcc41abb58c56548b5f'],
  [
    'population.csv',
    `unit ${PEOPLE} note`,
    'c91793ba323cb5e9362346eb377b1a1831844620c764daed5683db69a74830b5'
  ],
  [
    'facilities.csv',
    'fac_id name category lon lat floor_area_m2 status note',
    '89fb98bc9b63da896d48131125a2d5909011863a6eda33af4db8efa15049ca65'
  ],
  [
    'roads.geojson',
    'road_id name highway',
    'a2a8ed0401b427bacd9c135e2fcfbb196e7284fe8dfcdeecb6354d54590fac07'
  ],
  [
    'residential.csv',
    `point_id lon lat community ${PEOPLE} note`,
    '52b254140d28134fe2febdc495c85ef0368ad42563ed35659e345ccfceede0a7'
  ],
  [
    'candidates.csv',
    'site_id name lon lat floor_area_m2 cost note',
    '390300f6010cd644cdd83ac8e55516ebd53ad2eec43b1744a4961db35e691dde'
  ]
];

function compare(files: Map<string, Uint8Array>, known: Known): void {
  for (const [path, columns, hash, rows] of known) {
    const text = new TextDecoder().decode(files.get(path));
    expect(hashColumns(path, text, columns.split(' '), rows), path).toBe(hash);
  }
}

describe('what stood in the sample before its ledgers', () => {
  it('stays as it was in the town, cell by cell and corner by corner', () => {
    compare(makeSampleFiles(1, 'town', NAMES), TOWN);
  });

  it('stays as it was in the city', () => {
    compare(writeTown(makeCity(1, NAMES, 50)), CITY);
  });

  it('would be missed if a cell were another', () => {
    const text = 'unit,pop_resident\na,1\nb,2\n';
    const columns = ['unit', 'pop_resident'];
    const wider = 'unit,pop_resident,pop_actual\na,1,7\nb,2,8\n';
    expect(hashColumns('x.csv', wider, columns)).toBe(hashColumns('x.csv', text, columns));
    expect(hashColumns('x.csv', `${text}c,3\n`, columns, 2)).toBe(hashColumns('x.csv', text, columns));
    expect(hashColumns('x.csv', text.replace('2', '3'), columns)).not.toBe(
      hashColumns('x.csv', text, columns)
    );
  });
});
