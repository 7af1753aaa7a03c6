import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { loadPacks, PROFILES } from '../../src/lib/standards/packs.ts';
import {
  disagreements,
  POLICY_TEXTS,
  requirementById,
  REQUIREMENTS,
  requirementsOf
} from '../../src/lib/standards/requirements.ts';
import { taskTemplate } from '../../src/lib/standards/task-template.ts';

const rules = loadPacks(PROFILES, { unverified: true });
const TEXT = '../shared/domain/requirements.md';

describe('the requirements', () => {
  it('are 224 of five texts: 63 of class A, 67 of B, 94 of C, each id once', () => {
    expect(new Set(REQUIREMENTS.map(({ id }) => id)).size).toBe(224);
    const counts = { A: 0, B: 0, C: 0 };
    for (const requirement of REQUIREMENTS) counts[requirement.class]++;
    expect(counts).toEqual({ A: 63, B: 67, C: 94 });
    const perText = POLICY_TEXTS.map(({ id }) => REQUIREMENTS.filter(({ doc }) => doc === id).length);
    expect(perText).toEqual([71, 25, 100, 13, 15]);
  });
  it('name rules that name them, and the other way round', () =>
    expect(disagreements(REQUIREMENTS, rules)).toEqual([]));
  it('would tell of a rule and a requirement that do not', () => {
    const [first] = REQUIREMENTS;
    const wrong = [{ ...first, rules: ['NO-1', 'DIG-DB'] }, ...REQUIREMENTS.slice(1)];
    expect(disagreements(wrong, rules)).toEqual([
      'S0-01: expected a rule, got NO-1',
      'DIG-DB: expected requirement S0-01 among its own',
      'S0-01: expected rule STF-18 among its own'
    ]);
  });
  it('are all in a rule: nothing of the texts is left out', () =>
    expect(REQUIREMENTS.filter((requirement) => requirement.rules.length === 0)).toEqual([]));
  it('have the departments and the deadline that the text gives', () => {
    expect(requirementById('S2-78')).toMatchObject({
      department_lead: '市民政局、市发改委',
      lead_stated: true,
      deadline: null,
      deadline_text: '每年'
    });
    expect(requirementById('S2-14')).toMatchObject({
      departments: ['市文明办', '市民政局', '各区'],
      department_lead: '市文明办',
      lead_stated: false,
      deadline: '2025'
    });
    // Told of what was done by 2020, by nobody in particular.
    expect(requirementById('S2-06')).toMatchObject({
      departments: [],
      department_lead: null,
      deadline: null
    });
    expect(requirementById('S2-44')!.within).toBe('central_area');
  });
  it.skipIf(!existsSync(TEXT))('say what the list of the domain says, line by line', () => {
    const lines = readFileSync(TEXT, 'utf8')
      .split('\n')
      .filter((line) => /^\| S\d-\d+ \|/.test(line));
    expect(lines).toHaveLength(REQUIREMENTS.length);
    for (const [i, line] of lines.entries()) {
      const { id, quote, title_zh: title, class: kind, rules: named } = REQUIREMENTS[i];
      for (const part of [`| ${id} |`, `| ${quote} |`, `| ${title}<br>`, `| ${kind} |`])
        expect(line).toContain(part);
      expect(line.endsWith(`| ${named.map((rule) => `\`${rule}\``).join('<br>')} |`), id).toBe(true);
    }
  });
});
if (!existsSync(TEXT)) console.info(`skipped: ${TEXT} is not here`);

describe('requirementsOf', () => {
  it('are those a rule serves, in its order', () =>
    expect(requirementsOf({ requirement_ids: ['S2-55', 'S1-18', 'NO-1'] }).map(({ id }) => id)).toEqual([
      'S2-55',
      'S1-18'
    ]));
});

describe('taskTemplate', () => {
  const tasks = taskTemplate(REQUIREMENTS, rules, 'zh');
  const task = (id: string) => tasks.find(({ requirement_id: requirement }) => requirement === id)!;
  it('has a row for each requirement of class C, each task once', () => {
    expect(tasks).toHaveLength(94);
    expect(new Set(tasks.map(({ task_id: id }) => id)).size).toBe(94);
  });
  it('counts for a rule that is kept in the ledger, where the requirement has one', () => {
    expect(task('S1-07')).toMatchObject({
      rule_id: 'ELD-ADAPT-800',
      target_value: 800,
      unit: '户',
      deadline: '2023'
    });
    expect(task('S2-54').rule_id).toBe('LED-GENERIC');
    expect(task('S0-05').rule_id).toBe('STF-TRAIN-100');
  });
  it('takes its target from the text where that gives one figure, else from the rule', () => {
    expect(task('S2-56').target_value).toBe(16000);
    expect(task('S2-66').target_value).toBe(80);
    expect(task('S2-92').target_value).toBeNaN();
  });
  it('leaves the joint departments without the leading ones', () =>
    expect(task('S2-78')).toMatchObject({
      department_lead: '市民政局、市发改委',
      departments: '市委组织部;市财政局;市商务局;市住建委;市规划资源局;市农业农村委;各区'
    }));
});
