/** Words of one part of the desk, Chinese and English. */
export const legendZh = {};
export const legendEn: Record<keyof typeof legendZh, string> = {};
