import { CATEGORIES } from '../../standards/taxonomy.ts';

/** Codes of the categories of a group of the taxonomy. */
export const categoriesOfGroup = (group: string): string[] =>
  CATEGORIES.filter((category) => category.group === group).map(({ code }) => code);
