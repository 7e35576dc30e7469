import { beforeAll, describe, expect, it } from 'vitest';
import { useDashboard } from '../support/runner/pages';
import { load } from '../support/world/datasets';

const bare = { javaScriptEnabled: false };
const now = () => new Date(Date.now() - 60_000).toISOString();

/** Made up: the transfers of these stop, and nothing else is wrong. */
const stopped = (platforms: readonly string[]) =>
  platforms.map((platform) => ({
    id: `made-up-${platform}`,
    incident: `made-up-${platform}`,
    by: 'ministere',
    effectiveAt: now(),
    recordedAt: now(),
    platform,
    flows: ['virement'],
    professions: 'all',
    health: 'down',
    text: 'Plus aucun virement.',
  }));

describe('whether one will be paid', () => {
  const dashboard = useDashboard();
  const fill = async (platforms: readonly string[]) => {
    const loaded = await load(dashboard.db(), {
      format: 'comptoir-dataset/1',
      organisations: [{ id: 'ministere', name: 'Ministère', kind: 'authority' }],
      incidents: platforms.map((platform) => ({
        id: `made-up-${platform}`,
        title: `Virements de ${platform}`,
        cause: 'outage',
        platforms: [platform],
      })),
      statements: stopped(platforms),
    });
    expect(loaded.ok).toBe(true);
  };
  beforeAll(() => fill(['cetip', 'korelio', 'viamedis', 'almerys']));

  /** What says « Oui » of an operator that pays nobody, without a word of payment in its row. */
  const untold = async (path: string) => {
    const page = await dashboard.visit(path, bare);
    const found = await page.evaluate(() => {
      const standing = [...document.querySelectorAll('.verdict, h1 .word, strong[data-judged]')].filter(
        (each) =>
          /^(Oui|Non|Selon la carte|À vérifier)/.test(each.textContent?.trim() ?? '') &&
          !each.closest('.legend'),
      );
      const rowOf = (each: Element) =>
        each.closest('.band, [role=option], li, tr, article')?.textContent ?? '';
      return {
        standing: standing.length,
        untold: standing
          .map(rowOf)
          .filter((row) => !/paiement (suspendu|normal|retardé|à vérifier)/i.test(row)),
      };
    });
    const title = await page.title();
    return { ...found, untold: found.untold.filter((row) => !PAYING.test(row)), title };
  };

  /** Nothing is wrong with these. */
  const PAYING = /^(Actil|Groupama TPG)/;

  it.each([
    '/opticien/operateur/isante',
    '/opticien/operateur/viamedis',
    '/opticien/malakoff-humanis',
    '/opticien/aesio-mutuelle',
    '/pharmacien/mgen',
    '/plateformes/viamedis',
    '/plateformes/isante',
  ])('is told beside each verdict of %s', async (path) => {
    const { standing, untold: without, title } = await untold(path);
    expect(standing).toBeGreaterThan(0);
    expect(without).toEqual([]);
    if (/Oui/.test(title)) expect(title).toMatch(/Oui, paiement suspendu/);
  });

  it('is told on the board of who rests on what stopped, and nobody is said untouched by it', async () => {
    const page = await dashboard.visit('/opticien', bare);
    const strip = await page.locator('.operators > li').allInnerTexts();
    const lineOf = (operator: string) => strip.find((line) => line.includes(operator)) ?? '';
    for (const operator of ['iSanté', 'SP santé', 'Korelio', 'Viamedis', 'Almerys']) {
      expect(lineOf(operator)).toMatch(/^Oui\s.*Paiement suspendu/s);
      expect(lineOf(operator)).not.toMatch(/aucun incident|sans effet/i);
    }
    expect(lineOf('Actil')).toMatch(/^Oui\s.*aucun incident signalé/s);
    const incidents = await page.locator('article.incident').allInnerTexts();
    expect(incidents).toHaveLength(4);
    for (const incident of incidents) expect(incident).toMatch(/Paiement suspendu/i);
    const rows = await page.locator('.row').allTextContents();
    const served = rows.filter((row) => /Viamedis|Almerys|iSanté|SP santé|Korelio/.test(row));
    expect(served.length).toBeGreaterThan(10);
    expect(served.filter((row) => !/Paiement suspendu/.test(row) && !/^Non renseigné/.test(row))).toEqual([]);
  });
  it('is told of each operator that a card may carry, and in the results of a search', async () => {
    const page = await dashboard.visit('/opticien', bare);
    const aesio = page.locator('.row[data-mutuelle="aesio-mutuelle"]').first();
    expect(await aesio.textContent()).toMatch(/Almerys.*Viamedis/s);
    const found = await dashboard.visit('/pharmacien?q=malakoff', bare);
    expect(await found.locator('.results.found li').first().textContent()).toMatch(/Paiement suspendu/);
    const crisis = 'at=2024-02-02T12:00:00%2B01:00';
    const then = await dashboard.visit(`/pharmacien?${crisis}`, bare);
    const split = then.locator('.row[data-mutuelle="aesio-mutuelle"] .split');
    expect(await split.allTextContents()).toEqual([
      expect.stringMatching(/^Oui\s+Almerys$/),
      expect.stringMatching(/^Oui, avec réserve\s+Viamedis\s+Paiement suspendu$/),
    ]);
    const typed = await dashboard.visit(`/pharmacien?q=aesio&${crisis}`, bare);
    expect(await typed.locator('.results.found li').first().textContent()).toMatch(
      /Viamedis\s+Paiement suspendu/,
    );
  });
  it('is told in the frame, the badge and the group of Statuspage v2', async () => {
    const text = async (path: string) => (await fetch(dashboard.origin() + path)).text();
    const frame = await text('/embed/opticien');
    expect(frame).toMatch(/iSanté<\/span><strong data-judged>Oui, paiement suspendu</);
    expect(frame).toMatch(/Oui\s: \d+ mutuelles sur \d+, dont \d+ où le paiement n’est pas normal/);
    expect(await text('/badges/isante.svg?profession=optician')).toContain('Oui, paiement suspendu');
    const { components } = JSON.parse(await text('/api/v2/components.json?profession=optician'));
    expect(components.find(({ id }: { id: string }) => id === 'isante').description).toMatch(
      /^Pour les opticiens\s: Oui, paiement suspendu \(virements suspendus\)\./,
    );
  });
});
