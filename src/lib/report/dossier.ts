import type { Columns } from './columns.ts';

/** A sentence or a name in both languages. */
export interface Said {
  zh: string;
  en: string;
}

/** What one input file brought, as the import said it. */
export interface InputReport {
  file: string;
  layer: string;
  format: string;
  encoding: string;
  crs: { value: string; why: string };
  rows: number;
  accepted: number;
  repaired: { row: number; field: string; code: string; was: string; now: string }[];
  rejected: { row: number; field: string; code: string; reason: string }[];
  warnings: { code: string; message: string }[];
  /** How long the lists were that were cut for storing. */
  cut?: { repaired: number; rejected: number };
  /** SHA-256 of the bytes that were read, in hexadecimal; absent where the study is older than this was kept. */
  sha256?: string;
}

/** `summary.json` of an analysed study, as far as a report reads it. Numbers that are not known are null. */
export interface Summary {
  title: string;
  scenario: { name: string; edits: number };
  profiles: string[];
  inputs: InputReport[];
  methods: {
    population: string;
    distance: 'network' | 'straight';
    estimated: boolean;
    walker: { code: string; speed_mps: number | null };
    measures: MeasureSummary[];
    /** People known of a unit above the communities alone: estimated for these, or left out. */
    population_from_parents?: { unit_name: string; field: string; total: number; communities: number }[];
    population_not_spread?: { unit_name: string; field: string; total: number; communities: number }[];
  };
  totals: {
    units: Record<string, number>;
    people: Record<string, number>;
    facilities: number;
    facilities_in_community: number;
    facilities_not_serving: number;
    demand_points: number;
    demand_points_unconnected: number;
    people_outside_units: Record<string, number>;
    network: Record<string, number> | null;
    unconnected: { demand: number; facilities: number; candidates: number };
    mends_lost: number;
    compliance: Record<string, number>;
  };
  coverage: {
    standard: string;
    group: string;
    total: number | null;
    covered: number | null;
    share: number | null;
    communities_missing?: number;
    /** Of a measure with a capacity: facilities that qualify, and how many do not say what they hold. */
    places?: { facilities: number; capacity_unknown: number };
  }[];
  edge_effect: { standard: string; group: string; may_gain: number; may_lose: number }[];
  siting: SitingSummary[];
  siting_unanswered?: ({ standard: string } & Said)[];
  siting_links?: {
    standard: string;
    proven: boolean;
    objective: number | null;
    gap: number | null;
    links?: { order: number; sentence: Said }[];
    /** Buildings that were sited together with the links. */
    sites?: { order: number; code: string; gain: number; alone: number; cost: number | null }[];
  }[];
}

/** One measure: what is asked of the map. */
export interface MeasureSummary {
  id: string;
  group: string;
  limit_m: number;
  limit_s: number | null;
  speed_mps: number;
  population: string;
  title_zh: string;
  title_en: string;
  /** Categories of the facilities that count; what is counted: people, or square metres of floor space or land. */
  facilities: string[];
  counts: 'people' | 'building' | 'land';
  /** Facilities of the study that count. */
  serving?: number;
}

/** One siting answer. */
export interface SitingSummary {
  standard: string;
  model: string;
  sites: string[];
  candidates: number;
  objective: number | null;
  bound: number | null;
  gap: number | null;
  proven: boolean;
  by: string[];
  today: number;
  total: number;
  left_out: number;
  curve: number[];
  knee: { number: number | null; money: number | null };
  faults: ({ code: string } & Said)[];
  question?: number;
  /** What was asked, as far as it changes what the model looks for. */
  asked?: { twice?: boolean; least?: string; with?: unknown[] };
  notes?: Said[];
}

/**
 * An analysed study as its folder has it: the tables by file name without `.csv`, the layers (geometry is WKB, WGS84) by file name
 * without extension, and the summary. All that a report says comes from here. Tables: `coverage gaps compliance compliance_notes
 * compliance_summary comparison standards tasks siting siting_reasons siting_curve siting_phases siting_candidates siting_links
 * edge_effect unconnected`; layers: `communities upper_units facilities demand_points… sites links roads`. What the study
 * has not is absent.
 */
export interface Dossier {
  summary: Summary;
  tables: ReadonlyMap<string, Columns>;
  layers: ReadonlyMap<string, Columns>;
}

/** What the user says of a report. */
export interface ReportOptions {
  language: 'zh' | 'en';
  /** Day of the report, `2026-11-22`. */
  date: string;
  /** Version of Yike. */
  version: string;
  /** 编制单位; '' leaves a blank to fill in. */
  author: string;
  /** 审图号; '' for none: it is never made up. */
  mapNumber: string;
  /** 「内部资料 不得公开」 stands on each page and sheet. */
  isInternal: boolean;
}
