/** Words of one part of the desk, Chinese and English. */
export const scenariosZh = {};
export const scenariosEn: Record<keyof typeof scenariosZh, string> = {};
