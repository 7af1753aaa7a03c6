/** What tests look at in the summary of `yike analyze`. */
export interface Summary {
  title: string;
  inputs: {
    layer: string;
    rows: number;
    accepted: number;
    rejected: unknown[];
    warnings: { code: string; message: string }[];
    questions: unknown[];
  }[];
  methods: {
    population: string;
    population_from_parents: FromParent[];
    population_not_spread: FromParent[];
    distance: string;
    estimated: boolean;
    walker: { code: string; speed_mps: number };
  };
  totals: {
    units: Record<string, number>;
    people: Record<string, number>;
    facilities: number;
    facilities_in_community: number;
    facilities_not_serving: number;
    network: { lengthM: number; components: number; vertices: number };
  };
  coverage: {
    standard: string;
    group: string;
    total: number;
    covered: number;
    share: number;
    communities_missing: number;
  }[];
  siting: {
    standard: string;
    sites: string[];
    objective: number;
    bound: number;
    gap: number;
    proven: boolean;
    curve: number[];
  }[];
  seconds: Record<string, number>;
}

interface FromParent {
  unit: string;
  unit_name: string;
  field: string;
  total: number;
  communities: number;
}
