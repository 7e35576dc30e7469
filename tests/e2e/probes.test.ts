import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { changeProbe } from '#db/probes';
import { type LoopbackPlatform, startPlatform } from '../support/peers/loopback-platform';
import { useDashboard } from '../support/runner/pages';
import { onJournal } from '../support/world/on-journal';
import { aPerson, type Person } from '../support/world/sign-in';

/** Three results of a probe of ten seconds, its spread, the clock's own second. */
const THREE_RESULTS = 45_000;

describe('the desk and its probes', () => {
  const dashboard = useDashboard({ PROBES_LOOPBACK: 'allowed' }, { isOnDuty: true });
  let desk: Person;
  let platform: LoopbackPlatform;
  beforeAll(async () => {
    [desk, platform] = await Promise.all([aPerson(dashboard, { organisation: 'desk' }), startPlatform()]);
  });
  afterAll(() => platform.stop());

  const asDesk = async (path: string) => dashboard.open(path, await desk.signedIn());
  const row = (page: Page, name: string) => page.getByRole('row', { name });
  /** A page left open, which follows by itself. */
  const follow = (page: Page) =>
    expect.poll(() => page.locator('main').innerText(), { timeout: THREE_RESULTS, interval: 500 });

  /** What is measured is read again once a second, and two commits within a tenth of it are one version. */
  const onceReloaded = (page: Page, read: () => Promise<string>) =>
    expect.poll(() => page.reload().then(read), { timeout: 10_000 });

  it('finds the portals of the directory, each with a probe that is stopped', async () => {
    const page = await asDesk('/espace/sondes');
    expect(await page.locator('.title').innerText()).toMatch(/sondes, 0 en marche/);
    expect(await row(page, 'Portail Viamedis').innerText()).toContain('Arrêtée');
    await page.getByRole('link', { name: 'Portail Viamedis' }).click();
    expect(await page.getByLabel('Adresse').first().inputValue()).toBe('https://www.viamedis.net/');
    expect(await page.getByLabel('Adresse').nth(1).inputValue()).toBe('www.viamedis.net:443');
  });

  it('adds one, tries it, enables it; the board says what it measures, and when it fails', async () => {
    const page = await asDesk('/espace/sondes/nouvelle');
    await page.getByLabel('Plateforme').selectOption({ label: 'Korelio' });
    await page.getByLabel('Échange').selectOption({ label: 'Prise en charge' });
    await page.getByLabel('Nom', { exact: true }).fill('Prise en charge, de près');
    await page.getByLabel('Intervalle').fill('10');
    await page.getByLabel('Adresse').first().fill(platform.url());
    await page.getByText('Ce qui est attendu').first().click();
    await page.getByLabel('Page : texte').first().fill('Bonsoir');
    await page.getByRole('button', { name: 'Essayer sans enregistrer' }).click();
    const trial = page.getByText('Essai de ce qui est saisi');
    await trial.waitFor();
    expect(await trial.innerText()).toMatch(/échoue \(réponse 200, sans le texte attendu/);
    expect(await trial.evaluate((note) => note === document.activeElement)).toBe(true);
    await page.getByLabel('Page : texte').first().fill('type="password"');
    await page.getByRole('button', { name: 'Essayer sans enregistrer' }).click();
    await page.locator('.done', { hasText: /répond \(réponse 200/ }).waitFor();
    expect(await page.getByLabel('Nom', { exact: true }).inputValue()).toBe('Prise en charge, de près');
    await page.getByRole('button', { name: 'Ajouter la sonde' }).click();
    await page.locator('.done', { hasText: 'Sonde ajoutée, arrêtée' }).waitFor();

    const ours = row(page, 'Prise en charge, de près');
    await ours.getByRole('button', { name: 'Essayer maintenant' }).click();
    await page.locator('.done', { hasText: 'répond (réponse 200' }).waitFor();
    await ours.getByRole('button', { name: 'Mettre en marche' }).click();
    await page.locator('.done', { hasText: 'Sonde en marche' }).waitFor();
    expect(await ours.getByRole('button', { name: 'Arrêter' }).count()).toBe(1);

    const board = await dashboard.open('/opticien/operateur/korelio');
    await follow(board).toContain('constaté');
    await page.reload();
    expect(await page.locator('main').innerText()).toContain('Marche');
    platform.be('failing');
    await follow(board).toMatch(/coupée/i);
    const plateforme = await dashboard.open('/plateformes/korelio');
    expect(await plateforme.locator('.matrix').innerText()).toContain('Coupé');
    await page.goto(`${dashboard.origin()}/espace/sondes`);
    expect(await ours.innerText()).toMatch(/Échoue.*\n.*réponse 500, attendu 200/);
    await ours.getByRole('button', { name: 'Arrêter' }).click();
    await page.locator('.done', { hasText: 'Arrêt demandé' }).waitFor();
    platform.be('working');
  }, 180_000);

  it('waits for a second person, who reads what it does and approves it from the keyboard', async () => {
    const page = await asDesk('/espace/sondes/nouvelle');
    await page.getByLabel('Plateforme').selectOption({ label: 'Korelio' });
    await page.getByLabel('Nom', { exact: true }).fill('À relire');
    await page.getByLabel('Adresse').first().fill(platform.url());
    await page.getByRole('button', { name: 'Ajouter la sonde' }).click();
    await page.locator('.done', { hasText: 'Sonde ajoutée, arrêtée' }).waitFor();
    expect(await row(page, 'À relire').innerText()).toContain('En attente d’une deuxième personne');
    expect(await row(page, 'Portail Viamedis').innerText()).toContain('Approuvée avec le programme');
    await row(page, 'À relire').getByRole('link', { name: 'Relire pour approuver' }).click();
    await page.getByRole('heading', { name: 'Témoin d’un retour' }).waitFor();
    expect(await page.locator('main').innerText()).toContain('Vous avez vous-même défini');
    expect(await page.getByRole('button', { name: /j’approuve/ }).count()).toBe(0);

    const other = await aPerson(dashboard, { organisation: 'desk', name: 'Camille Autre' });
    const second = await dashboard.open(
      new URL(page.url()).pathname,
      await other.signedIn({ isFresh: false }),
    );
    await second.getByLabel('Code').first().fill(other.otp());
    await second.getByRole('button', { name: /j’approuve/ }).focus();
    await second.keyboard.press('Enter');
    await second.locator('.done', { hasText: 'Sonde approuvée' }).waitFor();
    expect(await second.locator('main').innerText()).toContain('hôte inconnu de la plateforme (127.0.0.1)');
  });

  it('is told that an address of our own network is refused, and keeps what was typed', async () => {
    const page = await asDesk('/espace/sondes/nouvelle');
    await page.getByLabel('Nom', { exact: true }).fill('Chez eux');
    await page.getByLabel('Adresse').first().fill('http://169.254.169.254/latest/');
    await page.getByRole('button', { name: 'Ajouter la sonde' }).click();
    const alert = page.getByRole('alert');
    await alert.waitFor();
    expect(await alert.innerText()).toContain('réseau privé');
    expect(await page.getByLabel('Adresse').first().inputValue()).toBe('http://169.254.169.254/latest/');
  });

  it('is told at its field of what can never be met, without script too', async () => {
    const options = { ...(await desk.signedIn()), javaScriptEnabled: false };
    const page = await dashboard.open('/espace/sondes/nouvelle', options);
    await page.getByLabel('Nom', { exact: true }).fill('Jamais');
    await page.getByLabel('Adresse').first().fill(platform.url());
    await page.getByText('Ce qui est attendu').first().click();
    await page.getByLabel('Page : réponses').first().fill('204');
    await page.getByLabel('Page : texte').first().fill('Bienvenue');
    for (const button of ['Essayer sans enregistrer', 'Ajouter la sonde']) {
      await page.getByRole('button', { name: button }).click();
      const field = page.getByLabel('Page : texte').first();
      expect(await field.getAttribute('aria-invalid')).toBe('true');
      expect(await page.locator('.fault').first().innerText()).toMatch(/204 n’a pas de page/);
      expect(await field.inputValue()).toBe('Bienvenue');
    }
  });

  it('shows the address of a heartbeat once, and hears it there', async () => {
    const page = await asDesk('/espace/sondes');
    await page.getByLabel('Plateforme').selectOption({ label: 'Almerys' });
    await page.getByLabel('Échange').selectOption({ label: 'Virements' });
    await page.getByLabel('Nom').fill('Virements d’Almerys');
    await page.getByRole('button', { name: 'Faire le battement' }).click();
    const address = await page.getByRole('textbox', { name: 'Adresse' }).inputValue();
    expect((await fetch(address)).status).toBe(200);
    await page.goto(`${dashboard.origin()}/espace/sondes`);
    expect(await page.content()).not.toContain(address.split('/').at(-1));
    await onceReloaded(page, () => row(page, 'Virements d’Almerys').innerText()).toContain('répond');
  });

  it('and everyone read that our own probes see nothing, while they do not', async () => {
    const db = dashboard.db();
    const enabled = { enabledAt: new Date(0), disabledAt: null, intervalSeconds: 86_400 };
    // Those of the tests before see well, and would say so.
    const running = await db.selectFrom('probe').select('id').where('enabledAt', 'is not', null).execute();
    await onJournal(db, async (trx) => {
      for (const { id } of running) await changeProbe(trx, id, { disabledAt: new Date() });
    });
    await db
      .insertInto('observation')
      .values({
        probe: 'portail-actil',
        observedAt: new Date(),
        recordedAt: new Date(),
        outcome: 'failed',
        durationMs: 3,
        sequence: null,
        seen: 'réseau injoignable',
        blind: true,
      })
      .execute();
    // Last: it is what makes the pages anew.
    await onJournal(db, (trx) => changeProbe(trx, 'portail-actil', enabled));
    for (const path of ['/pharmacien', '/plateformes/actil']) {
      const page = await dashboard.open(path, { javaScriptEnabled: false });
      await onceReloaded(page, () => page.locator('main').innerText()).toContain(
        'Nos sondes n’ont plus accès au réseau depuis',
      );
    }
  });
});
