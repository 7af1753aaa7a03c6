import type { Draws } from './streams.ts';
import type { Row } from './table.ts';

/** Where a facility stands, as far as the ledger says; '' where it does not. */
export interface Site {
  /** Code of the facility under whose roof it is. */
  host: string;
  parcel: string;
}

/** Six services for older people: 助餐、助浴、助洁、助医、助行、助急. */
const SIX = ['meal', 'bath', 'clean', 'medical', 'mobility', 'emergency'];
const ZONES = ['gov_service', 'party_mass', 'governance', 'deliberation', 'culture_sport_health'];

/**
 * Service functions of a category: those that all have, those that some have, and how many of these. Centres have none for
 * older people: these would count as eldercare sites, and the town's lack of them is what its results tell.
 */
const FUNCTIONS: Record<string, [always: string[], some: string[], least: number, most: number]> = {
  eldercare_centre: [[...SIX, 'day_care', 'respite', 'home_service'], ['rehab', 'disability_care'], 1, 2],
  eldercare_site: [['meal'], [...SIX.slice(1), 'day_care', 'comfort'], 2, 5],
  day_care: [['day_care', 'meal'], ['medical', 'rehab', 'comfort', 'bath'], 1, 3],
  nursing_home: [['disability_care', 'respite', 'meal', 'bath'], ['rehab', 'medical'], 1, 2],
  senior_canteen: [['meal'], ['home_service'], 0, 1],
  meal_point: [['meal'], [], 0, 0],
  elder_activity_centre: [['culture'], ['fitness', 'comfort'], 1, 2],
  chc: [['medical', 'rehab'], ['psych', 'home_service'], 1, 2],
  chs: [['medical'], ['rehab', 'home_service'], 0, 2],
  integrated_service_centre: [
    ['gov_window', 'culture'],
    ['childcare', 'after_school', 'fitness', 'legal', 'volunteer', 'convenience'],
    2,
    5
  ],
  party_service_centre: [['gov_window', 'volunteer'], ['culture', 'legal', 'psych', 'after_school'], 0, 3],
  community_service_station: [['gov_window'], ['legal', 'convenience'], 0, 2],
  public_service_station: [['gov_window', 'legal'], [], 0, 0],
  culture_station: [['culture'], ['fitness', 'volunteer'], 1, 2],
  social_work_station: [['psych', 'volunteer'], ['legal'], 0, 1],
  volunteer_station: [['volunteer'], [], 0, 0],
  childcare: [['childcare'], ['after_school'], 0, 1],
  children_home: [['after_school'], ['culture', 'psych'], 0, 2],
  disability_home: [['rehab', 'day_care'], ['meal', 'comfort'], 1, 2]
};

/** Hours a day that a category is open: least and most; others 8 to 12. */
const HOURS: Record<string, [number, number]> = {
  integrated_service_centre: [8, 10],
  party_service_centre: [7, 9],
  community_service_station: [7, 9],
  nursing_home: [24, 24],
  park: [24, 24],
  gov_self_service: [12, 24],
  parcel_locker: [24, 24],
  emergency_shelter: [24, 24],
  fitness_site: [24, 24],
  public_activity_ground: [24, 24],
  police_office: [8, 24],
  micro_fire_station: [24, 24],
  convenience_store: [14, 24],
  chc: [8, 24],
  chs: [8, 10],
  senior_canteen: [3, 6],
  meal_point: [2, 4],
  school_sports: [3, 5]
};

const CENTRES = ['integrated_service_centre', 'party_service_centre'];
/** Closed to who does not belong there. */
const CLOSED = ['kindergarten', 'primary_school', 'nursing_home', 'childcare'];
/** Cells that nobody filled. */
const BLANK = 0.08;

/**
 * What the ledger of facilities says of each beside its category, place and size, as columns in a fixed order: roof
 * and parcel, services and zones, floor, hours, and for whom it is fit. Lists have `;` between; empty cells occur.
 */
export function describeFacility(row: Row, { host, parcel }: Site, draws: Draws): Row {
  const { random, whole, chance, orBlank } = draws;
  const category = String(row.category);
  const area = typeof row.floor_area_m2 === 'number' && row.floor_area_m2 > 0 ? row.floor_area_m2 : null;
  const isCentre = CENTRES.includes(category);
  const centre = (share: number) => (isCentre && area !== null ? Math.round(area * share) : null);
  const functions = FUNCTIONS[category] ? listFunctions(FUNCTIONS[category], draws) : null;
  const zones = isCentre
    ? takeSome(ZONES, whole(category === 'integrated_service_centre' ? 4 : 2, 5), random)
    : null;
  const hours = whole(...(HOURS[category] ?? [8, 12]));
  const yes = (share: number) => orBlank(chance(share) ? 1 : 0, BLANK);
  const ground = chance(0.85) || row.floor_area_m2 === null;
  return {
    host_id: host || null,
    parcel_id: orBlank(parcel || null, BLANK),
    service_functions: functions && orBlank(functions.join(';'), BLANK),
    zones: zones && orBlank(zones.join(';'), BLANK),
    floor_level: area === null ? null : orBlank(ground ? '1' : chance(0.7) ? '2' : '-1', BLANK),
    activity_area_m2: orBlank(centre(0.5 + 0.25 * random()), BLANK),
    office_area_m2: orBlank(centre(0.1 + 0.12 * random()), BLANK),
    open_hours_per_day: orBlank(hours, BLANK),
    barrier_free: yes(0.7),
    age_friendly: yes(0.55),
    child_friendly: yes(0.45),
    open_to_public: CLOSED.includes(category) ? 0 : 1
  };
}

function listFunctions(
  [always, some, least, most]: (typeof FUNCTIONS)[string],
  { whole, random }: Draws
): string[] {
  return [...always, ...takeSome(some, whole(least, most), random)];
}

/** `count` of the items, in their order. */
function takeSome<T>(items: T[], count: number, random: () => number): T[] {
  let left = count;
  return items.filter((_, i) => {
    const takes = random() * (items.length - i) < left;
    if (takes) left--;
    return takes;
  });
}
