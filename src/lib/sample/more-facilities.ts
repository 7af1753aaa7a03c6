import { TOWN_NAME } from './names.ts';
import type { Placed } from './facilities.ts';
import type { Places } from './places.ts';
import type { Draws } from './streams.ts';

/** A facility that the plans speak of beside those of the first table; `roof` is the place of its host in that table. */
export interface PlacedMore extends Placed {
  roof: number;
}

interface More {
  category: string;
  /** `@` stands for the community's name. */
  name: string;
  m2: [number, number] | null;
  capacity?: [number, number];
  /** Communities by their place; left out, `count` that chance takes, those first that have none yet. */
  at?: number[];
  count?: number;
  /** Stands under the roof of the community's centre; police under that of the Party and masses. */
  inside?: true;
}

/**
 * Canteens stand where an eldercare site is already, so that the sites of the first table are told apart from those of
 * communities without any; nothing here stands in for what the first table's coverage counts.
 */
const MORE: More[] = [
  { category: 'senior_canteen', name: '@老年食堂', m2: [90, 180], capacity: [60, 120], at: [2, 6] },
  { category: 'meal_point', name: '@助餐点', m2: [20, 40], capacity: [10, 24], count: 4, inside: true },
  { category: 'elder_activity_centre', name: '@老年活动室', m2: [60, 140], count: 4, inside: true },
  { category: 'social_work_room', name: '@社区社会工作室', m2: [15, 40], count: 7, inside: true },
  { category: 'family_service_centre', name: '@家庭服务中心', m2: [40, 90], count: 3, inside: true },
  { category: 'employment_point', name: '@就业服务点', m2: [15, 35], count: 6, inside: true },
  {
    category: 'child_protection_station',
    name: `${TOWN_NAME}未成年人保护工作站`,
    m2: [60, 120],
    at: [4]
  },
  { category: 'children_home', name: '@儿童之家', m2: [40, 90], count: 8, inside: true },
  { category: 'police_office', name: '@社区警务室', m2: [25, 50], count: 4, inside: true },
  { category: 'gov_self_service', name: '@政务自助服务区', m2: [10, 25], count: 8, inside: true },
  { category: 'volunteer_station', name: '@社区志愿服务站', m2: [15, 40], count: 8, inside: true },
  { category: 'women_home', name: '@妇女之家', m2: [30, 60], count: 11, inside: true },
  { category: 'youth_home', name: '@青年之家', m2: [40, 80], count: 3 },
  { category: 'parent_school', name: '@家长学校', m2: [30, 70], count: 10, inside: true },
  { category: 'disability_home', name: '如康家园', m2: [220, 380], capacity: [30, 45], at: [7] },
  { category: 'parcel_locker', name: '@智能快件箱', m2: null, count: 16 },
  { category: 'emergency_shelter', name: '@应急避难场所', m2: [2000, 6000], count: 4 },
  { category: 'commercial_floor', name: '@邻里商业', m2: [1500, 5200], at: [6, 10, 11] }
];

/** Facilities of categories that the first table lacks or has few of; `hosts` is the place in it of each community's centre, −1: none. */
export function placeMoreFacilities(
  places: Places,
  names: string[],
  first: Placed[],
  hosts: number[],
  { random, whole }: Draws
): PlacedMore[] {
  return MORE.flatMap(({ category, name, m2, capacity, at, count = 0, inside }) =>
    (at ?? takeTurns(listLacking(category, names.length, first), count, random)).map(
      (community): PlacedMore => {
        const host = category === 'police_office' ? partyCentre(community, first) : hosts[community];
        const roof = inside ? host : -1;
        const under = first[roof]?.at;
        return {
          name: name.replace('@', names[community]),
          category,
          at: under ? [under[0] + 2, under[1] + 2] : places.alongStreet(community, random),
          floorAreaM2: m2 && whole(...m2),
          beds: null,
          capacity: capacity ? whole(...capacity) : null,
          serves: community,
          roof
        };
      }
    )
  );
}

const partyCentre = (community: number, first: Placed[]): number =>
  first.findIndex(({ category, serves }) => category === 'party_service_centre' && serves === community);

function listLacking(category: string, communities: number, first: Placed[]): number[] {
  const served = new Set(first.filter((one) => one.category === category).map(({ serves }) => serves));
  return Array.from({ length: communities }, (_, i) => i).filter((i) => !served.has(i));
}

/** `count` of the communities, each once before any twice. */
function takeTurns(communities: number[], count: number, random: () => number): number[] {
  const taken: number[] = [];
  let bag: number[] = [];
  while (taken.length < count) {
    if (bag.length === 0) bag = [...communities];
    taken.push(...bag.splice(Math.floor(random() * bag.length), 1));
  }
  return taken;
}
