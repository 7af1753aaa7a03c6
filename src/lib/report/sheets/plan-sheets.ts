import type { Said } from '../dossier.ts';
import type { Facts, MeasureFacts, UnitFacts } from '../facts.ts';
import type { MapAsk } from '../pictures.ts';
import { plainText } from '../facts/plain-text.ts';
import { leadMeasure } from '../lead-measure.ts';
import { sheetFileName } from './file-names.ts';
import type { SheetChoice, SheetKind } from './sheet-choice.ts';
import { kindName, sheetSubtitle, sheetTitle, stateName, word } from './sheet-words.ts';

/** One sheet with a map, or before and after. */
export interface MapSheet {
  /** From 1, in order. */
  number: number;
  kind: SheetKind;
  measure: MeasureFacts;
  /** The unit it shows; null for the whole study. */
  unit: UnitFacts | null;
  title: string;
  subtitle: string;
  fileName: string;
  /** One, or two with captions. */
  asks: { ask: MapAsk; caption: string }[];
}

/** All sheets to be drawn, and what was asked for that the study has not. */
export interface SheetPlan {
  sheets: MapSheet[];
  /** Units of the index, with the numbers of their sheets; empty without an atlas. */
  index: { unit: UnitFacts; first: number; last: number }[];
  /** The measure whose map the index shows. */
  measure: MeasureFacts | null;
  notes: Said[];
}

/**
 * What sheets a choice gives, in order: by measure and kind; in an atlas by unit first (units by the unit above, then by code), so that all of a unit lies
 * together. A measure that the study doesn't know and kinds without anything to show are left out and said in `notes`; a study without measures has no sheets.
 */
export function planSheets(facts: Facts, choice: SheetChoice): SheetPlan {
  const notes: Said[] = [];
  const measures = pickMeasures(facts, choice, notes);
  const topics = measures.flatMap((measure) =>
    choice.maps.flatMap((kind) => {
      const asks = asksOf(facts, measure, kind, notes);
      return asks ? [{ measure, kind, asks }] : [];
    })
  );
  const units = choice.atlas === 'none' || topics.length === 0 ? [] : unitsOf(measures[0], choice.atlas);
  if (choice.atlas !== 'none' && units.length === 0 && topics.length > 0) notes.push(NO_UNITS);
  const areas: (UnitFacts | null)[] = choice.atlas === 'none' ? [null] : units;
  const count = areas.length * topics.length;
  const names = new Map(
    facts.measures.flatMap(({ units }) => units.map(({ code, name }) => [code, name] as const))
  );
  // The same unit by another measure: figures differ, so each sheet has the row of its own measure.
  const rows = new Map(
    measures.map(({ key, units }) => [key, new Map(units.map((unit) => [unit.code, unit]))] as const)
  );
  const sheets: MapSheet[] = [];
  const index: SheetPlan['index'] = [];
  for (const area of areas) {
    if (area) index.push({ unit: area, first: sheets.length + 1, last: sheets.length + topics.length });
    for (const { measure, kind, asks } of topics) {
      const unit = area && (rows.get(measure.key)?.get(area.code) ?? { ...area, ...UNKNOWN });
      sheets.push(sheetOf(facts, choice, measure, kind, asks, unit, names, sheets.length + 1, count));
    }
  }
  return { sheets, index, measure: topics[0]?.measure ?? null, notes };
}

const NO_UNITS: Said = {
  zh: '研究里没有这一级单元，没有可出的图幅。',
  en: 'The study has no units of this level: there is no sheet to draw.'
};

/** Figures of a unit that a measure says nothing of. */
const UNKNOWN = {
  ...{ total: NaN, covered: NaN, share: NaN, shareStraight: NaN, shareBase: NaN, shareAfter: NaN },
  ...{ coveredBase: NaN },
  ...{
    totalBase: NaN,
    coveredAfter: NaN,
    uncovered: NaN,
    personM: NaN,
    medianM: NaN,
    p95M: NaN,
    maxM: NaN,
    none: NaN,
    far: NaN
  },
  ...{ detour: NaN, full: NaN, unconnected: NaN, rank: NaN }
};

function sheetOf(
  facts: Facts,
  choice: SheetChoice,
  measure: MeasureFacts,
  kind: SheetKind,
  asks: MapSheet['asks'],
  unit: UnitFacts | null,
  names: Map<string, string>,
  number: number,
  count: number
): MapSheet {
  const { language } = facts.options;
  const area = plainText(unit ? unit.name || unit.code : facts.title);
  const what = kindName(kind, facts.methods.isNetwork, language);
  return {
    ...{ number, kind, measure, unit },
    title: sheetTitle(area, what, language),
    subtitle: sheetSubtitle(measure, unit ? plainText(names.get(unit.parent) ?? '') : '', facts),
    fileName: sheetFileName(number, count, `${area} ${what}`, choice.as),
    asks: unit ? asks.map(({ ask, caption }) => ({ caption, ask: { ...ask, unit: unit.code } })) : asks
  };
}

function pickMeasures(facts: Facts, choice: SheetChoice, notes: Said[]): MeasureFacts[] {
  if (choice.measures.length === 0) {
    // Where nobody is known a map still shows who serves.
    const lead = leadMeasure(facts) ?? facts.measures[0];
    return lead ? [lead] : [];
  }
  return choice.measures.flatMap((wanted) => {
    // `ELD-COV-15` alone stands for its first group.
    const found =
      facts.measures.find(({ key }) => key === wanted) ?? facts.measures.find(({ id }) => id === wanted);
    if (!found)
      notes.push({
        zh: `没有测算“${plainText(wanted)}”，此图未出。`,
        en: `"${plainText(wanted)}" was not measured: no sheet of it.`
      });
    return found ? [found] : [];
  });
}

function asksOf(
  facts: Facts,
  measure: MeasureFacts,
  kind: SheetKind,
  notes: Said[]
): MapSheet['asks'] | null {
  const hasSites = hasProposal(facts, measure);
  const hasScenario = facts.scenario.edits > 0;
  const ask = (show: MapAsk['show'], state: MapAsk['state']): MapAsk => ({
    show,
    state,
    measure: measure.key,
    isFurnished: false
  });
  const leaveOut = (why: 'noSiting' | 'noPair') => {
    notes.push({
      zh: `${measure.title.zh}：${word(why, 'zh')}，未出${kindName(kind, facts.methods.isNetwork, 'zh')}。`,
      en: `${measure.title.en}: ${word(why, 'en')}, so no sheet of ${kindName(kind, facts.methods.isNetwork, 'en')}.`
    });
    return null;
  };
  switch (kind) {
    case 'sites':
      return hasSites ? [{ ask: ask('sites', 'now'), caption: '' }] : leaveOut('noSiting');
    case 'pair':
      if (hasSites)
        return [
          { ask: ask('share', 'now'), caption: stateName('now', facts) },
          { ask: ask('sites', 'after'), caption: stateName('after', facts) }
        ];
      if (!hasScenario) return leaveOut('noPair');
      return [
        { ask: ask('share', 'base'), caption: stateName('base', facts) },
        { ask: ask('share', 'now'), caption: stateName('now', facts) }
      ];
    default:
      return [{ ask: ask(kind, 'now'), caption: '' }];
  }
}

/** Whether a site is proposed for the standard of a measure. */
function hasProposal(facts: Facts, measure: MeasureFacts): boolean {
  return facts.sitings.some(({ standard, sites }) => standard === measure.id && sites.length > 0);
}

function unitsOf({ units }: MeasureFacts, level: 'subdistrict' | 'community'): UnitFacts[] {
  const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
  return units
    .filter((unit) => unit.level === level)
    .sort((a, b) => compare(a.parent, b.parent) || compare(a.code, b.code));
}
