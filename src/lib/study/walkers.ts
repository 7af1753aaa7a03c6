import type { Measure } from '../coverage/measure.ts';
import type { Network } from '../network/network.ts';
import type { WeekTime } from '../network/opening-hours.ts';
import { judgeGates, weighNetwork, type WalkRules } from '../network/weigh-network.ts';
import type { PopulationGroup } from '../standards/standard.ts';
import { traitsOf } from './saved-graph.ts';
import type { StudyFile } from './study-file.ts';

/** How a population group walks, beside its speed. */
export interface WalkerProfile {
  crossingDelayS: number;
  steps: boolean;
  /** Rise per metre; Infinity: any. */
  maxGradient: number;
  slope: boolean;
}

const EVERYONE: WalkerProfile = { crossingDelayS: 0, steps: true, maxGradient: Infinity, slope: true };

/**
 * What Yike proposes where a study says nothing (decision 0012); proposals of the project, none of them policy. Whoever
 * may use a wheelchair or a walking frame climbs no steps, and no ramp steeper than 1:12 (GB 50763-2012 §3.4.4).
 */
const WALKER_DEFAULTS: Record<string, Partial<WalkerProfile>> = {
  disabled: { steps: false, maxGradient: 1 / 12 },
  frail_older: { steps: false, maxGradient: 1 / 12 }
};

/** Wednesday, ten in the morning: the hour of errands, when most gates are open. */
const MOMENT: WeekTime = { day: 2, minute: 600 };

const DAYS = ['mo', 'tu', 'we', 'th', 'fr', 'sa', 'su'];

/** What is needed of a session. */
export interface Walking {
  network: Network | null;
  choices: Pick<StudyFile, 'walker'> & Partial<Pick<StudyFile, 'walkers' | 'at'>>;
  weighed: Weighed;
}

/** Networks as walkers find them, by their rules as JSON. */
export type Weighed = Map<string, Network>;

/** How a group walks in a study: as the study file says, else as is proposed. */
export function profileOf(group: string, walkers: StudyFile['walkers'] = {}): WalkerProfile {
  const said = walkers[group] ?? {};
  const proposed = { ...EVERYONE, ...WALKER_DEFAULTS[group] };
  return {
    crossingDelayS: said.crossing_delay_s ?? proposed.crossingDelayS,
    steps: said.steps ?? proposed.steps,
    maxGradient: said.max_gradient ?? proposed.maxGradient,
    slope: said.slope ?? proposed.slope
  };
}

/** When gates are judged. */
export function momentOf(at: StudyFile['at']): WeekTime {
  if (!at) return MOMENT;
  const [hours, minutes] = at.time.split(':').map(Number);
  return { day: DAYS.indexOf(at.day), minute: hours * 60 + minutes };
}

/** A population group with the speed that the study file gives it, where it gives one. */
export function withOwnSpeed(
  group: PopulationGroup,
  { walkers = {} }: Pick<StudyFile, 'walkers'>
): PopulationGroup {
  const said = walkers[group.code]?.speed_mps;
  if (said === undefined) return group;
  const known = group.walk_speed_mps ?? { observed_range: [said, said], basis: '' };
  return { ...group, walk_speed_mps: { ...known, default: said } };
}

/** A measure at the speed that the study file gives its group, where it gives one. */
export function atOwnSpeed(measure: Measure, choices: Walking['choices']): Measure {
  const speedMps = choices.walkers?.[walkerOf(choices, measure)]?.speed_mps;
  if (speedMps === undefined) return measure;
  const limitM = Number.isNaN(measure.limitS) ? measure.limitM : measure.limitS * speedMps;
  return { ...measure, speedMps, limitM };
}

/** Who walks in a measure: its walker, else its group; all residents walk as the study's walker does. */
function walkerOf(choices: Walking['choices'], { walker, group }: Pick<Measure, 'walker' | 'group'>): string {
  const code = walker ?? group;
  return code === 'all' ? choices.walker : code;
}

/** The rules of a measure's walk; a limit in metres knows no time. */
function rulesOf({ choices }: Pick<Walking, 'choices'>, measure: Measure): WalkRules {
  return {
    timed: !Number.isNaN(measure.limitS),
    speedMps: measure.speedMps,
    ...profileOf(walkerOf(choices, measure), choices.walkers),
    at: momentOf(choices.at)
  };
}

/** The network as people of a measure find it who walk to facilities; null without roads. Worked out once a kind of walker. */
export function networkFor(walking: Walking, measure: Measure): Network | null {
  const { network, weighed } = walking;
  const traits = network && traitsOf(network);
  if (network === null || traits === null) return network;
  const rules = rulesOf(walking, measure);
  const key = keyOf(rules);
  let own = weighed.get(key);
  if (!own) {
    own = weighNetwork(network, traits, rules, 'toSources');
    weighed.set(key, own);
  }
  return own;
}

/** '' where a measure's people find the network as it is, else what tells their walks from others'. */
export function rulesKey(walking: Walking, measure: Measure): string {
  return networkFor(walking, measure) === walking.network ? '' : `|${keyOf(rulesOf(walking, measure))}`;
}

/** Rules as text; speed only where a delay depends on it. (JSON knows no Infinity: null.) */
function keyOf(rules: WalkRules): string {
  const { timed, crossingDelayS, speedMps } = rules;
  const delay = timed ? crossingDelayS * speedMps : 0;
  const { steps, maxGradient, slope, at } = rules;
  return JSON.stringify([timed, delay, steps, maxGradient, timed && slope, at.day, at.minute]);
}

/** What was applied to a measure's walks: to be said beside its figures. Null where nothing was, or there are no roads. */
export interface WalkNote {
  rules: WalkRules;
  crossings: number;
  stepsM: number;
  oneWayM: number;
  slopedM: number;
  gates: number;
  gatesShut: number;
  /** Gates whose opening hours could not be read: taken as open. */
  gatesUnread: number;
}

export function walkNote(walking: Walking, measure: Measure): WalkNote | null {
  const traits = walking.network && traitsOf(walking.network);
  if (!traits) return null;
  const rules = rulesOf(walking, measure);
  const { shut, unread } = judgeGates(traits, rules);
  return { rules, ...traits.figures, gatesShut: shut.length, gatesUnread: unread };
}
