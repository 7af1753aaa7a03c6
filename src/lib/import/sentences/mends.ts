/** Sentences about what is checked and mended: code → Chinese and English. `{x}` is filled from the parameters. */
export const MENDS = {} as const satisfies Record<string, readonly [string, string]>;
