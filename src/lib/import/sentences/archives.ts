/** Sentences about zip archives, shapefiles and dBase tables: code → Chinese and English. `{x}` is filled from the parameters. */
export const ARCHIVES = {} as const satisfies Record<string, readonly [string, string]>;
