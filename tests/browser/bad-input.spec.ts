import { expect, test } from './app.ts';

const header = Buffer.concat([
  Buffer.from([0, 0, 0, 13, 10, 9]),
  Buffer.from('OSMHeader'),
  Buffer.from([24, 100])
]);

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64'
);

function points(rows: { at: [number, number]; properties: object }[]): Buffer {
  const features = rows.map(({ at, properties }) => ({
    type: 'Feature',
    properties,
    geometry: { type: 'Point', coordinates: at }
  }));
  return Buffer.from(JSON.stringify({ type: 'FeatureCollection', features }));
}

/** Files that can't be taken as they are: each a sentence in Chinese that names the cause. */
const files: { name: string; bytes: Buffer; says: RegExp }[] = [
  { name: 'empty.geojson', bytes: Buffer.alloc(0), says: /空/ },
  { name: 'empty.csv', bytes: Buffer.alloc(0), says: /空/ },
  { name: 'picture.geojson', bytes: png, says: /PNG|图片|图像|类型|格式/i },
  {
    name: 'cut.geojson',
    bytes: points([{ at: [117.2, 39.1], properties: {} }]).subarray(0, 60),
    says: /JSON|截断|不完整/
  },
  { name: 'cut.osm.pbf', bytes: Buffer.concat([header, Buffer.alloc(20)]), says: /截断|不完整|中断|字节/ },
  {
    name: 'facilities.geojson',
    bytes: points([
      { at: [39.1, 117.2], properties: { name: '养老驿站甲', category: 'eldercare_site' } },
      { at: [39.2, 117.3], properties: { name: '养老驿站乙', category: 'eldercare_site' } }
    ]),
    says: /经纬度像是写反了/
  }
];

test('files that cannot be taken: each a sentence that says what is wrong, and what stood before stays', async ({
  app,
  page
}) => {
  await app.open();
  const before = await app.numbers();
  for (const { name, bytes, says } of files)
    await test.step(name, async () => {
      await app.drop([{ name, bytes }]);
      const dialog = page.getByTestId('import-dialog');
      const card = dialog.getByTestId('file-card');
      const failure = dialog.getByTestId('import-failure');
      // Refused at once, or shown with a question or a refusal: nothing is stored until the user says so.
      const told = card.or(failure).first();
      await expect(told).toBeVisible();
      await expect(told).toContainText(name);
      await expect(told).toContainText(says);
      await page.keyboard.press('Escape');
      await expect(dialog).toHaveCount(0);
      expect(await app.numbers()).toBe(before);
      expect(await page.evaluate(() => Object.keys(Object.prototype))).toEqual([]);
    });
});
