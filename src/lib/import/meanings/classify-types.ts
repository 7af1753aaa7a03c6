/** What a word of a map's own table of types, or a tag, says of a facility's category. */
export interface TypeClass {
  /** Categories that such a type holds, the likeliest first; empty: it is known to be none of the taxonomy. */
  codes: string[];
  /** 0…1 for the first of them. */
  confidence: number;
}

const of = (confidence: number, ...codes: string[]): TypeClass => ({ codes, confidence });
const NONE = of(0.9);

/** Words of the type paths of AMap, Baidu and Tencent; a path is read from its end. From the published lists of types. */
const PATH_WORDS = new Map<string, TypeClass>([
  ['卫生院', of(0.4, 'township_health_centre', 'chc', 'chs')],
  ['社区卫生服务中心', of(0.9, 'chc', 'chs')],
  ['诊所', of(0.3, 'village_clinic', 'chs')],
  ['药房', of(0.9, 'pharmacy')],
  ['药店', of(0.9, 'pharmacy')],
  ['医药保健销售店', of(0.7, 'pharmacy')],
  ['医院', NONE],
  ['综合医院', of(0.3, 'chc')],
  ['专科医院', NONE],
  ['动物医疗场所', NONE],
  ['便民商店', of(0.85, 'convenience_store')],
  ['便利店', of(0.9, 'convenience_store')],
  ['7-eleven便利店', of(0.95, 'convenience_store')],
  ['超市', of(0.85, 'supermarket', 'convenience_store', 'fresh_supermarket')],
  ['超级市场', of(0.85, 'supermarket', 'convenience_store', 'fresh_supermarket')],
  ['综合市场', of(0.4, 'wet_market')],
  ['农副产品市场', of(0.85, 'wet_market')],
  ['蔬菜市场', of(0.8, 'wet_market', 'fresh_supermarket')],
  ['菜市场', of(0.95, 'wet_market')],
  ['果品市场', of(0.5, 'fresh_supermarket')],
  ['水产海鲜市场', of(0.5, 'wet_market')],
  ['中餐厅', of(0.85, 'restaurant', 'senior_canteen')],
  ['中餐馆', of(0.85, 'restaurant', 'senior_canteen')],
  ['快餐厅', of(0.9, 'restaurant', 'senior_canteen')],
  ['小吃快餐', of(0.9, 'restaurant')],
  ['小吃快餐店', of(0.9, 'restaurant')],
  ['美食', of(0.7, 'restaurant')],
  ['餐饮服务', of(0.7, 'restaurant', 'senior_canteen')],
  ['外国餐厅', of(0.7, 'restaurant')],
  ['美容美发店', of(0.8, 'barber')],
  ['美容美发', of(0.8, 'barber')],
  ['洗衣店', of(0.9, 'laundry')],
  ['维修站点', of(0.8, 'repair')],
  ['中介机构', of(0.2, 'domestic_service')],
  ['家政服务', of(0.9, 'domestic_service')],
  ['物业公司', of(0.8, 'property_service')],
  ['物业管理', of(0.8, 'property_service')],
  ['物流速递', of(0.7, 'postal_express_point', 'parcel_locker')],
  ['物流公司', of(0.5, 'postal_express_point')],
  ['邮局', of(0.85, 'postal_express_point')],
  ['邮政速递', of(0.7, 'postal_express_point')],
  ['幼儿园', of(0.85, 'kindergarten', 'childcare')],
  ['小学', of(0.9, 'primary_school')],
  ['中学', NONE],
  ['高等院校', NONE],
  ['培训机构', NONE],
  ['图书馆', of(0.4, 'culture_station')],
  ['文化宫', of(0.5, 'culture_station', 'elder_activity_centre')],
  ['社区中心', of(0.5, 'integrated_service_centre', 'party_service_centre')],
  [
    '乡镇以下级政府及事业单位',
    of(
      0.4,
      'community_service_station',
      'party_service_centre',
      'integrated_service_centre',
      'public_service_station'
    )
  ],
  ['公安警察', of(0.4, 'police_office')],
  ['公检法机构', of(0.2, 'police_office')],
  ['社会福利院', of(0.5, 'nursing_home')],
  ['福利院养老院', of(0.7, 'nursing_home', 'eldercare_centre', 'eldercare_site')],
  ['养老院', of(0.8, 'nursing_home', 'eldercare_centre')],
  ['健身中心', of(0.3, 'fitness_site', 'sports_field')],
  ['户外健身场所', of(0.85, 'fitness_site')],
  ['篮球场馆', of(0.9, 'sports_field')],
  ['足球场', of(0.9, 'sports_field')],
  ['网球场', of(0.85, 'sports_field')],
  ['羽毛球场', of(0.85, 'sports_field')],
  ['乒乓球馆', of(0.85, 'sports_field')],
  ['游泳馆', of(0.8, 'sports_field')],
  ['综合体育馆', of(0.9, 'sports_field')],
  ['体育场馆', of(0.85, 'sports_field')],
  ['运动场馆', of(0.6, 'sports_field', 'fitness_site')],
  ['运动场所', of(0.6, 'sports_field', 'fitness_site')],
  ['公园', of(0.9, 'park')],
  ['城市广场', of(0.6, 'public_activity_ground', 'park')],
  ['紧急避难场所', of(0.9, 'emergency_shelter')],
  ['废品收购站', of(0.85, 'recycling_point')],
  ['酒吧', NONE],
  ['娱乐场所', NONE],
  ['银行', of(0.2, 'rural_finance_point')],
  ['住宅区', NONE],
  ['停车场', NONE],
  ['公交车站', NONE],
  ['地铁站', NONE],
  ['其它医疗保健', of(0.1)],
  ['其它生活服务', of(0.1)]
]);

/** Six-digit type codes of AMap by their beginning, as the words above. */
const TYPE_CODES: [string, string][] = [
  ['0501', '中餐厅'],
  ['0502', '外国餐厅'],
  ['0503', '快餐厅'],
  ['0602', '便利店'],
  ['0604', '超市'],
  ['060703', '农副产品市场'],
  ['060705', '蔬菜市场'],
  ['0607', '综合市场'],
  ['0704', '邮局'],
  ['0705', '物流速递'],
  ['0711', '美容美发店'],
  ['0712', '维修站点'],
  ['0715', '洗衣店'],
  ['080101', '综合体育馆'],
  ['080103', '网球场'],
  ['080104', '篮球场馆'],
  ['080105', '足球场'],
  ['080108', '户外健身场所'],
  ['080110', '游泳馆'],
  ['080111', '健身中心'],
  ['080112', '乒乓球馆'],
  ['080118', '羽毛球场'],
  ['0801', '运动场馆'],
  ['0803', '娱乐场所'],
  ['090102', '卫生院'],
  ['0901', '综合医院'],
  ['0902', '专科医院'],
  ['0903', '诊所'],
  ['0906', '药房'],
  ['0907', '动物医疗场所'],
  ['110101', '公园'],
  ['110105', '城市广场'],
  ['120304', '社区中心'],
  ['1203', '住宅区'],
  ['130107', '乡镇以下级政府及事业单位'],
  ['130501', '公安警察'],
  ['1405', '图书馆'],
  ['1408', '文化宫'],
  ['141201', '高等院校'],
  ['141202', '中学'],
  ['141203', '小学'],
  ['141204', '幼儿园'],
  ['1413', '培训机构'],
  ['1509', '停车场'],
  ['1507', '公交车站'],
  ['1505', '地铁站'],
  ['2004', '紧急避难场所']
];

/** Tags of OpenStreetMap that are columns of a file, and what their values are; `*` is any other value. */
const TAGS: Record<string, Record<string, TypeClass>> = {
  amenity: {
    pharmacy: of(0.95, 'pharmacy'),
    kindergarten: of(0.95, 'kindergarten', 'childcare'),
    childcare: of(0.9, 'childcare'),
    school: of(0.3, 'primary_school'),
    restaurant: of(0.9, 'restaurant', 'senior_canteen'),
    fast_food: of(0.9, 'restaurant'),
    food_court: of(0.8, 'restaurant'),
    marketplace: of(0.85, 'wet_market'),
    community_centre: of(0.5, 'integrated_service_centre', 'culture_station', 'elder_activity_centre'),
    townhall: of(0.4, 'public_service_station', 'community_service_station'),
    library: of(0.4, 'culture_station'),
    social_facility: of(0.3, 'eldercare_site', 'nursing_home', 'disability_home'),
    nursing_home: of(0.95, 'nursing_home'),
    clinic: of(0.4, 'chc', 'chs', 'township_health_centre'),
    doctors: of(0.4, 'chs', 'village_clinic'),
    hospital: of(0.2, 'township_health_centre', 'chc'),
    police: of(0.4, 'police_office'),
    post_office: of(0.85, 'postal_express_point'),
    parcel_locker: of(0.95, 'parcel_locker'),
    recycling: of(0.85, 'recycling_point'),
    bank: of(0.2, 'rural_finance_point'),
    fire_station: of(0.3, 'micro_fire_station'),
    '*': NONE
  },
  shop: {
    supermarket: of(0.9, 'supermarket', 'fresh_supermarket'),
    convenience: of(0.95, 'convenience_store'),
    kiosk: of(0.5, 'convenience_store'),
    greengrocer: of(0.85, 'fresh_supermarket'),
    chemist: of(0.5, 'pharmacy'),
    hairdresser: of(0.95, 'barber'),
    laundry: of(0.95, 'laundry'),
    dry_cleaning: of(0.95, 'laundry'),
    '*': NONE
  },
  leisure: {
    fitness_station: of(0.9, 'fitness_site'),
    park: of(0.95, 'park'),
    pitch: of(0.8, 'sports_field', 'fitness_site'),
    sports_centre: of(0.85, 'sports_field'),
    sports_hall: of(0.85, 'sports_field'),
    stadium: of(0.5, 'sports_field'),
    track: of(0.6, 'sports_field'),
    fitness_centre: of(0.3, 'fitness_site'),
    playground: of(0.8, 'public_activity_ground'),
    swimming_pool: of(0.6, 'sports_field'),
    '*': NONE
  },
  healthcare: {
    pharmacy: of(0.95, 'pharmacy'),
    clinic: of(0.4, 'chc', 'chs'),
    centre: of(0.4, 'chc')
  },
  social_facility: {
    nursing_home: of(0.9, 'nursing_home'),
    day_care: of(0.7, 'day_care', 'disability_home'),
    assisted_living: of(0.6, 'nursing_home')
  },
  emergency: { assembly_point: of(0.85, 'emergency_shelter') },
  office: { property_management: of(0.9, 'property_service') },
  craft: { electronics_repair: of(0.85, 'repair'), shoemaker: of(0.85, 'repair') }
};

/** Columns whose name is that of a tag, in the order in which they tell. */
export const TAG_COLUMNS = [
  'social_facility',
  'amenity',
  'shop',
  'leisure',
  'healthcare',
  'emergency',
  'office',
  'craft'
];

/** What a tag says; null where it says nothing. */
export function classifyTag(key: string, value: string): TypeClass | null {
  const values = Object.hasOwn(TAGS, key) ? TAGS[key] : null;
  if (!values || value === '') return null;
  return Object.hasOwn(values, value) ? values[value] : (values['*'] ?? null);
}

/** What tags joined as `key=value + key=value` say; null where they say nothing. */
export function classifyTags(word: string): TypeClass | null {
  const tags = new Map(
    word.split(' + ').map((tag) => [tag.slice(0, tag.indexOf('=')), tag.slice(tag.indexOf('=') + 1)])
  );
  const served = tags.get('social_facility:for') ?? '';
  const home = tags.get('social_facility') ?? '';
  if (/senior/.test(served)) {
    if (home === 'nursing_home') return of(0.95, 'nursing_home');
    if (home === 'day_care') return of(0.9, 'day_care', 'eldercare_centre');
    return of(0.6, 'eldercare_site', 'eldercare_centre', 'elder_service_station', 'nursing_home');
  }
  if (/disabled/.test(served)) return of(0.6, 'disability_home');
  let found: TypeClass | null = null;
  for (const key of TAG_COLUMNS) {
    const type = classifyTag(key, tags.get(key) ?? '');
    if (type && (!found || (found.codes.length === 0 && type.codes.length > 0))) found = type;
  }
  return found;
}

/**
 * What a type of a map service says: a path (`医疗保健服务;诊所;诊所`, `运动健身:网球场`), one of its words, or a six-digit code
 * of AMap; of several (`a|b`) the first that is known. Null where it is none of these.
 */
export function classifyType(text: string): TypeClass | null {
  for (const one of text.toLowerCase().split('|')) {
    const code = /^\s*(\d{6})\s*$/.exec(one)?.[1];
    const word = code && TYPE_CODES.find(([start]) => code.startsWith(start))?.[1];
    if (word) return PATH_WORDS.get(word) ?? null;
    const parts = one.split(/[;；:：>]/).flatMap((part) => part.split('/'));
    for (const part of parts.reverse()) {
      const found = PATH_WORDS.get(part.trim());
      if (found) return found;
    }
  }
  return null;
}

/** Whether a cell is a path of a map's types, not one word. */
export const isTypePath = (text: string): boolean => /[;；:：>]/.test(text) || /^\d{6}(\|\d{6})*$/.test(text);
