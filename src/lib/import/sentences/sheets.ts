/** Sentences about workbooks and the shape of tables: code → Chinese and English. `{x}` is filled from the parameters. */
export const SHEETS = {} as const satisfies Record<string, readonly [string, string]>;
