/** Sentences about OpenStreetMap files: code → Chinese and English. `{x}` is filled from the parameters. */
export const STREETS = {} as const satisfies Record<string, readonly [string, string]>;
