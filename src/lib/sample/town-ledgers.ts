import { COMMUNITY_TYPES, countMore } from './unit-columns.ts';
import { describeCandidates } from './candidate-columns.ts';
import { describeEstate } from './estate-columns.ts';
import { describeFacility } from './facility-columns.ts';
import type { Placed } from './facilities.ts';
import { listGates } from './gate-rows.ts';
import { drawGrids } from './grids.ts';
import { traceOutline, type GroundPlan } from './ground-plan.ts';
import { placeMoreFacilities } from './more-facilities.ts';
import { TOWN_CODE, TOWN_NAME } from './names.ts';
import type { Settled } from './people.ts';
import type { Places } from './places.ts';
import { inRing, toGround } from './plane.ts';
import type { Town } from './sample-town.ts';
import { keepStaffing, type LedgerUnit } from './staffing.ts';
import { makeDraws, openStream, type Draws } from './streams.ts';
import { drawCentralArea } from './study-areas.ts';
import type { Layer, Row } from './table.ts';
import { keepTasks } from './tasks.ts';
import { findHosts, parcelAt, roofOf } from './town-sites.ts';
import { keepUnitStatus, keepVisits } from './unit-status.ts';

/** What the town was made of. */
export interface Making {
  plan: GroundPlan;
  places: Places;
  names: string[];
  communities: LedgerUnit[];
  /** Name of the estate of each lot, '' for none. */
  estates: string[];
  settled: Settled[];
  placed: Placed[];
}

/** Communities of the central area (中心城区), by the letters of the layout. */
const CENTRAL = [...'ACDEFHI'].map((letter) => letter.charCodeAt(0) - 65);
const TYPES: (keyof typeof COMMUNITY_TYPES)[] = [
  ...(['aged', 'aged', 'mixed', 'mixed', 'old', 'old', 'estate', 'old', 'mixed', 'aged'] as const),
  ...(['estate', 'resettled'] as const)
];
/** Where a demonstration is tried (示范创建). */
const DEMONSTRATIONS = [0, 4, 11];

/** The town with its ledgers, and with the columns that they add to its tables; what was there stays as it was. */
export function keepTownLedgers(seed: number, town: Omit<Town, 'ledgers'>, making: Making): Town {
  const draws = (name: string) => makeDraws(openStream(seed, name));
  const { plan, communities, estates, settled } = making;
  const inhabited = new Set(town.estates.features.map(({ properties }) => properties.estate_id));
  const codes = estates.map((name, i) => {
    const code = `E${String(i + 1).padStart(3, '0')}`;
    return inhabited.has(code) ? { code, name } : null;
  });
  const { facilities, facilitiesAll } = describeFacilities(seed, town, making);
  const population = draws('population');
  return {
    ...town,
    communities: describeCommunities(town.communities),
    population: town.population.map((row, i) => ({
      ...row,
      ...countMore(communities[i].people, population)
    })),
    facilities,
    candidates: describeCandidates(town.candidates, making.places, draws('candidates')),
    estates: describeEstates(town.estates, plan, draws('estates')),
    ledgers: {
      staffing: keepStaffing(communities, [TOWN_NAME], facilities, draws('staffing')),
      unitStatus: keepUnitStatus(communities, draws('unit_status')),
      visits: keepVisits(communities, draws('visits')),
      tasks: keepTasks(
        [TOWN_CODE],
        communities.map(({ code }) => code),
        draws('tasks')
      ),
      grids: drawGrids(listBlocks(plan, communities, settled), draws('grids')),
      studyAreas: drawCentralArea(
        traceOutline(plan.cells.filter(({ community }) => CENTRAL.includes(community)))
      ),
      gates: listGates(plan, codes),
      facilitiesAll,
      estates: []
    }
  };
}

function describeCommunities(layer: Layer): Layer {
  const features = layer.features.map((feature, i) => ({
    ...feature,
    properties: {
      ...feature.properties,
      community_type: COMMUNITY_TYPES[TYPES[i]],
      priority_flag: TYPES[i] === 'resettled' ? 'resettlement' : null,
      demo_flag: DEMONSTRATIONS.includes(i) ? 1 : 0
    }
  }));
  return { ...layer, features };
}

function describeEstates(layer: Layer, plan: GroundPlan, draws: Draws): Layer {
  const features = layer.features.map((feature) => {
    const { lot, ground } = plan.parcels[Number(String(feature.properties.estate_id).slice(1)) - 1];
    const areaM2 = ground.buildings.reduce((sum, { footprintM2, storeys }) => sum + footprintM2 * storeys, 0);
    const age = lot === 'T' ? 'new' : lot === 'M' ? 'tall' : 'old';
    return { ...feature, properties: { ...feature.properties, ...describeEstate(age, areaM2, draws) } };
  });
  return { ...layer, features };
}

/** The blocks of each community, with the homes in them. */
function listBlocks(plan: GroundPlan, communities: LedgerUnit[], settled: Settled[]) {
  const blocks = plan.cells.map((cell) => {
    const outline = traceOutline([cell]);
    const homes = settled.flatMap(({ parcel, building, people }) => {
      const { centre } = plan.parcels[parcel].ground.buildings[building];
      return inRing(centre, outline) ? [{ at: toGround(centre), households: people.households }] : [];
    });
    return { community: cell.community, ring: outline.map(toGround), homes };
  });
  return communities.map(({ code, name }, i) => ({
    code,
    name,
    blocks: blocks.filter(({ community }) => community === i)
  }));
}

/** Categories whose rooms count for the estate that they stand in. */
const OF_ESTATES = [
  ...['eldercare_centre', 'eldercare_site', 'day_care', 'senior_canteen', 'integrated_service_centre'],
  ...['party_service_centre', 'community_service_station', 'property_service', 'fitness_site', 'childcare'],
  ...['kindergarten', 'chs', 'parcel_locker', 'commercial_floor']
];

function describeFacilities(seed: number, town: Omit<Town, 'ledgers'>, making: Making) {
  const { plan, places, names, placed, estates } = making;
  const draws = makeDraws(openStream(seed, 'facilities'));
  const hosts = findHosts(placed, names.length);
  const more = placeMoreFacilities(places, names, placed, hosts, makeDraws(openStream(seed, 'more')));
  const idOf = (place: number) => (place < 0 ? '' : String(town.facilities[place].fac_id));
  const siteOf = (one: Placed, roof: number) => {
    const parcel = parcelAt(one.at, plan.parcels);
    return {
      parcel,
      site: {
        host: idOf(roof),
        parcel: parcel < 0 ? '' : `DK${String(parcel + 1).padStart(3, '0')}`
      }
    };
  };
  const estateOf = ({ category, serves }: Placed, parcel: number): string | null => {
    const isNew = category === 'commercial_floor';
    const at = isNew
      ? plan.parcels.findIndex(({ lot, community }) => lot === 'T' && community === serves)
      : parcel;
    return OF_ESTATES.includes(category) && estates[at] ? `E${String(at + 1).padStart(3, '0')}` : null;
  };
  const facilities = placed.map((one, i) => {
    const { parcel, site } = siteOf(one, roofOf(one, placed, hosts, places));
    const row = { ...town.facilities[i], ...describeFacility(town.facilities[i], site, draws) };
    return { row, estate_id: estateOf(one, parcel) };
  });
  const further = more.map((one, i) => {
    const { parcel, site } = siteOf(one, one.roof);
    const [lon, lat] = toGround(one.at);
    const row: Row = {
      fac_id: `F${String(placed.length + i + 1).padStart(4, '0')}`,
      name: one.name,
      category: one.category,
      lon,
      lat,
      floor_area_m2: one.floorAreaM2,
      beds: one.beds,
      capacity: one.capacity,
      serves_unit:
        one.category === 'child_protection_station' ? TOWN_CODE : making.communities[one.serves].code,
      status: '运营'
    };
    return { row: { ...row, ...describeFacility(row, site, draws) }, estate_id: estateOf(one, parcel) };
  });
  return {
    facilities: facilities.map(({ row }) => row),
    facilitiesAll: [...facilities, ...further].map(({ row, estate_id }) => ({ ...row, estate_id }))
  };
}
