import { COMMUNITY_TYPES, countMore } from './unit-columns.ts';
import { describeEstate } from './estate-columns.ts';
import { describeFacility } from './facility-columns.ts';
import { drawGrids } from './grids.ts';
import { PEOPLE_FIELDS, type People } from './people.ts';
import type { Ring } from './plane.ts';
import type { Town } from './sample-town.ts';
import { keepStaffing } from './staffing.ts';
import { makeDraws, openStream, type Draws } from './streams.ts';
import { drawCentralArea } from './study-areas.ts';
import type { Row } from './table.ts';
import { keepTasks } from './tasks.ts';
import { keepUnitStatus, keepVisits } from './unit-status.ts';

/** What the city's units are called, in the order of its communities, and where its centre is. */
export interface CityUnits {
  names: string[];
  codes: string[];
  groups: { code: string; name: string }[];
  /** Longitudes and latitudes. */
  central: Ring;
}

/** Residential points of an estate of the city. */
const POINTS_AN_ESTATE = 10;
/** Floor area of a household, m². */
const HOME_M2 = 92;
const CENTRES = ['integrated_service_centre', 'party_service_centre'];
const UNDER_ROOF = ['police_office', 'volunteer_station', 'culture_station', 'gov_self_service'];

/** The city with the ledgers and columns that the sample town has, at its size; estates are a table without outlines. */
export function keepCityLedgers(seed: number, city: Omit<Town, 'ledgers'>, units: CityUnits): Town {
  const draws = (name: string) => makeDraws(openStream(seed, name));
  const communities = city.population.map((row, i) => ({
    code: units.codes[i],
    name: units.names[i],
    people: Object.fromEntries(PEOPLE_FIELDS.map((field) => [field, row[field]])) as unknown as People
  }));
  const homes = groupRows(city.residential, city.population.length);
  const estates = listEstates(homes, units.names, draws('estates'));
  const facilities = describeFacilities(city.facilities, city.population.length, draws('facilities'));
  const population = draws('population');
  const unitDraws = draws('units');
  const types = Object.values(COMMUNITY_TYPES);
  return {
    ...city,
    communities: {
      ...city.communities,
      features: city.communities.features.map((feature) => {
        const type = unitDraws.pick(types);
        const properties = {
          ...feature.properties,
          community_type: type,
          priority_flag: type === COMMUNITY_TYPES.resettled ? 'resettlement' : null,
          demo_flag: unitDraws.chance(0.02) ? 1 : 0
        };
        return { ...feature, properties };
      })
    },
    population: city.population.map((row, i) => ({
      ...row,
      ...countMore(communities[i].people, population)
    })),
    facilities,
    ledgers: {
      staffing: keepStaffing(
        communities,
        units.groups.map(({ name }) => name),
        facilities,
        draws('staffing')
      ),
      unitStatus: keepUnitStatus(communities, draws('unit_status')),
      visits: keepVisits(communities, draws('visits')),
      tasks: keepTasks(
        units.groups.map(({ code }) => code),
        units.codes,
        draws('tasks')
      ),
      grids: drawGrids(
        city.communities.features.map(({ geometry }, i) => ({
          code: units.codes[i],
          name: units.names[i],
          blocks: [{ ring: (geometry.coordinates[0] as Ring).slice(0, -1), homes: homes[i].map(homeOf) }]
        })),
        draws('grids')
      ),
      studyAreas: drawCentralArea(units.central, (point) => point),
      gates: [],
      facilitiesAll: [],
      estates
    }
  };
}

/** Rows that stand community by community, as many for each. */
function groupRows(rows: Row[], communities: number): Row[][] {
  const each = rows.length / communities;
  return Array.from({ length: communities }, (_, i) => rows.slice(i * each, (i + 1) * each));
}

const homeOf = ({ lon, lat, households }: Row) => ({
  at: [Number(lon), Number(lat)] as [number, number],
  households: Number(households)
});

function listEstates(homes: Row[][], names: string[], draws: Draws): Row[] {
  const estates: Row[] = [];
  homes.forEach((rows, community) => {
    for (let first = 0; first < rows.length; first += POINTS_AN_ESTATE) {
      const households = rows
        .slice(first, first + POINTS_AN_ESTATE)
        .reduce((sum, row) => sum + Number(row.households), 0);
      const age = draws.chance(0.16) ? 'new' : draws.chance(0.3) ? 'tall' : 'old';
      estates.push({
        estate_id: `E${String(estates.length + 1).padStart(6, '0')}`,
        name: `${names[community]}小区${first / POINTS_AN_ESTATE + 1}`,
        community: names[community],
        households,
        is_new_build: age === 'new' ? 1 : 0,
        ...describeEstate(age, households * HOME_M2 * (0.9 + 0.3 * draws.random()), draws)
      });
    }
  });
  return estates;
}

/** Facilities of each community stand together in the table; its first centre takes some of the others under its roof. */
function describeFacilities(rows: Row[], communities: number, draws: Draws): Row[] {
  const estatesEach = 4;
  return groupRows(rows, communities).flatMap((own, community) => {
    const centre = own.find(({ category }) => CENTRES.includes(String(category)));
    return own.map((row) => {
      const host =
        centre && UNDER_ROOF.includes(String(row.category)) && draws.chance(0.5) ? String(centre.fac_id) : '';
      // A lot is about a hundred metres wide here.
      const parcel = `DK${Math.round(Number(row.lon) * 1000)}${Math.round(Number(row.lat) * 1000)}`;
      const estate = draws.whole(1, estatesEach) + community * estatesEach;
      return {
        ...row,
        ...describeFacility(row, { host, parcel }, draws),
        estate_id: draws.chance(0.4) ? `E${String(estate).padStart(6, '0')}` : null
      };
    });
  });
}
