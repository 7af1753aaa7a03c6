/** Words of one part of the desk, Chinese and English. */
export const filesZh = {};
export const filesEn: Record<keyof typeof filesZh, string> = {};
