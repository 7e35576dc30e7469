import { describe, expect, it } from 'vitest';
import { HOUR, shift } from '#server/domain/facts/intervals';
import { illegible } from '../support/runner/legible';
import { awake, useDashboard } from '../support/runner/pages';
import { sheetsOf } from '../support/runner/paper';
import { aDataset, aSaying, load } from '../support/world/datasets';

/** Made up: names nobody thought of, and very many of them. */
const LONG = 'Mutuelle'.repeat(25);
const MANY = 5_000;
const hourAgo = shift(new Date(), -HOUR).toISOString();

const oddDataset = () =>
  aDataset({
    platforms: [
      {
        id: 'north',
        name: 'N'.repeat(150),
        kind: 'operator',
        flows: ['idb', 'pec'],
        professions: ['pharmacist'],
      },
    ],
    mutuelles: [
      { id: 'long', name: LONG, aliases: [], amcNumbers: [] },
      ...Array.from({ length: MANY }, (_, n) => ({
        id: `m-${n}`,
        name: `Essai ${n}`,
        aliases: [],
        amcNumbers: [],
      })),
    ],
    conventions: ['long', 'm-0', 'm-1'].map((mutuelle) => ({
      mutuelle,
      platform: 'north',
      professions: ['pharmacist'],
      from: '2024-01-01',
      source: { confidence: 'high' },
    })),
    incidents: [{ id: 'outage', title: 'Panne'.repeat(30), cause: 'technical', platforms: ['north'] }],
    statements: [aSaying({ effectiveAt: hourAgo, recordedAt: hourAgo, flows: ['idb', 'pec'] })],
  });

describe('a board of five thousand mutuelles, of which one has a name of two hundred letters', () => {
  const { open, visit } = useDashboard({}, { fill: (db) => load(db, oddDataset()) });

  it.each(['/pharmacien', '/pharmacien/long', '/plateformes', '/incidents/outage', '/'])(
    '%s: the answer is the first thing read, at any width and zoomed four times',
    async (path) => {
      const page = await open(path);
      const found = [];
      for (const width of [320, 390, 1280]) found.push(...(await illegible(page, width)));
      expect(found).toEqual([]);
    },
  );

  it.each(['/fiche/pharmacien', '/fiche/pharmacien/long', '/fiche/pharmacien/operateur/north'])(
    '%s: is one A4 all the same',
    async (path) => {
      expect(await sheetsOf(await visit(path))).toBe(1);
    },
  );

  it('answers what is typed, and nobody is hidden by the others', async () => {
    const page = await open('/pharmacien');
    await awake(page);
    await page.locator('input[name=q]').pressSequentially('mutuellemut');
    await expect.poll(() => page.locator('[role=option]').first().innerText()).toContain('Mutuelle');
    expect(await page.locator('section[aria-labelledby="g-no-convention"] h2').innerText()).toMatch(
      /4\s?998|4998/,
    );
  });

  it('a profession that nobody serves is told so, not left with a green board', async () => {
    const page = await visit('/opticien');
    expect(await page.locator('#operateurs').count()).toBeLessThanOrEqual(1);
    expect(await page.locator('main').innerText()).toContain('Aucun opérateur connu ne sert les opticiens');
    expect(await page.locator('main .is-possible:not(.is-zero)').count()).toBe(0);
  });

  it('is read without script, and with a storage that is refused', async () => {
    const plain = await open('/pharmacien/long', { javaScriptEnabled: false });
    expect(await plain.locator('h1').innerText()).toMatch(/Non|Oui|vérifier/);
    const page = await open('/healthz');
    await page.addInitScript(() =>
      Object.defineProperty(window, 'localStorage', {
        get() {
          throw new DOMException('refused', 'SecurityError');
        },
      }),
    );
    await page.goto(new URL('/pharmacien', page.url()).href);
    await awake(page);
    await page.locator('.row .star').first().click();
    await page.locator('#mes-mutuelles .row').waitFor();
  });
});

describe('a directory with no operator in it', () => {
  const nobody = aDataset({
    platforms: [{ id: 'road', name: 'Route', kind: 'infrastructure', flows: ['idb'] }],
    conventions: [],
    organisations: [],
    incidents: [],
  });
  const { visit } = useDashboard({}, { fill: (db) => load(db, nobody) });

  it.each(['/', '/pharmacien', '/plateformes', '/avis', '/historique'])('%s says so', async (path) => {
    const page = await visit(path);
    await awake(page);
    expect(await page.locator('main').innerText()).not.toMatch(/undefined|NaN/);
    expect(await page.locator('main .is-possible:not(.is-zero)').count()).toBe(0);
    expect(await illegible(page, 390)).toEqual([]);
  });
});
