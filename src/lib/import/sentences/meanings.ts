/** Sentences about columns, categories and names: code → Chinese and English. `{x}` is filled from the parameters. */
export const MEANINGS = {} as const satisfies Record<string, readonly [string, string]>;
