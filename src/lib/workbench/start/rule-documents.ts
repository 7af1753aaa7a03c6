import type { Standard } from '../../standards/standard.ts';

/** The documents that rules cite, each once, in the order they come, with the packs that cite it. */
export function documentsOf(rules: readonly Standard[]): { doc: string; packs: string[] }[] {
  const packs = new Map<string, Set<string>>();
  for (const { sources, profile } of rules)
    for (const { doc } of sources) packs.set(doc, (packs.get(doc) ?? new Set()).add(profile));
  return [...packs].map(([doc, of]) => ({ doc, packs: [...of] }));
}
