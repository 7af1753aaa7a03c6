import { DRAWN, type Drawing } from './tile-grid.ts';

/** Draws a tile from those of a service; null where the service has none of them. */
export async function drawPlan(
  plan: Drawing,
  take: (column: number, row: number) => Promise<ImageBitmap | null>
): Promise<ImageBitmap | null> {
  const { level, columns, rows } = plan;
  const places: [number, number][] = [];
  for (let row = rows[0]; row <= rows[1]; row++)
    for (let column = columns[0]; column <= columns[1]; column++) places.push([column, row]);
  const images = await Promise.all(places.map(([column, row]) => take(column, row)));
  if (images.every((image) => image === null)) return null;
  const { tileWidth: width, tileHeight: height } = level;
  // First side by side on whole pixels: drawn one by one askew, their edges would show as light lines.
  const sheet = new OffscreenCanvas((columns[1] - columns[0] + 1) * width, (rows[1] - rows[0] + 1) * height);
  const flat = sheet.getContext('2d')!;
  images.forEach((image, i) => {
    const [column, row] = places[i];
    if (image) flat.drawImage(image, (column - columns[0]) * width, (row - rows[0]) * height, width, height);
  });
  const canvas = new OffscreenCanvas(DRAWN, DRAWN);
  const context = canvas.getContext('2d')!;
  context.imageSmoothingQuality = 'high';
  for (const { u, v, side, matrix } of plan.cells) {
    const [a, b, c, d, e, f] = matrix;
    const toTile = new DOMMatrix([a, b, c, d, e - columns[0] * width, f - rows[0] * height]).inverse();
    context.save();
    context.beginPath();
    context.rect(u, v, side, side);
    context.clip();
    context.setTransform(toTile);
    context.drawImage(sheet, 0, 0);
    context.restore();
  }
  return canvas.transferToImageBitmap();
}
