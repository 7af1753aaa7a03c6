import type { Facts, MeasureFacts, UnitFacts } from '../facts.ts';
import { figure } from '../figures.ts';
import type { MapGround } from '../maps/ground.ts';
import { causeWords, CAUSE_CODES } from '../words.ts';
import type { MapSheet } from './plan-sheets.ts';
import { amount, placeAmong, shareWords, word } from './sheet-words.ts';

/** A name with what is said of it. */
export interface Row {
  label: string;
  value: string;
}

/** What the panel of a sheet says. */
export interface SheetFigures {
  /** The share, large; of a comparison both. */
  large: Row[];
  rows: Row[];
  /** Names below a heading; `empty` says why there are none. */
  lists: { heading: string; rows: Row[]; empty: string }[];
}

const MOST_NAMES = 40;
const place = ({ rank }: UnitFacts) => (Number.isFinite(rank) ? rank : Infinity);
const byRank = (a: UnitFacts, b: UnitFacts) => place(a) - place(b) || (a.code < b.code ? -1 : 1);

/** Figures of a sheet's area from the facts: the whole study by the totals of the measure, a unit by its own row. */
export function figuresOf(sheet: MapSheet, facts: Facts, ground: MapGround): SheetFigures {
  const { measure, unit } = sheet;
  const { language } = facts.options;
  const of = unit ?? measure;
  const say = (name: Parameters<typeof word>[0]) => word(name, language);
  const people = (value: number) => amount(value, measure, language);
  const states = new Set(sheet.asks.map(({ ask }) => ask.state));
  if (sheet.kind === 'sites') states.add('after');
  const shares = { base: of.shareBase, now: of.share, after: of.shareAfter };
  const large = (['base', 'now', 'after'] as const)
    .filter((state) => states.has(state))
    .map((state) => ({
      label: states.size === 1 ? say('share') : shareWords(state, facts),
      value: figure(shares[state], 'share')
    }));
  const rows: Row[] = [
    {
      label: `${measure.groupName[language]}${language === 'zh' ? '合计' : ', total'}`,
      value: people(of.total)
    },
    { label: say('covered'), value: people(of.covered) },
    { label: say('uncovered'), value: people(of.uncovered) }
  ];
  rows.push(...(unit ? unitRows(unit, measure, facts) : studyRows(measure, facts)));
  return { large, rows, lists: listsOf(sheet, facts, ground) };
}

function unitRows(unit: UnitFacts, measure: MeasureFacts, facts: Facts): Row[] {
  const { language } = facts.options;
  const rows: Row[] = [];
  if (unit.uncovered > 0)
    for (const cause of CAUSE_CODES)
      if (unit[cause] > 0)
        rows.push({
          label: `${word('ofWhich', language)}${language === 'zh' ? '：' : ': '}${causeWords(cause)[language]}`,
          value: amount(unit[cause], measure, language)
        });
  if (facts.methods.isNetwork)
    rows.push({ label: word('straight', language), value: figure(unit.shareStraight, 'share') });
  if (Number.isFinite(unit.medianM))
    rows.push({
      label: word(facts.methods.isNetwork ? 'median' : 'medianStraight', language),
      value: `${figure(unit.medianM, 'metres')} ${language === 'zh' ? '米' : 'm'}`
    });
  if (Number.isFinite(unit.rank))
    rows.push({
      label: word('rank', language),
      value: placeAmong(unit, countOf(measure, unit.level), language)
    });
  return rows;
}

function studyRows(measure: MeasureFacts, { options: { language }, methods, totals }: Facts): Row[] {
  const count = (value: number, zh: string) =>
    `${figure(value, 'count')}${language === 'zh' ? ` ${zh}` : ''}`;
  const rows: Row[] = [];
  if (methods.isNetwork)
    rows.push({ label: word('straight', language), value: figure(measure.shareStraight, 'share') });
  rows.push({ label: word('communities', language), value: count(totals.communities, '个') });
  rows.push({ label: word('facilities', language), value: count(measure.facilities, '处') });
  if (measure.unknownUnits > 0)
    rows.push({ label: word('unknown', language), value: count(measure.unknownUnits, '个') });
  return rows;
}

const countOf = ({ units }: MeasureFacts, level: string) =>
  units.filter((unit) => unit.level === level).length;

/** Proposed sites where they are shown; then the worst communities of an area, or the facilities nearest to a community. */
function listsOf(sheet: MapSheet, facts: Facts, ground: MapGround): SheetFigures['lists'] {
  const { kind, measure, unit } = sheet;
  const { language } = facts.options;
  const lists: SheetFigures['lists'] = [];
  const isCommunity = unit?.level === 'community';
  if (kind === 'sites' || kind === 'pair') {
    const rows = sitesOf(sheet, ground).map(({ site, label }) => ({
      label: `${label}  ${site.name || site.code}`,
      value: `${amount(site.gain, measure, language)}${language === 'zh' ? '' : measure.counts === 'people' ? ' won' : ''}`
    }));
    if (rows.length > 0)
      lists.push({
        heading: `${word('sites', language)}${language === 'zh' ? '（新增覆盖）' : ' (newly covered)'}`,
        rows: rows.slice(0, MOST_NAMES),
        empty: ''
      });
  }
  if (isCommunity)
    lists.push({
      heading: word('nearest', language),
      rows: nearestOf(unit, measure, facts, ground),
      empty: word('noFacility', language)
    });
  else {
    const worst = measure.units
      .filter(
        ({ level, parent, uncovered }) =>
          level === 'community' && uncovered > 0 && (!unit || parent === unit.code)
      )
      .sort(byRank)
      .slice(0, MOST_NAMES);
    lists.push({
      heading: word('worst', language),
      rows: worst.map((row) => ({
        label: row.name || row.code,
        value: amount(row.uncovered, measure, language)
      })),
      empty: word('noGap', language)
    });
  }
  return lists;
}

/** Sites within a sheet's unit or that win people in it; all of the measure for the whole study. */
function sitesOf({ measure, unit }: MapSheet, ground: MapGround) {
  const sites = ground.measures.get(measure.key)?.sites ?? [];
  if (!unit) return sites;
  const inside = new Set(
    unit.level === 'community'
      ? [unit.code]
      : measure.units.filter(({ parent }) => parent === unit.code).map(({ code }) => code)
  );
  return sites.filter(
    ({ site }) =>
      inside.has(site.unit) ||
      (unit.level === 'community' && site.units.some(({ name }) => name === unit.name))
  );
}

/** The facilities of a measure nearest to the middle of a community, in a straight line. */
function nearestOf(unit: UnitFacts, measure: MeasureFacts, facts: Facts, ground: MapGround): Row[] {
  const row = ground.communityRow.get(unit.code);
  const [x, y] =
    row === undefined ? [NaN, NaN] : [ground.communities.innerX[row], ground.communities.innerY[row]];
  if (!Number.isFinite(x)) return [];
  const codes = new Set(measure.categories.map(({ code }) => code));
  return facts.facilities
    .filter(({ category }) => codes.has(category.code))
    .map((facility) => ({
      facility,
      metres: Math.hypot(ground.plane.x(facility.lon) - x, ground.plane.y(facility.lat) - y)
    }))
    .filter(({ metres }) => Number.isFinite(metres))
    .sort((a, b) => a.metres - b.metres || (a.facility.code < b.facility.code ? -1 : 1))
    .slice(0, 8)
    .map(({ facility, metres }) => ({
      label: facility.name || facility.category[facts.options.language],
      value: `${figure(Math.round(metres / 10) * 10, 'metres')} ${facts.options.language === 'zh' ? '米' : 'm'}`
    }));
}
