import county2023 from '../../../data/standards/county-2023.json' with { type: 'json' };
import huizhou from '../../../data/standards/huizhou.json' with { type: 'json' };
import hunchun from '../../../data/standards/hunchun.json' with { type: 'json' };
import localExample from '../../../data/standards/local-example.json' with { type: 'json' };
import national from '../../../data/standards/national.json' with { type: 'json' };
import seedGeneric from '../../../data/standards/seed-generic.json' with { type: 'json' };
import tianjin from '../../../data/standards/tianjin.json' with { type: 'json' };
import { parsePack } from './schema.ts';
import type { Profile, Standard } from './standard.ts';

const contents = {
  national,
  'seed-generic': seedGeneric,
  tianjin,
  'county-2023': county2023,
  huizhou,
  hunchun,
  'local-example': localExample
} satisfies Record<Profile, unknown>;

/** The jurisdictions that a pack of rules exists for. They contradict each other and are never mixed unasked. */
export const PROFILES = Object.keys(contents) as Profile[];

const parsed = new Map<Profile, Standard[]>();

function isProfile(name: string): name is Profile {
  return Object.hasOwn(contents, name);
}

function packOf(profile: Profile): Standard[] {
  const known = parsed.get(profile);
  if (known !== undefined) return known;
  const pack = parsePack(profile, contents[profile]);
  parsed.set(profile, pack);
  return pack;
}

/** True for the name of a pack that comes with the program. */
export function isBuiltIn(profile: string): boolean {
  return isProfile(profile);
}

/**
 * The rules of the profiles, in the order of the profiles and of their packs. Only those whose threshold was seen in a
 * source, unless `unverified` asks for all. A profile named twice counts once. Throws where there is no such profile.
 */
export function loadPacks(profiles: string[], { unverified = false } = {}): Standard[] {
  const rules = [...new Set(profiles)].flatMap((name) => {
    if (!isProfile(name)) {
      throw new Error(
        `没有名为“${name}”的标准包，可选：${PROFILES.join('、')} · ` +
          `expected a profile out of ${PROFILES.join(', ')}, got "${name}"`
      );
    }
    return packOf(name);
  });
  return unverified ? rules : rules.filter((rule) => rule.verified);
}

/**
 * True where the rule's plan period (规划期) ended before `year`: the rule still tells how things stand, but is shown
 * as 规划期已满. A rule without a deadline never expires, and one is in force throughout its last year.
 */
export function isExpired(standard: Standard, year: number): boolean {
  return standard.deadline !== undefined && Number(standard.deadline) < year;
}
