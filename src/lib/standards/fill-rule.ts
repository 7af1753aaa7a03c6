import type { Compute } from './compute.ts';
import { inputsOf } from './inputs-of.ts';
import type { Standard } from './standard.ts';

/** Which kind of the catalogue a way of working out is, where nothing says. */
const KINDS: Record<Compute['how'], Standard['kind']> = {
  coverage: 'coverage',
  count: 'count-per-unit',
  ratio: 'area-ratio',
  units: 'share',
  facilities: 'share',
  each: 'area-ratio',
  adjacency: 'adjacency',
  together: 'adjacency',
  grids: 'grid-size',
  tasks: 'ledger'
};

const SPATIAL = new Set<Compute['how']>(['coverage', 'count', 'units', 'adjacency', 'together']);

/**
 * A rule that a user writes, with what they need not write: the kind and class that its way of working out has, town and country,
 * new and old, no source, of a source that it is a document of their own, the inputs that `compute` names, no threshold (so that it only reports), and the pack it is in.
 * Whoever writes a rule of their own vouches for its figure, so that it is `verified` unless it says otherwise. What is not an
 * object is given back as it is, for the schema to refuse.
 */
export function fillRule(draft: unknown, profile: string): unknown {
  if (typeof draft !== 'object' || draft === null || Array.isArray(draft)) return draft;
  const given = draft as Partial<Standard>;
  const how = (given.compute as { how?: Compute['how'] } | undefined)?.how;
  const { threshold = null } = given;
  return {
    ...(how === undefined || !(how in KINDS)
      ? {}
      : { class: how === 'tasks' ? 'C' : SPATIAL.has(how) ? 'A' : 'B', kind: KINDS[how] }),
    scope: { urban: true, rural: true, new: true, old: true },
    facility_categories: [],
    comparator: threshold === null ? 'report' : Array.isArray(threshold) ? 'between' : '>=',
    bindingness: 'target',
    verified: true,
    requirement_ids: [],
    notes: '',
    title_en: given.title_zh,
    title_zh: given.title_en,
    inputs: inputsFor(given),
    ...given,
    sources: given.sources === undefined ? [] : fillSources(given.sources),
    threshold,
    profile
  };
}

function fillSources(sources: unknown): unknown {
  if (!Array.isArray(sources)) return sources;
  const blank = { clause: null, quote: null, file: null, url: null, evidence: 'own' };
  return sources.map((source: unknown) => {
    if (typeof source !== 'object' || source === null) return source;
    const missing = Object.entries(blank).filter(([field]) => !(field in source));
    return { ...source, ...Object.fromEntries(missing) };
  });
}

/** The inputs that a rule's way of working out names; none for one that is not right yet: the schema says what is wrong with it. */
export function inputsFor(given: Partial<Standard>): string[] {
  try {
    return inputsOf(given as Standard);
  } catch {
    return [];
  }
}
