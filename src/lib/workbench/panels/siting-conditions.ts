import type { SitingChoice } from '../../study/siting-choice.ts';
import type { MeasureChoice } from '../engine/scene.ts';
import { CATEGORIES } from '../../standards/taxonomy.ts';
import { named } from '../words/words.svelte.ts';

/** What a category of facilities is called; its code where the taxonomy has not got it. */
export function categoryName(code: string): string {
  const found = CATEGORIES.find((category) => category.code === code);
  return found ? named(found.zh, found.en) : code;
}

/** How many conditions are set beside the question itself, so that a closed list does not hide one. */
export function conditionsSet(choice: SitingChoice): number {
  return [
    choice.each,
    choice.beside,
    choice.apart_m,
    choice.existing && choice.existing !== 'fixed',
    choice.with?.length,
    choice.sizes?.length,
    choice.phases?.length,
    choice.needs && Object.values(choice.needs).some((value) => value !== undefined)
  ].filter(Boolean).length;
}

/** What is to be sited by each measure: the facility, with the rule where several ask for the same. */
export function namesOfMeasures(
  measures: readonly Pick<MeasureChoice, 'id' | 'categories'>[]
): Map<string, string> {
  const category = ({ categories }: Pick<MeasureChoice, 'categories'>) => categories[0] ?? '';
  const times = new Map<string, number>();
  for (const measure of measures) times.set(category(measure), (times.get(category(measure)) ?? 0) + 1);
  return new Map(
    measures.map((measure) => {
      const code = category(measure);
      const name = categoryName(code);
      return [
        measure.id,
        times.get(code) === 1 && name ? name : `${name}${named('（', ' (')}${measure.id}${named('）', ')')}`
      ];
    })
  );
}
