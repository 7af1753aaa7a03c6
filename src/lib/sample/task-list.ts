import { LEDGER_YEAR } from './staffing.ts';

/** A task of the ledger; rules and requirements are those of the catalogue. */
export interface Task {
  rule: string;
  requirement: string;
  title: string;
  lead: string;
  departments: string[];
  target?: number;
  unit?: string;
  deadline?: string;
  /** What is reached in percent of the target, least and most. */
  reached?: [number, number];
}

const MONTH = `${LEDGER_YEAR}年12月`;

/** Tasks of a subdistrict: targets are its share of what the plans set for a city or county. */
export const OF_SUBDISTRICT: Task[] = [
  {
    rule: 'ELD-ADAPT-800',
    requirement: 'S1-07',
    title: '特殊困难老年人家庭适老化改造',
    lead: '区民政局',
    departments: ['区住建委', '区残联'],
    target: 60,
    unit: '户',
    reached: [60, 100]
  },
  {
    rule: 'ELD-TRAIN-450',
    requirement: 'S1-10',
    title: '养老护理员培训',
    lead: '区民政局',
    departments: ['区人社局'],
    target: 45,
    unit: '人次',
    reached: [80, 130]
  },
  {
    rule: 'DIS-HOME-16000',
    requirement: 'S2-56',
    title: '残疾人家庭无障碍改造',
    lead: '区残联',
    departments: ['区民政局', '区住建委'],
    target: 70,
    unit: '户',
    reached: [70, 105]
  },
  {
    rule: 'HLT-IDR-95',
    requirement: 'S2-58',
    title: '法定传染病报告率',
    lead: '区卫健委',
    departments: ['沽水街道社区卫生服务中心'],
    target: 95,
    unit: '%',
    reached: [100, 105]
  },
  {
    rule: 'FIT-PART-45',
    requirement: 'S2-63',
    title: '经常参加体育锻炼人数比例',
    lead: '区体育局',
    departments: ['区卫健委'],
    target: 45,
    unit: '%',
    reached: [88, 104]
  },
  {
    rule: 'SAF-POLICE-TIME',
    requirement: 'S2-66',
    title: '社区民警在社区工作时间占比',
    lead: '公安分局',
    departments: ['区委政法委', '区民政局'],
    target: 80,
    unit: '%',
    reached: [90, 115]
  },
  {
    rule: 'STF-TALENT-2025',
    requirement: 'S0-06',
    title: '社会工作人才培养培训',
    lead: '区委社会工作部',
    departments: ['区民政局', '区人社局'],
    target: 40,
    unit: '人',
    reached: [70, 110]
  },
  {
    rule: 'ORG-BRAND-300',
    requirement: 'S2-13',
    title: '培育品牌社区社会组织和服务项目',
    lead: '区民政局',
    departments: ['各街道'],
    target: 3,
    unit: '个',
    reached: [66, 100]
  },
  {
    rule: 'LC-CONV-SAT90',
    requirement: '',
    title: '一刻钟便民生活圈居民满意度',
    lead: '区商务局',
    departments: ['区民政局', '区邮政管理局'],
    target: 90,
    unit: '%',
    reached: [95, 104]
  },
  {
    rule: 'LC-TDT1062',
    requirement: '',
    title: '社区生活圈层级与规划单元对照',
    lead: '市规划资源局示例分局',
    departments: ['区住建委', '区民政局']
  },
  {
    rule: 'DIG-GEO',
    requirement: 'S2-32',
    title: '社区地理信息基础数据更新',
    lead: '区民政局',
    departments: ['市规划资源局示例分局', '区大数据中心']
  },
  {
    rule: 'DIG-DB',
    requirement: 'S4-02',
    title: '基层社会治理数据库共建共享',
    lead: '区大数据中心',
    departments: ['区民政局', '公安分局']
  },
  {
    rule: 'LED-TASKLIST',
    requirement: 'S2-78',
    title: '规划实施年度任务清单和工作台账',
    lead: '区民政局',
    departments: ['区发改委', '区财政局'],
    target: 1,
    unit: '份',
    reached: [100, 100]
  },
  {
    rule: 'LED-MONITOR',
    requirement: 'S2-79',
    title: '年度监测分析和评估报告',
    lead: '区发改委',
    departments: ['区民政局'],
    target: 1,
    unit: '份',
    reached: [0, 100]
  },
  {
    rule: 'LED-GENERIC',
    requirement: 'S2-17',
    title: '五社联动机制',
    lead: '区民政局',
    departments: ['各街道']
  },
  {
    rule: 'LED-GENERIC',
    requirement: 'S2-50',
    title: '示范性老年友好型社区创建',
    lead: '区卫健委',
    departments: ['区民政局', '区住建委'],
    target: 2,
    unit: '个',
    reached: [50, 100]
  },
  {
    rule: 'LED-GENERIC',
    requirement: 'S2-72',
    title: '多网合一，各类网格整合成一张网',
    lead: '区委政法委',
    departments: ['区民政局', '区政务服务办'],
    deadline: MONTH
  },
  {
    rule: 'LED-GENERIC',
    requirement: 'S2-74',
    title: '群众关切事项24小时线上服务',
    lead: '区政务服务办',
    departments: ['区民政局']
  },
  {
    rule: 'LED-GENERIC',
    requirement: 'S2-86',
    title: '社区应急组织体系和应急预案',
    lead: '区应急局',
    departments: ['区民政局', '区消防救援支队'],
    target: 12,
    unit: '份',
    reached: [75, 100]
  },
  {
    rule: 'LED-GENERIC',
    requirement: 'S2-100',
    title: '社区志愿者登记注册和培训',
    lead: '区文明办',
    departments: ['区民政局'],
    deadline: MONTH
  },
  {
    rule: 'FUND-BASE',
    requirement: 'S2-03',
    title: '社区专项经费、办公经费和公益事业补助落实',
    lead: '区财政局',
    departments: ['区民政局'],
    target: 100,
    unit: '%',
    reached: [85, 100]
  },
  {
    rule: 'RULE-DENOM',
    requirement: '',
    title: '各项比例按常住人口口径核算',
    lead: '区民政局',
    departments: ['区统计局']
  },
  {
    rule: 'SIT-PRIORITY',
    requirement: '',
    title: '选址优先照顾老年人、未成年人和残疾人',
    lead: '区民政局',
    departments: ['区残联', '区妇联']
  },
  {
    rule: 'SIT-STOCK',
    requirement: 'S2-83',
    title: '存量房屋摸底，换购、划拨、租借补齐设施用房',
    lead: '区住建委',
    departments: ['区民政局', '市规划资源局示例分局'],
    deadline: MONTH
  }
];

/** Tasks of each community. */
export const OF_COMMUNITY: Task[] = [
  {
    rule: 'LED-3LISTS',
    requirement: 'S2-70',
    title: '居民需求、服务资源、民生项目三项清单',
    lead: '沽水街道办事处',
    departments: ['社区居委会'],
    target: 3,
    unit: '份',
    reached: [66, 100]
  },
  {
    rule: 'CHD-PARENT-ACT-4',
    requirement: 'S1-15',
    title: '家庭教育实践活动',
    lead: '区妇联',
    departments: ['区教育局', '社区居委会'],
    target: 4,
    unit: '次',
    reached: [50, 150]
  }
];
