import { describe, expect, it } from 'vitest';
import type { Coverage, Places } from '../../src/lib/coverage/coverage.ts';
import type { Barriers } from '../../src/lib/coverage/find-barriers.ts';
import { findGaps } from '../../src/lib/coverage/find-gaps.ts';
import { measureCoverage } from '../../src/lib/coverage/measure-coverage.ts';
import type { Measure } from '../../src/lib/coverage/measure.ts';
import { gapSentence } from '../../src/lib/coverage/sentences.ts';
import type { Demand } from '../../src/lib/demand/demand.ts';
import { box, unitsOf } from '../demand/small-units.ts';
import { ownMeasure } from './own-measure.ts';

const units = { ...unitsOf([{ code: 'A', rings: [box(0, 0, 1, 1)] }]), name: ['民安社区'] };
const older = ownMeasure({ minutes: 15, group: 'older_adult' });

/** What differs from plain coverage. */
type Change = Partial<Omit<Coverage, 'rows'>> & { rows?: (rows: Coverage['rows']) => Coverage['rows'] };

function sentence(
  points: { people: number; walkM: number; straightM: number; connected?: boolean }[],
  measure: Measure = older,
  { rows: changeRows, ...change }: Change = {},
  barriers: Barriers | null = null
) {
  const demand: Demand = {
    method: 'points',
    lon: new Float64Array(points.length),
    lat: new Float64Array(points.length),
    unit: new Int32Array(points.length),
    people: { [older.field]: Float64Array.from(points, (point) => point.people) }
  };
  const plain = measureCoverage(measure, units, demand, {
    distanceM: Float64Array.from(points, (point) => point.walkM),
    straightM: Float64Array.from(points, (point) => point.straightM),
    nearest: new Int32Array(points.length),
    estimated: false
  });
  const connected = Uint8Array.from(points, (point) => (point.connected === false ? 0 : 1));
  const coverage = { ...plain, ...change, rows: changeRows?.(plain.rows) ?? plain.rows };
  return gapSentence(findGaps(coverage, units, demand, connected), coverage, units, 0, barriers);
}

describe('the sentence of a unit', () => {
  it('says how many of whom, how far, and why', () =>
    expect(
      sentence([
        { people: 420, walkM: 1310, straightM: 700 },
        { people: 820, walkM: 1310, straightM: 1500 }
      ])
    ).toEqual({
      zh: '民安社区 1,240 名60岁以上老年人步行15分钟内没有养老服务设施；最近的一般在 1,310 米外；其中 820 人因附近没有设施，420 人因绕行。',
      en: '民安社区: 1,240 people aged 60 and over have no eldercare facility within a 15-minute walk; the nearest is typically 1,310 m away; of these 820 have none anywhere near, 420 are kept from one near by a detour.'
    }));
  it('says the farthest walk where most are covered', () =>
    expect(
      sentence([
        { people: 900, walkM: 300, straightM: 200 },
        { people: 100, walkM: 800.4, straightM: 750 }
      ]).zh
    ).toBe(
      '民安社区 100 名60岁以上老年人步行15分钟内没有养老服务设施；最远的要走 800 米；其中 100 人因设施离得远。'
    ));
  it('says when all are covered', () =>
    expect(sentence([{ people: 1000, walkM: 640, straightM: 500 }])).toEqual({
      zh: '民安社区 1,000 名60岁以上老年人步行15分钟内都有养老服务设施，最远的要走 640 米。',
      en: '民安社区: all 1,000 people aged 60 and over have an eldercare facility within a 15-minute walk; the farthest walk is 640 m.'
    }));
  it('says when some or most reach nothing', () => {
    const lost = { walkM: Infinity, straightM: 400, connected: false };
    const some = sentence([
      { people: 60, walkM: 900, straightM: 800 },
      { people: 40, ...lost }
    ]);
    expect(some.zh).toContain(
      '最近的一般在 900 米外，有人走不到任何一处；其中 60 人因设施离得远，40 人因住处未接入步行路网。'
    );
    expect(sentence([{ people: 40, ...lost }]).zh).toContain('多数人走不到任何一处');
  });
  it('says that a group is not known, or that there is nobody', () => {
    expect(sentence([], ownMeasure({ limit_m: 500 })).zh).toBe('民安社区没有居民的人数，无法判断。');
    expect(sentence([]).en).toBe('民安社区: there are no people aged 60 and over.');
  });
  it('says that a distance is an estimate', () => {
    const point = [{ people: 10, walkM: 1000, straightM: 769 }];
    expect(sentence(point, older, { estimated: true }).zh).toContain('没有养老服务设施（按直线距离估算）；');
  });
  it('names metres where metres decide, a single category by itself, and several groups', () => {
    const one = { ...older, limitM: 1200, limitS: NaN, categories: ['wet_market'] };
    expect(sentence([{ people: 0.2, walkM: 1300, straightM: 1250 }], one).zh).toContain(
      '民安社区 <1 名60岁以上老年人步行 1,200 米内没有菜市场（农贸市场）；'
    );
    const two = { ...older, categories: ['chs', 'eldercare_site'] };
    expect(sentence([{ people: 5, walkM: 10, straightM: 10 }], two).zh).toContain(
      '都有养老服务或医疗卫生设施'
    );
  });
  it('names what stands in the way of a detour, and what is left of it', () => {
    const points = [
      { people: 420, walkM: 1310, straightM: 700 },
      { people: 300, walkM: 1310, straightM: 710 },
      { people: 20, walkM: 1310, straightM: 720 },
      { people: 500, walkM: 1310, straightM: 1500 }
    ];
    const behind = (rail: number, water: number, estate: number): Barriers => ({
      kind: new Uint8Array(points.length),
      people: [rail, water, estate].map((people) => Float64Array.of(people))
    });
    expect(sentence(points, older, {}, behind(420, 0, 0))).toEqual({
      zh: '民安社区 1,240 名60岁以上老年人步行15分钟内没有养老服务设施；最近的一般在 1,310 米外；其中 500 人因附近没有设施，420 人因铁路阻隔绕行，320 人因绕行。',
      en: '民安社区: 1,240 people aged 60 and over have no eldercare facility within a 15-minute walk; the nearest is typically 1,310 m away; of these 500 have none anywhere near, 420 are kept from one near by a railway, 320 are kept from one near by a detour.'
    });
    const all = sentence(points, older, {}, behind(420, 300, 20));
    expect(all.zh).toContain('420 人因铁路阻隔绕行，300 人因河流水面阻隔绕行，20 人因小区围墙阻隔绕行。');
    expect(all.en).toContain(
      '420 are kept from one near by a railway, 300 are kept from one near by water, 20 are kept from one near by the walls of an estate.'
    );
  });

  describe('of places', () => {
    const beds: Measure = { ...older, capacity: { of: 'beds', per_1000: 40 } };
    const near = { walkM: 300, straightM: 200 };
    const places = (unknown: number): Places => ({
      ...{ method: 'transport', facilities: 5, unknown, unproven: 0 },
      ...{ room: new Float64Array(1), used: new Float64Array(1) },
      ...{ within: new Float64Array(1), mayHave: new Float64Array(1) }
    });
    const served = (share: number[], covered: number, unknown = 0) => ({
      served: Float64Array.from(share),
      places: places(unknown),
      rows: (rows: Coverage['rows']) => ({ ...rows, covered: Float64Array.of(covered) })
    });

    it('says how many have none because facilities are full, and leaves out how far all could walk', () =>
      expect(sentence([{ people: 1000, ...near }], beds, served([0.25], 250, 2))).toEqual({
        zh: '民安社区 750 名60岁以上老年人步行15分钟内没有有空余床位的养老服务设施（5 处设施中 2 处没有填写床位数，未计入）；其中 750 人因设施已满。',
        en: '民安社区: 750 people aged 60 and over have no eldercare facility with a free bed within a 15-minute walk (2 of 5 facilities do not say their beds and are left out); of these 750 have one near that is full.'
      }));
    it('says that there are enough, and how far the farthest walk is', () =>
      expect(sentence([{ people: 1000, ...near }], beds, served([1], 1000))).toEqual({
        zh: '民安社区 1,000 名60岁以上老年人步行15分钟内都有养老服务设施，且床位够用，最远的要走 300 米。',
        en: '民安社区: all 1,000 people aged 60 and over have an eldercare facility with a free bed within a 15-minute walk; the farthest walk is 300 m.'
      }));
    it('says that nothing is known where no facility says its beds', () =>
      expect(
        sentence([{ people: 1000, ...near }], beds, { ...served([], NaN, 5), served: undefined })
      ).toEqual({
        zh: '民安社区：养老服务设施都没有填写床位数，无法判断。',
        en: '民安社区: no eldercare facility says its beds; it cannot be told who has a place.'
      }));
  });
});
