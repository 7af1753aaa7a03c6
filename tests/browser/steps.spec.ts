import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { STEPS } from '../../src/lib/workbench/shell/steps.ts';
import { expect, test } from './app.ts';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'];
const NAMES = {
  zh: { data: '数据', standards: '标准', coverage: '覆盖', gaps: '缺口', siting: '选址', report: '汇报' },
  en: {
    ...{ data: 'Data', standards: 'Standards', coverage: 'Coverage', gaps: 'Gaps' },
    ...{ siting: 'Siting', report: 'Report' }
  }
};

/** Chinese letters in what is read of a part of the page but the names that come from the data. */
const chineseIn = (page: Page, selector: string) =>
  page.locator(selector).evaluateAll((parts) => parts.map((part) => part.textContent ?? '').join(' '));

for (const language of ['zh', 'en'] as const)
  test(`the six steps in ${language}: each with its state, its tables, no barrier, nothing beyond the window`, async ({
    app,
    page
  }) => {
    await page.setViewportSize({ width: 1280, height: 720 });
    await app.open();
    if (language === 'en') await page.getByTestId('language').click();
    await page.getByTestId('tour-dismiss').click();
    for (const { id, tabs } of STEPS) {
      const step = page.getByTestId(`step-${id}`);
      await step.click();
      await expect(step).toHaveAttribute('aria-current', 'step');
      await expect(step).toContainText(NAMES[language][id]);
      await expect(step).toHaveAttribute('data-state', 'done');
      await expect(page).toHaveURL(new RegExp(`[?&]t=(${tabs.join('|')})(&|$)`));
      for (const tab of tabs) await expect(page.getByTestId(`tab-${tab}`)).toBeVisible();
      await app.settle();
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect.soft(wide, `${id}: pixels beyond the window`).toBeLessThanOrEqual(0);
      const { violations } = await new AxeBuilder({ page }).withTags(RULES).analyze();
      expect
        .soft(
          violations.map(({ id: rule, nodes }) => `${rule}: ${nodes[0].html.slice(0, 160)}`),
          id
        )
        .toEqual([]);
    }
    if (language === 'en')
      expect(await chineseIn(page, '[data-testid="steps"], [role="tab"]')).not.toMatch(/\p{Script=Han}/u);

    // The address brings back the step, the choice and the state of the table; so does the back button.
    await page.getByTestId('step-gaps').click();
    const row = page.getByTestId('unit-row').first();
    const name = (await row.getAttribute('data-unit'))!;
    await row.click();
    await expect(page.getByTestId('why-name')).toHaveText(name);
    await page.goBack();
    await expect(page.getByTestId('why-name')).not.toHaveText(name);
    await page.goForward();
    await expect(page.getByTestId('why-name')).toHaveText(name);
    await page.getByTestId('toggle-table').click();
    await expect(page.getByTestId('unit-row')).toHaveCount(0);
    await app.reload();
    await expect(page.getByTestId('why-name')).toHaveText(name);
    await expect(page.getByTestId('unit-row')).toHaveCount(0);
    expect(page.url()).not.toMatch(/%[0-9A-F]{2}/);
  });
