/** What each field of the layer tables is called on screen. */
const NAMES: Record<string, { zh: string; en: string }> = {
  unit_id: { zh: '单元编码', en: 'Unit code' },
  name: { zh: '名称', en: 'Name' },
  parent: { zh: '上级单元', en: 'Unit above' },
  unit: { zh: '社区（单元）', en: 'Unit' },
  is_rural: { zh: '是否农村', en: 'Rural' },
  households: { zh: '户数', en: 'Households' },
  pop_resident: { zh: '常住人口', en: 'Resident population' },
  pop_registered: { zh: '户籍人口', en: 'Registered population' },
  pop_60p: { zh: '60岁及以上', en: 'Aged 60 and over' },
  pop_65p: { zh: '65岁及以上', en: 'Aged 65 and over' },
  pop_80p: { zh: '80岁及以上', en: 'Aged 80 and over' },
  pop_0_2: { zh: '0–2岁', en: 'Aged 0–2' },
  pop_0_17: { zh: '0–17岁', en: 'Aged 0–17' },
  pop_3_5: { zh: '3–5岁', en: 'Aged 3–5' },
  pop_6_11: { zh: '6–11岁', en: 'Aged 6–11' },
  pop_18_59: { zh: '18–59岁', en: 'Aged 18–59' },
  pop_disabled: { zh: '残疾人', en: 'Disabled people' },
  fac_id: { zh: '设施编号', en: 'Facility code' },
  category: { zh: '设施类别', en: 'Category' },
  lon: { zh: '经度', en: 'Longitude' },
  lat: { zh: '纬度', en: 'Latitude' },
  floor_area_m2: { zh: '建筑面积（㎡）', en: 'Floor area (m²)' },
  beds: { zh: '床位数', en: 'Beds' },
  capacity: { zh: '容量', en: 'Capacity' },
  serves_unit: { zh: '服务单元', en: 'Unit served' },
  status: { zh: '状态', en: 'Status' },
  road_id: { zh: '道路编号', en: 'Road code' },
  highway: { zh: '道路等级', en: 'Road class' },
  site_id: { zh: '候选点编号', en: 'Site code' },
  floor_level: { zh: '楼层', en: 'Floor' },
  tenure: { zh: '权属', en: 'Tenure' },
  acquisition_mode: { zh: '取得方式', en: 'Acquisition' },
  cost: { zh: '费用（元）', en: 'Cost (yuan)' },
  point_id: { zh: '居民点编号', en: 'Point code' },
  community: { zh: '所属社区', en: 'Community' },
  footprint_m2: { zh: '基底面积（㎡）', en: 'Footprint (m²)' },
  storeys: { zh: '层数', en: 'Storeys' },
  kind: { zh: '用地类型', en: 'Kind' },
  estate_id: { zh: '小区编号', en: 'Estate code' },
  is_new_build: { zh: '是否新建', en: 'New build' }
};

/** The field's name in a language; the field itself where it has none. */
export function fieldName(field: string, language: 'zh' | 'en'): string {
  return NAMES[field]?.[language] ?? field;
}
