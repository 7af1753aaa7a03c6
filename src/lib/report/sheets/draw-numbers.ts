import { xOf, yOf, type Frame } from '../maps/frame.ts';
import type { Areas, MapGround } from '../maps/ground.ts';
import { placeNames } from '../maps/place-names.ts';
import type { Pen } from '../pen.ts';
import { INK, outline } from './draw-text.ts';
import { font } from './fit-text.ts';

/** The ground without names, so that a map of it leaves the place for numbers. */
export function withoutNames(ground: MapGround): MapGround {
  // Empty ones would be replaced by codes.
  const blank = (areas: Areas): Areas => ({ ...areas, name: areas.name.map(() => ' ') });
  return { ...ground, communities: blank(ground.communities), upper: blank(ground.upper) };
}

/** Numbers on white plates in the units of these codes, as many as find a place without overlap; gives how many. */
export function drawNumbers(
  pen: Pen,
  ground: MapGround,
  frame: Frame,
  numbers: ReadonlyMap<string, string>,
  sizePt: number
): number {
  const asks = [...numbers].flatMap(([code, name]) => {
    const [areas, row] = ground.communityRow.has(code)
      ? [ground.communities, ground.communityRow.get(code)]
      : [ground.upper, ground.upperRow.get(code)];
    if (row === undefined) return [];
    const [west, south, east, north] = areas.bounds.subarray(4 * row, 4 * row + 4);
    return [
      {
        ...{ name, figure: '', colour: INK },
        ...{ x: xOf(frame, areas.innerX[row]), y: yOf(frame, areas.innerY[row]) },
        ...{ reachX: (east - west) / frame.metresPerPt / 4, reachY: (north - south) / frame.metresPerPt / 4 },
        weight: (east - west) * (north - south)
      }
    ];
  });
  const placed = placeNames(
    pen,
    asks,
    frame.box,
    [],
    [1, 0.75, 0.55, 0.42].map((share) => sizePt * share)
  );
  for (const { ask, lines, x, y, width, height } of placed) {
    const plate = { x: x + 0.4, y: y + 0.4, width: width - 0.8, height: height - 0.8 };
    pen.fillStyle = '#ffffff';
    pen.fillRect(plate.x, plate.y, plate.width, plate.height);
    outline(pen, plate, 0.4);
    pen.font = font(lines[0].sizePt, true);
    pen.fillStyle = ask.colour;
    pen.textAlign = 'center';
    pen.textBaseline = 'alphabetic';
    pen.fillText(ask.name, x + width / 2, y + height / 2 + lines[0].sizePt * 0.36);
  }
  return placed.length;
}
