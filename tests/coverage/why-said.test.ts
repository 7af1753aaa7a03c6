import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { WHY_CODES, whySaid } from '../../src/lib/coverage/why-said.ts';

const room = resolve(import.meta.dirname, '../../src/lib/coverage');

describe('why a row is as it is', () => {
  it('has a sentence for every code that rules give', () => {
    const texts = readdirSync(room).map((file) => readFileSync(resolve(room, file), 'utf8'));
    const given = texts.flatMap((text) => [
      ...text.matchAll(/(?:noData|notApplicable)\(\s*'([a-z-]+)'/g),
      ...text.matchAll(/\bcode: '([a-z-]+)', what/g)
    ]);
    const codes = new Set(given.map(([, code]) => code));
    expect(codes.size).toBeGreaterThan(15);
    expect([...codes].filter((code) => !WHY_CODES.has(code))).toEqual([]);
  });
  it('names the column that is missing and the table to give it in', () =>
    expect(whySaid({ code: 'no-row', what: 'staffing.community_workers' })).toEqual({
      whyZh: '缺少本单元的记录，请补充：人员表的“社区工作者人数”',
      whyEn: 'This unit has no row; please give: “community workers” of the table of staff'
    }));
  it('keeps how many of how many, and says all that there is to say', () => {
    const said = whySaid({ code: 'lower-bound', what: 'facilities.beds: 1 / 3' }, [
      { code: 'none-in-study', what: 'chs' }
    ]);
    expect(said.whyZh).toBe(
      '部分记录缺数，此为下限：设施表的“床位” 1 / 3；整个研究里没有这类设施：社区卫生服务站'
    );
    expect(said.whyEn).toContain('“beds” of the table of facilities 1 / 3; ');
  });
  it('says of how many kinds something is known', () =>
    expect(whySaid({ code: 'kinds-unknown', what: '1 / 9' }).whyZh).toMatch(/^只有 1 \/ 9 类设施有数据/));
  it('says what the value is a percent of where no share to pass is set', () => {
    const said = whySaid({ code: 'no-pass-share', what: 'project_default.community_pass_share_pct' });
    expect(said.whyZh).toContain('数值是覆盖人口的百分比，不是社区的百分比');
    expect(said.whyEn).toContain('percent of people covered, not of communities');
  });
  it('is silent where nothing needs saying', () => expect(whySaid(null)).toEqual({ whyZh: '', whyEn: '' }));
});
