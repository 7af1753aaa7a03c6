import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findJsonFault, parseJson } from '../../src/lib/standards/json-fault.ts';

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

describe('findJsonFault', () => {
  it('finds none in JSON, however it is laid out', () =>
    fc.assert(
      fc.property(fc.jsonValue(), fc.nat(3), (value, spaces) => {
        expect(findJsonFault(JSON.stringify(value, null, spaces))).toBeNull();
      })
    ));
  it('finds one in just those texts that the parser refuses', () => {
    const edit = fc.record({
      at: fc.nat(),
      cut: fc.nat(3),
      put: fc.stringMatching(/^[{}[\]",:0-9a-z\\ \n-]{0,3}$/)
    });
    fc.assert(
      fc.property(fc.jsonValue(), edit, (value, { at, cut, put }) => {
        const whole = JSON.stringify(value, null, 1);
        const from = at % (whole.length + 1);
        const text = whole.slice(0, from) + put + whole.slice(from + cut);
        expect(findJsonFault(text) === null, text).toBe(isJson(text));
      }),
      { numRuns: 2000 }
    );
  });
  it('says the line, the column and what is wrong', () => {
    const at = (text: string) => findJsonFault(text)!;
    expect(at('{"a": 1\n "b": 2}')).toMatchObject({
      line: 2,
      column: 2,
      zh: '这里应为英文逗号或 }，得到："b": 2}'
    });
    expect(at('{"a": 1,\n}')).toMatchObject({ line: 2, column: 1, en: 'a comma too many before }, got: }' });
    expect(at('{"a"：1}').zh).toBe('字段名后应为英文冒号，得到中文标点：：1}');
    expect(at('{“a”: 1}').zh).toContain('双引号括起的字段名，得到中文标点');
    expect(at("{'a': 1}").en).toContain('in double quotes');
    expect(at('[1, 2').zh).toContain('文件却到此为止');
    expect(at('').zh).toContain('这里应为一个值');
    expect(at('{} x').zh).toContain('后面多出文字');
    expect(at('[\n 01]')).toMatchObject({ line: 2, column: 3 });
  });
});

describe('parseJson', () => {
  it('reads JSON with or without a byte-order mark, else names the line in both languages', () => {
    expect(parseJson('\uFEFF{"a": [1]}')).toEqual({ a: [1] });
    expect(() => parseJson('{\n"a" 1}')).toThrow(/^第 2 行第 5 列：.* · line 2, column 5: expected a colon/);
  });
});
