/** Tags of a node, as far as they are asked for here. */
interface NodeTags {
  get(key: string): string | undefined;
}

/** Barriers that people on foot pass, unless `foot` says no: they keep vehicles out. */
const FOR_VEHICLES = new Set([
  ...['bollard', 'block', 'lift_gate', 'swing_gate', 'chain', 'rope', 'height_restrictor', 'jersey_barrier'],
  ...[
    'cattle_grid',
    'bus_trap',
    'bump_gate',
    'sliding_beam',
    'planter',
    'debris',
    'log',
    'spikes',
    'toll_booth'
  ],
  ...['cycle_barrier', 'motorcycle_barrier', 'bar', 'border_control', 'entrance', 'kerb', 'sally_port']
]);
const WALLS = new Set(['wall', 'fence', 'hedge', 'city_wall', 'retaining_wall', 'guard_rail']);
const CLIMBED = new Set(['stile', 'turnstile', 'full-height_turnstile', 'kissing_gate', 'hampshire_gate']);
const NO = new Set(['no', 'private', 'restricted']);
const YES = new Set(['yes', 'designated', 'permissive', 'customers', 'destination']);

/**
 * What a node on a way is to people on foot: `crossing`, `gate` (with opening hours where it has some), `shut` (a wall; a gate
 * that `foot`, or `access` without `foot`, closes), `stile`, several joined by +; null: nothing that matters.
 * A barrier against vehicles says by `access` who may drive: only `foot` closes it.
 */
export function walkPoint(tags: NodeTags): string | null {
  const kinds: string[] = [];
  const crossing = tags.get('crossing');
  if (tags.get('highway') === 'crossing' || (crossing !== undefined && crossing !== 'no'))
    kinds.push('crossing');
  const barrier = tags.get('barrier');
  let hours = '';
  if (barrier !== undefined && barrier !== 'no') {
    const foot = tags.get('foot') ?? '';
    const closed =
      NO.has(foot) || (!FOR_VEHICLES.has(barrier) && foot === '' && NO.has(tags.get('access') ?? ''));
    if (closed || (WALLS.has(barrier) && !YES.has(foot))) kinds.push('shut');
    else if (CLIMBED.has(barrier)) kinds.push('stile');
    else if (!FOR_VEHICLES.has(barrier) && !WALLS.has(barrier)) kinds.push('gate');
    hours = (tags.get('opening_hours') ?? '').replace(/[|\s]+/g, ' ').trim();
    if (hours !== '' && !kinds.some((kind) => kind !== 'crossing')) kinds.push('gate');
  }
  if (kinds.length === 0) return null;
  return hours === '' ? kinds.join('+') : `${kinds.join('+')} ${hours}`;
}

/** Metres of the tag `ele`; NaN where it is no plain number. */
export function heightOf(tags: NodeTags): number {
  const text = tags.get('ele');
  return text !== undefined && /^-?\d{1,4}(\.\d+)?( ?m)?$/.test(text) ? parseFloat(text) : NaN;
}
