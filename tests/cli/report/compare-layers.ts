import initSqlJs from 'sql.js';
import type { AnalysedFolder } from './analysed-folder.ts';
import type { Comparison } from './comparison.ts';

type Properties = Record<string, unknown>;

/** Attributes of every feature of a GeoJSON file. */
export function compareGeojson(bytes: Uint8Array, folder: AnalysedFolder, comparison: Comparison): void {
  comparison.of('geojson');
  const { features } = JSON.parse(new TextDecoder().decode(bytes)) as {
    features: { properties: Properties }[];
  };
  compareFeatures(
    (layer) => features.map(({ properties }) => properties).filter((each) => each.layer === layer),
    folder,
    comparison
  );
}

/** Attributes of every row of a GeoPackage, read by SQLite. */
export async function compareGpkg(bytes: Uint8Array, folder: AnalysedFolder, comparison: Comparison) {
  comparison.of('gpkg');
  const { Database } = await initSqlJs();
  const db = new Database(bytes);
  const rowsOf = (layer: string): Properties[] => {
    const [{ columns, values }] = db.exec(`SELECT * FROM "${layer}" ORDER BY fid`);
    return values.map((row) => Object.fromEntries(columns.map((name, i) => [name, row[i]])));
  };
  compareFeatures(rowsOf, folder, comparison);
  db.close();
}

function compareFeatures(
  layer: (name: string) => Properties[],
  { measures, summary, table, layer: analysed }: AnalysedFolder,
  comparison: Comparison
): void {
  for (const community of layer('communities')) {
    const code = String(community.unit);
    for (const measure of measures) {
      const unit = measure.units.find((each) => each.code === code)!;
      // A group stands in the name where a measure counts not everyone.
      const prefix = measure.group === 'all' ? measure.id : `${measure.id}_${measure.group}`;
      const wanted: Record<string, string> = {
        ...{ total: unit.coverage.total, covered: unit.coverage.covered, share: unit.coverage.share },
        ...{ uncovered: unit.gap.uncovered, rank: unit.gap.rank }
      };
      for (const [name, want] of Object.entries(wanted))
        comparison.number(`${code} ${prefix}_${name}`, community[`${prefix}_${name}`], want);
    }
  }
  // Sums of the people of all communities are what the summary says.
  for (const [field, people] of Object.entries(summary.totals.people)) {
    const sum = layer('communities').reduce((all, each) => all + Number(each[field]), 0);
    comparison.number(`people ${field}`, Math.round(sum * 1e6) / 1e6, Math.round(people * 1e6) / 1e6);
  }
  const placed = table('siting');
  const sites = layer('sites');
  if (sites.length !== placed.length) comparison.fault('sites', `${sites.length}, not ${placed.length}`);
  sites.forEach((site) => {
    const row = placed.find(
      ({ standard, order }) => site.standard === standard && Number(order) === site.order
    )!;
    for (const name of ['lon', 'lat', 'gain', 'covered_after', 'cost', 'robustness'])
      comparison.number(`site ${row.site} ${name}`, site[name], row[name]);
  });
  const facilities = new Map(analysed('facilities').map((each) => [each.fac_id, each]));
  for (const facility of layer('facilities'))
    for (const name of ['lon', 'lat', 'floor_area_m2', 'beds', 'capacity'])
      comparison.number(
        `facility ${String(facility.fac_id)} ${name}`,
        facility[name],
        facilities.get(facility.fac_id)?.[name] as number | null
      );
}
