import { createUnitLocator } from '../../demand/levels.ts';
import { CAUSES } from '../../coverage/coverage.ts';
import { encodeWkb } from '../../geometry/wkb.ts';
import { polygonToGeoJson } from '../../geometry/shapes.ts';
import { writeCsv } from '../../report/csv.ts';
import { writeGeoJson } from '../../report/geojson.ts';
import { areasOf, areaTiers } from '../../study/explain.ts';
import type { Siting } from '../../siting/siting.ts';
import type { Session } from '../../study/session.ts';
import type { MeasureResult, Study } from '../../study/study.ts';
import type { Column, Table } from '../../tables/database.ts';
import { resultTables } from '../../tables/results.ts';
import type { ExportKind } from './engine-api.ts';
import { isStudyMeasure } from './make-outcome.ts';

const numbers = (values: Iterable<number>): Column => ({ type: 'DOUBLE', values: Float64Array.from(values) });
const texts = (values: string[]): Column => ({ type: 'VARCHAR', values });

/**
 * The study with what is on screen first: a measure asked with another walker or limit under an id of its own, and the
 * sites as they are proposed there.
 */
function withShown(session: Session, study: Study, shown: MeasureResult, siting: Siting | null): Study {
  const { measure } = shown;
  const own = isStudyMeasure(session, measure);
  const limit = Number.isNaN(measure.limitS) ? `${measure.limitM}m` : `${measure.limitS / 60}min`;
  const id = own ? measure.id : `${measure.id}@${measure.group}-${limit}-${measure.speedMps}mps`;
  const named = { ...measure, id };
  const asked: MeasureResult = {
    ...shown,
    measure: named,
    coverage: { ...shown.coverage, measure: named },
    gaps: { ...shown.gaps, measure: named }
  };
  return {
    ...study,
    results: own ? study.results : [asked, ...study.results],
    siting: siting
      ? [{ ...siting, standard: id }, ...study.siting.filter(({ standard }) => standard !== id)]
      : study.siting
  };
}

/** A result table for Excel, or a layer as GeoJSON, of the study and the measure on screen. */
export function exportStudy(
  kind: ExportKind,
  session: Session,
  study: Study,
  shown: MeasureResult,
  siting: Siting | null
): { name: string; bytes: Uint8Array } {
  const edits = study.scenario.edits.length;
  // A planned building must not pass as an existing one: the file says so by its name.
  const title =
    (study.title.replace(/[\\/:*?"<>|]/g, ' ').trim() || 'yike') + (edits ? `-方案（${edits}处改动）` : '');
  if (kind === 'coverage' || kind === 'gaps' || kind === 'compliance' || kind === 'siting')
    return {
      name: `${title}-${kind}.csv`,
      bytes: writeCsv(resultTables(withShown(session, study, shown, siting))[kind], { bom: true })
    };
  const layer = layers[kind](session, study, shown);
  const place = layer.has('geometry') ? { geometry: 'geometry' } : { lon: 'lon', lat: 'lat' };
  const bytes = writeGeoJson(layer, place);
  return { name: `${title}-${kind === 'area' ? shown.measure.id : kind}.geojson`, bytes };
}

const layers: Record<
  'units' | 'points' | 'facilities' | 'area',
  (s: Session, t: Study, m: MeasureResult) => Table
> = {
  units: (session, study, { coverage, gaps }) => {
    const { units } = session.inputs;
    const at = new Map(Array.from(coverage.rows.unit, (unit, row) => [unit, row]));
    const of = (column: Float64Array | Int32Array) =>
      numbers(units.code.map((_, unit) => column[at.get(unit) ?? -1]));
    return new Map<string, Column>([
      ['unit', texts(units.code)],
      ['unit_name', texts(units.name)],
      ['level', texts(units.level)],
      ['standard', texts(units.code.map(() => coverage.measure.id))],
      ['total', of(coverage.rows.total)],
      ['covered', of(coverage.rows.covered)],
      ['share', of(coverage.rows.share)],
      ['share_straight', of(coverage.rows.shareStraight)],
      ['uncovered', of(gaps.uncovered)],
      ['rank', of(gaps.rank)],
      [
        'geometry',
        {
          type: 'BLOB',
          values: units.code.map((_, unit) => encodeWkb(polygonToGeoJson(study.inputs.units.shape, unit)))
        }
      ]
    ]);
  },
  points: (session, _study, { joined, coverage, gaps, measure }) => {
    const { demand } = joined;
    const { units } = session.inputs;
    return new Map<string, Column>([
      ['lon', numbers(demand.lon)],
      ['lat', numbers(demand.lat)],
      ['unit_name', texts(Array.from(demand.unit, (unit) => (unit < 0 ? '' : units.name[unit])))],
      ...Object.entries(demand.people).map(([field, people]): [string, Column] => [field, numbers(people)]),
      ['standard', texts(Array.from(demand.lon, () => measure.id))],
      ['distance_m', numbers(coverage.distanceM)],
      ['covered', numbers(coverage.covered)],
      ['cause', texts(Array.from(gaps.cause, (code) => CAUSES[code]))]
    ]);
  },
  facilities: (session, { facilities }) => {
    const { units } = session.inputs;
    const locate = createUnitLocator(units, 'community');
    const unit = facilities.code.map((_, i) => locate(facilities.lon[i], facilities.lat[i]));
    return new Map<string, Column>([
      ['lon', numbers(facilities.lon)],
      ['lat', numbers(facilities.lat)],
      ['fac_id', texts(facilities.code)],
      ['name', texts(facilities.name)],
      ['category', texts(facilities.category)],
      ['floor_area_m2', numbers(facilities.floorAreaM2)],
      ['unit_name', texts(unit.map((index) => (index < 0 ? '' : units.name[index])))]
    ]);
  },
  area: (session, _study, { measure }) => {
    const tiers = areaTiers(measure);
    const areas = areasOf(
      session,
      measure,
      tiers.map(({ limitM }) => limitM)
    );
    // The widest first: drawn in this order, none hides another.
    const rows = areas.map((area, k) => ({ ...area, minutes: tiers[k].minutes })).toReversed();
    return new Map<string, Column>([
      ['standard', texts(rows.map(() => measure.id))],
      ['minutes', numbers(rows.map(({ minutes }) => minutes ?? NaN))],
      ['limit_m', numbers(rows.map(({ limitM }) => limitM))],
      ['area_m2', numbers(rows.map(({ areaM2 }) => areaM2))],
      ['geometry', { type: 'BLOB', values: rows.map(({ geometry }) => encodeWkb(geometry)) }]
    ]);
  }
};
