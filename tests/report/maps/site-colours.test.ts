import { expect, it } from 'vitest';
import { COVERED, SITE_COLOUR_COUNT, siteColour, STILL_OUT } from '../../../src/lib/report/maps/colours.ts';
import { deltaE, labOf, leastApart } from './colour-vision.ts';

const colours = Array.from({ length: SITE_COLOUR_COUNT }, (_, order) => siteColour(order));

it.each(['normal', 'protanopia', 'deuteranopia'] as const)(
  'colours of sites are told apart from each other, from what is covered and from what stays out: %s',
  (eye) => {
    expect(leastApart(colours, eye)).toBeGreaterThan(14);
    for (const other of [COVERED, STILL_OUT])
      for (const colour of colours)
        expect(deltaE(labOf(colour, eye), labOf(other, eye)), `${colour} ${other}`).toBeGreaterThan(10);
  }
);

it('the white figure on each can be read (4.5 : 1)', () => {
  // Lightness of a grey whose contrast to white is 4.5 : 1.
  const grey = labOf('#767676', 'grey')[0];
  for (const colour of colours) expect(labOf(colour, 'grey')[0], colour).toBeLessThanOrEqual(grey + 0.01);
});

it('the first come again after the last', () => {
  expect(siteColour(SITE_COLOUR_COUNT)).toBe(siteColour(0));
});
