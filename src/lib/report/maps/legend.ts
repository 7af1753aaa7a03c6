import { figure } from '../figures.ts';
import { CATEGORY_GROUPS } from '../../standards/taxonomy.ts';
import type { MapAsk } from '../pictures.ts';
import type { Focus } from './focus.ts';
import type { MapGround, MeasureGround } from './ground.ts';
import type { SayOfMaps } from './map-words.ts';
import { stateWords } from './map-notes.ts';
import type { Shown } from './shown.ts';
import type { Theme } from './theme.ts';

/** A line of a legend: its sign, what it means and how many there are. */
export interface LegendEntry {
  sign:
    | { is: 'class'; colour: string }
    | { is: 'unknown' }
    | { is: 'facility'; group: string }
    | { is: 'dots' }
    | { is: 'site' }
    | { is: 'link' }
    | { is: 'line'; of: 'edge' | 'upper' | 'community' | 'road' };
  label: string;
  /** Written; '' for nothing to count. */
  count: string;
}

export interface MapLegend {
  /** What the colours say. */
  title: string;
  /** State of things, unit of the classes and of the counts. */
  notes: string[];
  entries: LegendEntry[];
}

/** The legend of a map: classes with the communities of the focus in each, then the signs that it has. */
export function makeLegend(
  ground: MapGround,
  ask: Omit<MapAsk, 'isFurnished'>,
  theme: Theme,
  focus: Focus,
  shown: Shown,
  say: SayOfMaps
): MapLegend {
  const measure = ground.measures.get(ask.measure);
  const classes = classEntries(theme, focus, say);
  const unit = say(measure?.facts.counts === 'people' ? 'unitPeople' : 'unitM2');
  const notes = [stateWords(ground, ask.state, say)];
  if (theme.kind === 'count') notes.push(say('unit', { unit }));
  if (classes.length > 0) notes.push(say('countsCommunities'));
  return {
    title: titleOf(ask.show, measure, say),
    notes,
    entries: [
      ...classes,
      ...signEntries(ground, ask.show, measure, focus, shown, say),
      ...lineEntries(ground, focus, say)
    ]
  };
}

function titleOf(show: MapAsk['show'], measure: MeasureGround | undefined, say: SayOfMaps): string {
  if (show === 'facilities' || !measure) return say('facilitiesTitle');
  if (show !== 'uncovered') return say('shareTitle');
  return say(measure.facts.counts === 'people' ? 'uncoveredTitle' : 'uncoveredAmount');
}

function classEntries(theme: Theme, focus: Focus, say: SayOfMaps): LegendEntry[] {
  if (theme.kind === 'none') return [];
  const counts = new Array<number>(theme.colours.length + 1).fill(0);
  theme.classes.forEach((found, row) => {
    if (focus.rows[row]) counts[found < 0 ? theme.colours.length : found]++;
  });
  const isKnown = theme.classes.some((found) => found >= 0);
  const entries = (isKnown ? theme.colours : []).map((colour, i): LegendEntry => ({
    ...{ sign: { is: 'class', colour }, label: theme.labels[i], count: figure(counts[i], 'count') }
  }));
  const unknown = counts[theme.colours.length];
  if (unknown > 0)
    entries.push({ sign: { is: 'unknown' }, label: say('unknown'), count: figure(unknown, 'count') });
  return entries;
}

function signEntries(
  ground: MapGround,
  show: MapAsk['show'],
  measure: MeasureGround | undefined,
  focus: Focus,
  shown: Shown,
  say: SayOfMaps
): LegendEntry[] {
  if (!measure) return [];
  const entries = shown.facilities.length > 0 ? facilityEntries(ground, measure, focus, shown, say) : [];
  if (shown.dots) entries.push({ sign: { is: 'dots' }, label: say('dots'), count: '' });
  if (show !== 'sites') return entries;
  const { sites, links } = measure;
  const own = sites.filter(({ site }) => isIn(focus, ground.communityRow.get(site.unit)));
  if (sites.length > 0)
    entries.push({ sign: { is: 'site' }, label: say('site'), count: figure(own.length, 'count') });
  // A link runs between units: it is none's own.
  const count = focus.unit ? '' : figure(links.length, 'count');
  if (links.length > 0) entries.push({ sign: { is: 'link' }, label: say('link'), count });
  return entries;
}

/** True where a community, by row, belongs to what the map is about; the whole study has those outside all communities too. */
const isIn = ({ unit, rows }: Focus, row = -1): boolean => unit === null || rows[row] === 1;

/** Facilities that the map shows, by the group that gives them their sign; counted are those in the focus. */
function facilityEntries(
  { facilities: { group, unitRow }, facts }: MapGround,
  measure: MeasureGround,
  focus: Focus,
  shown: Shown,
  say: SayOfMaps
): LegendEntry[] {
  const counts = new Map(shown.facilities.map((i) => [group[i], 0]));
  for (const i of measure.facilities)
    if (isIn(focus, unitRow[i])) counts.set(group[i], (counts.get(group[i]) ?? 0) + 1);
  const other = { code: 'none', zh: say('otherFacility'), en: say('otherFacility') };
  return [...CATEGORY_GROUPS, other].flatMap((each): LegendEntry[] => {
    const count = counts.get(each.code);
    if (count === undefined) return [];
    const label = each[facts.options.language];
    return [{ sign: { is: 'facility', group: each.code }, label, count: figure(count, 'count') }];
  });
}

/** The strong line is round the unit that the map is about, where there is one, else round the study. */
function lineEntries(
  { upper, communities, roads }: MapGround,
  { unit }: Focus,
  say: SayOfMaps
): LegendEntry[] {
  const line = (of: 'edge' | 'upper' | 'community' | 'road', label: string): LegendEntry => ({
    ...{ sign: { is: 'line', of }, label, count: '' }
  });
  return [
    ...(communities.code.length > 0 ? [line('edge', say(unit ? 'focusEdge' : 'edge'))] : []),
    ...(upper.code.length > 0 ? [line('upper', say('upper'))] : []),
    ...(communities.code.length > 0 ? [line('community', say('community'))] : []),
    ...(roads.rank.length > 0 ? [line('road', say('roads'))] : [])
  ];
}
