import type { Compute } from './compute.ts';

/** A rule of the catalogue, as in `data/standards/*.json`. Field names are those of the files. */
export interface Standard {
  id: string;
  title_zh: string;
  title_en: string;
  class: 'A' | 'B' | 'C';
  kind:
    | 'coverage'
    | 'count-per-unit'
    | 'area-ratio'
    | 'share'
    | 'staff-ratio'
    | 'adjacency'
    | 'grid-size'
    | 'ledger';
  scope: { urban: boolean; rural: boolean; new: boolean; old: boolean };
  facility_categories: string[];
  unit_level: UnitLevel;
  walk_minutes?: number;
  distance_m?: number;
  basis?: 'minutes' | 'distance';
  threshold: number | [number, number] | null;
  comparator: '>=' | '==' | '>' | '~=' | 'between' | 'report';
  /** The source asks for it in principle (原则上): whether a unit reaches the threshold is said, and nothing is judged. */
  soft?: boolean;
  unit: string;
  denominator?: string;
  population_group?: string;
  tiers?: unknown[];
  /** Pack it is in: one of `PROFILES`, or a pack of the user's own. */
  profile: string;
  bindingness: 'shall' | 'should' | 'target' | 'encouraged' | 'reference';
  inputs: string[];
  sources: Citation[];
  verified: boolean;
  requirement_ids: string[];
  notes: string;
  project_default?: Record<string, unknown>;
  deadline?: string;
  baseline?: string;
  applies_if?: string;
  /** How it is worked out. */
  compute: Compute;
  /** Ids of rules of other packs that this one stands in the place of where both packs are on. */
  overrides?: string[];
  /** What the user's change of the rule was made from; absent where it stands as its pack has it. */
  was?: Standard;
}

export type UnitLevel = 'community' | 'subdistrict' | 'district' | 'city';

export type Profile =
  'national' | 'seed-generic' | 'tianjin' | 'county-2023' | 'huizhou' | 'hunchun' | 'local-example';

export interface Citation {
  doc: string;
  clause: string | null;
  quote: string | null;
  file: string | null;
  url: string | null;
  /** How well the source was seen: a policy text itself, its publisher's page, a reprint, a mirror, a document of the user's own, or not at all. */
  evidence: 'seed' | 'page' | 'page-secondary' | 'page-mirror' | 'own' | 'none';
}

/** Who walks (步行画像), from `population_groups` of the taxonomy. */
export interface PopulationGroup {
  code: string;
  zh: string;
  en: string;
  population_field: string;
  /** Null: no speed of its own is known, the study's walker decides. Never a policy figure. */
  walk_speed_mps: { default: number; observed_range: [number, number]; basis: string } | null;
  default_is_policy: boolean;
}

export interface FacilityCategory {
  code: string;
  zh: string;
  en: string;
  group: string;
  typical_tier_minutes: number | null;
  synonyms_zh: string[];
  name_exclude_zh: string[];
  /** Categories this one may stand in for when a rule asks for them. */
  can_satisfy: string[];
}
