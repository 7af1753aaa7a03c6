import { describe, expect, it } from 'vitest';
import { floorCode, floorsOf } from '../../src/lib/standards/floor-level.ts';

describe('floors', () => {
  it.each([
    ['1', 1, 1],
    ['一层', 1, 1],
    ['首层', 1, 1],
    ['底商', 1, 1],
    ['1F', 1, 1],
    ['２楼', 2, 2],
    ['十层', 10, 10],
    ['1-3', 1, 3],
    ['一至二层', 1, 2],
    ['1～2层', 1, 2],
    ['-1', -1, -1],
    ['B2', -2, -2],
    ['地下一层', -1, -1],
    ['半地下室', -1, -1],
    ['basement', -1, -1],
    ['-1-2', -1, 2],
    ['-2--1', -2, -1],
    ['地下一层至二层', -1, 2]
  ])('%s', (text, lowest, highest) => expect(floorsOf(text)).toEqual({ lowest, highest }));

  it.each(['', '夹层', '0', '阁楼', '1栋', '若干', '1、2、3'])('“%s” names none', (text) =>
    expect(floorsOf(text)).toBeNull()
  );

  it('have codes where they are plain', () => {
    expect(['一层', '地下1层', '一至二层', '夹层'].map(floorCode)).toEqual(['1', '-1', '1-2', null]);
  });
});
