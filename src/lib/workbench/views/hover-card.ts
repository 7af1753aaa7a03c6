import { CAUSES } from '../../coverage/coverage.ts';
import { categoryName, type Desk } from '../desk.svelte.ts';
import { countUnitOf, pointWordOf } from '../labels.ts';
import { count, decimal, percent } from '../words/figures.ts';
import { say } from '../words/words.svelte.ts';
import type { WordKey } from '../words/zh.ts';

/** What the pointer, or the keyboard, is on. */
export type Hovered =
  | { kind: 'unit'; unit: number }
  | { kind: 'point'; point: number }
  | { kind: 'facility'; code: string }
  | { kind: 'site'; index: number };

/** What the card at the pointer says: a title and lines under it. */
export interface HoverCard {
  title: string;
  lines: string[];
}

/** The card of a thing, from what the page has; null where it has nothing of it. */
export function cardOf(desk: Desk, hovered: Hovered): HoverCard | null {
  switch (hovered.kind) {
    case 'unit':
      return unitCard(desk, hovered.unit);
    case 'point':
      return pointCard(desk, hovered.point);
    case 'facility':
      return facilityCard(desk, hovered.code);
    case 'site':
      return siteCard(desk, hovered.index);
  }
}

function unitCard(desk: Desk, unit: number): HoverCard | null {
  const { scene, outcome, views } = desk;
  if (scene?.units[unit] === undefined) return null;
  const name = desk.unitName(unit);
  const row =
    outcome?.units[unit]?.unit === unit
      ? outcome.units[unit]
      : outcome?.units.find((each) => each.unit === unit);
  if (!row || !(row.total > 0)) return { title: name, lines: [say('hover.none')] };
  const of = countUnitOf(desk);
  const lines = [
    say('hover.share', {
      share: percent(row.share),
      covered: count(row.covered),
      total: count(row.total),
      unit: of
    })
  ];
  if (row.uncovered >= 0.5) lines.push(say('hover.uncovered', { n: count(row.uncovered), unit: of }));
  // What was fetched is of the last settled outcome: a drag under way has another.
  const { columns, score } = views.settled === outcome ? views : { columns: null, score: null };
  const mean = columns?.meanM[unit];
  if (views.id === 'walk' && views.walkBy === 'mean' && mean !== undefined)
    lines.push(say('hover.mean', { n: count(mean) }));
  else lines.push(say('hover.median', { n: count(row.medianM) }));
  if (views.id === 'detour' || views.id === 'straight')
    lines.push(say('hover.detour', { n: decimal(100 * (row.share - row.shareStraight)) }));
  if (views.id === 'score' && score)
    lines.push(say('hover.score', { n: decimal(score.unit[unit]), most: score.services.length }));
  return { title: name, lines };
}

function pointCard(desk: Desk, point: number): HoverCard | null {
  const { scene, outcome, views } = desk;
  if (!scene || !outcome) return null;
  const people = (outcome.points ?? scene.points).people[point];
  if (people === undefined) return null;
  const cause = CAUSES[outcome.cause[point]];
  const metres = outcome.distanceM[point];
  // Another outcome's serving facility may be another one: it is named once its own are there.
  const { columns, score } = views.settled === outcome ? views : { columns: null, score: null };
  const facility = columns ? columns.serving.name[columns.nearest[point]] : undefined;
  const walk = { n: count(metres), minutes: decimal(metres / outcome.measure.speedMps / 60) };
  const lines = [
    outcome.points
      ? say('hover.people', { n: decimal(people), unit: countUnitOf(desk) })
      : say('hover.residents', { n: decimal(people) }),
    cause === 'covered'
      ? say('hover.covered')
      : say('hover.notCovered', { cause: say(`cause.${cause}` as WordKey) })
  ];
  if (!Number.isFinite(metres)) lines.push(say('hover.noWalk'));
  else lines.push(facility ? say('hover.walk', { ...walk, facility }) : say('hover.walkOnly', walk));
  if (views.id === 'score' && score)
    lines.push(say('hover.score', { n: score.point[point], most: score.services.length }));
  return { title: pointWordOf(desk), lines };
}

function facilityCard(desk: Desk, code: string): HoverCard | null {
  const facility = desk.facilityOf(code);
  if (!facility) return null;
  const lines = [facility.category ? categoryName(facility.category) : say('group.none')];
  if (facility.state !== 'present') lines.push(say(`hover.${facility.state}`));
  if (facility.state !== 'closed') lines.push(say(facility.qualifies ? 'hover.qualifies' : 'hover.other'));
  return { title: facility.name || code, lines };
}

function siteCard(desk: Desk, index: number): HoverCard | null {
  const site = desk.siting?.sites[index];
  return site ? { title: site.name, lines: [say('hover.gain', { n: count(site.gain) })] } : null;
}
