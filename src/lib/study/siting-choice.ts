import * as z from 'zod/mini';

/** Where sites may be: the layer of candidates (existing building stock), vacant land, facilities that could grow, the network. */
export const CANDIDATE_SOURCES = ['layer', 'land', 'facilities', 'network'] as const;

const share = z.number().check(z.gt(0), z.lte(1));
const yuan = z.number().check(z.gte(0));
const codes = z.array(z.string());

/** How large a new facility may be built: it costs so much, holds so many, and needs so much floor. */
const sizeSchema = z.strictObject({
  name: z.string(),
  cost: z.optional(yuan),
  capacity: z.optional(z.number().check(z.gt(0))),
  least_m2: z.optional(yuan)
});

const asGiven = z.strictObject({
  standard: z.string(),
  model: z._default(z.enum(['mclp', 'lscp', 'pmedian', 'pcenter']), 'mclp'),
  // How many are to be sited, beside those that stand; `null`: as many as it takes (`lscp`), or as the money allows (with `budget`).
  sites: z.optional(z.nullable(z.int().check(z.positive()))),
  candidates: z._default(
    z.union([z.enum(CANDIDATE_SOURCES), z.array(z.enum(CANDIDATE_SOURCES)).check(z.minLength(1))]),
    'layer'
  ),
  seed: z._default(z.int(), 1),
  // Other standards that each site serves as well, and what a person of theirs is worth beside one of `standard`.
  with: z.optional(
    z.array(z.strictObject({ standard: z.string(), weight: z._default(z.number().check(z.gt(0)), 1) }))
  ),
  share: z.optional(share),
  // What `lscp` makes least.
  least: z._default(z.enum(['number', 'cost']), 'number'),
  budget: z.optional(yuan),
  // Communities, by code or name, in which sites may lie.
  in: z.optional(codes),
  twice: z.optional(z.boolean()),
  sizes: z.optional(z.array(sizeSchema).check(z.minLength(1))),
  // One at least in every community (subdistrict) that has none.
  each: z.optional(z.enum(['community', 'subdistrict'])),
  beside: z.optional(
    z.strictObject({
      facilities: codes.check(z.minLength(1)),
      within_m: z._default(z.number().check(z.gt(0)), 200)
    })
  ),
  apart_m: z.optional(z.number().check(z.gt(0))),
  // What may become of the facilities that stand, and what it costs to close or move one.
  existing: z.optional(z.enum(['fixed', 'closable', 'movable'])),
  price: z.optional(yuan),
  lock: z.optional(codes),
  forbid: z.optional(codes),
  // What candidates have to be.
  needs: z.optional(
    z.strictObject({
      least_m2: z.optional(yuan),
      highest_floor: z.optional(z.int()),
      basement: z.optional(z.boolean()),
      ground_floor: z.optional(z.boolean()),
      barrier_free: z.optional(z.boolean()),
      available_by: z.optional(z.string()),
      acquisition: z.optional(codes),
      tenure: z.optional(codes)
    })
  ),
  phases: z.optional(
    z.array(
      z.strictObject({ name: z.string(), sites: z.int().check(z.positive()), budget: z.optional(yuan) })
    )
  ),
  // Yuan for each square metre, or each place, of what would be built, where candidates give no price.
  cost_per_m2: z.optional(yuan),
  cost_each: z.optional(yuan),
  // Seconds that may be spent on the proof.
  seconds: z._default(z.number().check(z.gt(0)), 20)
});

/** Sites where it is not said how many; a set covering is to find that out. */
const SITES = 3;

/** A siting question as the study file has it, and the app asks it. */
export const sitingSchema = z.pipe(
  asGiven,
  z.transform(({ sites, ...choice }: z.output<typeof asGiven>) => ({
    ...choice,
    sites: sites === undefined ? (choice.model === 'lscp' ? null : SITES) : sites
  }))
);

export type SitingChoice = z.infer<typeof sitingSchema>;

/** A choice with its defaults. */
export function sitingChoice(given: z.input<typeof sitingSchema>): SitingChoice {
  return sitingSchema.parse(given);
}
