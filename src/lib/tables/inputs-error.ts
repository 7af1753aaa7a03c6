const WORDS = {
  no_communities: {
    zh: () => '没有社区边界，无法分析。请先导入社区（面）图层。',
    en: () =>
      'There are no communities, so nothing can be analysed. Import the community layer (polygons) first.'
  },
  population_unmatched: {
    zh: (names: string) =>
      `人口表中有边界图层没有的单元：${names}。请改正名称或编码，或在导入时指明对应的单元，再分析。`,
    en: (names: string) =>
      `The population table names units that no boundary layer has: ${names}. Correct the name or code, or say on import which unit is meant.`
  },
  population_ambiguous: {
    zh: (names: string) => `人口表中的名称对应不止一个单元：${names}。请改用单元编码。`,
    en: (names: string) =>
      `Names in the population table fit more than one unit: ${names}. Use the unit codes instead.`
  },
  population_twice: {
    zh: (names: string) => `人口表中同一单元出现不止一行：${names}。为避免重复计数，请每个单元只留一行。`,
    en: (names: string) =>
      `Units have more than one row in the population table: ${names}. Leave one row for each, so that nobody is counted twice.`
  },
  bad_geometry: {
    zh: (names: string) => `图层中有读不出的图形：${names}。请重新导入该图层。`,
    en: (names: string) => `A layer holds shapes that cannot be read: ${names}. Import the layer again.`
  }
} as const;

export type InputsErrorCode = keyof typeof WORDS;

/** Tables that cannot be analysed; the message says why and what to do. `about` names what it is about. */
export class InputsError extends Error {
  readonly code: InputsErrorCode;
  readonly about: string[];
  readonly messageZh: string;
  readonly messageEn: string;

  constructor(code: InputsErrorCode, about: string[]) {
    const some = about.slice(0, 10);
    const more = about.length - some.length;
    const zh = WORDS[code].zh(some.join('、') + (more > 0 ? `等 ${about.length} 个` : ''));
    super(zh);
    this.name = 'InputsError';
    this.code = code;
    this.about = about;
    this.messageZh = zh;
    this.messageEn = WORDS[code].en(some.join(', ') + (more > 0 ? ` and ${more} more` : ''));
  }
}
