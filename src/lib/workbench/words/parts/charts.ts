/** Words of one part of the desk, Chinese and English. */
export const chartsZh = {};
export const chartsEn: Record<keyof typeof chartsZh, string> = {};
