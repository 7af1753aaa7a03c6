import type { Standard } from '../standards/standard.ts';
import type { Evidence } from './evidence.ts';
import { noData, type Verdict } from './verdict.ts';

/** No data under the code `not-worked-out`. */
export function assessTasks(standard: Standard, _evidence: Evidence): (unit: number) => Verdict {
  return () => noData('not-worked-out', standard.kind);
}
