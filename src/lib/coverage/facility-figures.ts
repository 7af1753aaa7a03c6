import type { EachFacility } from '../standards/compute.ts';
import type { Standard } from '../standards/standard.ts';
import { isVerdict, sumAmount } from './amounts.ts';
import type { Evidence } from './evidence.ts';
import type { LedgerTable } from './ledgers.ts';
import { columnOf, leastKnown, splitColumn, wordsOf } from './table-rows.ts';

/** The figure of a facility; NaN: not known. `alone` is the unit of which it is the only one of its kind, −1: none. */
export type FigureOf = (facility: number, alone: number) => number;

/**
 * What `column` says of each facility: its amount, how many different words it has, or the people whom the staff table gives it. Where
 * that names no facility, the row of a unit is that of its only one. Divided by `per`, of which 0 is not known.
 */
export function figuresOf(
  standard: Standard,
  evidence: Evidence,
  { column, per }: Pick<EachFacility, 'column' | 'per'>
): FigureOf {
  const figure = plainFigures(standard, evidence, column);
  if (per === undefined) return figure;
  const divisors = columnOf(evidence, per)?.numbers;
  return (facility, alone) => {
    const divisor = divisors?.[facility] ?? NaN;
    return divisor > 0 ? figure(facility, alone) / divisor : NaN;
  };
}

/** Which of a rule's columns some of a unit's facilities lack, or have 0 of where it divides; with `, ` between, '' for none. */
export function lackingColumns(
  standard: Standard,
  evidence: Evidence,
  { column, per }: Pick<EachFacility, 'column' | 'per'>
): (features: readonly number[], alone: number) => string {
  const figureOf = plainFigures(standard, evidence, column);
  const divisorOf = per === undefined ? () => 1 : plainFigures(standard, evidence, per);
  return (features, alone) => {
    const lacks = features.some((facility) => Number.isNaN(figureOf(facility, alone)));
    const lacksPer = features.some((facility) => !(divisorOf(facility, alone) > 0));
    return [...(lacks ? [column] : []), ...(lacksPer ? [per] : [])].join(', ');
  };
}

function plainFigures(standard: Standard, evidence: Evidence, column: string): FigureOf {
  const [table] = splitColumn(column);
  const found = columnOf(evidence, column);
  if (found === null) return () => NaN;
  if (table !== 'facilities') return peopleOf(standard, evidence, column);
  if (found.texts) {
    const { texts } = found;
    return (facility) => new Set(wordsOf(texts[facility])).size || NaN;
  }
  const { numbers } = found;
  const least = leastKnown(column);
  return (facility) => (numbers[facility] >= least ? numbers[facility] : NaN);
}

function peopleOf(standard: Standard, evidence: Evidence, column: string): FigureOf {
  const [table] = splitColumn(column);
  const ledger = evidence.ledgers[table as LedgerTable]!;
  const numbers = columnOf(evidence, column)!.numbers ?? [];
  const byCode = new Map<string, number>();
  ledger.facility?.forEach((code, row) => {
    if (code !== '' && !Number.isNaN(numbers[row])) byCode.set(code, (byCode.get(code) ?? 0) + numbers[row]);
  });
  const ofUnit = sumAmount(standard, evidence, { sum: column });
  return (facility, alone) => {
    const own = byCode.get(evidence.facilities.code[facility]);
    if (own !== undefined || alone < 0) return own ?? NaN;
    const figure = ofUnit(alone);
    return isVerdict(figure) || figure.unknown > 0 || figure.known === 0 ? NaN : figure.value;
  };
}
