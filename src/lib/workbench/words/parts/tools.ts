/** Words of one part of the desk, Chinese and English. */
export const toolsZh = {};
export const toolsEn: Record<keyof typeof toolsZh, string> = {};
