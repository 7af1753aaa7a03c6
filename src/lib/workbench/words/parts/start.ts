/** Words of one part of the desk, Chinese and English. */
export const startZh = {};
export const startEn: Record<keyof typeof startZh, string> = {};
