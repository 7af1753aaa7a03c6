import type { CoverageRows } from '../coverage/coverage.ts';
import type { Comparison } from '../study/compare-proposal.ts';
import type { Study } from '../study/study.ts';
import type { Column, Table } from './database.ts';

/**
 * Each unit by each measure without the scenario (`_base`), as studied, and with all that is proposed (`_after`), in parts: one measure
 * each, in the order of the results.
 */
export function* comparisonTable(
  { results, inputs: { units } }: Pick<Study, 'results' | 'inputs'>,
  comparison: readonly Comparison[]
): Generator<Table> {
  for (const [i, { measure, coverage }] of results.entries()) {
    const now = coverage.rows;
    const { base, after } = comparison[i];
    const text = (of: (unit: number) => string): Column => ({
      type: 'VARCHAR',
      values: Array.from(now.unit, of)
    });
    const numbers = (rows: CoverageRows | null, name: 'total' | 'covered' | 'share'): Column => ({
      type: 'DOUBLE',
      values: (rows ?? now)[name]
    });
    yield new Map<string, Column>([
      ['standard', text(() => measure.id)],
      ['group', text(() => measure.group)],
      ['level', text((unit) => units.level[unit])],
      ['unit', text((unit) => units.code[unit])],
      ['unit_name', text((unit) => units.name[unit])],
      ['total', numbers(null, 'total')],
      ['total_base', numbers(base, 'total')],
      ['covered_base', numbers(base, 'covered')],
      ['covered', numbers(null, 'covered')],
      ['covered_after', numbers(after, 'covered')],
      ['share_base', numbers(base, 'share')],
      ['share', numbers(null, 'share')],
      ['share_after', numbers(after, 'share')]
    ]);
  }
}
