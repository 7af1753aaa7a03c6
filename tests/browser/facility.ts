import type { App } from './app.ts';

/** A facility as the export gives it, with its place on the screen. */
export interface Shown {
  code: string;
  lon: number;
  lat: number;
  x: number;
  y: number;
}

/** Categories that the sample's first question, eldercare within 15 minutes, counts. */
const eldercare = /^(eldercare|day_care)/;

/**
 * The eldercare facilities, which the first question counts and the map shows, that lie free: at least 24 px from every
 * other one and 80 px from the map's edge, where the pointer takes that one and no other.
 */
export async function findFreeFacilities(app: App): Promise<Shown[]> {
  const { bytes } = await app.export('facilities');
  const { features } = JSON.parse(bytes.toString('utf8')) as GeoJSON.FeatureCollection<GeoJSON.Point>;
  const box = (await app.map.boundingBox())!;
  const shown: (Shown & { qualifies: boolean })[] = [];
  for (const { geometry, properties } of features) {
    const [lon, lat] = geometry.coordinates;
    const at = await app.pixelOf(lon, lat);
    const qualifies = eldercare.test(String(properties?.category));
    shown.push({ code: String(properties?.fac_id), lon, lat, ...at, qualifies });
  }
  const near = (a: Shown, b: Shown) => Math.hypot(a.x - b.x, a.y - b.y) < 24;
  return shown.filter(
    (one) =>
      one.qualifies &&
      one.x > box.x + 80 &&
      one.x < box.x + box.width - 80 &&
      one.y > box.y + 80 &&
      one.y < box.y + box.height - 80 &&
      shown.every((other) => other === one || !other.qualifies || !near(one, other))
  );
}

/** Takes what is at `from` with the pointer, moves it in steps, and lets it go. */
export async function drag(
  app: App,
  from: { x: number; y: number },
  by: { x: number; y: number }
): Promise<void> {
  const { mouse } = app.page;
  await mouse.move(from.x, from.y);
  await mouse.down();
  for (let step = 1; step <= 8; step++) {
    await mouse.move(from.x + (by.x * step) / 8, from.y + (by.y * step) / 8);
    await app.page.waitForTimeout(60);
  }
  await mouse.up();
}
