/** Sentences about coordinate systems and datums: code → Chinese and English. `{x}` is filled from the parameters. */
export const PLACES = {} as const satisfies Record<string, readonly [string, string]>;
