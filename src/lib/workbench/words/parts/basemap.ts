/** Words of one part of the desk, Chinese and English. */
export const basemapZh = {};
export const basemapEn: Record<keyof typeof basemapZh, string> = {};
