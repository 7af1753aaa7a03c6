import { describe, expect, it } from 'vitest';
import { makeCity } from '../../src/lib/sample/city.ts';
import type { Layer, Row } from '../../src/lib/sample/table.ts';
import { makeTown } from '../../src/lib/sample/town.ts';
import { categoriesOf } from '../../src/lib/standards/categories-of.ts';
import { loadPacks, PROFILES } from '../../src/lib/standards/packs.ts';
import { ROLES, roleByWord } from '../../src/lib/standards/roles.ts';
import taxonomy from '../../data/standards/facility_taxonomy.json' with { type: 'json' };
import { FIELDS, STATUS_FIELDS } from '../../src/lib/tables/schema.ts';
import { NAMES, areaM2, isInside, nearestSegment, graphOf, linesOf, ringsOf } from './walk-town.ts';

const town = makeTown(1, NAMES);
const city = makeCity(1, NAMES, 50);
const { ledgers } = town;
const names = town.communities.features.map(({ properties }) => String(properties.name));
const codes = new Set(town.facilities.map(({ fac_id }) => fac_id));
const empty = (rows: Row[], field: string) => rows.filter((row) => row[field] === null).length;
const number = (row: Row, field: string) => Number(row[field]);

/** Area in m² that shapes have, and by how much their corners leave the outline that they should tile. */
function tile(grids: Layer, communities: Layer): void {
  const rings = ringsOf(grids);
  ringsOf(communities).forEach((outline, i) => {
    const name = communities.features[i].properties.name;
    const own = rings.filter((_, k) => grids.features[k].properties.community === name);
    const area = own.reduce((sum, ring) => sum + areaM2(ring), 0);
    expect(own.length, String(name)).toBeGreaterThan(1);
    for (const ring of own) expect(areaM2(ring)).toBeGreaterThan(0);
    // Corners have seven decimals, about a centimetre.
    expect(Math.abs(area / areaM2(outline) - 1)).toBeLessThan(1e-5);
    // Sides between two grids stand in both, the one way and the other; what is left is the outline of all.
    const sides = new Map<string, number>();
    for (const ring of own)
      for (let k = 0; k + 1 < ring.length; k++) {
        const back = `${ring[k + 1].join(' ')}|${ring[k].join(' ')}`;
        const there = `${ring[k].join(' ')}|${ring[k + 1].join(' ')}`;
        if (sides.get(back)) sides.delete(back);
        else sides.set(there, 1);
      }
    const border = [...sides.keys()].map((side) => side.split('|').map((end) => end.split(' ').map(Number)));
    const graph = graphOf([...outlineLines(outline)]);
    for (const [from] of border) expect(nearestSegment(graph, from).offM).toBeLessThan(0.03);
  });
}

const outlineLines = (outline: number[][]) => outline.slice(1).map((to, i) => [outline[i], to]);

describe('grids', () => {
  it('tile each community of the town without gap or overlap, and a city’s', () => {
    tile(ledgers.grids, town.communities);
    tile(city.ledgers.grids, city.communities);
  });

  it('have about 300 households, a few off, and together those of their community', () => {
    const households = ledgers.grids.features.flatMap(({ properties }) =>
      properties.households === null ? [] : [Number(properties.households)]
    );
    const mean = households.reduce((sum, one) => sum + one, 0) / households.length;
    expect(mean).toBeGreaterThan(270);
    expect(mean).toBeLessThan(330);
    const off = households.filter((one) => Math.abs(one / 300 - 1) > 0.3);
    expect(off.length).toBeGreaterThan(0);
    expect(off.length / households.length).toBeLessThan(0.15);
    town.population.forEach((row, i) => {
      const own = ledgers.grids.features.filter(({ properties }) => properties.community === names[i]);
      if (own.some(({ properties }) => properties.households === null)) return;
      const sum = own.reduce((total, { properties }) => total + Number(properties.households), 0);
      expect(sum, names[i]).toBe(row.households);
    });
  });

  it('have the homes inside that they count', () => {
    const rings = ringsOf(ledgers.grids);
    const counted = rings.map(() => 0);
    for (const row of town.residential) {
      const at = rings.findIndex((ring) => isInside([number(row, 'lon'), number(row, 'lat')], ring));
      expect(at).toBeGreaterThanOrEqual(0);
      counted[at] += number(row, 'households');
    }
    ledgers.grids.features.forEach(({ properties }, i) => {
      if (properties.households !== null) expect(properties.households).toBe(counted[i]);
    });
  });
});

describe('staff', () => {
  it('is named by words that the roles know, every role at least once', () => {
    const found = new Set(ledgers.staffing.map(({ role }) => roleByWord(String(role))?.code));
    expect([...found].sort()).toEqual(ROLES.map(({ code }) => code).sort());
  });

  it('belongs to a unit or to a facility of the table, as its role does', () => {
    for (const { role, unit, facility } of ledgers.staffing) {
      const { of } = roleByWord(String(role))!;
      if (of === 'unit') expect([...names, '沽水街道']).toContain(unit);
      else expect(codes).toContain(facility);
      expect([unit, facility].filter((one) => one !== null)).toHaveLength(1);
    }
  });

  it('has no more licences and trainings than people, and some that nobody wrote down', () => {
    for (const row of ledgers.staffing) {
      expect(number(row, 'count')).toBeGreaterThanOrEqual(0);
      for (const field of ['licensed', 'trained'])
        if (row[field] !== null) expect(number(row, field)).toBeLessThanOrEqual(number(row, 'count'));
    }
    const workers = ledgers.staffing.filter(({ role }) => role === '社区工作者');
    expect(workers).toHaveLength(12);
    expect(empty(workers, 'licensed') + empty(workers, 'trained') + empty(workers, 'quota')).toBe(0);
    const others = ledgers.staffing.filter(({ role }) => role === '社会体育指导员' || role === '专职网格员');
    expect(empty(others, 'trained')).toBeGreaterThan(0);
  });
});

describe('status, visits and tasks', () => {
  it('say of every community what the layer asks, with cells left empty', () => {
    expect(ledgers.unitStatus.map(({ unit }) => unit)).toEqual(names);
    for (const field of STATUS_FIELDS)
      expect(empty(ledgers.unitStatus, field), field).toBeLessThan(names.length);
    expect(STATUS_FIELDS.some((field) => empty(ledgers.unitStatus, field) > 0)).toBe(true);
  });

  it('count visits of twelve months, never more than are registered, all in some communities and not in others', () => {
    expect(ledgers.visits).toHaveLength(12 * 12);
    expect(new Set(ledgers.visits.map(({ month }) => month)).size).toBe(12);
    for (const row of ledgers.visits) {
      if (row.visited !== null) expect(number(row, 'visited')).toBeLessThanOrEqual(number(row, 'registered'));
      if (row.visited !== null && row.served !== null)
        expect(number(row, 'served')).toBeLessThanOrEqual(number(row, 'visited'));
    }
    const short = ledgers.visits.filter((row) => number(row, 'visited') < number(row, 'registered'));
    expect(new Set(short.map(({ unit }) => unit)).size).toBeGreaterThan(1);
  });

  it('keep a task of every rule that is only kept in a ledger', () => {
    const rules = loadPacks(PROFILES, { unverified: true });
    const kept = new Set(ledgers.tasks.map(({ rule_id }) => rule_id));
    for (const { id, compute } of rules) if (compute.how === 'tasks') expect(kept, id).toContain(id);
    const known = new Set(rules.map(({ id }) => id));
    for (const { rule_id, status, actual_value, target_value } of ledgers.tasks) {
      expect(known).toContain(rule_id);
      if (status === '已完成' && target_value !== null)
        expect(Number(actual_value)).toBeGreaterThanOrEqual(Number(target_value));
    }
    expect(new Set(ledgers.tasks.map(({ status }) => status)).size).toBeGreaterThan(2);
  });
});

describe('gates', () => {
  it('stand in the wall of their estate, beside a way of the walking network', () => {
    const walls = new Map(
      town.estates.features.map(({ properties }, i) => [properties.estate_id, ringsOf(town.estates)[i]])
    );
    const ways = graphOf(linesOf(town.roads));
    for (const row of ledgers.gates) {
      const at = [number(row, 'lon'), number(row, 'lat')];
      const wall = walls.get(row.estate)!;
      expect(nearestSegment(graphOf([...outlineLines(wall)]), at).offM).toBeLessThan(4);
      expect(nearestSegment(ways, at).offM).toBeLessThan(1);
    }
  });

  it('are missing of the one estate whose gate the road data lack', () => {
    const gated = new Set(ledgers.gates.map(({ estate }) => estate));
    const without = town.estates.features.filter(({ properties }) => !gated.has(properties.estate_id));
    expect(without).toHaveLength(1);
  });
});

describe('facilities', () => {
  const all = ledgers.facilitiesAll;
  const functions = new Set(taxonomy.service_functions.map(({ code }) => code));
  const zones = new Set(taxonomy.functional_zones.map(({ code }) => code));
  const estates = new Set(town.estates.features.map(({ properties }) => properties.estate_id));
  const byCode = new Map(all.map((row) => [row.fac_id, row]));

  it('begin with those of the first table, and have every category that a rule of a town asks for', () => {
    town.facilities.forEach((row, i) => expect(all[i]).toMatchObject(row));
    const found = new Set(all.map(({ category }) => category));
    const asked = loadPacks(['national', 'seed-generic', 'tianjin'])
      .filter(({ scope }) => scope.urban)
      .flatMap((rule) => categoriesOf(rule).categories);
    const missing = [...new Set(asked)].filter((code) => !found.has(code));
    // Of the country; and stations for older people, which would cover whom nothing covers now.
    expect(missing.sort()).toEqual(['elder_service_station', 'township_health_centre', 'village_clinic']);
  });

  it('name services, zones, hosts and estates that there are', () => {
    for (const row of all) {
      for (const word of String(row.service_functions ?? '').split(';'))
        if (word) expect(functions).toContain(word);
      for (const word of String(row.zones ?? '').split(';')) if (word) expect(zones).toContain(word);
      if (row.estate_id !== null) expect(estates).toContain(row.estate_id);
      if (row.host_id === null) continue;
      const host = byCode.get(row.host_id)!;
      expect(host.category).toMatch(/_centre$/);
      const offM = Math.hypot(
        (number(row, 'lon') - number(host, 'lon')) * 86_481,
        (number(row, 'lat') - number(host, 'lat')) * 111_018
      );
      expect(offM).toBeLessThan(205);
    }
  });

  it('fill every column of theirs somewhere, and none of the doubtful ones everywhere', () => {
    for (const field of ['parcel_id', 'floor_level', 'open_hours_per_day', 'barrier_free', 'age_friendly']) {
      expect(empty(all, field), field).toBeGreaterThan(0);
      expect(empty(all, field), field).toBeLessThan(all.length);
    }
    for (const row of all)
      if (row.activity_area_m2 !== null)
        expect(number(row, 'activity_area_m2')).toBeLessThan(number(row, 'floor_area_m2'));
    expect(Object.keys(town.facilities[0])).toEqual(
      expect.arrayContaining(['service_functions', 'zones', 'host_id', 'child_friendly', 'open_to_public'])
    );
    const known = FIELDS.facilities.map(({ name }) => name);
    for (const column of Object.keys(all[0])) expect(known).toContain(column);
  });
});

describe('the city', () => {
  it('has the same ledgers at its size', () => {
    expect(city.ledgers.unitStatus).toHaveLength(50);
    expect(city.ledgers.visits).toHaveLength(600);
    expect(city.ledgers.staffing.length).toBeGreaterThan(50 * 15);
    expect(city.ledgers.estates).toHaveLength(200);
    const households = (rows: Row[]) => rows.reduce((sum, row) => sum + number(row, 'households'), 0);
    expect(households(city.ledgers.estates)).toBe(households(city.residential));
    const ids = new Set(city.ledgers.estates.map(({ estate_id }) => estate_id));
    for (const { estate_id } of city.facilities) if (estate_id !== null) expect(ids).toContain(estate_id);
  });

  it('has a central area that holds some of its communities and not all', () => {
    const [ring] = ringsOf(city.ledgers.studyAreas);
    const inside = ringsOf(city.communities).filter((outline) => {
      const middle = [0, 1].map(
        (axis) => outline.slice(1).reduce((sum, point) => sum + point[axis], 0) / (outline.length - 1)
      );
      return isInside(middle, ring);
    });
    expect(inside.length).toBeGreaterThan(5);
    expect(inside.length).toBeLessThan(45);
  });
});
