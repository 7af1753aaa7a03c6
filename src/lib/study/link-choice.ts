import * as z from 'zod/mini';

const yuan = z.number().check(z.gte(0));

/** A question for new links, as the study file has it. */
export const linkSchema = z.strictObject({
  standard: z.string(),
  links: z._default(z.int().check(z.positive()), 3),
  // Longest straight line of a link, and how many times as long the walk is at least.
  straight_m: z._default(z.number().check(z.positive()), 150),
  times_around: z._default(z.number().check(z.gte(1)), 3),
  budget: z.optional(yuan),
  // Of one link of each kind; a kind without a price is not proposed.
  prices: z.optional(
    z.strictObject({
      wall: z.optional(yuan),
      rail: z.optional(yuan),
      water: z.optional(yuan),
      road: z.optional(yuan),
      other: z.optional(yuan)
    })
  ),
  // Buildings sited together with them.
  sites: z._default(z.int().check(z.gte(0)), 0)
});

export type LinkChoice = z.infer<typeof linkSchema>;

/** A choice with its defaults. */
export function linkChoice(given: z.input<typeof linkSchema>): LinkChoice {
  return linkSchema.parse(given);
}
