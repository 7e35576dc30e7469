import { describe, expect, it } from 'vitest';
import { COUNTER_TASKS, carryOut, handOf } from '../support/runner/counter-tasks';
import { awake, CRISIS, useReaders } from '../support/runner/pages';

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
const MOST_ACTIONS = 3;

describe('the tasks of a counter', () => {
  const { open, visit } = useReaders();

  it.each(COUNTER_TASKS)('$id takes three actions at most, at a desk and on a phone', async (task) => {
    expect(task.actions.length).toBeLessThanOrEqual(MOST_ACTIONS);
    for (const device of [{}, PHONE]) {
      const page = await open(task.board, device);
      await awake(page);
      expect(await carryOut(handOf(page), task)).toBeGreaterThan(0);
    }
  });

  it('a pharmacist, of whose mutuelles few are known, begins with the logos; an optician does not', async () => {
    const orderOf = async (path: string, device = {}) => {
      const page = await open(path, device);
      const tops = await page.evaluate(() =>
        Object.fromEntries(
          ['.operators', '.search', '.incident'].map((name) => [
            name,
            document.querySelector(name)?.getBoundingClientRect().top ?? -1,
          ]),
        ),
      );
      return Object.entries(tops)
        .sort(([, a], [, b]) => a - b)
        .map(([name]) => name);
    };
    const logosFirst = ['.operators', '.search', '.incident'];
    for (const device of [{}, PHONE, { javaScriptEnabled: false }])
      expect(await orderOf(`/pharmacien?${CRISIS}`, device)).toEqual(logosFirst);
    expect(await orderOf(`/opticien?${CRISIS}`)).toEqual(['.incident', '.operators', '.search']);
    expect(await orderOf(`/opticien?${CRISIS}`, PHONE)).toEqual(['.search', '.incident', '.operators']);
  });

  it('on a phone the logos are targets for a thumb, with sign and payment', async () => {
    const page = await open(`/pharmacien?${CRISIS}`, PHONE);
    const heights = await page
      .locator('.operators .names > a')
      .evaluateAll((links) => links.map((link) => link.getBoundingClientRect().height));
    expect(Math.min(...heights)).toBeGreaterThanOrEqual(44);
    const viamedis = page.locator('.operators li', { hasText: 'Viamedis' });
    expect(await viamedis.innerText()).toMatch(/Oui, avec réserve\s+Paiement suspendu/);
    expect(await viamedis.locator('a .sign').isVisible()).toBe(true);
  });

  it('mutuelles with a likely operator are a group of their own, under a condition, folded by operator', async () => {
    const page = await visit(`/pharmacien?${CRISIS}`);
    const group = page.locator('section[aria-labelledby="g-likely"]');
    expect(await group.locator('h2').innerText()).toMatch(/Selon le logo\s· 167/);
    const folds = await group.locator('summary').allInnerTexts();
    expect(folds[0]).toMatch(
      /Viamedis\s: 102 mutuelles\s+Si la carte dit Viamedis \(connu chez les opticiens\)\s:\s+Oui, avec réserve\s+Paiement suspendu/,
    );
    await page.locator('.filters a', { hasText: 'Selon le logo' }).click();
    await page.waitForURL(/verdict=likely/);
    await expect.poll(() => page.locator('.row').count()).toBe(167);
  });

  it('« Je l’ai lu » is kept on this device at once: the row says so, until it is forgotten', async () => {
    const page = await visit('/pharmacien/mgen');
    await awake(page);
    await page.getByRole('button', { name: 'Je l’ai lu : Viamedis' }).click();
    await page.locator('.read-here', { hasText: 'Viamedis, lu par vous' }).waitFor();
    await page.goto(new URL('/pharmacien', page.url()).href);
    const row = page.locator('li[data-mutuelle="mgen"]');
    await expect.poll(() => row.innerText()).toMatch(/Viamedis, lu par vous\s:\s+Oui/);
    // It is of one profession, and read of no other.
    await page.goto(new URL('/dentiste', page.url()).href);
    await awake(page);
    expect(await row.innerText()).not.toContain('lu par vous');
    await page.goto(new URL('/pharmacien/mgen', page.url()).href);
    await page.getByRole('button', { name: 'Oublier' }).click();
    await page.locator('.read-here').waitFor({ state: 'detached' });
  });

  it('a row is one Tab stop; the arrows go to its star and back', async () => {
    const page = await visit(`/opticien?${CRISIS}`);
    await awake(page);
    const row = page.locator('section[aria-labelledby="g-depends"] li.row');
    await row.first().locator('.row-name').focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await page.locator('#mes-mutuelles li').waitFor();
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-pressed'))).toBe('true');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('Tab');
    const focused = await page.evaluate(() => document.activeElement?.closest('li')?.dataset.mutuelle);
    expect(focused).toBe(await row.nth(1).getAttribute('data-mutuelle'));
  });

  it('what a closed fold holds is not in the tab order', async () => {
    const page = await visit(`/opticien?${CRISIS}`);
    const isShown = (name: string) =>
      page
        .locator('details.fold')
        .first()
        .locator(name)
        .first()
        .evaluate((each) => getComputedStyle(each).display);
    expect(await isShown('ul')).toBe('none');
    await page.locator('details.fold > summary').first().click();
    expect(await isShown('ul')).not.toBe('none');
  });

  it('another profession reads the same mutuelle; the page that opens is read from its title', async () => {
    const page = await visit(`/pharmacien/malakoff-humanis?${CRISIS}`);
    await awake(page);
    await page.locator('.professions > summary').click();
    await page.locator('.professions').getByRole('link', { name: 'Opticien' }).click();
    await page.waitForURL(/\/opticien\/malakoff-humanis\?at=/);
    await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe('H1');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toMatch(/Malakoff Humanis.*Non/);
  });

  it('a click is seen at once, however long the page takes', async () => {
    const page = await open(`/opticien?${CRISIS}`);
    await awake(page);
    let answer = () => {};
    const held = new Promise<void>((resolve) => {
      answer = resolve;
    });
    await page.route('**/avis.data*', async (route) => {
      await held;
      await route.continue();
    });
    await page.getByRole('link', { name: 'Avis' }).first().click();
    await page.locator('.going').waitFor({ timeout: 5_000 });
    answer();
    await page.locator('.going').waitFor({ state: 'detached' });
  });

  it('on a phone « Que faire » is in the first screen of an answer, and the link state stays in sight', async () => {
    for (const path of [
      '/opticien/alan',
      '/pharmacien/malakoff-humanis',
      `/opticien/malakoff-humanis?${CRISIS}`,
    ]) {
      const page = await open(path, PHONE);
      const first = await page.locator('.steps li').first().boundingBox();
      expect(first && first.y + 24, path).toBeLessThan(PHONE.viewport.height);
    }
    const board = await open('/opticien', PHONE);
    await board.evaluate(() => window.scrollTo(0, 4_000));
    expect((await board.locator('.live').boundingBox())?.y).toBeGreaterThanOrEqual(0);
  });
});
