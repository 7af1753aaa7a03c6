import { afterEach, describe, expect, it, vi } from 'vitest';
import { lockStudy, type LockEvents, type StudyLock } from '../../src/lib/workbench/files/study-lock.ts';

/** Web Locks of one browser, as far as they are used: exclusive, in order, given up or taken away. */
function fakeLocks(): LockManager {
  const held = new Map<string, (error: unknown) => void>();
  const queues = new Map<string, (() => void)[]>();
  const request = (name: string, options: LockOptions, use: (lock: Lock | null) => unknown) =>
    new Promise((resolve, reject) => {
      const run = (): void => {
        held.set(name, reject);
        void Promise.resolve(use({ name, mode: 'exclusive' })).then((value) => {
          if (held.get(name) === reject) {
            held.delete(name);
            queues.get(name)?.shift()?.();
          }
          resolve(value);
        });
      };
      if (options.steal) {
        held.get(name)?.(new DOMException('stolen', 'AbortError'));
        return run();
      }
      if (!held.has(name)) return run();
      if (options.ifAvailable) return resolve(use(null));
      const queue = queues.get(name) ?? [];
      queues.set(name, [...queue, run]);
      options.signal?.addEventListener('abort', () => {
        queues.set(
          name,
          (queues.get(name) ?? []).filter((each) => each !== run)
        );
        reject(new DOMException('aborted', 'AbortError'));
      });
    });
  return { request } as unknown as LockManager;
}

const made: StudyLock[] = [];
afterEach(() => made.splice(0).forEach((lock) => lock.release()));

for (const [way, locks] of [
  ['the browser’s locks', fakeLocks],
  ['tabs that answer each other', () => undefined]
] as const)
  describe(`two tabs on one study, by ${way}`, () => {
    const shared = locks();
    const open = async (id: string, events: Partial<LockEvents> = {}) => {
      const told = { giveAway: vi.fn(async () => {}), lost: vi.fn(), freed: vi.fn(), ...events };
      // Without an argument the test's own runtime might have locks of its own.
      const lock = await lockStudy(id, told, shared ?? (null as unknown as undefined));
      made.push(lock);
      return { lock, told };
    };

    it('are one that has it and one that does not, and other studies are free', async () => {
      const first = await open('a');
      const second = await open('a');
      expect([first.lock.isHeld, second.lock.isHeld]).toEqual([true, false]);
      expect((await open('b')).lock.isHeld).toBe(true);
      expect(first.told.lost).not.toHaveBeenCalled();
      expect(second.told.freed).not.toHaveBeenCalled();
    });

    it('give it over when asked: what is unsaved is saved first, then the first is told', async () => {
      const order: string[] = [];
      const first = await open('c', {
        giveAway: vi.fn(async () => {
          await new Promise((done) => setTimeout(done, 100));
          order.push('saved');
        }),
        lost: vi.fn(() => order.push('lost'))
      });
      const second = await open('c');
      await second.lock.takeOver();
      order.push('taken');
      expect(order).toEqual(['saved', 'lost', 'taken']);
      expect([first.lock.isHeld, second.lock.isHeld]).toEqual([false, true]);
      // And back again.
      await first.lock.takeOver();
      expect([first.lock.isHeld, second.lock.isHeld]).toEqual([true, false]);
      expect(second.told.lost).toHaveBeenCalledOnce();
    });

    it('tell the second when the first is gone', async () => {
      const first = await open('d');
      const second = await open('d');
      first.lock.release();
      await vi.waitFor(() => expect(second.told.freed).toHaveBeenCalledOnce(), 20_000);
      expect(second.lock.isHeld).toBe(true);
    });

    it('let one have it where both open it at once', async () => {
      const both = await Promise.all([open('e'), open('e')]);
      expect(both.filter(({ lock }) => lock.isHeld)).toHaveLength(1);
    });
  });
