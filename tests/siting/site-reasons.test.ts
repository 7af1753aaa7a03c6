import { describe, expect, it } from 'vitest';
import { createRandom } from '../../src/lib/geometry/seeded.ts';
import { isAllowed } from '../../src/lib/siting/evaluate.ts';
import { orderSites } from '../../src/lib/siting/order-sites.ts';
import { FREE, plainLimits, plainOptions, type SitingProblem } from '../../src/lib/siting/problem.ts';
import { explainSites, type ReasonsQuestion } from '../../src/lib/siting/site-reasons.ts';
import { countPlainly, MODELS, objectivePlainly, reasonCase, type ReasonCase } from './reason-cases.ts';

function ask(each: ReasonCase, seed: number): ReasonsQuestion {
  const { problem, open } = each;
  const random = createRandom(seed + 1e6);
  const rows = problem.weight.length;
  return {
    ...{ problem, open, order: orderSites(problem, open) },
    groups: [
      { group: 'all', people: problem.weight },
      { group: 'older_adult', people: problem.weight.map((people) => Math.floor(people * random())) }
    ],
    unitOfRow: Int32Array.from({ length: rows }, () => Math.floor(3 * random())),
    presentM: Float64Array.from({ length: rows }, () =>
      random() < 0.5 ? Infinity : Math.floor(40 * random())
    ),
    coveredNow: random() < 0.3 ? Uint8Array.from({ length: rows }, () => (random() < 0.2 ? 1 : 0)) : null
  };
}

describe('explainSites', () => {
  it.each(MODELS)(
    'says losses and runners-up as trying everything does, in 300 random towns (%s)',
    (model) => {
      const seen = { sites: 0, runners: 0, none: 0, lost: 0 };
      for (let seed = 1; seed <= 300; seed++) {
        const each = reasonCase(seed, model);
        const { problem, open } = each;
        const objective = objectivePlainly(each, open);
        const whole = countPlainly(each, open);
        for (const reason of explainSites(ask(each, seed))) {
          seen.sites++;
          const others = open.filter((o) => o !== reason.option);
          const rest = countPlainly(each, others);
          const worse =
            model === 'pmedian' || model === 'pcenter' ? rest.value - whole.value : whole.value - rest.value;
          expect(reason.loss, `seed ${seed}`).toEqual({ served: whole.served - rest.served, value: worse });
          if (reason.loss.served > 0) seen.lost++;
          if (reason.locked) {
            expect(reason.runnerUp).toBeNull();
            continue;
          }
          const rivals = Array.from(problem.options.state.keys()).filter(
            (o) =>
              problem.options.state[o] === FREE && !open.includes(o) && isAllowed(problem, [...others, o])
          );
          const worths = rivals.map((o) => objectivePlainly(each, [...others, o]));
          const best = model === 'mclp' ? Math.max(...worths) : Math.min(...worths);
          if (!Number.isFinite(best)) {
            seen.none++;
            expect(reason.runnerUp, `seed ${seed}`).toBeNull();
            continue;
          }
          seen.runners++;
          const { option, behind, share, shareOfLoss } = reason.runnerUp!;
          expect(worths[rivals.indexOf(option)], `seed ${seed}`).toBe(best);
          if (model !== 'lscp') expect(option, `seed ${seed}`).toBe(rivals[worths.indexOf(best)]);
          if (objective === Infinity) continue;
          expect(behind, `seed ${seed}`).toBe(model === 'mclp' ? objective - best : best - objective);
          if (objective > 0) expect(share).toBeCloseTo(behind / objective, 12);
          if (model === 'mclp' && reason.loss.value > 0) expect(shareOfLoss).toBe(behind / reason.loss.value);
        }
      }
      expect(seen.sites).toBeGreaterThan(300);
      expect(seen.runners).toBeGreaterThan(model === 'lscp' ? 50 : 100);
      expect(seen.none).toBeGreaterThan(20);
      expect(seen.lost).toBeGreaterThan(100);
    }
  );

  it.each(MODELS)(
    'counts whom each site wins, and who depends on it alone, in 300 random towns (%s)',
    (model) => {
      const isCover = model === 'mclp' || model === 'lscp';
      for (let seed = 1; seed <= 300; seed++) {
        const each = reasonCase(seed, model);
        const { problem, open, metres } = each;
        const question = ask(each, seed);
        const { groups, unitOfRow, presentM, coveredNow, order } = question;
        const reasons = explainSites(question);
        const built = Array.from(order.standing);
        const times = isCover ? problem.times : 1;
        const reaching = (set: number[], i: number) => set.filter((o) => metres[o][i] < Infinity).length;
        const nearest = (set: number[], i: number) => Math.min(presentM[i], ...set.map((o) => metres[o][i]));
        for (const reason of reasons) {
          const before = built.slice();
          built.push(reason.option);
          const won = [0, 0];
          const units = [0, 0, 0];
          const alone = [0, 0];
          let nearer = 0;
          let saved = 0;
          for (let i = 0; i < problem.weight.length; i++) {
            const isWon = isCover
              ? reaching(before, i) < times && reaching(built, i) >= times && !coveredNow?.[i]
              : nearest(built, i) < nearest(before, i);
            const without = open.filter((o) => o !== reason.option);
            const depends = reaching(open, i) >= times && reaching(without, i) < times && !coveredNow?.[i];
            groups.forEach(({ people }, g) => {
              if (isWon) won[g] += people[i];
              if (depends) alone[g] += people[i];
            });
            if (isWon) units[unitOfRow[i]] += groups[0].people[i];
            if (nearest(before, i) < Infinity && nearest(built, i) < nearest(before, i)) {
              nearer += groups[0].people[i];
              saved += groups[0].people[i] * (nearest(before, i) - nearest(built, i));
            }
          }
          expect([...reason.won], `seed ${seed}`).toEqual(won);
          expect([...reason.dependents], `seed ${seed}`).toEqual(alone);
          expect([reason.nearer, reason.savedPersonM], `seed ${seed}`).toEqual([nearer, saved]);
          expect(reason.meanSavedM).toBe(nearer > 0 ? saved / nearer : NaN);
          const expected = units.map((people, unit) => ({ unit, people })).filter(({ people }) => people > 0);
          expected.sort((a, b) => b.people - a.people || a.unit - b.unit);
          expect(reason.units, `seed ${seed}`).toEqual(expected);
          // Units add up to the first group.
          expect(reason.units.reduce((sum, { people }) => sum + people, 0)).toBe(reason.won[0]);
        }
        // What all win is what the answer covers beyond what stands.
        if (isCover && !coveredNow) {
          const won = reasons.reduce((sum, reason) => sum + reason.won[0], 0);
          const now = countPlainly(each, Array.from(order.standing)).served;
          expect(now + won, `seed ${seed}`).toBe(countPlainly(each, open).served);
        }
      }
    }
  );

  it('asks the objective that it is given where there are capacities', () => {
    let runners = 0;
    for (let seed = 1; seed <= 200; seed++) {
      const each = reasonCase(seed, 'mclp');
      const { problem, open } = each;
      // So much at most is held by any one option.
      const evaluate = (set: number[]) =>
        set.reduce(
          (sum, o) => sum + Math.min(5, problem.weight.filter((_, i) => each.metres[o][i] < 9).length),
          0
        );
      for (const reason of explainSites({ ...ask(each, seed), evaluate })) {
        const others = open.filter((o) => o !== reason.option);
        expect(reason.loss.value).toBe(evaluate(open) - evaluate(others));
        const rivals = Array.from(problem.options.state.keys()).filter(
          (o) => problem.options.state[o] === FREE && !open.includes(o) && isAllowed(problem, [...others, o])
        );
        if (reason.locked || rivals.length === 0) {
          expect(reason.runnerUp).toBeNull();
          continue;
        }
        runners++;
        // Fewer than are asked for each site, so that the best is sure to be among them.
        const best = Math.max(...rivals.map((o) => evaluate([...others, o])));
        expect(reason.runnerUp!.behind, `seed ${seed}`).toBe(evaluate(open) - best);
      }
    }
    expect(runners).toBeGreaterThan(100);
  });

  it('says of a town worked out by hand what is in it', () => {
    // Five homes in a row: option 0 reaches homes 0–2, option 1 homes 2–4, option 2 homes 3–4, option 3 home 0.
    const problem: SitingProblem = {
      model: 'mclp',
      weight: Float64Array.from([100, 200, 50, 300, 40]),
      reach: {
        first: Uint32Array.from([0, 3, 6, 8, 9]),
        point: Uint32Array.from([0, 1, 2, 2, 3, 4, 3, 4, 0]),
        metres: Float64Array.from([200, 100, 300, 400, 150, 250, 350, 50, 10])
      },
      options: { ...plainOptions(4), cost: Float64Array.from([60_000, 78_000, 10_000, 5_000]) },
      limits: plainLimits(2),
      ...{ times: 1, least: 'number' }
    };
    const [first, second] = explainSites({
      ...{ problem, open: [0, 1], order: orderSites(problem, [0, 1]) },
      groups: [
        { group: 'all', people: problem.weight },
        { group: 'older_adult', people: Float64Array.from([10, 20, 5, 30, 4]) }
      ],
      unitOfRow: Int32Array.from([0, 0, 1, 1, 1]),
      presentM: Float64Array.from([600, 600, 600, Infinity, 650])
    });
    expect(first.option).toBe(1);
    expect([...first.won]).toEqual([390, 39]);
    expect(first.units).toEqual([{ unit: 1, people: 390 }]);
    expect([first.nearer, first.savedPersonM]).toEqual([90, 50 * 200 + 40 * 400]);
    expect(first.costPerPerson).toBe(200);
    expect(first.alone).toEqual({ served: 390, gain: 390 });
    expect(first.loss).toEqual({ served: 340, value: 340 });
    expect([...first.dependents]).toEqual([340, 34]);
    // Home 2 stays with option 0, so the smaller one is as good, in its stead.
    expect(first.runnerUp).toEqual({ option: 2, behind: 0, share: 0, shareOfLoss: 0 });
    expect(second.option).toBe(0);
    expect([...second.won]).toEqual([300, 30]);
    expect(second.units).toEqual([{ unit: 0, people: 300 }]);
    expect(second.savedPersonM).toBe(100 * 400 + 200 * 500 + 50 * 100);
    expect(second.costPerPerson).toBe(200);
    expect(second.alone).toEqual({ served: 350, gain: 350 });
    expect(second.runnerUp).toEqual({ option: 3, behind: 200, share: 200 / 690, shareOfLoss: 200 / 300 });
  });
});
