/** Words of one part of the desk, Chinese and English. */
export const whyZh = {};
export const whyEn: Record<keyof typeof whyZh, string> = {};
