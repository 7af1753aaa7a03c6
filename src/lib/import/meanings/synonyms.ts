import type { Layer } from '../report.ts';

/** Names that only count rows of some table, of whatever. */
export const COUNTERS = ['序号', 'id', 'fid', 'objectid', 'osm_id', 'osmid', 'gid'];
const CODE = ['编号', '编码', '代码', 'code', ...COUNTERS];

/** The words of lines; none of them has a space in it. */
const words = (...lines: string[]): string[] => lines.flatMap((line) => line.split(' '));

/** Field → what files call it. The field's own name and its words without spaces, case or brackets count too. */
export const SYNONYMS: Record<string, string[]> = {
  unit_id: [
    ...words(
      '社区编号 社区编码 社区代码 行政区划代码 区划代码 村居代码 单元编号 adcode 统计用区划代码 行政区划编码 区划编码 村居委会代码 社区id',
      'community_id community_code division_code'
    ),
    ...CODE
  ],
  fac_id: [
    ...words(
      '设施编号 设施编码 设施代码 设施id facility_id poiid 设施序号 机构编号 机构代码 poi_id pid uid fac_no 统一社会信用代码'
    ),
    ...CODE
  ],
  road_id: [...words('道路编号 道路编码 路段编号 way_id edge_id'), ...CODE],
  site_id: [...words('候选点编号 房屋编号 场地编号 candidate_id'), ...CODE],
  estate_id: [...words('小区编号 小区编码 小区代码'), ...CODE],
  point_id: [...words('楼栋编号 建筑编号 楼号 居住点编号 building_id'), ...CODE],
  name: words(
    '名称 名字 设施名称 机构名称 单位名称 单元名称 道路名称 路名 小区名称 场地名称 房屋名称 店名 标题 title fullname facility_name',
    'site_name name_zh name:zh label'
  ),
  parent: words(
    '上级 所属街道 所属区 街道 乡镇 街镇 街道乡镇 所属街镇 parent_id subdistrict 所属街道乡镇 所在街道 街道名称 街道办 乡镇街道 所属乡镇',
    '所在乡镇 上级行政区 上级单位 上级代码 区县 街办 street parent_code town'
  ),
  unit: words(
    '社区 社区名称 社区名 村居 村社区 村居名称 居委会 单元 单元名称 所属社区 村 街道 街道名称 名称 community unit_name unit_id',
    'name 社区编号 社区代码 neighbourhood code id 社区村 社区村居 所在社区 社区居委会 村居委会 居村委 居村 居村委名称 行政区划名称',
    '区划名称 村社名称 街镇 街道乡镇 乡镇街道 地区 行政区划代码 区划代码 社区编码 统计用区划代码 村居代码 community_name community_id',
    'neighborhood jurisdiction'
  ),
  community: words('社区 社区名称 所属社区 村居 居委会 community_id community_name'),
  is_rural: words('是否农村 是否村 农村 城乡 rural'),
  is_new_build: words('是否新建 新建 新建小区 new_build'),
  households: words(
    '常住户数 户数 总户数 住户数 居民户数 家庭户数 户数合计 hh household 家庭户 常住家庭户 居民户 总户 num_households',
    'households_total hhs'
  ),
  pop_resident: words(
    '常住人口 常住人口数 常住人数 居住人口 总人口 人口数 人口 人数 居民数 居民人数 居住人数 常住 population pop residents',
    'resident_population total_population pop_total 常住人口合计 常住人口总数 常住居民 常驻人口 总人数 人口总数 人口合计',
    '合计人口 常住人口规模 residents_total pop_res popu resident total_pop people'
  ),
  pop_registered: words(
    '户籍人口 户籍人口数 户籍人数 registered_population 户籍居民 户籍人口合计 户籍总人口 户籍人口总数 户籍 pop_reg hukou',
    'registered_pop'
  ),
  pop_60p: words(
    '60岁以上 60岁及以上 60岁以上人口 60岁及以上人口 60周岁以上 60+ 老年人口 老年人 老人数 老年人数 60岁以上老年人 pop60 pop_60',
    'older aged_60 老龄人口 老年人人数 老人 60以上 六十岁以上 六十岁及以上 60岁以上老人 60岁及以上老年人 60周岁及以上 60岁老人 pop60p',
    'pop_60plus elderly elderly_pop seniors over60 60_plus'
  ),
  pop_65p: words(
    '65岁以上 65岁及以上 65岁以上人口 65岁及以上人口 65+ pop65 pop_65 65周岁以上 65周岁及以上 65岁以上老人 65岁以上老年人',
    '65岁及以上老年人 pop65p pop_65plus over65 65_plus'
  ),
  pop_80p: words(
    '80岁以上 80岁及以上 80岁以上人口 80岁及以上人口 80+ 高龄老人 高龄人口 pop80 pop_80 80周岁以上 80周岁及以上 80岁以上老人',
    '80岁以上老年人 80岁及以上老年人 高龄老年人 高龄 pop80p pop_80plus over80 80_plus'
  ),
  pop_0_2: words(
    '0-2岁 0~2岁 0-2岁人口 婴幼儿 婴幼儿数 3岁以下 3岁以下人口 0到2岁 0至2岁 三岁以下 3岁以下婴幼儿 3周岁以下 0-2周岁 under3',
    'infants'
  ),
  pop_0_17: words(
    '0-17岁 0~17岁 未成年人 未成年人口 18岁以下 0-17岁人口 18周岁以下 未成年 未成年人数 0-17周岁 under18 minors children'
  ),
  pop_3_5: words('3-5岁 3~5岁 学龄前儿童 3-5岁人口'),
  pop_6_11: words('6-11岁 6~11岁 小学生 小学学龄人口 6-11岁人口'),
  pop_18_59: words('18-59岁 18~59岁 成年人 18-59岁人口'),
  pop_disabled: words(
    '残疾人 残疾人口 残疾人数 持证残疾人 disabled 残障人士 残疾 残疾人人数 持证残疾人数 disabled_people'
  ),
  category: words(
    '类别 设施类别 设施类型 类型 分类 设施分类 二级类别 二级菜单 小类 一级类别 一级菜单 大类 种类 type class kind fclass',
    'facility_type amenity layer category_code 设施种类 类型名称 业态 机构类型 机构类别 场所类型 中类 设施小类 设施大类',
    '一级分类 二级分类 三级分类 服务类型 poi类型 cat category_name types poi_type shop leisure'
  ),
  lon: words(
    '经度 东经 lng longitude x long x坐标 point_x wgs84_lon gcj02_lon 经度坐标 百度经度 高德经度 lon_wgs84',
    'lng_wgs84 lng_gcj02 lon_gcj02 bd_lng longtitude 东经度 坐标x 横坐标 coord_x xcoord wgs_lon',
    'wgs84_lng gcj_lng'
  ),
  lat: words(
    '纬度 北纬 latitude y y坐标 point_y wgs84_lat gcj02_lat 纬度坐标 百度纬度 高德纬度 lat_wgs84 lat_gcj02',
    'bd_lat latitute 北纬度 坐标y 纵坐标 coord_y ycoord wgs_lat gcj_lat'
  ),
  position: words('坐标 经纬度 位置坐标 location lonlat lnglat coordinates coord'),
  floor_area_m2: words(
    '建筑面积 面积 用房面积 建筑面积m2 建筑面积平方米 房屋面积 总建筑面积 建筑面积总 floor_area area area_m2 gfa 场所面积 设施面积',
    '房屋建筑面积 用房建筑面积 总面积 floorarea building_area sqm m2'
  ),
  beds: words('床位 床位数 养老床位 养老床位数 总床位 bed bed_count'),
  capacity: words('容量 服务人数 托位 托位数 学位 学位数 可容纳人数 接待能力 places seats'),
  serves_unit: words('服务社区 服务单元 服务范围 所属社区 所在社区 serves_unit_id serves'),
  status: words(
    '状态 运营状态 是否运营 使用状态 营业状态 经营状态 开放状态 机构状态 当前状态 state operating_status'
  ),
  highway: words('道路等级 道路类型 路类 fclass road_type road_class roadclass'),
  oneway_foot: words('步行单向 人行单向 行人单向'),
  incline: words('坡度 纵坡 道路坡度 gradient'),
  steps: words('台阶 是否台阶 是否梯道 梯道 stairs is_steps'),
  walkable: words('可步行 是否可步行 步行 foot pedestrian'),
  floor_level: words('楼层 所在楼层 层数位置 floor'),
  tenure: words(
    '权属 产权 产权性质 权属性质 ownership 产权单位 产权人 权属单位 产权归属 房屋权属 房屋产权 产权情况 owner tenure_type'
  ),
  acquisition_mode: words(
    '取得方式 利用方式 获取方式 获得方式 取得途径 获取途径 拟取得方式 筹措方式 使用方式 acquisition mode_of_acquisition'
  ),
  cost: words(
    '费用 造价 成本 租金 预算 cost_estimate price 投资 估算费用 预估费用 预计费用 费用估算 预估造价 估算造价 估算投资 预计投资 投资估算',
    '改造费用 预估成本 estimated_cost'
  ),
  available_from: words(
    '可用时间 可用日期 可使用时间 可交付时间 交付时间 交付日期 腾退时间 腾空时间 启用时间 可用起始时间 available availability',
    'available_date'
  ),
  site_kind: words('候选类型 候选点类型 场地类型 资源类型 房屋或用地 candidate_kind candidate_type'),
  ground_floor_commercial: words(
    '是否底层商业 底层商业 底层商业用房 是否底层商业用房 是否底商 底商 是否住宅底商 住宅楼底层商业用房 ground_floor_shop'
  ),
  site_area_m2: words('用地面积 土地面积 地块面积 宗地面积 占地面积 场地面积 site_area plot_area land_area'),
  footprint_m2: words('基底面积 占地面积 建筑基底面积 投影面积 footprint'),
  storeys: words(
    '层数 楼层数 建筑层数 地上层数 floors levels building:levels storey stories 地上层 总层数 楼层总数 floor_num',
    'num_floors'
  ),
  pop_urban_resident: words('城镇常住人口 城镇人口 城镇常住人口数 城镇居民 urban_resident urban_population'),
  pop_actual: words('实有人口 实有人口数 实际居住人口 实有人数 actual_population'),
  community_type: words('社区类型 村居类型 社区类别 单元类型'),
  priority_flag: words('重点区域 重点区域类型 重点帮扶 帮扶类型 重点类型 priority'),
  demo_flag: words('是否示范 示范 示范点 示范社区 示范创建 是否示范社区 demo'),
  built_year: words('建成年份 建成年代 建成年 竣工年份 建造年代 建筑年代 year_built'),
  total_floor_area_m2: words('总建筑面积 建筑总面积 住宅总建筑面积 小区建筑面积 总建筑面积m2'),
  property_mgmt: words(
    '物业管理 物业管理方式 物业管理模式 物业类型 物业情况 物业形式 管理方式 有无物业 是否有物业 物业'
  ),
  parcel_id: words('地块编号 宗地编号 宗地号 地块号 parcel'),
  host_id: words('所在设施 所在设施编号 依托设施 合署设施 载体编号 所在综合体 host'),
  service_functions: words('服务功能 服务项目 服务内容 功能 functions services'),
  zones: words('功能分区 功能区 分区 五区 功能室'),
  data_date: words('数据日期 数据时间 采集日期'),
  activity_area_m2: words('活动面积 居民活动面积 活动用房面积 居民活动用房面积 居民活动区面积'),
  office_area_m2: words('办公面积 办公用房面积 办公区面积'),
  open_hours_per_day: words(
    '每日开放时长 每天开放时长 开放时长 每日开放小时数 每天开放小时数 每日开放时间 开放时间 营业时间 服务时间 opening_hours open_hours'
  ),
  barrier_free: words('无障碍 无障碍设施 是否无障碍 无障碍改造 无障碍达标 是否有无障碍设施'),
  age_friendly: words('适老化 适老 是否适老化 适老化改造'),
  child_friendly: words('儿童友好 适儿化 是否儿童友好 适儿化改造'),
  open_to_public: words('对外开放 是否对外开放 是否开放 向社会开放 是否向社会开放'),
  entrance_lon: words('入口经度 出入口经度 大门经度 主入口经度 entrance_lng entrance_x'),
  entrance_lat: words('入口纬度 出入口纬度 大门纬度 主入口纬度 entrance_y'),
  gate_id: [...words('出入口编号 大门编号 门编号'), ...CODE],
  estate: words('小区 小区名称 所属小区 所在小区 小区编号 estate_id estate_name'),
  grid_id: [...words('网格编号 网格编码 网格代码 网格id'), ...CODE],
  buildings: words('楼栋数 楼数 栋数 楼栋 楼栋总数 num_buildings'),
  stairwells: words('单元数 楼门数 楼道数 单元总数 门栋数 楼门'),
  grid_head: words('网格长 有无网格长 网格长配备 网格长人数 是否有网格长'),
  building_heads: words('楼栋长 楼长 楼门长 楼栋长人数 楼栋长数'),
  unit_heads: words('单元长 楼道长 单元长人数 单元长数 单元门长'),
  role: words('岗位 岗位名称 岗位类别 人员类别 人员类型 职务 角色 工种 队伍 类别 position job post'),
  count: words(
    '人数 数量 实有人数 现有人数 在岗人数 配备人数 实有 实有数 在岗数 现有数 staff headcount number'
  ),
  quota: words('编制 编制数 应配 应配数 应配人数 核定数 核定编制 额定人数 定员'),
  licensed: words('持证 持证数 持证人数 有证人数 licensed_count'),
  trained: words('培训 培训人数 受训人数 参训人数 已培训 已培训人数 trained_count'),
  facility: words(
    '设施 设施名称 机构 机构名称 设施编号 所在机构 所属机构 所在设施 facility_id fac_id facility_name'
  ),
  year: words('年份 年度 统计年度 统计年份 数据年份'),
  month: words('月份 年月 统计月份 月度 统计月'),
  registered: words(
    '登记数 登记人数 在册数 在册人数 应探访 应探访人数 应访人数 重点老人数 特殊困难老年人 登记老人数'
  ),
  visited: words('探访数 探访人数 已探访 已探访人数 实访人数 巡访人数 实际探访 实际探访人数'),
  served: words('服务人数 已服务 已服务人数 关爱服务人数 享受服务人数 服务数'),
  social_orgs: words(
    '社区社会组织 社区社会组织数 社会组织 社会组织数 社会组织数量 社区社会组织数量 organisations organizations'
  ),
  volunteer_teams: words('志愿服务队 志愿服务队伍 志愿服务队伍数 志愿队伍数 志愿者队伍 志愿服务队数'),
  public_health_committee: words(
    '公共卫生委员会 公卫委员会 公共卫生委员会数 是否设公共卫生委员会 有无公共卫生委员会'
  ),
  disabled_assoc: words('残疾人协会 残协 社区残协 是否有残协 是否建立残协 残疾人协会建立'),
  has_social_work_service: words(
    '社会工作服务 社工服务 专业社工服务 有无社工服务 是否有社工服务 社会工作服务覆盖'
  ),
  has_agent_service: words(
    '代办服务 代办点 全程代办 帮办代办 政务代办服务 政务代办 有无代办服务 是否有代办服务'
  ),
  has_legal_service: words('法律服务 公共法律服务 有无法律服务 是否有法律服务 公共法律服务覆盖'),
  survey_year: words('满意度调查年份 调查年份 最近调查年份 最近一次调查年份 满意度调查年度'),
  smart_safe: words('智慧平安社区 智慧安防 智慧安防小区 平安智慧社区 智慧平安'),
  network_5g: words('5g 5g覆盖 5g网络 5g网络覆盖 是否5g覆盖'),
  sanitary: words('卫生社区 卫生村 是否卫生社区 卫生创建 卫生达标'),
  sanitary_title: words('卫生称号 卫生荣誉 卫生创建级别 卫生称号级别'),
  party_report_rate: words('双报到率 报到率 党员报到率 在职党员报到率 党组织报到率'),
  party_duty_rate: words('认领率 服务率 党员服务率 双报到服务率 在职党员服务率 党员履责率'),
  owner_rep_party_share: words('业主代表党员占比 业主代表中党员比例 业主代表党员比例'),
  owner_committee_party_share: words(
    '业委会党员占比 业委会党员比例 业主委员会党员比例 业委会成员党员比例 业主委员会党员占比'
  ),
  funding_special: words(
    '专项经费 社区专项经费 党建专项经费 服务群众专项经费 党组织服务群众专项经费 党组织服务群众经费 社区经费'
  ),
  funding_office: words('办公经费 社区办公经费 工作经费'),
  funding_benefit: words('公益事业补助 公益事业补助经费 公益事业专项补助资金 公益金'),
  requirement_id: words('需求编号 要求编号 条目编号 requirement'),
  kind: words('用地性质 用地类型 用地类别 地类 类型 类别 用地代码 landuse land_use fclass type natural')
};

/** Traditional forms that stand in headers, each before its simplified form. */
const PAIRS =
  '稱称設设類类經经緯纬戶户區区縣县鄉乡鎮镇處处臺台積积編编號号歲岁數数總总層层築筑務务單单開开責责門门間间時时標标實实際际狀状態态點点樓楼權权屬属費费價价級级別别種种機机構构養养醫医療疗員员聯联電电話话動动範范圍围場场據据裏里裡里齡龄殘残疾疾貫贯關关係系牽牵頭头進进證证營营運运樣样圖图書书碼码聚聚業业衛卫寬宽長长佔占復复雜杂齊齐續续歷历屆届節节稅税參参備备';

/** Traditional forms that stand in headers → the simplified. */
export const FOLD: ReadonlyMap<string, string> = new Map(
  PAIRS.match(/../gu)!.map((pair): [string, string] => [[...pair][0], [...pair][1]])
);

/** Fields that in a layer are called by the names of `OWN` only. */
export const ONLY: Partial<Record<Layer, string[]>> = {
  tasks: words('unit status unit_id target_value actual_value evidence'),
  // 编号 and id name the facility, not its estate.
  facilities: words('estate_id'),
  gates: words('name'),
  grids: words('name'),
  study_areas: words('kind name')
};

/** Field → names that hold for one layer only, before the general ones. */
export const OWN: Partial<Record<Layer, Record<string, string[]>>> = {
  communities: {
    name: words('社区 社区名称 社区名 村居 村居名称 社区村 居委会 村 community')
  },
  subdistricts: {
    name: words('街道 街道名称 乡镇 乡镇名称 街镇 乡镇街道 subdistrict town'),
    parent: words('区县 所属区县 区 县 district')
  },
  districts: {
    name: words('区县 区县名称 区 县 district county'),
    parent: words('市 城市 city')
  },
  population: {
    unit: []
  },
  estates: {
    name: words('小区 小区名 estate'),
    property_mgmt: words('物业公司类型')
  },
  gates: {
    name: words('名称 门名 大门 大门名称 出入口 出入口名称 门 标题 gate gate_name')
  },
  grids: {
    name: words('网格 网格名称 网格名 名称 grid grid_name'),
    households: words('网格户数 户数')
  },
  study_areas: {
    kind: words('范围类型 范围类别 类型 类别 type class'),
    name: words('范围名称 名称 name title')
  },
  residential: {
    households: words('户数 住户'),
    pop_resident: words('居住人数 居民人数')
  },
  facilities: {
    estate_id: words('所属小区编号 小区编号 小区编码 小区代码 所在小区编号'),
    name: words('养老机构名称 医疗机构名称 学校名称 门店名称 服务站名称 场所名称 poi名称 poi_name 商户名称'),
    floor_area_m2: words('建筑面积m2 总建筑面积 使用面积 营业面积')
  },
  tasks: {
    task_id: words('任务编号 任务代码 编号 序号 id task_no no'),
    rule_id: words('规则 规则编号 指标编号 标准编号 对应规则 rule'),
    title: words(
      '任务 任务名称 任务内容 工作任务 重点任务 工作内容 事项 事项名称 项目名称 主要任务 名称 task name'
    ),
    department_lead: words(
      '牵头部门 牵头单位 责任部门 责任单位 主责部门 主责单位 承办单位 牵头责任单位 department lead'
    ),
    departments: words('配合部门 配合单位 配合责任单位 协同部门 协同单位 协办部门 协办单位 参与部门'),
    unit_id: words(
      '社区 社区名称 村居 所属社区 所属街道 街道 乡镇 实施地点 单元 单元编码 区域 community area'
    ),
    deadline: words(
      '时限 完成时限 截止日期 截止时间 完成时间 计划完成时间 办结时限 期限 完成期限 due due_date'
    ),
    target_value: words('目标值 目标 目标数 计划数 任务数 计划值 年度目标 target'),
    actual_value: words('完成值 实际值 完成数 实际完成 当前值 现状值 已完成数 actual'),
    unit: words('单位 计量单位 数量单位 unit_of_value uom'),
    status: words('状态 进展 进展情况 完成情况 任务状态 进度 办理状态 state progress'),
    evidence: words('佐证 佐证材料 依据 证明材料 附件 成效 备注依据'),
    updated_at: words('更新时间 更新日期 填报日期 填报时间 上报时间 updated')
  }
};
