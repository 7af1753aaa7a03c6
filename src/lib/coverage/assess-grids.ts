import { withParents } from '../demand/levels.ts';
import type { GridSize } from '../standards/compute.ts';
import type { Standard } from '../standards/standard.ts';
import type { CompliancePart } from './coverage.ts';
import type { Evidence } from './evidence.ts';
import { checkGridTopology, type GridTopology } from './grid-topology.ts';
import type { Ledger } from './ledgers.ts';
import { conclude, noData, ZERO_IS_UNKNOWN, type Verdict } from './verdict.ts';

/** The grids at or below each unit. */
interface Tally {
  grids: Uint32Array;
  /** Of which the column is known, or whether all is filled. */
  known: Uint32Array;
  /** Sum of the column, or how many are filled. */
  sum: Float64Array;
  /** Of those known, how many are about the threshold: within the project's tolerance. */
  within: Uint32Array;
  /** Columns asked that a grid lacks which is not known, a bit each. */
  lacks: Uint32Array;
}

/**
 * Rules on the grids at or below a unit: the mean of a column (households, of which 0 is not known), with the percent of grids
 * that are about the threshold beside; or the percent of grids of which all columns are filled, a head for each building where
 * their number is known. A grid that does not say leaves the value open; a unit without grids has no data. Beside a mean of
 * grids that have outlines, `parts` say how much land of their communities is in no grid, in more than one, and beyond.
 */
export function assessGrids(standard: Standard, evidence: Evidence): (unit: number) => Verdict {
  const { compute } = standard;
  if (compute.how !== 'grids') return () => noData('not-worked-out', compute.how);
  const { grids } = evidence.ledgers;
  const needed = compute.column === undefined ? (compute.filled ?? []) : [compute.column];
  const missing = needed.filter((column) => !evidence.inputs.has(column));
  if (grids === undefined || missing.length > 0)
    return () => noData('missing-input', (grids === undefined ? needed : missing).join(', '));
  const isMean = compute.column !== undefined;
  const tally = countGrids(standard, compute, evidence, grids);
  const { units, gridShapes } = evidence;
  const topology = isMean && gridShapes ? checkGridTopology(units, gridShapes, grids.unit) : null;
  return (unit) => {
    const [all, known, sum] = [tally.grids[unit], tally.known[unit], tally.sum[unit]];
    if (all === 0) return noData('no-rows', 'grids');
    const parts = [...toleranceOf(standard, tally, unit), ...topologyOf(topology, unit)];
    const beside = parts.length > 0 ? { parts } : {};
    const open = all - known;
    const columns = needed.filter((_, k) => tally.lacks[unit] & (1 << k));
    const lacking = open > 0 ? `${columns.join(', ')}: ${open} / ${all}` : null;
    if (known === 0) return { ...noData('incomplete', lacking ?? ''), ...beside };
    const verdict = conclude(standard, {
      value: isMean ? sum / known : (sum / known) * 100,
      numerator: sum,
      denominator: known,
      least: isMean ? sum / all : (sum / all) * 100,
      most: isMean ? (open > 0 ? Infinity : sum / all) : ((sum + open) / all) * 100,
      lacking,
      lackingCode: 'incomplete',
      features: []
    });
    return { ...verdict, ...beside };
  };
}

function countGrids(standard: Standard, compute: GridSize, { units }: Evidence, grids: Ledger): Tally {
  const empty = () => new Uint32Array(units.code.length);
  const tally: Tally = {
    ...{ grids: empty(), known: empty(), within: empty(), lacks: empty() },
    sum: new Float64Array(units.code.length)
  };
  const valueOf = compute.column === undefined ? askFilled(compute, grids) : askNumber(compute.column, grids);
  const asked =
    compute.column === undefined ? (compute.filled ?? []).map((each) => askCell(each, grids)) : [valueOf];
  const range = rangeOf(standard);
  for (let grid = 0; grid < grids.unit.length; grid++) {
    const value = valueOf(grid);
    const lacks = Number.isNaN(value)
      ? asked.reduce((bits, ask, k) => (Number.isNaN(ask(grid)) ? bits | (1 << k) : bits), 0)
      : 0;
    for (const unit of withParents(units, grids.unit[grid])) {
      tally.grids[unit]++;
      if (Number.isNaN(value)) {
        tally.lacks[unit] |= lacks;
        continue;
      }
      tally.known[unit]++;
      tally.sum[unit] += value;
      if (range !== null && value >= range[0] && value <= range[1]) tally.within[unit]++;
    }
  }
  return tally;
}

/** `grids.households` → `households`. */
function columnOf(column: string): string {
  return column.slice(column.indexOf('.') + 1);
}

/** The column's number of a grid, NaN: not known. */
function askNumber(column: string, { numbers }: Ledger): (grid: number) => number {
  const name = columnOf(column);
  const values = numbers[name];
  return (grid) => {
    const value = values?.[grid] ?? NaN;
    return ZERO_IS_UNKNOWN.has(name) && value === 0 ? NaN : value;
  };
}

/** The column's number of a grid, 1 for a text, NaN: not given. */
function askCell(column: string, { numbers, texts }: Ledger): (grid: number) => number {
  const [values, words] = [numbers[columnOf(column)], texts[columnOf(column)]];
  return (grid) => values?.[grid] ?? (words?.[grid] ? 1 : NaN);
}

/** 1 where all columns of a grid are filled, 0 where one is known not to be, NaN: not known. */
function askFilled({ filled = [], as_many: pairs = [] }: GridSize, grids: Ledger): (grid: number) => number {
  const asked = filled.map((column) => askCell(column, grids));
  const compared = pairs.map(({ column, of }) => [askCell(column, grids), askCell(of, grids)]);
  return (grid) => {
    const found = asked.map((ask) => ask(grid));
    const lacks = found.some((value) => value <= 0) || compared.some(([has, of]) => has(grid) < of(grid));
    if (lacks) return 0;
    return found.some((value) => Number.isNaN(value)) ? NaN : 1;
  };
}

/** What is about the threshold: within the tolerance that the project proposes for the rule; null where nothing is. */
function rangeOf({ threshold, comparator, project_default: proposed }: Standard): [number, number] | null {
  const percent = proposed?.tolerance_pct;
  if (comparator !== '~=' || typeof threshold !== 'number' || typeof percent !== 'number') return null;
  const width = (Math.abs(threshold) * percent) / 100 + 1e-9;
  return [threshold - width, threshold + width];
}

function toleranceOf(standard: Standard, { known, within }: Tally, unit: number): CompliancePart[] {
  const range = rangeOf(standard);
  if (range === null || known[unit] === 0) return [];
  const percent = String(standard.project_default?.tolerance_pct);
  return [
    {
      labelZh: `上下 ${percent}% 以内的网格（%）`,
      labelEn: `grids within ±${percent} % (%)`,
      value: (within[unit] / known[unit]) * 100,
      numerator: within[unit],
      denominator: known[unit],
      status: 'reported'
    }
  ];
}

const TOPOLOGY = [
  ['gapM2', '网格未覆盖的面积（平方米）', 'land in no grid (m²)'],
  ['overlapM2', '网格重叠的面积（平方米）', 'land in more than one grid (m²)'],
  ['beyondM2', '网格超出社区的面积（平方米）', 'land of grids beyond the community (m²)']
] as const;

function topologyOf(topology: GridTopology | null, unit: number): CompliancePart[] {
  if (topology === null || Number.isNaN(topology.areaM2[unit])) return [];
  const denominator = topology.areaM2[unit];
  return TOPOLOGY.map(([figure, labelZh, labelEn]) => {
    const value = topology[figure][unit];
    return { labelZh, labelEn, value, numerator: value, denominator, status: 'reported' };
  });
}
