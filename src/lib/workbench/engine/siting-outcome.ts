import { createUnitLocator } from '../../demand/levels.ts';
import type { SitingAnswer } from '../../siting/problem.ts';
import { kneeOf } from '../../siting/knee.ts';
import type { Siting } from '../../siting/siting.ts';
import { groupFields } from '../../siting/finish-siting.ts';
import { POPULATION_GROUPS } from '../../standards/taxonomy.ts';
import { WorkerDied, type Crew } from '../../network/crew.ts';
import { prefetchReach } from '../../study/prefetch-reach.ts';
import { sayReasons, sitingEdits } from '../../study/say-siting.ts';
import type { Session } from '../../study/session.ts';
import type { SitingChoice } from '../../study/siting-choice.ts';
import { candidatesFor, type Posing } from '../../study/siting-of.ts';
import type { MeasureResult } from '../../study/study.ts';
import type { SitingGlimpse, SitingOutcome, SitingSite } from './scene.ts';

/** Whom the candidates of a question reach, on the crew where they are many; `poseSiting` finds it ready. */
export async function readySites(
  open: Session,
  { measure }: MeasureResult,
  choice: SitingChoice,
  crew: Crew
): Promise<void> {
  const question = { measure, candidates: candidatesFor(open, choice, [measure]) };
  try {
    await prefetchReach(open, [question], crew);
  } catch (error) {
    // What is not ready is worked out when it is asked for.
    if (!(error instanceof WorkerDied)) throw error;
  }
}

/** An answer that may still be improved, as the page shows it; null while there is none. */
export function sitingGlimpse(posing: Posing, answer: SitingAnswer): SitingGlimpse | null {
  if (!Number.isFinite(answer.objective)) return null;
  const { candidates, posed, choice } = posing;
  const less = choice.model === 'mclp' ? posed.today : 0;
  const [objective, bound] = [answer.objective - less, answer.bound - less];
  const sites = Array.from(answer.open).flatMap((o) => {
    const c = posed.candidate[o];
    if (c < 0) return [];
    const { code, name, lon, lat } = candidates;
    return [{ code: code[c], name: name[c] || code[c], lon: lon[c], lat: lat[c] }];
  });
  const larger = Math.max(Math.abs(objective), Math.abs(bound));
  const gap = larger > 0 ? Math.abs(bound - objective) / larger : 0;
  return {
    sites,
    objective: shown(posing, objective),
    bound: shown(posing, bound),
    gap,
    proven: answer.proven
  };
}

/** Person-metres as the mean walk of those who are counted; other figures as they are. */
function shown({ choice, posed }: Posing, value: number): number {
  if (choice.model !== 'pmedian') return value;
  return value / posed.problem.weight.reduce((sum, worth) => sum + worth, 0);
}

/** A siting answer as the page shows it. */
export function sitingOutcome(
  open: Session,
  posing: Posing,
  answer: Siting,
  about: { seconds: number; stopped: boolean }
): SitingOutcome {
  const { gathered, barred, candidates } = posing;
  const numbers = answer.curve;
  const at = (k: number | undefined) => (k === undefined ? null : k);
  const ownKnee = kneeOf({ x: [0, ...numbers.keys()].map((_, k) => k), y: [0, ...numbers] });
  const money = answer.money
    ? Array.from(answer.money.used, (cost, k) => ({ cost, value: answer.money!.value[k] }))
    : [];
  const moneyKnee = kneeOf({ x: money.map(({ cost }) => cost), y: money.map(({ value }) => value) });
  return {
    measure: answer.standard,
    choice: posing.choice,
    faults: answer.faults.map(({ zh, en }) => ({ zh, en })),
    sites: sitesOf(open, posing, answer),
    closed: Array.from(answer.closed, (i) => ({
      code: open.lately.facilities.code[i],
      name: open.lately.facilities.name[i]
    })),
    objective: shown(posing, answer.objective),
    bound: shown(posing, answer.bound),
    ...{ gap: answer.gap, proven: answer.proven, by: answer.by, ...about },
    today: answer.today,
    after: answer.coveredAfter.at(-1) ?? answer.today,
    ...{ total: answer.total, leftOut: answer.leftOut },
    curve: Array.from(numbers),
    money,
    knee: at(ownKnee?.index),
    kneeMoney: moneyKnee ? money[moneyKnee.index].cost : null,
    candidates: {
      ...{ code: candidates.code, name: candidates.name, lon: candidates.lon, lat: candidates.lat },
      gain: gainsAlone(posing)
    },
    wonBy: answer.rowsWon.slice(0, posing.posed.firstRow[1]),
    unfit: [
      ...gathered.unfit.map(({ candidate, zh, en }) => ({
        ...{ code: gathered.candidates.code[candidate], name: gathered.candidates.name[candidate], zh, en }
      })),
      ...barred.map(({ candidate, zh, en }) => ({
        ...{ code: candidates.code[candidate], name: candidates.name[candidate], zh, en }
      }))
    ],
    unsaid: gathered.unsaid.map(({ zh, en }) => ({ zh, en })),
    notes: [...posing.notes, ...answer.notes].map(({ zh, en }) => ({ zh, en })),
    phases: phasesOf(posing, answer)
  };
}

/** Worth that each candidate would newly serve by itself, for the map; by reach alone. */
function gainsAlone({ posed, candidates }: Posing): Float64Array {
  const { problem, candidate } = posed;
  const { reach, weight, options } = problem;
  const served = new Uint8Array(weight.length);
  candidate.forEach((c, o) => {
    if (c >= 0 || options.state[o] !== 1) return;
    for (let k = reach.first[o]; k < reach.first[o + 1]; k++) served[reach.point[k]] = 1;
  });
  const gains = new Float64Array(candidates.code.length);
  candidate.forEach((c, o) => {
    if (c < 0) return;
    let gain = 0;
    for (let k = reach.first[o]; k < reach.first[o + 1]; k++) {
      const i = reach.point[k];
      if (!served[i]) gain += weight[i];
    }
    gains[c] = Math.max(gains[c], gain);
  });
  return gains;
}

function sitesOf(open: Session, posing: Posing, answer: Siting): SitingSite[] {
  const { candidates, services, posed, names } = posing;
  const locate = createUnitLocator(open.inputs.units, 'community');
  const edits = sitingEdits(open, posing, answer);
  const said = sayReasons(open, posing, answer);
  const fields = groupFields(services);
  return Array.from(answer.sites, (c, i) => {
    const reason = answer.reasons[i];
    return {
      ...{ code: candidates.code[c], name: candidates.name[c] || candidates.code[c] },
      kind: candidates.kind?.[c] ?? 'stock',
      ...{ lon: candidates.lon[c], lat: candidates.lat[c] },
      unit: candidates.unit?.[c] ?? locate(candidates.lon[c], candidates.lat[c]),
      ...{ size: answer.size[i], gain: answer.gain[i], coveredAfter: answer.coveredAfter[i] },
      ...{ robustness: answer.robustness[i], robustnessNear: answer.robustnessNear[i] },
      ...{
        cost: answer.cost[i],
        costPerPerson: reason.costPerPerson,
        floorAreaM2: candidates.floorAreaM2[c]
      },
      locked: reason.locked,
      groups: fields.flatMap((field, g) => {
        const group = POPULATION_GROUPS.find(({ population_field }) => population_field === field);
        return reason.won[g] > 0 && group ? [{ zh: group.zh, en: group.en, people: reason.won[g] }] : [];
      }),
      units: reason.units,
      ...{ savedM: reason.meanSavedM, savedPersonM: reason.savedPersonM },
      loss:
        posing.choice.model === 'pmedian' || posing.choice.model === 'pcenter'
          ? reason.loss.served
          : reason.loss.value,
      runnerUp: reason.runnerUp && {
        code: codeOf(posing, reason.runnerUp.option),
        name: names.option(reason.runnerUp.option),
        ...{ behind: reason.runnerUp.behind, share: reason.runnerUp.share }
      },
      rules: said[i].rules,
      ...{ sentenceZh: said[i].sentence.zh, sentenceEn: said[i].sentence.en },
      edits: edits[i]
    };
  });

  function codeOf({ candidates: of }: Posing, option: number): string {
    return of.code[posed.candidate[option]] ?? '';
  }
}

function phasesOf({ posed, candidates }: Posing, { phases }: Siting): SitingOutcome['phases'] {
  if (!phases) return null;
  const namesOf = (opened: Uint32Array) =>
    Array.from(opened).flatMap((o) => {
      const c = posed.candidate[o];
      return c < 0 ? [] : [candidates.name[c] || candidates.code[c]];
    });
  const line = ({ name, opened, objective }: (typeof phases.stepwise)[number]) => ({
    name,
    sites: namesOf(opened),
    value: objective - posed.today
  });
  return {
    steps: phases.stepwise.map(line),
    atOnce: phases.atOnceByPhase.map(line),
    ...{ priceOfSteps: phases.price, priceShare: phases.priceShare }
  };
}
