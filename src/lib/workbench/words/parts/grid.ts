/** Words of one part of the desk, Chinese and English. */
export const gridZh = {};
export const gridEn: Record<keyof typeof gridZh, string> = {};
