import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { awake, CRISIS, useDashboard, useReaders } from '../support/runner/pages';
import { loadOutage } from '../support/world/outage';

const PAGES = [
  '/',
  '/opticien',
  `/opticien/malakoff-humanis?${CRISIS}`,
  '/pharmacien/operateur/viamedis',
  '/fiche/opticien',
  '/note-patient/opticien/malakoff-humanis',
  '/scanner/opticien',
  '/plateformes/viamedis',
  '/incidents/viamedis-2024',
  '/historique',
  '/signaler',
  '/abonnements',
  '/accessibilite',
  '/attestation/optician.mutuelle.malakoff-humanis.20240202T110000Z',
  '/premiers-pas',
  '/espace/connexion',
  '/nulle/part',
];
/** Of the head and of the foot, which stay when a page opens. */
const LINKS = [
  ...['Plateformes', 'Avis', 'Historique', 'Signaler', 'Maintenances', 'Règles et sources'],
  ...['Brancher votre logiciel', 'Données personnelles', 'Mentions légales'],
  ...['Accessibilité\u202f: non conforme', 'Changer de profession'],
];
const held = (page: Page) => page.evaluate(() => document.activeElement?.tagName);

describe('who arrives on a page by keyboard or by ear', () => {
  const { open, visit } = useReaders();

  it.each(PAGES)('%s: the first stop leads to its content, past what all pages have', async (path) => {
    const page = await visit(path);
    await awake(page);
    const first = await page.evaluate(
      () =>
        [
          ...document.querySelectorAll<HTMLElement>(
            'a[href], button, input, select, summary, [tabindex="0"]',
          ),
        ].find((each) => each.checkVisibility({ visibilityProperty: true }))?.className,
    );
    expect(first).toBe('skip');
    await page.locator('a.skip').focus();
    expect(await page.locator('a.skip').evaluate((link) => link.getBoundingClientRect().top >= 0)).toBe(true);
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.closest('.top, .skip') === null)).toBe(true);
    expect(await page.locator('main h1').count()).toBe(1);
  });

  it('hears the title of each page that a link of the head or the foot opens', async () => {
    const page = await open('/plateformes/viamedis');
    await awake(page);
    for (const name of LINKS) {
      const before = await page.locator('main h1').innerText();
      await page.getByRole('link', { name, exact: true }).last().focus();
      await page.keyboard.press('Enter');
      await expect.poll(() => page.locator('main h1').innerText(), { message: name }).not.toBe(before);
      await expect.poll(() => held(page), { message: name }).toBe('H1');
      expect(await page.title(), name).not.toBe('');
    }
    await page.goBack();
    await expect.poll(() => page.locator('main h1').innerText()).toMatch(/^Accessibilité/);
    await expect.poll(() => held(page)).toBe('H1');
  });

  it('is read a form from its fault, and what was done once it is sent', async () => {
    const page = await open('/signaler');
    await awake(page);
    const send = async () => {
      await page.getByRole('button', { name: 'Signaler', exact: true }).focus();
      await page.keyboard.press('Enter');
    };
    await send();
    await expect
      .poll(() =>
        page.evaluate(
          () =>
            document.activeElement?.closest(':invalid, [aria-invalid=true], [data-fault], #probleme') !==
            null,
        ),
      )
      .toBe(true);
  });

  it('leaves for the space and comes back by whole loads: a public page knows no route of it', async () => {
    const page = await open('/opticien');
    await awake(page);
    const routes = await page.evaluate(() =>
      Object.keys((window as unknown as { __remixManifest: { routes: object } }).__remixManifest.routes),
    );
    expect(routes).toContain('board/board.route');
    expect(routes.filter((each) => each.startsWith('space/'))).toEqual([]);
    await page.getByRole('link', { name: 'Espace des auteurs' }).click();
    await page.waitForURL(/\/espace\/connexion/);
    const loaded = await page.evaluate(() => performance.getEntriesByType('navigation')[0]?.name);
    expect(loaded).toMatch(/\/espace/);
    await awake(page);
    await page.getByRole('link', { name: 'Retour au tableau' }).click();
    await page.waitForURL(/\/opticien$/);
    await awake(page);
    await page.getByRole('link', { name: 'Espace des auteurs' }).click();
    await page.waitForURL(/\/espace\/connexion/);
    await page.goto(new URL('/?choisir=1', page.url()).href);
    await awake(page);
    await page.getByRole('link', { name: /premiers pas/i }).click();
    await page.waitForURL(/\/premiers-pas/);
    await page.getByRole('heading', { level: 1 }).waitFor();
  });
});

describe('who hears a board that changes by itself', () => {
  const { open, db } = useDashboard();

  it('is told it once, politely, in one sentence that names the operator; nothing takes the focus', async () => {
    const page = await open('/opticien');
    await page.getByText('En direct').waitFor();
    const heard: string[] = [];
    await page.exposeFunction('hear', (said: string) => void heard.push(said));
    await page.evaluate(() => {
      const { hear } = window as unknown as { hear: (said: string) => void };
      const last = new Map<Element, string>();
      const look = (isFirst: boolean) => {
        for (const region of document.querySelectorAll('[role=status], [role=alert], [aria-live]')) {
          const said = region.textContent?.trim() ?? '';
          if (!isFirst && said !== '' && said !== (last.get(region) ?? ''))
            hear(`${region.getAttribute('role')} : ${said}`);
          last.set(region, said);
        }
      };
      look(true);
      new MutationObserver(() => look(false)).observe(document.body, {
        ...{ childList: true, subtree: true, characterData: true },
      });
    });
    const focus = await page.evaluate(() => document.activeElement?.id);
    await loadOutage(db());
    await expect.poll(() => heard.length).toBeGreaterThan(0);
    await page.waitForTimeout(2_000);
    expect(heard).toHaveLength(1);
    expect(heard[0]).toMatch(/^status : (\S+\s: Non, était Oui\. )*Viamedis\s: Non, était Oui/);
    expect(await page.evaluate(() => document.activeElement?.id)).toBe(focus);
  });
});
