import { describe, expect, it } from 'vitest';
import { isOpenAt } from '../../src/lib/network/opening-hours.ts';

const at = (day: number, time: string) => {
  const [hours, minutes] = time.split(':').map(Number);
  return { day, minute: hours * 60 + minutes };
};

describe('opening hours of a gate', () => {
  it.each([
    ['24/7', 6, '03:00', true],
    ['06:00-22:00', 6, '06:00', true],
    ['06:00-22:00', 6, '22:00', false],
    ['Mo-Fr 06:00-22:00', 2, '10:00', true],
    ['Mo-Fr 06:00-22:00', 5, '10:00', false],
    ['Mo-Fr 06:00-22:00; Sa,Su 08:00-20:00', 6, '09:00', true],
    ['Mo-Fr 06:00-22:00; Sa,Su 08:00-20:00', 6, '07:00', false],
    ['Mo-Fr 08:00-12:00,14:00-18:00', 0, '13:00', false],
    ['Mo-Fr 08:00-12:00, 14:00-18:00', 0, '14:00', true],
    ['22:00-06:00', 3, '23:30', true],
    ['22:00-06:00', 3, '05:59', true],
    ['Su 22:00-06:00', 0, '05:00', true],
    ['Su 22:00-06:00', 0, '22:30', false],
    ['Sa-Mo 10:00-12:00', 0, '11:00', true],
    ['Sa-Mo 10:00-12:00', 1, '11:00', false],
    ['06:00-22:00; We off', 2, '10:00', false],
    ['Mo-Su,PH 06:00-22:00', 2, '10:00', true],
    ['06:00-22:00; PH off', 2, '10:00', true],
    ['00:00-24:00', 2, '23:59', true],
    ['off', 2, '10:00', false],
    ['Mo-Fr', 2, '10:00', true],
    ['Mo-Fr 06:00-22:00 "ring the bell"', 2, '10:00', true]
  ])('%s on day %i at %s: %s', (hours, day, time, open) => {
    expect(isOpenAt(hours, at(day, time))).toBe(open);
  });

  it.each([
    'sunrise-sunset',
    'Apr-Oct 06:00-22:00',
    'Mo[1] 10:00-12:00',
    '25:00-26:00',
    '',
    ';',
    'daily',
    'Mo-',
    '早上'
  ])('does not guess at %s', (hours) => {
    expect(isOpenAt(hours, at(2, '10:00'))).toBeNull();
  });
});
