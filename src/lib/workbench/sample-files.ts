/** The sample town's files as assets of the app itself, so that it opens with no network. */
const urls = import.meta.glob<string>('../../../data/sample/*.{json,geojson,csv}', {
  // As files of their own: a browser without a network may refuse even to fetch what is written into an address.
  query: '?url&no-inline',
  import: 'default',
  eager: true
});

/** Address of each file of the sample study by its name. */
export function sampleFiles(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(urls).map(([path, url]) => [
      path.slice(path.lastIndexOf('/') + 1),
      new URL(url, location.href).href
    ])
  );
}
