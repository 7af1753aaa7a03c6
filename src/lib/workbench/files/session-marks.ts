/** Where marks are put: the browser's storage, or a test's own. */
export type MarkStore = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

const LAST = 'yike.study';
const OPEN = 'yike.open.';

/** Which study was on the desk last, and which were not closed as they should: a mark that is left tells of a crash. */
export interface SessionMarks {
  /** The study of this tab, else of the last tab; null: none is known. */
  last(): string | null;
  opened(study: string): void;
  /** The study was left with everything saved. */
  closed(study: string): void;
  /** True where a tab had the study open and did not end well. */
  wasCutOff(study: string): boolean;
}

/** Marks in a store of the tab and one of all tabs; a browser that refuses them (private windows) knows of nothing. */
export function sessionMarks(ofTab: () => MarkStore, ofAll: () => MarkStore): SessionMarks {
  const quietly = <T>(work: () => T, otherwise: T): T => {
    try {
      return work();
    } catch {
      return otherwise;
    }
  };
  return {
    last: () => quietly(() => ofTab().getItem(LAST) ?? ofAll().getItem(LAST), null),
    opened: (study) =>
      quietly(() => {
        ofTab().setItem(LAST, study);
        ofAll().setItem(LAST, study);
        ofAll().setItem(OPEN + study, '1');
      }, undefined),
    closed: (study) => quietly(() => ofAll().removeItem(OPEN + study), undefined),
    wasCutOff: (study) => quietly(() => ofAll().getItem(OPEN + study) !== null, false)
  };
}
