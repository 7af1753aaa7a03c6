import taxonomy from '../../../data/standards/facility_taxonomy.json' with { type: 'json' };

/** A code of a list of words with its Chinese name. */
export interface CodedWord {
  code: string;
  zh: string;
}

/** What a facility does (助餐, 日间照料 …): words of `service_functions`. */
export const FUNCTION_WORDS: CodedWord[] = taxonomy.service_functions;

/** Parts of an integrated service centre (政务服务, 党群活动 …): words of `zones`. */
export const ZONE_WORDS: CodedWord[] = taxonomy.functional_zones;
