import { describe, expect, it } from 'vitest';
import { linesOf, storyAct, textScale, turnTo } from '../../../src/lib/workbench/present/story-keys.ts';

const press = (key: string, more: object = {}) => ({
  ...{ key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false },
  ...more
});

describe('keys of a presentation', () => {
  it('turn pages by arrows, space and what a remote sends', () => {
    const acts = ['ArrowRight', ' ', 'PageDown', 'ArrowLeft', 'PageUp', 'Home', 'End', 'Escape'].map((key) =>
      storyAct(press(key), false, false)
    );
    expect(acts).toEqual(['next', 'next', 'next', 'back', 'back', 'first', 'last', 'leave']);
  });

  it('are text while text is written, but for Escape', () => {
    for (const key of ['ArrowRight', ' ', 'PageDown', 'f', 'e', 'Home'])
      expect(storyAct(press(key), true, false)).toBeNull();
    expect(storyAct(press('z', { ctrlKey: true }), true, false)).toBeNull();
    expect(storyAct(press('Escape'), true, false)).toBe('leave');
  });

  it('leave a button its own keys, but never those of a remote', () => {
    expect([' ', 'Enter', 'ArrowLeft'].map((key) => storyAct(press(key), false, true))).toEqual([
      null,
      null,
      null
    ]);
    expect(['PageDown', 'PageUp'].map((key) => storyAct(press(key), false, true))).toEqual(['next', 'back']);
  });

  it('keep shortcuts of the desk away from it, and leave the browser its own', () => {
    expect(['m', '3', 'Delete', 't'].map((key) => storyAct(press(key), false, false))).toEqual(
      Array(4).fill('none')
    );
    expect(['F5', 'F11', 'Tab'].map((key) => storyAct(press(key), false, false))).toEqual([null, null, null]);
    expect(storyAct(press('z', { ctrlKey: true }), false, false)).toBe('undo');
  });

  it('stop at both ends', () => {
    expect(turnTo('next', 4, 5)).toBe(4);
    expect(turnTo('back', 0, 5)).toBe(0);
    expect(turnTo('next', -1, 5)).toBe(0);
    expect([turnTo('first', 3, 5), turnTo('last', 3, 5)]).toEqual([0, 4]);
  });
});

describe('texts', () => {
  it('count Chinese characters wide, others half, and empty lines', () => {
    expect(linesOf('一二三四五六七八九十', 5)).toBe(2);
    expect(linesOf('abcdefghij', 6)).toBe(1);
    expect(linesOf('一\n\n二', 5)).toBe(3);
  });

  it('are set as large as they fit, and never too small to be read', () => {
    expect(textScale('短', 12, 3)).toBe(1);
    const middle = textScale('字'.repeat(60), 12, 4);
    expect(middle).toBeLessThan(1);
    expect(linesOf('字'.repeat(60), 12 / middle)).toBeLessThanOrEqual(4 / middle);
    expect(textScale('字'.repeat(5000), 12, 4)).toBe(0.62);
  });
});
