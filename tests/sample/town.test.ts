import { describe, expect, it } from 'vitest';
import { FACILITY_KINDS } from '../../src/lib/sample/facilities.ts';
import { PEOPLE_FIELDS } from '../../src/lib/sample/people.ts';
import type { Row } from '../../src/lib/sample/table.ts';
import { makeTown } from '../../src/lib/sample/town.ts';
import { CATEGORIES, SITE_MODES } from '../../src/lib/standards/taxonomy.ts';
import { NAMES, areaM2, graphOf, isInside, linesOf, nearestSegment, ringsOf, walkTo } from './walk-town.ts';

const town = makeTown(1, NAMES);
const graph = graphOf(linesOf(town.roads));
const communities = ringsOf(town.communities);
const at = (row: Row): number[] => [Number(row.lon), Number(row.lat)];
const sum = (rows: Row[], field: string) => rows.reduce((total, row) => total + Number(row[field]), 0);
const nameOnMap = (unit: string) => town.same[unit] ?? unit;

describe('the land of the sample town', () => {
  it('has twelve communities of 0.12 to 0.57 km² that tile about 2.7 km²', () => {
    const areas = communities.map(areaM2);
    expect(areas).toHaveLength(12);
    for (const area of areas) {
      expect(area).toBeGreaterThanOrEqual(120_000);
      expect(area).toBeLessThanOrEqual(570_000);
    }
    const whole = areaM2(ringsOf(town.subdistrict)[0]);
    expect(whole).toBeGreaterThan(2_600_000);
    expect(whole).toBeLessThan(2_800_000);
    expect(Math.abs(areas.reduce((total, area) => total + area, 0) / whole - 1)).toBeLessThan(0.001);
  });

  it('has no place that is in two communities or in none', () => {
    const outline = ringsOf(town.subdistrict)[0];
    let tried = 0;
    for (let lon = 117.193; lon < 117.218; lon += 0.00037) {
      for (let lat = 39.109; lat < 39.128; lat += 0.00031) {
        const inside = isInside([lon, lat], outline);
        tried += inside ? 1 : 0;
        expect(communities.filter((ring) => isInside([lon, lat], ring))).toHaveLength(inside ? 1 : 0);
      }
    }
    expect(tried).toBeGreaterThan(1500);
  });

  it('draws water, rail, green and homes as simple polygons inside the town', () => {
    const kinds = new Set(town.landuse.features.map(({ properties }) => properties.kind));
    for (const kind of ['water', 'rail', 'green', 'residential', 'education', 'commercial', 'building']) {
      expect(kinds).toContain(kind);
    }
    const outline = ringsOf(town.subdistrict)[0];
    const lots = town.landuse.features.filter(({ properties }) => properties.kind === 'building');
    for (const ring of ringsOf({ ...town.landuse, features: lots })) {
      expect(areaM2(ring)).toBeGreaterThan(20);
      for (const corner of ring) expect(isInside(corner, outline)).toBe(true);
    }
  });
});

describe('the ways of the sample town', () => {
  it('are 120 to 140 km', () => {
    expect(graph.lengthM).toBeGreaterThan(120_000);
    expect(graph.lengthM).toBeLessThan(140_000);
  });

  it('hang together but for one island of under 1 % of the vertices', () => {
    const [main, island, ...others] = [...graph.sizes].sort((a, b) => b - a);
    expect(others).toEqual([]);
    expect(island / (main + island)).toBeLessThan(0.01);
  });

  it('take everybody out of the estate but those on the island', () => {
    const main = graph.sizes.indexOf(Math.max(...graph.sizes));
    const cutOff = town.residential.filter((row) => graph.piece[nearestSegment(graph, at(row)).a] !== main);
    expect(cutOff.length).toBeGreaterThan(3);
    expect(cutOff.length).toBeLessThan(30);
    expect(new Set(cutOff.map((row) => row.estate)).size).toBe(1);
    const farthest = Math.max(...town.residential.map((row) => nearestSegment(graph, at(row)).offM));
    expect(farthest).toBeLessThan(60);
  });

  it('cross the canal at two bridges inside the town, and the railway only by the avenues at its border', () => {
    const crossings = (kind: string) => {
      const features = town.landuse.features.filter(({ properties }) => properties.kind === kind);
      const names = new Set<string>();
      for (const ring of ringsOf({ ...town.landuse, features }).filter((r) => areaM2(r) > 5000)) {
        for (const { properties, geometry } of town.roads.features) {
          if (geometry.type !== 'LineString') continue;
          const { coordinates } = geometry;
          const over = coordinates.some((b, i) => {
            const a = coordinates[i - 1];
            return (
              a &&
              [0.2, 0.5, 0.8].some((t) =>
                isInside([a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t], ring)
              )
            );
          });
          if (over) names.add(String(properties.name));
        }
      }
      // The avenues at the border cross both, and lie on the very edge of the polygons.
      return [...names].filter((name) => !['东港路', '西堤路', '北营道'].includes(name)).sort();
    };
    expect(crossings('water')).toEqual(['文昌路', '汇川路']);
    expect(crossings('rail')).toEqual([]);
  });
});

describe('the people of the sample town', () => {
  it('are about 62,000 in 900 to 1,500 buildings, 2,700 to 8,100 in each community', () => {
    expect(town.residential.length).toBeGreaterThanOrEqual(900);
    expect(town.residential.length).toBeLessThanOrEqual(1500);
    expect(Math.abs(sum(town.population, 'pop_resident') / 62_000 - 1)).toBeLessThan(0.03);
    for (const row of town.population) {
      expect(Number(row.pop_resident)).toBeGreaterThanOrEqual(2700);
      expect(Number(row.pop_resident)).toBeLessThanOrEqual(8100);
    }
  });

  it('add up from buildings to communities, and every group lies within its larger one', () => {
    for (const row of town.population) {
      const own = town.residential.filter(({ community }) => community === nameOnMap(String(row.unit)));
      expect(own.length).toBeGreaterThan(0);
      for (const field of PEOPLE_FIELDS) expect(sum(own, field)).toBe(row[field]);
    }
    for (const row of town.residential) {
      const [all, older, over65, over80] = ['pop_resident', 'pop_60p', 'pop_65p', 'pop_80p'].map((f) =>
        Number(row[f])
      );
      expect(all).toBeGreaterThanOrEqual(older + Number(row.pop_0_17));
      expect(older).toBeGreaterThanOrEqual(over65);
      expect(over65).toBeGreaterThanOrEqual(over80);
      expect(Number(row.pop_0_17)).toBeGreaterThanOrEqual(Number(row.pop_0_2));
      expect(Number(row.households)).toBeGreaterThan(0);
    }
  });

  it('live in the community that their building names', () => {
    const names = town.communities.features.map(({ properties }) => properties.name);
    for (const row of town.residential) {
      expect(isInside(at(row), communities[names.indexOf(row.community)])).toBe(true);
    }
  });
});

describe('the facilities and premises of the sample town', () => {
  it('are 7 eldercare, 8 health, 12 education, 41 sport, 54 convenience, 44 administration, by the taxonomy', () => {
    const counts = Object.entries(FACILITY_KINDS).map(([kind, categories]) => [
      kind,
      town.facilities.filter(({ category }) => String(category) in categories).length
    ]);
    expect(Object.fromEntries(counts)).toEqual({
      eldercare: 7,
      health: 8,
      education: 12,
      sport: 41,
      convenience: 54,
      administration: 44
    });
    const codes = new Set(CATEGORIES.map(({ code }) => code));
    for (const { category } of town.facilities) expect(codes).toContain(category);
    expect(new Set(town.facilities.map((row) => row.fac_id)).size).toBe(166);
  });

  const vacant = town.candidates.slice(0, 30);

  it('are 30 premises, each with area, cost and a way to have it', () => {
    const modes = new Set(SITE_MODES.map(({ code }) => code));
    expect(vacant).toHaveLength(30);
    for (const row of town.candidates) {
      expect(modes).toContain(row.acquisition_mode);
      if (vacant.includes(row)) expect(Number(row.floor_area_m2)).toBeGreaterThan(50);
      expect(Number(row.cost)).toBeGreaterThan(10_000);
      expect(communities.some((ring) => isInside(at(row), ring))).toBe(true);
    }
  });

  it('offers no premises that older people could not use, and costs as a clerk estimates them', () => {
    const has = (field: string) => new Set(vacant.map((row) => row[field]));
    expect([...has('floor_level')].sort()).toEqual(['1', '2']);
    expect(has('tenure').size).toBeGreaterThanOrEqual(4);
    expect(has('acquisition_mode').size).toBeGreaterThanOrEqual(6);
    expect(has('name').size).toBe(30);
    for (const { name, floor_level, floor_area_m2, cost, barrier_free, site_kind } of vacant) {
      expect(site_kind).toBe('stock');
      if (floor_level === '2') expect([1, null]).toContain(barrier_free);
      expect(name).not.toMatch(/地下|厂房|仓库/);
      expect(String(name).endsWith('二层')).toBe(floor_level === '2');
      expect(Number(cost) % 10_000).toBe(0);
      const perM2 = Number(cost) / Number(floor_area_m2);
      expect(perM2).toBeGreaterThan(900);
      expect(perM2).toBeLessThan(4500);
    }
  });

  it('are followed by premises that few services can take, and by land', () => {
    const more = town.candidates.slice(30);
    expect(more.map(({ floor_level, site_kind }) => floor_level ?? site_kind)).toEqual([
      ...['-1', '-1', '3', '3', '5', '1', 'stock', '1-2', '1', 'land', 'land', 'land']
    ]);
    const columns = new Set(town.candidates.map((row) => Object.keys(row).join()));
    expect(columns.size).toBe(1);
    expect(new Set(town.candidates.map(({ site_id }) => site_id)).size).toBe(42);
    for (const { floor_area_m2, site_area_m2, site_kind } of more)
      if (site_kind === 'land') expect([floor_area_m2, Number(site_area_m2) > 300]).toEqual([null, true]);
  });

  it('have flaws as in life: a name spelt otherwise, 3 % outside, two duplicates, 0 for unknown', () => {
    const map = new Set(town.communities.features.map(({ properties }) => properties.name));
    const strange = town.population.map((row) => String(row.unit)).filter((unit) => !map.has(unit));
    expect(strange).toEqual(['官前园社区']);
    expect(town.same).toEqual({ 官前园社区: '宫前园社区' });
    const outside = town.facilities.filter((row) => !communities.some((ring) => isInside(at(row), ring)));
    expect(outside).toHaveLength(5);
    const twice = town.facilities.filter((row, i) =>
      town.facilities.slice(0, i).some((other) => {
        if (other.name !== row.name || other.category !== row.category) return false;
        const [x, y] = [Number(other.lon) - Number(row.lon), Number(other.lat) - Number(row.lat)];
        return Math.hypot(x * 86_480, y * 111_018) < 10;
      })
    );
    expect(twice).toHaveLength(2);
    expect(town.facilities.some((row) => row.floor_area_m2 === 0)).toBe(true);
  });
});

describe('what the sample town has to show', () => {
  const covered = (categories: string[], limitM: number, field: string) => {
    const goals = town.facilities.filter(({ category }) => categories.includes(String(category))).map(at);
    const walks = walkTo(graph, town.residential.map(at), goals);
    const share = (rows: Row[]) => {
      const within = rows.filter((row) => walks[town.residential.indexOf(row)] <= limitM);
      return sum(within, field) / sum(rows, field);
    };
    const units = town.population.map((row) => nameOnMap(String(row.unit)));
    const of = (unit: string) => town.residential.filter(({ community }) => community === unit);
    const within = new Set(Array.from(walks.keys()).filter((i) => walks[i] <= limitM));
    return { within, whole: share(town.residential), units: units.map((unit) => share(of(unit))) };
  };
  const eldercare = covered(['eldercare_centre', 'eldercare_site', 'day_care'], 720, 'pop_60p');
  const health = covered(['chc', 'chs'], 900, 'pop_resident');

  it('is covered by eldercare for most but not all, with clear gaps in a few communities', () => {
    expect(eldercare.whole).toBeGreaterThan(0.7);
    expect(eldercare.whole).toBeLessThan(0.9);
    expect(eldercare.units.filter((share) => share < 0.65).length).toBeGreaterThanOrEqual(2);
    expect(eldercare.units.filter((share) => share > 0.9).length).toBeGreaterThanOrEqual(5);
  });

  it('has three premises that win most of what eldercare lacks', () => {
    const premises = town.candidates.filter(({ site_id }) =>
      ['C010', 'C012', 'C026'].includes(String(site_id))
    );
    expect(premises).toHaveLength(3);
    const walks = walkTo(graph, town.residential.map(at), premises.map(at));
    const won = sum(
      town.residential.filter((_, i) => walks[i] <= 720 && !eldercare.within.has(i)),
      'pop_60p'
    );
    expect(won / sum(town.residential, 'pop_60p') / (1 - eldercare.whole)).toBeGreaterThan(0.8);
  });

  it('has other gaps in health', () => {
    expect(health.whole).toBeGreaterThan(0.75);
    expect(health.whole).toBeLessThan(0.95);
    const differing = health.units.filter((share, i) => Math.abs(share - eldercare.units[i]) > 0.2);
    expect(differing.length).toBeGreaterThanOrEqual(3);
  });

  it('is a town with other seeds too', () => {
    const other = makeTown(20, NAMES);
    expect(other.facilities).toHaveLength(166);
    const sizes = [...graphOf(linesOf(other.roads)).sizes].sort((a, b) => b - a);
    expect(sizes).toHaveLength(2);
    expect(other.residential).not.toEqual(town.residential);
  });
});
