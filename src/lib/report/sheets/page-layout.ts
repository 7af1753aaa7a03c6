import type { Orientation, Paper } from './sheet-choice.ts';

/** A rectangle on the page, in points from the top left. */
export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Where the parts of a sheet stand, and how large its writing is. The parts don't overlap; `frame` goes round maps and panel. */
export interface PageLayout {
  page: Box;
  /** Sheet number, title with subtitle, and the word on who may see it, side by side. */
  corner: Box;
  title: Box;
  subtitle: Box;
  stamp: Box;
  /** The outer frame (外图廓). */
  frame: Box;
  /** The neat lines (内图廓): one map, or before and after, each with a caption above it. */
  maps: Box[];
  captions: Box[];
  /** Figures, names, legend and scale: at the side of a landscape sheet, at the foot of a portrait one. */
  panel: Box;
  /** Sources and the warning to the left, who and when to the right. */
  notes: Box;
  imprint: Box;
  /** Sizes of writing in points: title, subtitle, text, notes. */
  type: { title: number; subtitle: number; text: number; note: number };
}

/** Points in a millimetre. */
const MM = 72 / 25.4;

const SHORT_MM = { A4: 210, A3: 297 };
const LONG_MM = { A4: 297, A3: 420 };

/** Size of a sheet in points. */
export function paperSize(paper: Paper, orientation: Orientation): { widthPt: number; heightPt: number } {
  const [short, long] = [SHORT_MM[paper] * MM, LONG_MM[paper] * MM];
  return orientation === 'landscape'
    ? { widthPt: long, heightPt: short }
    : { widthPt: short, heightPt: long };
}

/** The layout of a sheet with so many maps upon it; `aspect` is the width of the land by its height: two maps stand so that they are largest. */
export function layOutPage(paper: Paper, orientation: Orientation, maps: 1 | 2, aspect = 1): PageLayout {
  const { widthPt, heightPt } = paperSize(paper, orientation);
  const grow = paper === 'A3' ? 1.35 : 1;
  const isWide = orientation === 'landscape';
  const margin = 10 * MM * (paper === 'A3' ? 1.2 : 1);
  const type = { title: 20 * grow, subtitle: 9.5 * grow, text: 8 * grow, note: 6.2 * grow };
  const [left, right] = [margin, widthPt - margin];
  const inside = right - left;

  const titleHeight = type.title * 1.35;
  const subtitleHeight = type.subtitle * 1.7;
  const side = inside * 0.17;
  const gap = 2 * MM;
  const corner = box(left, margin, side, titleHeight);
  const stamp = box(right - side, margin, side, titleHeight);
  const title = box(left + side + gap, margin, inside - 2 * (side + gap), titleHeight);
  const subtitle = box(left, margin + titleHeight, inside, subtitleHeight);

  const noteHeight = type.note * 1.42 * (isWide ? 6 : 8);
  const foot = heightPt - margin;
  const notesWidth = inside * (isWide ? 0.74 : 0.7);
  const notes = box(left, foot - noteHeight, notesWidth, noteHeight);
  const top = subtitle.y + subtitle.height + 1.5 * MM;
  const frame = box(left, top, inside, foot - noteHeight - 2 * MM - top);
  const inset = 1.8 * MM * grow;
  const within = shrink(frame, inset);
  const panelWidth = 70 * MM * (paper === 'A3' ? 1.3 : 1);
  const panelHeight = 70 * MM * (paper === 'A3' ? 1.3 : 1);
  const panel = isWide
    ? box(within.x + within.width - panelWidth, within.y, panelWidth, within.height)
    : box(within.x, within.y + within.height - panelHeight, within.width, panelHeight);
  const area = isWide
    ? box(within.x, within.y, within.width - panelWidth - inset, within.height)
    : box(within.x, within.y, within.width, within.height - panelHeight - inset);
  // Below the panel where that stands at the side.
  const imprintX = isWide ? Math.max(panel.x, notes.x + notes.width + gap) : notes.x + notes.width + gap;
  const imprint = box(imprintX, notes.y, right - imprintX, noteHeight);
  const { boxes, captions } =
    maps === 1 ? { boxes: [area], captions: [] } : halve(area, aspect, inset, type.text * 1.7);
  return {
    page: box(0, 0, widthPt, heightPt),
    corner,
    title,
    subtitle,
    stamp,
    frame,
    maps: boxes,
    captions,
    panel,
    notes,
    imprint,
    type
  };
}

/** Heights in points that the parts of the panel ask for. */
export interface PanelNeeds {
  figures: number;
  names: number;
  legend: number;
  /** In two columns. */
  legendLeast: number;
  scale: number;
}

export interface PanelLayout {
  figures: Box;
  names: Box;
  legend: Box;
  scale: Box;
}

/**
 * The parts of the panel: one below the other at the side, in three columns at the foot. Where the side has not the height for all, the legend gives way to the names
 * until it stands in two columns, and the names take what is left.
 */
export function layOutPanel(
  { panel, type }: PageLayout,
  orientation: Orientation,
  needs: PanelNeeds
): PanelLayout {
  const gap = type.text * 0.9;
  if (orientation === 'landscape') {
    const figures = box(panel.x, panel.y, panel.width, Math.min(needs.figures, panel.height * 0.5));
    const scale = box(panel.x, panel.y + panel.height - needs.scale, panel.width, needs.scale);
    const free = scale.y - gap - (figures.y + figures.height + gap);
    const legendHeight = Math.min(
      Math.max(needs.legendLeast, Math.min(needs.legend, free - gap - needs.names)),
      Math.max(0, free)
    );
    const legend = box(panel.x, scale.y - gap - legendHeight, panel.width, legendHeight);
    const namesTop = figures.y + figures.height + gap;
    return {
      figures,
      scale,
      legend,
      names: box(panel.x, namesTop, panel.width, Math.max(0, legend.y - gap - namesTop))
    };
  }
  const columnGap = gap * 1.6;
  // The legend is the widest: it may have to stand in two columns.
  const widths = [0.31, 0.3, 0.39].map((share) => share * (panel.width - 2 * columnGap));
  const at = (index: number) =>
    panel.x + widths.slice(0, index).reduce((sum, width) => sum + width + columnGap, 0);
  return {
    figures: box(at(0), panel.y, widths[0], panel.height),
    names: box(at(1), panel.y, widths[1], panel.height),
    legend: box(at(2), panel.y, widths[2], panel.height - needs.scale - gap),
    scale: box(at(2), panel.y + panel.height - needs.scale, widths[2], needs.scale)
  };
}

/** Two maps with captions, side by side or one above the other: as land of this aspect is larger. */
function halve(
  { x, y, width, height }: Box,
  aspect: number,
  gap: number,
  captionHeight: number
): { boxes: Box[]; captions: Box[] } {
  const beside = { width: (width - gap) / 2, height };
  const below = { width, height: (height - gap) / 2 };
  const widthOfLand = (half: { width: number; height: number }) =>
    Math.min(half.width, (half.height - captionHeight) * aspect);
  const isBeside = widthOfLand(beside) >= widthOfLand(below);
  const half = isBeside ? beside : below;
  const corners = isBeside
    ? [box(x, y, 0, 0), box(x + half.width + gap, y, 0, 0)]
    : [box(x, y, 0, 0), box(x, y + half.height + gap, 0, 0)];
  return {
    captions: corners.map((at) => box(at.x, at.y, half.width, captionHeight)),
    boxes: corners.map((at) => box(at.x, at.y + captionHeight, half.width, half.height - captionHeight))
  };
}

function shrink({ x, y, width, height }: Box, by: number): Box {
  return box(x + by, y + by, width - 2 * by, height - 2 * by);
}

function box(x: number, y: number, width: number, height: number): Box {
  return { x, y, width, height };
}
