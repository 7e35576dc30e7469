import { beforeAll, describe, expect, it, vi } from 'vitest';
import { barriers, htmlFaults, typographyFaults } from '../support/runner/accessible';
import { useReaders } from '../support/runner/pages';

const APRIL = 'at=2024-04-02T12:00:00%2B02:00';
const VIAMEDIS = `/plateformes/viamedis?${APRIL}`;
const HISTORY = `/historique?${APRIL}`;
const spaced = (text: string) => text.replace(/\s+/g, ' ');

describe('availability', () => {
  const { visit, origin } = useReaders();
  /** The instance on duty counts by itself. */
  beforeAll(async () => {
    await vi.waitFor(
      async () => {
        const answer = await fetch(`${origin()}/api/v1/platforms/viamedis/availability?days=1`);
        expect((await answer.json()).from).not.toBeNull();
      },
      { timeout: 50_000, interval: 500 },
    );
  });

  describe.each([
    ['with JavaScript', {}],
    ['without', { javaScriptEnabled: false }],
  ])('%s', (_, options) => {
    it('a platform’s page gives the number with its rule, and what is left aside, flow by flow', async () => {
      const page = await visit(VIAMEDIS, options);
      const text = spaced(await page.locator('.availability').innerText());
      expect(text).toMatch(/Prise en charge .*72,89 % coupé 19 jours 13 h/);
      expect(text).toMatch(/laissé de côté : sans nouvelle 17 jours 21 h/);
      expect(text).toMatch(/rien de signalé : 52 jours 13 h, sans preuve de marche/);
      const part = spaced(await page.locator('section[aria-labelledby=disponibilite]').innerText());
      expect(part).toContain('(en marche + dégradé) ÷ (en marche + dégradé + coupé)');
      expect(part).toMatch(/Rien de signalé ni de mesuré .* calcul de la part/);
    });

    it('each strip is told in words, each day in a table', async () => {
      const page = await visit(VIAMEDIS, options);
      const result = await page.locator('.day-strip').nth(1).getAttribute('aria-label');
      expect(spaced(result ?? '')).toMatch(
        /Prise en charge, du 4 janvier au 2 avril : coupé 20 jours, sans nouvelle 18 jours/,
      );
      await page.locator('summary', { hasText: 'Jour par jour' }).click();
      const line = page.locator('.day-table tr', { hasText: 'lundi 12 février 2024' });
      expect(spaced(await line.innerText())).toMatch(/coupé 24 h/);
    });

    it('a profession is chosen by a form, and keeps the instant', async () => {
      const page = await visit(VIAMEDIS, options);
      await page.locator('select[name=profession]').selectOption('opticien');
      await page.locator('button', { hasText: 'Compter' }).click();
      await page.waitForURL(/profession=opticien/);
      expect(new URL(page.url()).searchParams.get('at')).toBe('2024-04-02T12:00:00+02:00');
      await expect
        .poll(async () => spaced(await page.locator('.availability').innerText()))
        .toMatch(/Portail web .*coupé 12 jours 13 h, dégradé 35 h/);
      const file = await page.locator('a', { hasText: 'en CSV' }).getAttribute('href');
      const answer = await fetch(origin() + file);
      expect(answer.headers.get('Content-Type')).toContain('text/csv');
      expect(await answer.text()).toContain('"viamedis";"portail";"optician";"2024-02-12";"judged"');
    });

    it('the history shows the year, and each day touched leads to that evening', async () => {
      const page = await visit(HISTORY, options);
      const day = page.getByRole('link', {
        name: /lundi 12 février 2024 : coupé 24.h, Almerys, Kalixia, Oxantis, Viamedis/,
      });
      await day.click();
      await page.waitForURL(/at=2024-02-12/);
      await expect.poll(() => page.locator('main').innerText()).toContain('Cyberattaque contre Viamedis');
    });
  });

  it('draws the time spent in each state, with its table twin', async () => {
    const page = await visit(VIAMEDIS);
    await page.locator('.recharts-surface').first().waitFor();
    const twin = page.locator('details', { hasText: 'Le temps passé dans chaque état' });
    await twin.locator('summary').click();
    expect(spaced(await twin.locator('table').innerText())).toMatch(/Prise en charge 72,89 % 19 jours 13 h/);
  });

  it('says how it is counted, on the page of the rules', async () => {
    const page = await visit('/a-propos');
    expect(await page.locator('main').innerText()).toContain('Un mois fini est gelé');
  });

  it.each([VIAMEDIS, `${VIAMEDIS}&profession=opticien`, HISTORY])(
    '%s: nobody is barred, its HTML is valid, its French well set',
    async (path) => {
      const page = await visit(path);
      for (const summary of await page.locator('main summary').all()) await summary.click();
      expect(await barriers(page)).toEqual([]);
      expect(await htmlFaults(await (await fetch(origin() + path)).text())).toEqual([]);
      expect(await typographyFaults(page)).toEqual([]);
    },
    90_000,
  );
});
