import type { People } from './people.ts';
import type { Draws } from './streams.ts';
import type { Row } from './table.ts';

/** A community that ledgers are kept of. */
export interface LedgerUnit {
  code: string;
  name: string;
  people: People;
}

/** The year that the ledgers speak of. */
export const LEDGER_YEAR = 2025;

/** How many of a role a community has: the role as a bureau writes it, the count, and the posts that it should have. */
interface Post {
  role: string;
  count: (people: People, draws: Draws) => number;
  quota?: (people: People) => number;
  /** Share of them with a certificate, and trained this year: low and high. */
  licensed?: [number, number];
  trained?: [number, number];
}

/** One of it in nearly every community. */
const one =
  (short: number) =>
  (_: People, { chance }: Draws): number =>
    chance(short) ? 0 : 1;

const OF_COMMUNITY: Post[] = [
  {
    role: '社区工作者',
    count: ({ households, pop_resident }, { whole }) =>
      Math.max(4, Math.round((households / 300 + pop_resident * 0.0018) / 2) + whole(-1, 2)),
    quota: ({ pop_resident }) => Math.max(5, Math.ceil(pop_resident * 0.0018)),
    licensed: [0.32, 0.7],
    trained: [0.88, 1.08]
  },
  { role: '核心岗位', count: (_, { chance }) => (chance(0.8) ? 4 : 3), quota: () => 4 },
  { role: '儿童主任', count: one(0.12), trained: [0.9, 1.2] },
  { role: '法律顾问', count: one(0.12) },
  { role: '法律明白人', count: (_, { whole }) => whole(2, 6) },
  { role: '灾害信息员', count: one(0.1) },
  { role: '社区民警', count: (_, { chance }) => (chance(0.75) ? 1 : 2) },
  { role: '专职党建社工岗', count: (_, { chance }) => (chance(0.7) ? 2 : 1), quota: () => 2 },
  {
    role: '社会体育指导员',
    count: ({ pop_resident }, { random }) => Math.round(pop_resident * (0.0021 + random() * 0.0014)),
    trained: [0.5, 0.9]
  },
  {
    role: '群防群治力量',
    count: ({ pop_resident }, { random }) => Math.round(pop_resident * (0.026 + random() * 0.016))
  },
  { role: '网格长', count: ({ households }) => Math.max(1, Math.round(households / 300)) },
  {
    role: '专职网格员',
    count: ({ households }, { whole }) => Math.max(1, Math.round(households / 420) + whole(-1, 1)),
    licensed: [0.1, 0.4],
    trained: [0.8, 1.1]
  },
  { role: '楼门长', count: ({ households }, { whole }) => Math.round(households / 62) + whole(0, 4) },
  { role: '单元长', count: ({ households }, { whole }) => Math.round(households / 15) + whole(-4, 2) },
  {
    role: '注册志愿者',
    count: ({ pop_resident }, { random }) => Math.round(pop_resident * (0.05 + random() * 0.09))
  }
];

/** How many of a role stand in a facility of a category: least and most. */
const OF_FACILITY: Record<string, { role: string; count: [number, number]; licensed?: true }[]> = {
  chc: [
    { role: '全科医生', count: [5, 11], licensed: true },
    { role: '注册护士', count: [8, 16], licensed: true }
  ],
  chs: [
    { role: '全科医生', count: [1, 3], licensed: true },
    { role: '注册护士', count: [1, 3], licensed: true }
  ],
  integrated_service_centre: [{ role: '中心主任', count: [1, 1] }],
  party_service_centre: [{ role: '党群服务中心主任', count: [1, 1] }],
  social_work_station: [{ role: '社工站持证社工', count: [1, 4], licensed: true }],
  micro_fire_station: [{ role: '微型消防站队员', count: [4, 8] }],
  eldercare_centre: [{ role: '养老护理员', count: [8, 14], licensed: true }],
  nursing_home: [{ role: '养老护理员', count: [20, 34], licensed: true }],
  eldercare_site: [{ role: '养老护理员', count: [1, 4], licensed: true }],
  day_care: [{ role: '养老护理员', count: [2, 6], licensed: true }]
};

/** Cells of licences and training that nobody filled, save of posts that have a quota: these are asked for. */
const BLANK = 0.1;

/**
 * The ledger of staff in long form: a row for each role of a community, of a subdistrict (police of its station) and of a
 * facility, which is named by its code. Police at the station include those in the communities.
 */
export function keepStaffing(
  units: LedgerUnit[],
  subdistricts: string[],
  facilities: Row[],
  draws: Draws
): Row[] {
  const rows: Row[] = [];
  const add = (row: Row) => rows.push({ ...row, year: LEDGER_YEAR });
  for (const { name, people } of units) {
    for (const { role, count, quota, licensed, trained } of OF_COMMUNITY) {
      const staff = count(people, draws);
      const partOf = (range?: [number, number]) => {
        if (!range) return null;
        const share = range[0] + (range[1] - range[0]) * draws.random();
        const some = Math.min(staff, Math.round(staff * share));
        return draws.orBlank(some, quota ? 0 : BLANK);
      };
      add({
        unit: name,
        facility: null,
        role,
        count: staff,
        quota: quota?.(people) ?? null,
        licensed: partOf(licensed),
        trained: partOf(trained)
      });
    }
  }
  for (const name of subdistricts) {
    const count = draws.whole(28, 46);
    const role = '派出所民警';
    add({ unit: name, facility: null, role, count, quota: null, licensed: null, trained: null });
  }
  for (const { fac_id, category } of facilities) {
    for (const { role, count, licensed } of OF_FACILITY[String(category)] ?? []) {
      const staff = draws.whole(...count);
      const papers = licensed ? draws.orBlank(staff, BLANK) : null;
      add({ unit: null, facility: fac_id, role, count: staff, quota: null, licensed: papers, trained: null });
    }
  }
  return rows;
}
