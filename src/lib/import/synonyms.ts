import type { Layer } from './report.ts';

/** Names that only count rows of some table, of whatever. */
export const COUNTERS = ['序号', 'id', 'fid', 'objectid', 'osm_id', 'osmid', 'gid'];
const CODE = ['编号', '编码', '代码', 'code', ...COUNTERS];

/** Field → what files call it. The field's own name and its words without spaces, case or brackets count too. */
export const SYNONYMS: Record<string, string[]> = {
  unit_id: [
    '社区编号',
    '社区编码',
    '社区代码',
    '行政区划代码',
    '区划代码',
    '村居代码',
    '单元编号',
    'adcode',
    ...CODE
  ],
  fac_id: ['设施编号', '设施编码', '设施代码', '设施id', 'facility_id', 'poiid', ...CODE],
  road_id: ['道路编号', '道路编码', '路段编号', 'way_id', 'edge_id', ...CODE],
  site_id: ['候选点编号', '房屋编号', '场地编号', 'candidate_id', ...CODE],
  estate_id: ['小区编号', '小区编码', '小区代码', ...CODE],
  point_id: ['楼栋编号', '建筑编号', '楼号', '居住点编号', 'building_id', ...CODE],
  name: [
    ...[
      '名称',
      '名字',
      '设施名称',
      '机构名称',
      '单位名称',
      '单元名称',
      '道路名称',
      '路名',
      '小区名称',
      '场地名称'
    ],
    ...[
      '房屋名称',
      '店名',
      '标题',
      'title',
      'fullname',
      'facility_name',
      'site_name',
      'name_zh',
      'name:zh',
      'label'
    ]
  ],
  parent: [
    '上级',
    '所属街道',
    '所属区',
    '街道',
    '乡镇',
    '街镇',
    '街道乡镇',
    '所属街镇',
    'parent_id',
    'subdistrict'
  ],
  unit: [
    ...[
      '社区',
      '社区名称',
      '社区名',
      '村居',
      '村社区',
      '村居名称',
      '居委会',
      '单元',
      '单元名称',
      '所属社区',
      '村'
    ],
    ...[
      '街道',
      '街道名称',
      '名称',
      'community',
      'unit_name',
      'unit_id',
      'name',
      '社区编号',
      '社区代码',
      'neighbourhood',
      'code',
      'id'
    ]
  ],
  community: ['社区', '社区名称', '所属社区', '村居', '居委会', 'community_id', 'community_name'],
  is_rural: ['是否农村', '是否村', '农村', '城乡', 'rural'],
  is_new_build: ['是否新建', '新建', '新建小区', 'new_build'],
  households: ['常住户数', '户数', '总户数', '住户数', '居民户数', '家庭户数', '户数合计', 'hh', 'household'],
  pop_resident: [
    ...[
      '常住人口',
      '常住人口数',
      '常住人数',
      '居住人口',
      '总人口',
      '人口数',
      '人口',
      '人数',
      '居民数',
      '常住'
    ],
    ...['population', 'pop', 'residents', 'resident_population', 'total_population', 'pop_total']
  ],
  pop_registered: ['户籍人口', '户籍人口数', '户籍人数', 'registered_population'],
  pop_60p: [
    ...[
      '60岁以上',
      '60岁及以上',
      '60岁以上人口',
      '60岁及以上人口',
      '60周岁以上',
      '60+',
      '老年人口',
      '老年人',
      '老人数'
    ],
    ...['老年人数', '60岁以上老年人', 'pop60', 'pop_60', 'older', 'aged_60']
  ],
  pop_65p: ['65岁以上', '65岁及以上', '65岁以上人口', '65岁及以上人口', '65+', 'pop65', 'pop_65'],
  pop_80p: [
    '80岁以上',
    '80岁及以上',
    '80岁以上人口',
    '80岁及以上人口',
    '80+',
    '高龄老人',
    '高龄人口',
    'pop80',
    'pop_80'
  ],
  pop_0_2: ['0-2岁', '0~2岁', '0-2岁人口', '婴幼儿', '婴幼儿数', '3岁以下', '3岁以下人口'],
  pop_0_17: ['0-17岁', '0~17岁', '未成年人', '未成年人口', '18岁以下', '0-17岁人口'],
  pop_3_5: ['3-5岁', '3~5岁', '学龄前儿童', '3-5岁人口'],
  pop_6_11: ['6-11岁', '6~11岁', '小学生', '小学学龄人口', '6-11岁人口'],
  pop_18_59: ['18-59岁', '18~59岁', '成年人', '18-59岁人口'],
  pop_disabled: ['残疾人', '残疾人口', '残疾人数', '持证残疾人', 'disabled'],
  category: [
    ...[
      '类别',
      '设施类别',
      '设施类型',
      '类型',
      '分类',
      '设施分类',
      '二级类别',
      '二级菜单',
      '小类',
      '一级类别',
      '一级菜单'
    ],
    ...[
      '大类',
      '种类',
      'type',
      'class',
      'kind',
      'fclass',
      'facility_type',
      'amenity',
      'layer',
      'category_code'
    ]
  ],
  lon: ['经度', '东经', 'lng', 'longitude', 'x', 'long', 'x坐标', 'point_x', 'wgs84_lon', 'gcj02_lon'],
  lat: ['纬度', '北纬', 'latitude', 'y', 'y坐标', 'point_y', 'wgs84_lat', 'gcj02_lat'],
  position: ['坐标', '经纬度', '位置坐标', 'location', 'lonlat', 'lnglat', 'coordinates', 'coord'],
  floor_area_m2: [
    ...[
      '建筑面积',
      '面积',
      '用房面积',
      '建筑面积m2',
      '建筑面积平方米',
      '房屋面积',
      '总建筑面积',
      '建筑面积总'
    ],
    ...['floor_area', 'area', 'area_m2', 'gfa']
  ],
  beds: ['床位', '床位数', '养老床位', '养老床位数', '总床位', 'bed', 'bed_count'],
  capacity: [
    '容量',
    '服务人数',
    '托位',
    '托位数',
    '学位',
    '学位数',
    '可容纳人数',
    '接待能力',
    'places',
    'seats'
  ],
  serves_unit: ['服务社区', '服务单元', '服务范围', '所属社区', '所在社区', 'serves_unit_id', 'serves'],
  status: ['状态', '运营状态', '是否运营', '使用状态', '营业状态'],
  highway: ['道路等级', '道路类型', '路类', 'fclass', 'road_type', 'road_class', 'roadclass'],
  walkable: ['可步行', '是否可步行', '步行', 'foot', 'pedestrian'],
  floor_level: ['楼层', '所在楼层', '层数位置', 'floor'],
  tenure: ['权属', '产权', '产权性质', '权属性质', 'ownership'],
  acquisition_mode: ['取得方式', '利用方式', '获取方式'],
  cost: ['费用', '造价', '成本', '租金', '预算', 'cost_estimate', 'price', '投资'],
  footprint_m2: ['基底面积', '占地面积', '建筑基底面积', '投影面积', 'footprint'],
  storeys: [
    '层数',
    '楼层数',
    '建筑层数',
    '地上层数',
    'floors',
    'levels',
    'building:levels',
    'storey',
    'stories'
  ],
  kind: [
    '用地性质',
    '用地类型',
    '用地类别',
    '地类',
    '类型',
    '类别',
    '用地代码',
    'landuse',
    'land_use',
    'fclass',
    'type',
    'natural'
  ]
};

/** Field → names that hold for one layer only, before the general ones. */
export const OWN: Partial<Record<Layer, Record<string, string[]>>> = {
  communities: {
    name: ['社区', '社区名称', '社区名', '村居', '村居名称', '社区村', '居委会', '村', 'community']
  },
  subdistricts: {
    name: ['街道', '街道名称', '乡镇', '乡镇名称', '街镇', '乡镇街道', 'subdistrict', 'town'],
    parent: ['区县', '所属区县', '区', '县', 'district']
  },
  districts: { name: ['区县', '区县名称', '区', '县', 'district', 'county'], parent: ['市', '城市', 'city'] },
  population: { unit: [] },
  estates: { name: ['小区', '小区名', 'estate'] },
  residential: { households: ['户数', '住户'] }
};
