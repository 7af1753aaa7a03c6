import { ROLE_FIGURES, ROLES, roleOfColumn, type RoleFigure } from '../../standards/roles.ts';

/** Columns of a table of staff that has one a role: how many there are, should be, have papers, were trained. */
export const ROLE_COLUMNS: string[] = ROLES.flatMap(({ code }) => [
  code,
  ...ROLE_FIGURES.map((figure) => `${code}_${figure}`)
]);

type Figure = 'count' | RoleFigure;

/** What stands before or behind the word of a role for each figure. */
const WORDS: Record<Figure, { before: string[]; behind: string[] }> = {
  count: {
    before: ['实有', '现有', '在岗'],
    behind: ['数', '人数', '数量', '配备数', '实有数', '现有数', '在岗数', '/实有', '/现有']
  },
  quota: {
    before: ['应配', '核定'],
    behind: [
      '编制',
      '编制数',
      '应配',
      '应配数',
      '核定数',
      '核定编制',
      '额定数',
      '定员',
      '/编制',
      '/应配',
      '/核定'
    ]
  },
  licensed: { before: ['持证'], behind: ['持证', '持证数', '持证人数', '/持证'] },
  trained: {
    before: ['受训', '参训'],
    behind: ['培训', '培训数', '培训人数', '受训人数', '参训人数', '/培训', '/参训']
  }
};

const TITLES: Record<Figure, string> = { count: '', quota: '编制', licensed: '持证', trained: '培训' };

/** What files call a column of a role (`community_workers_quota`); empty for a field that is none. */
export function roleNames(field: string): string[] {
  const found = roleOfColumn(field);
  if (!found) return [];
  const { role, figure } = found;
  const { before, behind } = WORDS[figure];
  return [role.zh, role.en, ...role.synonyms_zh].flatMap((word) => [
    // The word alone counts people, unless brackets behind it say otherwise: 社区工作者（编制）.
    word,
    ...behind.map((end) => `${word.replace(/（.*?）/g, '')}${end}`),
    ...before.map((start) => `${start}${word}`)
  ]);
}

/** The figure that a header speaks of. */
function figureOf(header: string): Figure {
  if (/编制|应配|核定|额定|定员|quota/i.test(header)) return 'quota';
  if (/持证|licen/i.test(header)) return 'licensed';
  return /培训|受训|参训|train/i.test(header) ? 'trained' : 'count';
}

/** Whether a column called `header` can be `field`: true for fields that are of no role. */
export function figureFits(field: string, header: string): boolean {
  const found = roleOfColumn(field);
  return found === null || found.figure === figureOf(header);
}

/** A column of a role in Chinese. */
export function roleWord(column: string): string {
  const found = roleOfColumn(column);
  return found ? `${found.role.zh}${TITLES[found.figure]}` : column;
}
