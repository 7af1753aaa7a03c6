import { mix } from './gates.ts';
import { TOWN_NAME } from './names.ts';
import type { Places } from './places.ts';
import type { Point } from './plane.ts';

/** A facility on the plan. */
export interface Placed {
  name: string;
  category: string;
  at: Point;
  floorAreaM2: number | null;
  beds: number | null;
  capacity: number | null;
  /** Community it says it serves, −1: none. */
  serves: number;
}

/** What the town has of each kind: 7 eldercare, 8 health, 12 education, 41 sport, 54 convenience, 44 administration. */
export const FACILITY_KINDS: Record<string, Record<string, number>> = {
  eldercare: { eldercare_centre: 1, eldercare_site: 3, day_care: 2, nursing_home: 1 },
  health: { chc: 1, chs: 4, pharmacy: 3 },
  education: { kindergarten: 6, primary_school: 4, childcare: 2 },
  sport: {
    fitness_site: 24,
    public_activity_ground: 5,
    culture_station: 4,
    sports_field: 4,
    park: 2,
    school_sports: 2
  },
  convenience: {
    convenience_store: 14,
    restaurant: 8,
    postal_express_point: 6,
    fresh_supermarket: 6,
    barber: 5,
    supermarket: 3,
    laundry: 3,
    repair: 3,
    wet_market: 2,
    domestic_service: 2,
    recycling_point: 2
  },
  administration: {
    party_service_centre: 12,
    community_service_station: 12,
    police_office: 5,
    integrated_service_centre: 4,
    micro_fire_station: 4,
    volunteer_station: 2,
    public_service_station: 1,
    social_work_station: 1,
    gov_self_service: 1,
    conflict_mediation_station: 1,
    property_service: 1
  }
};

/** Eldercare and health stand where the plan says: row, column and place in the block. They make the town's gaps. */
const GIVEN: [
  category: string,
  name: string,
  row: number,
  column: number,
  s: number,
  t: number,
  m2: number
][] = [
  ['eldercare_centre', `${TOWN_NAME}综合养老服务中心`, 3, 3, 0.12, 0.25, 1850],
  ['eldercare_site', '@社区养老服务站', 4, 1, 0.55, 0.5, 420],
  ['eldercare_site', '@社区养老服务站', 3, 1, 0.3, 0.5, 260],
  ['eldercare_site', '@社区养老服务站', 0, 2, 0.88, 0.55, 380],
  ['day_care', '@日间照料中心', 1, 4, 0.45, 0.6, 610],
  ['day_care', '@日间照料中心', 3, 4, 0.45, 0.5, 350],
  ['nursing_home', '积善颐养院', 0, 0, 0.55, 0.35, 3200],
  ['chc', `${TOWN_NAME}社区卫生服务中心`, 2, 2, 0.75, 0.35, 3600],
  ['chs', '@社区卫生服务站', 4, 1, 0.8, 0.3, 180],
  ['chs', '@社区卫生服务站', 3, 2, 0.6, 0.8, 150],
  ['chs', '@社区卫生服务站', 0, 0, 0.52, 0.6, 160],
  ['chs', '@社区卫生服务站', 2, 3, 0.75, 0.5, 210]
];

const NAMES: Record<string, string[]> = {
  pharmacy: ['康泽大药房', '同和药店', '仁济堂药房'],
  kindergarten: ['第一幼儿园', '第二幼儿园', '小海豚幼儿园', '春芽幼儿园', '启明双语幼儿园', '金摇篮幼儿园'],
  primary_school: ['沽水第一小学', '沽水第二小学', '文昌小学', '新阳路小学'],
  childcare: ['贝贝托育中心', '小脚丫托育园'],
  park: ['沽水公园', '渠畔口袋公园'],
  sports_field: ['沽水体育馆', '新阳篮球场', '渠北足球场', '丰年道羽毛球馆'],
  school_sports: ['沽水第一小学体育场（开放）', '文昌小学体育场（开放）'],
  wet_market: ['沽水菜市场', '桂苑农贸市场'],
  convenience_store: ['物美便民店', '好邻居便利店', '津门便利店', '百家便利店', '天天便民商店'],
  restaurant: ['嘎巴菜早点铺', '煎饼馃子早餐店', '老味道面馆', '清真包子铺', '邻里小吃店'],
  postal_express_point: ['菜鸟驿站', '兔喜快递点', '邮政服务站', '快递超市'],
  fresh_supermarket: ['鲜又多生鲜超市', '社区菜店', '绿源生鲜'],
  barber: ['巧手理发店', '名剪美发', '老街理发'],
  supermarket: ['华联超市', '永惠综合超市', '家家福超市'],
  laundry: ['洁净洗衣店', '净衣坊干洗'],
  repair: ['便民修理铺', '开锁修鞋配钥匙', '家电维修'],
  domestic_service: ['安心家政', '津嫂家政'],
  recycling_point: ['再生资源回收点']
};

/** Names that carry the community's own: 春华里社区党群服务中心. */
const OWN: Record<string, string> = {
  fitness_site: '健身路径',
  public_activity_ground: '活动广场',
  culture_station: '综合文化活动中心',
  party_service_centre: '社区党群服务中心',
  community_service_station: '社区服务站',
  police_office: '社区警务室',
  integrated_service_centre: '社区综合服务中心',
  micro_fire_station: '社区微型消防站',
  volunteer_station: '社区志愿服务站',
  property_service: '物业服务中心'
};

const TOWNWIDE: Record<string, string> = {
  public_service_station: `${TOWN_NAME}公共服务站`,
  social_work_station: `${TOWN_NAME}社会工作服务站`,
  gov_self_service: `${TOWN_NAME}政务自助服务区`,
  conflict_mediation_station: `${TOWN_NAME}综治中心`
};

/** Typical floor area in m², from–to; a category that is not here has none (open air). */
const AREA: Record<string, [number, number]> = {
  pharmacy: [60, 180],
  kindergarten: [1800, 3600],
  primary_school: [5200, 11000],
  childcare: [320, 700],
  culture_station: [300, 900],
  sports_field: [800, 2600],
  wet_market: [900, 2200],
  supermarket: [600, 2400],
  fresh_supermarket: [80, 300],
  convenience_store: [25, 120],
  restaurant: [30, 220],
  postal_express_point: [30, 90],
  barber: [20, 80],
  laundry: [25, 60],
  repair: [10, 40],
  domestic_service: [30, 80],
  recycling_point: [15, 40],
  party_service_centre: [240, 900],
  community_service_station: [60, 260],
  integrated_service_centre: [500, 1400],
  police_office: [25, 60],
  micro_fire_station: [12, 40],
  volunteer_station: [20, 60],
  public_service_station: [400, 700],
  social_work_station: [80, 160],
  gov_self_service: [30, 60],
  conflict_mediation_station: [120, 260],
  property_service: [40, 160]
};

const CAPACITY: Record<string, [number, number]> = {
  kindergarten: [180, 360],
  primary_school: [720, 1350],
  childcare: [40, 90]
};

/** Facilities outside every community (3 %), by category. */
const OUTSIDE = ['convenience_store', 'restaurant', 'supermarket', 'sports_field', 'police_office'];
/** Categories of which one stands twice in the table, a few metres apart. */
const TWICE = ['convenience_store', 'fitness_site'];

/** The town's facilities, in no order of kind as in a clerk's table; `names` are those of the communities. */
export function placeFacilities(places: Places, names: string[], random: () => number): Placed[] {
  const placed: Placed[] = [];
  const within = ([low, high]: [number, number], step: number) =>
    Math.round((low + (high - low) * random()) / step) * step;
  for (const [category, name, row, column, s, t, m2] of GIVEN) {
    const at = places.nearBlock(row, column, s, t);
    const serves = places.communityOf(at);
    const beds = category === 'nursing_home' ? 120 : category === 'eldercare_centre' ? 36 : null;
    const day = category === 'day_care' ? 30 : category === 'eldercare_site' ? 20 : null;
    placed.push({
      name: name.replace('@社区', `${names[serves]}社区`).replace('@', names[serves]),
      category,
      at,
      floorAreaM2: m2,
      beds,
      capacity: day,
      serves
    });
  }
  for (const categories of Object.values(FACILITY_KINDS)) {
    for (const [category, count] of Object.entries(categories)) {
      const missing = count - placed.filter((one) => one.category === category).length;
      placed.push(...placeCategory(category, missing, places, names, random, within));
    }
  }
  return mix(placed, random);
}

function placeCategory(
  category: string,
  count: number,
  places: Places,
  names: string[],
  random: () => number,
  within: (range: [number, number], step: number) => number
): Placed[] {
  const placed: Placed[] = [];
  const order = mix(
    names.map((_, community) => community),
    random
  );
  for (let i = 0; i < count; i++) {
    const first = placed[0];
    if (TWICE.includes(category) && i === count - 1) {
      placed.push({ ...first, at: [first.at[0] + 4.2, first.at[1] - 3.1] });
      continue;
    }
    const away = OUTSIDE.includes(category) && i === count - (TWICE.includes(category) ? 2 : 1);
    const community = order[i % order.length];
    const indoors =
      category === 'fitness_site' || category === 'property_service' || category === 'recycling_point';
    const at = away
      ? places.outside(random)
      : indoors
        ? places.inEstate(community, random)
        : places.alongStreet(community, random);
    const pool = NAMES[category];
    const own = OWN[category] && `${names[community]}${OWN[category]}${i >= order.length ? '（二）' : ''}`;
    const branch =
      pool &&
      `${pool[i % pool.length]}${i >= pool.length || count > pool.length ? `（${places.streetAt(at)}店）` : ''}`;
    placed.push({
      name:
        away && OWN[category]
          ? `东港路${OWN[category].replace('社区', '')}`
          : (TOWNWIDE[category] ?? own ?? branch ?? category),
      category,
      at,
      floorAreaM2: AREA[category] ? within(AREA[category], 5) : null,
      beds: null,
      capacity: CAPACITY[category] ? within(CAPACITY[category], 30) : null,
      serves: OWN[category] && !away ? community : -1
    });
  }
  return placed;
}
