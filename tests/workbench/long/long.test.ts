import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Paced } from '../../../src/lib/workbench/long/paced.svelte.ts';
import { tellCounts, tellElapsed } from '../../../src/lib/workbench/long/tell-step.ts';

describe('a value that is let through so often only as it can be read', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('shows the first at once, then a few a second, and always the last', () => {
    const paced = new Paced<number>();
    paced.begin(0);
    const seen: (number | null)[] = [];
    for (let value = 1; value <= 50; value++) {
      paced.take(value);
      vi.advanceTimersByTime(20);
      if (seen.at(-1) !== paced.shown) seen.push(paced.shown);
    }
    vi.advanceTimersByTime(1000);
    expect(seen[0]).toBe(0);
    expect(seen.length).toBeLessThan(8);
    expect(paced.shown).toBe(50);
  });

  it('forgets what waited when it begins anew', () => {
    const paced = new Paced<string>();
    paced.begin('a');
    paced.take('b');
    paced.begin('c');
    vi.advanceTimersByTime(1000);
    expect(paced.shown).toBe('c');
  });
});

describe('what is said of long work', () => {
  it('counts what is done, of all, where somebody counts', () => {
    expect(tellCounts({ name: 'coverage', share: 0.5 })).toBe('');
    const counted = { what: 'rules' as const, done: 3, of: 1200 };
    expect(tellCounts({ name: 'coverage', share: 0.5, counted })).toBe('已算 3/1,200 项指标');
    const nobody = { what: 'people' as const, done: 0, of: 0 };
    expect(tellCounts({ name: 'demand', share: 0.5, counted: nobody })).toBe('');
  });

  it('tells the time from the third second on', () => {
    expect(tellElapsed(2999)).toBe('');
    expect(tellElapsed(3200)).toBe('用时 3 秒');
  });
});
