/** Sentences about encodings and delimited text: code → Chinese and English. `{x}` is filled from the parameters. */
export const TEXTS = {} as const satisfies Record<string, readonly [string, string]>;
