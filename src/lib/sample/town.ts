import { createRandom } from '../geometry/seeded.ts';
import { placeCandidates } from './candidates.ts';
import { placeFacilities, type Placed } from './facilities.ts';
import { drawGroundPlan, type GroundPlan } from './ground-plan.ts';
import type { Parcel } from './parcel.ts';
import { CANAL_NAME, RAIL_NAME, type Lot } from './layout.ts';
import { DISTRICT_NAME, SAMPLE_LABEL, TOWN_CODE, TOWN_NAME, type SampleNames } from './names.ts';
import { addPeople, settle, type Settled } from './people.ts';
import type { Town } from './sample-town.ts';
import { keepTownLedgers } from './town-ledgers.ts';
import { findPlaces } from './places.ts';
import { toGround } from './plane.ts';
import { lineOf, polygonOf, type Layer, type Row } from './table.ts';

const LAND: Record<Lot, string> = {
  S: 'residential',
  s: 'residential',
  I: 'residential',
  M: 'residential',
  T: 'residential',
  O: 'residential',
  P: 'green',
  K: 'education',
  C: 'commercial',
  X: 'public',
  W: 'industrial'
};

/** Older people against the lot's usual share, by community. */
const CHARACTER = [1.05, 0.9, 1.1, 1, 1.08, 0.95, 0.9, 1.12, 1, 1.1, 0.92, 1.02];

const layer = (name: string, features: Layer['features']): Layer => ({
  type: 'FeatureCollection',
  name: `${name} ${SAMPLE_LABEL}`,
  note: `${TOWN_NAME}，${SAMPLE_LABEL}，坐标 WGS84`,
  features
});

/**
 * A made-up 街道 in the manner of a Tianjin one, the same for the same seed on every machine: 12 communities, about
 * 62,000 people and 130 km of ways, with flaws as in life. `names` are names only; nothing else in it is real.
 */
export function makeTown(seed: number, names: SampleNames): Town {
  const random = createRandom(seed);
  const plan = drawGroundPlan(random);
  const places = findPlaces(plan);
  const units = names.town.map((name) => `${name}社区`);
  const estates = nameEstates(plan.parcels, names);
  const settled = settleParcels(plan.parcels, random);
  const unitId = (community: number) => `${TOWN_CODE}${String(community + 1).padStart(3, '0')}`;
  const totals = units.map((_, community) =>
    addPeople(
      settled.filter((one) => plan.parcels[one.parcel].community === community).map((one) => one.people)
    )
  );
  const same = { [`${names.misspelt.as}社区`]: `${names.misspelt.name}社区` };
  const spelling = (unit: string) =>
    unit === `${names.misspelt.name}社区` ? `${names.misspelt.as}社区` : unit;
  // Draws follow one another: people, facilities, premises.
  const registered = totals.map(({ pop_resident }) => Math.round(pop_resident * (0.86 + random() * 0.4)));
  const placed = placeFacilities(places, names.town, random);
  const facilities = facilityRows(placed, unitId, random);
  const candidates = placeCandidates(places, random);
  const town = {
    title: `${TOWN_NAME} ${SAMPLE_LABEL}`,
    subdistrict: layer('街道', [
      polygonOf(plan.outline, { unit_id: TOWN_CODE, name: TOWN_NAME, parent: DISTRICT_NAME, is_rural: 0 })
    ]),
    communities: layer(
      '社区',
      places.communities.map((ring, i) =>
        polygonOf(ring, { unit_id: unitId(i), name: units[i], parent: TOWN_CODE, is_rural: 0 })
      )
    ),
    roads: layer('道路', roadFeatures(plan)),
    landuse: layer('用地', landuseFeatures(plan, estates)),
    estates: layer('住宅小区', estateFeatures(plan.parcels, estates, settled, units)),
    population: units.map((unit, i) => ({
      unit: spelling(unit),
      ...totals[i],
      pop_registered: registered[i]
    })),
    residential: settled.map(({ parcel, building, people }, i) => {
      const { centre, footprintM2, storeys } = plan.parcels[parcel].ground.buildings[building];
      const [lon, lat] = toGround(centre);
      return {
        point_id: `R${String(i + 1).padStart(4, '0')}`,
        lon,
        lat,
        community: units[plan.parcels[parcel].community],
        estate: estates[parcel],
        footprint_m2: footprintM2,
        storeys,
        ...people
      };
    }),
    facilities,
    candidates,
    same
  };
  const communities = units.map((name, i) => ({ code: unitId(i), name, people: totals[i] }));
  return keepTownLedgers(seed, town, {
    plan,
    places,
    names: names.town,
    communities,
    estates,
    settled,
    placed
  });
}

function settleParcels(parcels: Parcel[], random: () => number): Settled[] {
  return parcels.flatMap(({ ground, lot, community }, parcel) =>
    ground.buildings.flatMap((building, index) =>
      building.households > 0
        ? [{ parcel, building: index, people: settle(building, lot, CHARACTER[community], random) }]
        : []
    )
  );
}

/** Estates are named as such are: 里 for older slabs, 园, 公寓 and 家园 for newer; '' for a lot that is none. */
function nameEstates(parcels: Parcel[], names: SampleNames): string[] {
  const free = names.pool.filter((name) => !names.town.includes(name) && name.length > 2);
  const old = free.filter((name) => name.endsWith('里'));
  const modern = free.filter((name) => /(园|苑|公寓|花园|家园|名轩|华庭)$/.test(name));
  let nextOld = 0;
  let nextModern = 0;
  return parcels.map(({ lot }) => {
    if (!'SsIMT'.includes(lot)) return '';
    const from = lot === 'M' || lot === 'T' ? modern : old;
    const at = from === modern ? nextModern++ : nextOld++;
    // A stride through the list, so that neighbours don't come from one street of the real town.
    return from[(at * 37 + 11) % from.length];
  });
}

function roadFeatures(plan: GroundPlan): Layer['features'] {
  return plan.ways.map(({ name, highway, line }, i) =>
    lineOf(line, { road_id: `W${String(i + 1).padStart(4, '0')}`, name, highway })
  );
}

function landuseFeatures(plan: GroundPlan, estates: string[]): Layer['features'] {
  const { parcels, banks, verges, canal, rail } = plan;
  return [
    ...banks.map((ring) => polygonOf(ring, { name: `${CANAL_NAME}绿带`, kind: 'green' })),
    ...verges.map((ring) => polygonOf(ring, { name: `${RAIL_NAME}防护绿地`, kind: 'green' })),
    ...parcels.map(({ wall, lot }, i) =>
      polygonOf(wall, {
        name: lot === 'P' ? (i % 2 ? '渠畔口袋公园' : '沽水公园') : estates[i],
        kind: LAND[lot]
      })
    ),
    ...canal.map((ring) => polygonOf(ring, { name: CANAL_NAME, kind: 'water' })),
    ...rail.map((ring) => polygonOf(ring, { name: RAIL_NAME, kind: 'rail' })),
    ...parcels.flatMap(({ ground }) =>
      ground.areas.map(({ ring, kind }) => polygonOf(ring, { name: '', kind }))
    ),
    ...parcels.flatMap(({ ground }) =>
      ground.buildings.map(({ ring }) => polygonOf(ring, { name: '', kind: 'building' }))
    )
  ];
}

function estateFeatures(
  parcels: Parcel[],
  estates: string[],
  settled: Settled[],
  units: string[]
): Layer['features'] {
  return parcels.flatMap(({ wall, lot, community }, i) => {
    if (!estates[i]) return [];
    const households = settled
      .filter((one) => one.parcel === i)
      .reduce((sum, one) => sum + one.people.households, 0);
    if (households === 0) return [];
    const properties = {
      estate_id: `E${String(i + 1).padStart(3, '0')}`,
      name: estates[i],
      community: units[community],
      households,
      is_new_build: lot === 'T' ? 1 : 0,
      gated: lot === 's' ? 0 : 1
    };
    return [polygonOf(wall, properties)];
  });
}

function facilityRows(all: Placed[], unitId: (community: number) => string, random: () => number): Row[] {
  return all.map((placed, i) => {
    const [lon, lat] = toGround(placed.at);
    // A clerk writes 0 where the area is not known.
    const unknown = placed.floorAreaM2 !== null && random() < 0.12;
    return {
      fac_id: `F${String(i + 1).padStart(4, '0')}`,
      name: placed.name,
      category: placed.category,
      lon,
      lat,
      floor_area_m2: unknown ? 0 : placed.floorAreaM2,
      beds: placed.beds,
      capacity: placed.capacity,
      serves_unit: placed.serves < 0 ? null : unitId(placed.serves),
      status: '运营'
    };
  });
}
