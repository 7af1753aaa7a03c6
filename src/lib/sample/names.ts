/**
 * Names that the sample uses, handed in by the caller (`data/sample-names.json`). The names are those of real
 * communities in Tianjin; everything they stand for here is made up.
 */
export interface SampleNames {
  /** Where the names come from, and their licence. */
  source: string;
  /** The sample town's twelve communities, from A to L of its layout, without 社区. */
  town: string[];
  /** The community that the population table spells wrong, and how. */
  misspelt: { name: string; as: string };
  /** Names for estates, and for the communities of a city. */
  pool: string[];
}

/** Every file and title of the sample carries this. */
export const SAMPLE_LABEL = '示例数据（虚构）';
export const TOWN_NAME = '沽水街道';
export const DISTRICT_NAME = '示例区';
/** Code of the made-up subdistrict; 120199 is no district of Tianjin. */
export const TOWN_CODE = '120199001';
