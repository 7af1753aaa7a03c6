/** A stop of the tour: what it points at, by the test ids of it, the first that is on screen. */
export interface TourStop {
  id: 'data' | 'question' | 'map' | 'why' | 'gaps' | 'siting' | 'report';
  targets: readonly string[];
}

/** The way of the work, as the left column has it. Nothing is opened or chosen for the user on the way. */
export const TOUR_STOPS: readonly TourStop[] = [
  { id: 'data', targets: ['step-data'] },
  { id: 'question', targets: ['measure-select', 'left-ask'] },
  { id: 'map', targets: ['stage'] },
  { id: 'why', targets: ['why'] },
  { id: 'gaps', targets: ['step-gaps'] },
  { id: 'siting', targets: ['step-siting'] },
  { id: 'report', targets: ['step-report'] }
];

/** Where on the page something stands, in CSS pixels. */
export interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}

/** The part of a box that is within another: what of a long panel is in the window. */
export function clipBox(box: Box, within: Box): Box {
  const left = Math.max(box.left, within.left);
  const top = Math.max(box.top, within.top);
  return {
    ...{ left, top },
    width: Math.max(0, Math.min(box.left + box.width, within.left + within.width) - left),
    height: Math.max(0, Math.min(box.top + box.height, within.top + within.height) - top)
  };
}

const GAP = 14;

/**
 * Where a card of that size stands beside its target: to the right where there is room, else to the left, else in the
 * middle of it; always wholly within the window.
 */
export function placeCard(target: Box, card: { width: number; height: number }, window: Box): Box {
  const right = target.left + target.width + GAP;
  const left = target.left - GAP - card.width;
  const within = (at: number, size: number, from: number, room: number): number =>
    Math.max(from + GAP, Math.min(at, from + room - size - GAP));
  const x =
    right + card.width + GAP <= window.left + window.width
      ? right
      : left >= window.left + GAP
        ? left
        : target.left + (target.width - card.width) / 2;
  const isTall = target.height > window.height / 2;
  const y = isTall ? target.top + (target.height - card.height) / 2 : target.top;
  return {
    left: within(x, card.width, window.left, window.width),
    top: within(y, card.height, window.top, window.height),
    ...card
  };
}
