import type { Desk } from '../desk.svelte.ts';
import { pointWordOf } from '../labels.ts';
import { say } from '../words/words.svelte.ts';
import { drawnFacilities } from './drawn-facilities.ts';
import type { LayerRow } from './layer-row.ts';
import { boxAround, countInView, type Box } from './view-counts.ts';

type Places = { lon: ArrayLike<number>; lat: ArrayLike<number> };
type Passes = ((i: number) => boolean) | null;

/** Places of things that are kept as objects. */
const placesOf = <T>(things: readonly T[], at: (thing: T) => readonly [number, number]): Places => ({
  lon: Float64Array.from(things, (thing) => at(thing)[0]),
  lat: Float64Array.from(things, (thing) => at(thing)[1])
});

type Ends = { from: readonly [number, number]; to: readonly [number, number] };
const middleOf = ({ from, to }: Ends) => [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2] as const;

/** What was made last, as long as it would be made of the same things: the map moves often, and they change seldom. */
function remembering<T>(): (of: readonly unknown[], make: () => T) => T {
  let last: { of: readonly unknown[]; made: T } | null = null;
  return (of, make) => {
    if (!last || last.of.some((each, i) => each !== of[i])) last = { of, made: make() };
    return last.made;
  };
}

/** A row that counts places and zooms to them. */
const placed = (places: () => Places | null, passes: () => Passes = () => null) => ({
  count: (box: Box) => {
    const at = places();
    return at && countInView(at, box, passes());
  },
  box: () => {
    const at = places();
    return at && boxAround(at, passes());
  }
});

/** The rows of what the study itself has on the map, the topmost first. */
export function ownRows(desk: Desk): LayerRow[] {
  const { legend } = desk;
  const study = { box: (): Box | null => desk.scene?.bounds ?? null };
  const unitPlaces = remembering<Places>();
  const facilities = remembering<ReturnType<typeof drawnFacilities>>();

  const units = (): Places | null => {
    const { scene } = desk;
    return scene && unitPlaces([scene], () => placesOf(scene.units, ({ label }) => label ?? [NaN, NaN]));
  };
  const isCommunity = (unit: number) => desk.scene?.units[unit].level === 'community';
  const drawn = () => {
    const { outcome, scene } = desk;
    const all = desk.show.facilities ? (scene?.facilities ?? null) : null;
    return facilities([outcome, all], () => drawnFacilities(outcome?.facilities ?? [], all));
  };
  const points = () => (desk.outcome ? (desk.outcome.points ?? desk.scene?.points ?? null) : null);
  const passesPoint = (): Passes => {
    const cause = desk.outcome?.cause;
    const { hiddenMarks } = legend;
    return cause && hiddenMarks.size > 0 ? (i) => !hiddenMarks.has(cause[i]) : null;
  };
  const sites = () => (desk.solving ? (desk.glimpse ?? desk.siting) : desk.siting)?.sites ?? [];
  const isSiting = (view: string) => desk.tab === 'siting' && desk.sitingView === view;

  return [
    {
      ...{ id: 'sites', title: () => say('legend.row.sites'), mapLayers: ['site'], showKey: 'sites' },
      isThere: () => sites().length > 0 && !desk.swipe.isShown,
      ...placed(() => placesOf(sites(), ({ lon, lat }) => [lon, lat]))
    },
    {
      ...{ id: 'links', title: () => say('legend.row.links') },
      mapLayers: ['link-case', 'link-line', 'link-name'],
      isThere: () => isSiting('links') && (desk.links?.links.length ?? 0) > 0,
      ...placed(() => placesOf(desk.links?.links ?? [], middleOf))
    },
    {
      ...{ id: 'facilities', title: () => say('legend.row.facilities') },
      mapLayers: ['facility-dot', 'facility-small', 'facility'],
      ...placed(drawn, () => {
        const { hiddenGroups } = legend;
        const { group } = drawn();
        return hiddenGroups.size > 0 ? (i) => !hiddenGroups.has(group[i]) : null;
      })
    },
    {
      ...{ id: 'names', title: () => say('legend.row.names'), mapLayers: ['names'] },
      ...placed(units, () => (unit) => desk.scene?.units[unit].label != null)
    },
    {
      ...{
        id: 'candidates',
        title: () => say('legend.row.candidates'),
        mapLayers: ['candidate-faint', 'candidate']
      },
      isThere: () => isSiting('sites') && (desk.siting?.candidates.code.length ?? 0) > 0,
      ...placed(() => desk.siting?.candidates ?? null)
    },
    {
      ...{ id: 'unconnected', title: () => say('show.unconnected'), mapLayers: ['unconnected'] },
      ...{ showKey: 'unconnected', isThere: () => (desk.limits?.unconnected.length ?? 0) > 0 },
      ...placed(() => placesOf(desk.limits?.unconnected ?? [], ({ lon, lat }) => [lon, lat]))
    },
    {
      ...{ id: 'breaks', title: () => say('legend.row.breaks'), mapLayers: ['break-line', 'break'] },
      isThere: () => desk.tab === 'roads' && desk.check !== null,
      ...placed(() => placesOf(desk.check?.breaks.filter(({ kept }) => !kept) ?? [], middleOf))
    },
    {
      ...{ id: 'walk', title: () => say('legend.row.walk'), mapLayers: ['walk-case', 'walk-line'] },
      isThere: () => desk.walk !== null,
      box: () => boxAround(placesOf(desk.walk?.line ?? [], (at) => at))
    },
    {
      ...{ id: 'edge', title: () => say('show.edge'), mapLayers: ['edge-line'], showKey: 'edge' },
      isThere: () => Boolean(desk.limits?.edge),
      ...study
    },
    {
      ...{
        id: 'pieces',
        title: () => say('legend.row.pieces'),
        mapLayers: ['piece-line'],
        showKey: 'pieces'
      },
      isThere: () => desk.check !== null,
      ...study
    },
    {
      ...{ id: 'points', title: () => pointWordOf(desk), mapLayers: ['points'], showKey: 'points' },
      isThere: () => desk.outcome !== null,
      ...placed(points, passesPoint)
    },
    {
      ...{ id: 'borders', title: () => say('legend.row.borders'), mapLayers: ['unit-line', 'outline'] },
      ...study
    },
    {
      ...{ id: 'areas', title: () => say('show.area'), showKey: 'area' },
      mapLayers: ['area-fill', 'area-case', 'area-line', 'area-inner-line', 'area-name'],
      isThere: () => desk.area !== null && !desk.swipe.isShown,
      ...study
    },
    {
      ...{ id: 'roads', title: () => say('show.roads'), mapLayers: ['road-case', 'road-line'] },
      ...{ showKey: 'roads', isThere: () => desk.scene !== null },
      ...study
    },
    {
      ...{ id: 'landuse', title: () => say('legend.row.landuse') },
      mapLayers: ['landuse-fill', 'estate-line', 'rail-line'],
      ...study
    },
    {
      ...{ id: 'units', title: () => say('legend.row.units'), mapLayers: ['unit-fill'] },
      ...placed(units, () => (unit) => isCommunity(unit) && legend.isUnitShown(unit))
    }
  ];
}
