import type { MapAsk } from '../../report/pictures.ts';
import type { AreaBy } from '../engine/views.ts';
import type { Edits, Question, Scene } from '../engine/scene.ts';
import type { LegendSettings } from '../legend/legend-settings.ts';
import type { ViewId } from '../views/themed.ts';

export type Box = [west: number, south: number, east: number, north: number];

/** What the live map shows on a page: all that is set on the desk for it. */
export interface Frame {
  question: Question;
  /** Without the scenario, as it is on the desk, or with `trial` built upon it. */
  state: 'base' | 'now' | 'after';
  /** Further edits of the state `after`; null: all that the study proposes. */
  trial: Edits | null;
  view: { id: ViewId; walkBy: 'median' | 'mean'; areaBy: AreaBy };
  /** Switches of the desk. */
  show: Record<string, boolean>;
  /** Rows of the list of layers that are hidden, their order and how clear they are; classes are as the user has them. */
  looks: Pick<LegendSettings, 'hidden' | 'order' | 'opacity'>;
  /** Left out of the points: places in `CAUSES`, 0 those who are covered; and groups of facilities. */
  hiddenMarks: number[];
  hiddenGroups: string[];
  /** What the map shows at least; null: all of the study. */
  box: Box | null;
}

/** Rows that belong to work on the desk, not to what is shown to a room. */
const OF_WORK = ['candidates', 'links', 'breaks', 'walk', 'sites'];
const QUIET = { area: false, sites: false, unconnected: false, edge: false, pieces: false };

/**
 * What the map shows for a page that is made from the study, in the manner of the maps of the reports. `counts`: what the measure counts.
 * Null where the study has no such measure any more.
 */
export function frameOfAsk(
  ask: Omit<MapAsk, 'isFurnished'>,
  counts: 'people' | 'building' | 'land',
  scene: Scene,
  box: Box | null
): Frame | null {
  const question = questionOf(ask.measure, counts, scene);
  if (!question) return null;
  const isUncovered = ask.show === 'uncovered';
  const hasAreas = ask.show === 'facilities' && ask.state === 'now';
  return {
    ...{ question, state: ask.state, trial: null, box },
    view: { id: isUncovered ? 'uncovered' : 'share', walkBy: 'median', areaBy: 'own' },
    show: {
      ...QUIET,
      points: isUncovered,
      causes: isUncovered,
      area: hasAreas,
      facilities: false,
      roads: true
    },
    looks: { order: [], opacity: {}, hidden: OF_WORK },
    // Where those live who are out of reach: the others would cover them.
    hiddenMarks: [0],
    hiddenGroups: []
  };
}

/** The question behind a measure of the reports (`id/group`), as the rule asks it; null: there is no such measure. */
function questionOf(
  key: string,
  counts: 'people' | 'building' | 'land',
  scene: Pick<Scene, 'measures' | 'walkers'>
): Question | null {
  const cut = key.lastIndexOf('/');
  const [id, group] = [key.slice(0, cut), key.slice(cut + 1)];
  if (!scene.measures.some((measure) => measure.id === id)) return null;
  const walker = scene.walkers.some(({ code }) => code === group) ? group : 'all';
  const question = { measure: id, walker, minutes: null, metres: null };
  return counts === 'people' ? question : { ...question, of: counts };
}
