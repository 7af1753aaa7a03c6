/** Words of one part of the desk, Chinese and English. */
export const viewsZh = {};
export const viewsEn: Record<keyof typeof viewsZh, string> = {};
