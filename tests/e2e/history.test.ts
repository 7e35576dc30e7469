import { beforeAll, describe, expect, it } from 'vitest';
import { CRISIS, useDashboard } from '../support/runner/pages';
import { aSaying, load } from '../support/world/datasets';

/** Sixty outages of an hour at SP santé, one a week, before the crisis. */
const WEEK = 7 * 86_400_000;
const LAST = Date.parse('2023-12-20T09:00:00+01:00');
const begun = (index: number) => new Date(LAST - index * WEEK);
const after = (instant: Date, hours: number) => new Date(+instant + hours * 3_600_000).toISOString();
const OUTAGES = Array.from({ length: 60 }, (_, index) => `panne-${index}`);

const DATASET = {
  format: 'comptoir-dataset/1',
  organisations: [{ id: 'sp-sante', name: 'SP santé', kind: 'operator', platforms: ['sp-sante'] }],
  incidents: [
    ...OUTAGES.map((id) => ({ id, title: `Panne ${id}`, cause: 'outage', platforms: ['sp-sante'] })),
    { id: 'late', title: 'Panne qui dure', cause: 'outage', platforms: ['sp-sante'] },
  ],
  statements: [
    ...OUTAGES.map((id, index) =>
      aSaying({
        id: `s-${id}`,
        incident: id,
        by: 'sp-sante',
        platform: 'sp-sante',
        flows: ['pec', 'portail'],
        effectiveAt: begun(index).toISOString(),
        recordedAt: begun(index).toISOString(),
      }),
    ),
    aSaying({
      id: 's-late',
      incident: 'late',
      by: 'sp-sante',
      platform: 'sp-sante',
      flows: ['pec'],
      effectiveAt: '2024-04-10T09:00:00+02:00',
      recordedAt: '2024-04-10T09:00:00+02:00',
      stage: 'investigating',
      nextUpdateDue: '2024-04-10T16:00:00+02:00',
    }),
  ],
  closings: OUTAGES.map((id, index) => ({
    incident: id,
    by: 'desk',
    effectiveAt: after(begun(index), 1.5),
    recordedAt: after(begun(index), 1.5),
  })),
};

const LATE = 'at=2024-04-10T18:00:00%2B02:00';
const OVERDUE = /16:00,? dépassé \(il y a 2.h\)/;

describe('the history of incidents', () => {
  const { visit, db } = useDashboard();
  beforeAll(async () => {
    const done = await load(db(), DATASET);
    if (!done.ok) throw new Error(JSON.stringify(done.refusal));
  });

  it('tells by month what was touched, from when to when, how long, why and how far it came', async () => {
    const page = await visit(`/historique?${LATE}`);
    const months = await page.locator('main section:has(.notices) h2').allInnerTexts();
    expect(months.slice(0, 3)).toEqual(['Avril 2024', 'Février 2024', 'Janvier 2024']);
    const viamedis = await page.locator('main li', { hasText: 'Viamedis' }).innerText();
    expect(viamedis).toContain('prise en charge');
    expect(viamedis).toContain('lundi 29 janvier');
    expect(viamedis).toContain('vendredi 8 mars 2024');
    expect(viamedis).toMatch(/environ 39 jours/);
    expect(viamedis).toContain('cyberattaque');
    expect(viamedis).toContain('résolu');
    expect(await page.locator('main li', { hasText: 'Panne panne-0' }).innerText()).toMatch(/1.h et 30.min/);
    expect(await page.locator('main li', { hasText: 'Panne qui dure' }).innerText()).toMatch(/9.h, en cours/);
  });

  it('knows nothing, in a replay, of what came later', async () => {
    const page = await visit(`/historique?${CRISIS}`);
    const result = (await page.locator('main li').allInnerTexts()).join();
    expect(result).not.toMatch(/Panne qui dure|Almerys|8 mars 2024/);
    expect(result).toContain('Panne panne-0');
  });

  it('is filtered by platform by a form, without JavaScript, and leads to the incident', async () => {
    const page = await visit('/historique', { javaScriptEnabled: false });
    await page.locator('select[name=platform]').selectOption('viamedis');
    await page.locator('main button').click();
    await page.waitForURL(/platform=viamedis/);
    expect(await page.locator('select[name=platform]').inputValue()).toBe('viamedis');
    expect(await page.locator('main h3').allInnerTexts()).toHaveLength(1);
    await page.locator('main h3 a').click();
    await page.waitForURL(/\/incidents\/viamedis-2024/);
  });

  it('goes on to the older ones, each once, under the same filter', async () => {
    const page = await visit(`/historique?platform=sp-sante&${LATE}`);
    const first = await page.locator('main h3').allInnerTexts();
    await page.locator('a', { hasText: 'Incidents plus anciens' }).click();
    await page.waitForURL(/cursor=/);
    await expect.poll(() => page.locator('main a', { hasText: 'plus anciens' }).count()).toBe(0);
    const all = [...first, ...(await page.locator('main h3').allInnerTexts())];
    expect(new Set(all).size).toBe(61);
    expect(all).toHaveLength(61);
  });

  it('is reached from the header, and the maintenances and the writers’ space from the foot', async () => {
    const page = await visit('/opticien');
    await page.locator('.nav a', { hasText: 'Historique' }).click();
    await page.waitForURL(/\/historique$/);
    await expect.poll(() => page.locator('.nav [aria-current]').innerText()).toBe('Historique');
    const foot = await page
      .locator('.foot a')
      .evaluateAll((links) => links.map((link) => link.getAttribute('href')));
    expect(foot).toContain('/maintenances');
    expect(foot).toContain('/espace');
  });

  it.each(['/historique', '/avis', '/opticien'])(
    '%s: the header holds on two lines of a phone',
    async (path) => {
      const page = await visit(path, { viewport: { width: 390, height: 800 } });
      const excess = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(excess).toBeLessThanOrEqual(0);
      expect((await page.locator('.top').boundingBox())?.height).toBeLessThan(100);
    },
  );

  describe('a promised word that did not come', () => {
    it.each([
      ['the board', '/opticien'],
      ['the answer', '/opticien/operateur/sp-sante'],
      ['the incident', '/incidents/late'],
      ['the platform', '/plateformes/sp-sante'],
    ])('is said overdue on %s, on a phone too', async (_, path) => {
      for (const width of [1280, 390]) {
        const page = await visit(`${path}?${LATE}`, { viewport: { width, height: 900 } });
        const text = (await page.locator('main').innerText()).replace(/\s+/g, ' ');
        expect(text, `${width} px`).toMatch(/Prochain point/);
        expect(text, `${width} px`).toMatch(OVERDUE);
      }
    });
  });
});
