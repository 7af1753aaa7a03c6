/** Words of one part of the desk, Chinese and English. */
export const shellZh = {};
export const shellEn: Record<keyof typeof shellZh, string> = {};
