/** Words of one part of the desk, Chinese and English. */
export const sqlZh = {};
export const sqlEn: Record<keyof typeof sqlZh, string> = {};
