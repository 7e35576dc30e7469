import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { useDashboard } from '../support/runner/pages';
import { aPerson } from '../support/world/sign-in';

const bare = { javaScriptEnabled: false };
const press = (page: Page, name: string) => page.getByRole('button', { name }).click();

describe('those who answer for others', () => {
  const dashboard = useDashboard();
  const { open, visit, origin } = dashboard;
  const manager = () => aPerson(dashboard, { organisation: 'viamedis', role: 'manager' });

  it('invite, take the invitation back; the link is shown once', async () => {
    const page = await open('/espace/personnes', { ...bare, ...(await (await manager()).signedIn()) });
    await page.getByLabel('Son adresse électronique').fill('nuit@viamedis.example');
    await press(page, 'Faire le lien d’invitation');
    const link = await page.getByLabel('Lien à remettre').inputValue();
    expect(link).toMatch(/\/espace\/invitation#jeton=\S{30,}/);
    expect(await page.locator('.shown-once').innerText()).toContain('Le courrier est coupé ici');
    await page.goto(`${origin()}/espace/personnes`);
    expect(await page.content()).not.toContain('jeton=');
    await page.locator('summary', { hasText: 'Reprendre' }).click();
    await press(page, 'Reprendre cette invitation');
    expect(await page.getByRole('status').innerText()).toContain('son lien ne sert plus');
    const invited = await open('/espace/invitation', bare);
    await invited.getByLabel('Le lien reçu').fill(link);
    await press(invited, 'Lire l’invitation');
    expect(await invited.locator('main h1').innerText()).toBe('Ce lien ne sert plus');
  });

  it('keep what was typed when the address is refused', async () => {
    const page = await visit('/espace/personnes', { ...(await (await manager()).signedIn()) });
    await page.getByLabel('Son adresse électronique').fill('nuit@viamedis');
    await page.getByLabel('Son rôle').selectOption('manager');
    await press(page, 'Faire le lien d’invitation');
    await page.locator('#probleme').waitFor();
    expect(await page.getByLabel('Son adresse électronique').inputValue()).toBe('nuit@viamedis');
    expect(await page.getByLabel('Son rôle').inputValue()).toBe('manager');
  });

  it('ask that an account be closed, which holds an hour later', async () => {
    const leaving = await aPerson(dashboard, { organisation: 'viamedis', name: 'Qui s’en va' });
    const theirs = await open('/espace', { ...bare, ...(await leaving.signedIn()) });
    const page = await open('/espace/personnes', { ...bare, ...(await (await manager()).signedIn()) });
    const own = page.locator('li', { hasText: 'Qui s’en va' });
    await own.locator('summary', { hasText: 'Demander la fermeture' }).click();
    await own.getByLabel('Motif').last().fill('Départ');
    await press(page, 'Demander la fermeture du compte de Qui s’en va');
    expect(await page.getByRole('status').innerText()).toContain('dans une heure');
    await theirs.reload();
    expect(theirs.url()).toMatch(/\/espace$/);
    expect(await theirs.locator('main').innerText()).toMatch(/Motif\s: Départ/);
    await theirs.getByRole('link', { name: 'Voir la demande' }).click();
    await press(theirs, 'Annuler');
    expect(await theirs.getByRole('status').innerText()).toContain('C’est annulé');
  });

  it('suspend an account there and then, and lift it', async () => {
    const absent = await aPerson(dashboard, { organisation: 'viamedis', name: 'Qui dort' });
    const theirs = await open('/espace', { ...bare, ...(await absent.signedIn()) });
    const page = await open('/espace/personnes', { ...bare, ...(await (await manager()).signedIn()) });
    const own = page.locator('li', { hasText: 'Qui dort' });
    await own.locator('summary', { hasText: 'Suspendre ce compte' }).click();
    await press(page, 'Suspendre le compte de Qui dort');
    await theirs.reload();
    expect(theirs.url()).toContain('/espace/connexion');
    await page.locator('#restrictions').waitFor();
    await press(page, 'Lever la suspension');
    expect(await page.getByRole('status').innerText()).toContain('C’est annulé');
    expect(await own.last().innerText()).not.toContain('suspendu depuis');
  });

  it('make a key, that writes from a shell as its page says, and revoke it', async () => {
    const page = await visit('/espace/cles', { ...bare, ...(await (await manager()).signedIn()) });
    await page.getByLabel('À quoi elle sert').fill('supervision');
    await page.locator('summary', { hasText: 'certaines plateformes' }).click();
    await page.getByLabel('Viamedis', { exact: true }).check();
    await page.getByLabel('Jusqu’à quand').selectOption({ index: 0 });
    await press(page, 'Faire la clé');
    expect(await page.locator('#probleme').innerText()).toContain('ne nomme rien');
    expect(await page.getByLabel('À quoi elle sert').inputValue()).toBe('supervision');
    expect(await page.getByLabel('Viamedis', { exact: true }).isChecked()).toBe(true);
    await page.getByLabel('Déclarer l’état d’un échange').check();
    await press(page, 'Faire la clé');
    const secret = await page.getByLabel('Secret').inputValue();
    const example = await page.locator('pre').innerText();
    expect(example).toContain(`curl ${origin()}/api/v1/due`);
    expect(example).toContain(`Authorization: Bearer ${secret}`);
    const ask = () => fetch(`${origin()}/api/v1/due`, { headers: { Authorization: `Bearer ${secret}` } });
    expect((await ask()).status).toBe(200);
    const elsewhere = { Authorization: `Bearer ${secret}`, 'X-Forwarded-For': '198.51.100.3' };
    await fetch(`${origin()}/api/v1/due`, { headers: elsewhere });
    await page.goto(`${origin()}/espace/cles`);
    expect(await page.content()).not.toContain(secret);
    const own = page.locator('li', { hasText: 'supervision' });
    expect(await own.innerText()).toMatch(
      /Elle peut déclarer l’état d’un échange\.\s+Sur Viamedis seulement\.[\s\S]+finit dans 6 jours/,
    );
    expect(await own.innerText()).toMatch(/Nouvelle adresse réseau\s: 198\.51\.100\.0\/24/);
    await page.locator('summary', { hasText: 'Révoquer' }).click();
    await press(page, 'Révoquer cette clé');
    expect(await page.locator('li', { hasText: 'supervision' }).innerText()).toContain('révoquée le');
    expect((await ask()).status).toBe(401);
  });

  it('are told who may, when they may not', async () => {
    const author = await aPerson(dashboard, { organisation: 'viamedis' });
    for (const path of ['/espace/personnes', '/espace/cles']) {
      const page = await visit(path, { ...bare, ...(await author.signedIn()) });
      expect(await page.locator('main').innerText()).toContain('réservée aux responsables');
    }
  });

  it('read the journal page by page, filter it, take it away as a file', async () => {
    const desk = await aPerson(dashboard, { organisation: 'desk' });
    const page = await open('/espace/journal', await desk.signedIn());
    expect(await page.locator('tbody tr').count()).toBe(50);
    const newest = await page.locator('tbody th').first().innerText();
    await page.getByRole('link', { name: 'Lignes plus anciennes' }).click();
    await page.getByRole('link', { name: 'Les plus récentes' }).waitFor();
    expect(await page.locator('tbody th').first().innerText()).not.toBe(newest);
    await page.getByRole('link', { name: 'Les plus récentes' }).click();
    await page.getByLabel('Quoi').selectOption('key-revoked');
    await press(page, 'Filtrer');
    await page.waitForURL(/action=key-revoked/);
    await page.locator('tbody tr').nth(1).waitFor({ state: 'detached' });
    expect(await page.locator('tbody tr').count()).toBe(1);
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Exporter en CSV' }).click(),
    ]);
    const lines = (await readFile(await file.path(), 'utf8')).trim().split('\r\n');
    expect(file.suggestedFilename()).toBe('journal.csv');
    expect(lines).toHaveLength(2);
    expect(lines[1]).toContain('key-revoked');
  });
});
