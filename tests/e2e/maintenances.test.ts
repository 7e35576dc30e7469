import { beforeAll, describe, expect, it } from 'vitest';
import { CRISIS, useDashboard } from '../support/runner/pages';
import { load } from '../support/world/datasets';

const aWindow = (given: Record<string, unknown>) => ({
  by: 'viamedis',
  platform: 'viamedis',
  flows: ['idb', 'portail'],
  professions: ['optician', 'pharmacist'],
  recordedAt: '2024-01-20T09:00:00+01:00',
  text: null,
  cancelledAt: null,
  ...given,
});

const OLD = Array.from({ length: 60 }, (_, index) =>
  aWindow({
    id: `old-${index}`,
    from: `2023-${String(1 + (index % 12)).padStart(2, '0')}-10T0${index % 5}:00:00+01:00`,
    to: `2023-${String(1 + (index % 12)).padStart(2, '0')}-10T09:00:00+01:00`,
    recordedAt: '2022-12-01T09:00:00+01:00',
  }),
);

const WINDOWS = [
  aWindow({
    id: 'now',
    from: '2024-02-02T10:00:00+01:00',
    to: '2024-02-02T14:00:00+01:00',
    text: 'Mise à jour des certificats.',
  }),
  aWindow({ id: 'later', from: '2024-02-10T22:00:00+01:00', to: '2024-02-11T04:00:00+01:00' }),
  aWindow({
    id: 'sooner',
    by: 'almerys',
    platform: 'almerys',
    professions: 'all',
    from: '2024-02-05T22:00:00+01:00',
    to: '2024-02-06T04:00:00+01:00',
  }),
  aWindow({
    id: 'cancelled',
    from: '2024-02-08T22:00:00+01:00',
    to: '2024-02-09T04:00:00+01:00',
    cancelledAt: '2024-02-01T18:00:00+01:00',
  }),
  aWindow({
    id: 'not-yet-said',
    from: '2024-02-20T22:00:00+01:00',
    to: '2024-02-21T04:00:00+01:00',
    recordedAt: '2024-02-15T09:00:00+01:00',
  }),
  ...OLD,
];

describe('the maintenances announced', () => {
  const dashboard = useDashboard();
  const { visit, db } = dashboard;

  it('says that there are none when nobody announced any', async () => {
    const page = await visit('/maintenances');
    expect(await page.locator('main').innerText()).toContain('Aucune maintenance annoncée');
  });

  describe('once some are', () => {
    beforeAll(async () => {
      const done = await load(db(), { format: 'comptoir-dataset/1', maintenances: WINDOWS });
      if (!done.ok) throw new Error(JSON.stringify(done.refusal));
    });

    it('tells those in force, those to come soonest first, those past or cancelled', async () => {
      const page = await visit(`/maintenances?${CRISIS}`);
      const part = (title: string) =>
        page.locator('section', { has: page.locator(`h2:text-is("${title}")`) });
      const inForce = await part('En cours').innerText();
      expect(inForce).toContain('Viamedis, vendredi 2 février 2024, de 10:00 à 14:00');
      expect(inForce).toContain('Droits en ligne et portail web');
      expect(inForce).toContain('pharmaciens');
      expect(inForce).toContain('Mise à jour des certificats.');
      expect(inForce).toContain('Annoncée par Viamedis le samedi 20 janvier 2024, 09:00');
      const ahead = await part('À venir').locator('h3').allInnerTexts();
      expect(ahead).toEqual([
        'Almerys, du lundi 5 février 2024, 22:00 au mardi 6 février 2024, 04:00',
        'Viamedis, du samedi 10 février 2024, 22:00 au dimanche 11 février 2024, 04:00',
      ]);
      expect(await part('À venir').innerText()).toContain('toutes les professions');
      const past = await part('Passées et annulées').locator('li').first().innerText();
      expect(past).toContain('Annulée le jeudi 1er février 2024, 18:00');
    });

    it('gives each its own page, where calendars lead', async () => {
      const page = await dashboard.open(`/maintenances/cancelled?${CRISIS}`, { javaScriptEnabled: false });
      expect(await page.title()).toContain('Maintenance');
      expect(await page.locator('main').innerText()).toContain('Annulée le jeudi 1er février 2024, 18:00');
      const unknown = await page.goto(page.url().replace('cancelled', 'not-yet-said'));
      expect(unknown?.status()).toBe(404);
    });

    it('knows nothing, in a replay, of what was announced later', async () => {
      const page = await visit(`/maintenances?${CRISIS}`);
      expect(await page.locator('main').innerText()).not.toContain('20 février');
      const later = await visit('/maintenances?at=2024-02-16T12:00:00%2B01:00');
      expect(await later.locator('main').innerText()).toContain('mardi 20 février 2024');
    });

    it('is filtered by platform by a form, without JavaScript, and keeps the instant', async () => {
      const page = await visit(`/maintenances?${CRISIS}`, { javaScriptEnabled: false });
      await page.locator('select[name=platform]').selectOption('almerys');
      await page.locator('main button').click();
      await page.waitForURL(/platform=almerys/);
      expect(new URL(page.url()).searchParams.get('at')).toBe('2024-02-02T12:00:00+01:00');
      expect(await page.locator('main h3').allInnerTexts()).toHaveLength(1);
    });

    it('goes on to the older ones, page by page, each once', async () => {
      const page = await visit(`/maintenances?${CRISIS}`);
      const first = await page.locator('main li').count();
      await page.locator('a', { hasText: 'Maintenances plus anciennes' }).click();
      await page.waitForURL(/cursor=/);
      await expect.poll(() => page.locator('main a', { hasText: 'plus anciennes' }).count()).toBe(0);
      expect(first + (await page.locator('main li').count())).toBe(WINDOWS.length - 1);
    });

    it('does not scroll sideways on a phone, nor break the header on three lines', async () => {
      const page = await visit(`/maintenances?${CRISIS}`, { viewport: { width: 390, height: 800 } });
      const excess = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(excess).toBeLessThanOrEqual(0);
      expect((await page.locator('.top').boundingBox())?.height).toBeLessThan(100);
    });
  });
});
