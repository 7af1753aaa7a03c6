import { createPlane } from '../geometry/metric.ts';
import type { Standard } from '../standards/standard.ts';
import { categoryByCode } from '../standards/taxonomy.ts';
import { doubtNone, groupByUnit } from './assess-count.ts';
import type { CompliancePart, Remark } from './coverage.ts';
import { facilitiesIn } from './distances.ts';
import type { Evidence } from './evidence.ts';
import type { Facilities } from './facilities.ts';
import { groupByKey, roofsOf } from './same-roof.ts';
import { conclude, noData, notApplicable, type Verdict, workOutLater } from './verdict.ts';

/** Facilities this near are one place where neither host nor parcel is given. */
const SAME_PLACE_M = 1;

/**
 * How many of the rule's kinds of facilities stand under one roof with a facility of `host` (of the categories named alone): in
 * the same premises, on the same parcel, or at the same place within 1 m where the study has neither column, which the row
 * then says. A kind counts once, by facilities of its own category alone: what may stand in for two kinds is still one. The host
 * counts for its own. Of several hosts in a
 * unit the one with the most kinds counts, of equal ones the first. `parts` say of each kind whether it is there. A unit
 * without a host is not asked; features are the host and what stands with it.
 */
export function assessTogether(standard: Standard, evidence: Evidence): (unit: number) => Verdict {
  const { compute, facility_categories: kinds } = standard;
  if (compute.how !== 'together') return () => noData('not-worked-out', compute.how);
  const { inputs, facilities } = evidence;
  if (!inputs.has('facilities.category')) return () => noData('missing-input', 'facilities.category');
  const hosts = Array.from(facilitiesIn(facilities, compute.host));
  const unsure = doubtNone(evidence, hosts);
  const byPlace = !inputs.has('facilities.host_id') && !inputs.has('facilities.parcel_id');
  const rooms = facilitiesIn(facilities, kinds);
  const withHost = byPlace ? findAtPlace(facilities, hosts, rooms) : findUnderRoof(facilities, hosts, rooms);
  const remarks: Remark[] = byPlace
    ? [{ code: 'same-place', what: 'facilities.host_id, facilities.parcel_id' }]
    : [];
  const inUnit = groupByUnit(evidence, hosts);
  const kindsOf = (host: number) =>
    kinds.map((kind) => withHost.get(host)!.filter((room) => facilities.category[room] === kind));
  return (unit) => {
    if (unsure !== null) return unsure;
    let best: number[][] = [];
    let most = -1;
    for (const host of inUnit(unit)) {
      const found = kindsOf(host);
      const count = found.filter((list) => list.length > 0).length;
      if (count <= most) continue;
      most = count;
      best = [[host], ...found];
    }
    if (most < 0) return notApplicable('no-facility', compute.host.join(', '));
    const verdict = conclude(standard, {
      ...{ value: most, numerator: most, denominator: kinds.length },
      features: [],
      remarks
    });
    return workOutLater(
      verdict,
      () => [...new Set(best.flat())].sort((a, b) => a - b),
      () => kinds.map((kind, k) => partOf(kind, best[k + 1].length))
    );
  };
}

function partOf(kind: string, count: number): CompliancePart {
  const category = categoryByCode(kind);
  const words = { labelZh: category?.zh ?? kind, labelEn: category?.en ?? kind };
  return { ...words, value: count, numerator: count, denominator: 1, status: 'reported' };
}

/** The rooms in each host's premises or on its parcel, itself among them where it is one. */
function findUnderRoof(facilities: Facilities, hosts: number[], rooms: Int32Array): Map<number, number[]> {
  const { host, parcel } = roofsOf(facilities);
  const byHost = groupByKey(rooms, host);
  const byParcel = groupByKey(rooms, parcel);
  return new Map(
    hosts.map((each) => {
      const near = [...(byHost.get(host[each]) ?? []), ...(byParcel.get(parcel[each]) ?? [])];
      return [each, [...new Set(near)].sort((a, b) => a - b)];
    })
  );
}

/** The rooms within 1 m of each host, looked up in cells of that size. */
function findAtPlace({ lon, lat }: Facilities, hosts: number[], rooms: Int32Array): Map<number, number[]> {
  if (hosts.length === 0) return new Map();
  const plane = createPlane(lon[hosts[0]], lat[hosts[0]]);
  const x = (facility: number) => plane.x(lon[facility]) / SAME_PLACE_M;
  const y = (facility: number) => plane.y(lat[facility]) / SAME_PLACE_M;
  const cells = new Map<string, number[]>();
  for (const room of rooms) {
    const cell = `${Math.floor(x(room))} ${Math.floor(y(room))}`;
    const list = cells.get(cell);
    if (list === undefined) cells.set(cell, [room]);
    else list.push(room);
  }
  return new Map(
    hosts.map((host) => {
      const near: number[] = [];
      for (let column = -1; column <= 1; column++)
        for (let row = -1; row <= 1; row++)
          for (const room of cells.get(`${Math.floor(x(host)) + column} ${Math.floor(y(host)) + row}`) ?? [])
            if (Math.hypot(x(room) - x(host), y(room) - y(host)) <= 1) near.push(room);
      return [host, near.sort((a, b) => a - b)];
    })
  );
}
