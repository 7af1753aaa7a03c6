/** Words of one part of the desk, Chinese and English. */
export const searchZh = {};
export const searchEn: Record<keyof typeof searchZh, string> = {};
