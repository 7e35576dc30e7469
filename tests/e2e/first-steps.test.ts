import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { issueFirstSteps } from '#server/accounts/first-steps';
import { barriers, htmlFaults, typographyFaults } from '../support/runner/accessible';
import { useDashboard } from '../support/runner/pages';
import { readInvitation } from '../support/world/enrol';
import { aPerson } from '../support/world/sign-in';

const bare = { javaScriptEnabled: false };
const press = (page: Page, name: string) => page.getByRole('button', { name }).click();
const heading = (page: Page) => page.locator('main h1').innerText();

describe('the first steps of who installs', () => {
  const dashboard = useDashboard({ SMTP_URL: 'smtps://facteur:secret@courrier.example:465' });
  const { open } = dashboard;
  const printed = async (): Promise<string> => {
    const token = await issueFirstSteps(dashboard.db(), new Date());
    return `  premiers pas, une fois, pendant 24 h : ${dashboard.origin()}/premiers-pas#jeton=${token}`;
  };

  it.each([
    ['with script', {}],
    ['with JavaScript off', bare],
  ])('%s: from the home to the invitation of the first person', async (way, options) => {
    const line = await printed();
    const home = await open('/', options);
    await home.getByRole('link', { name: 'premiers pas' }).click();
    await home.getByLabel('La ligne « premiers pas » du démarrage').fill('jeton=inventé');
    await press(home, 'Commencer');
    const refused = home.locator('#probleme');
    await refused.waitFor();
    expect(await refused.innerText()).toMatch(/Ce jeton ne sert pas[\s\S]+npm run admin/);
    const address = line.split(' : ')[1] ?? '';
    const page = options === bare ? home : await open(new URL(address).pathname + new URL(address).hash, {});
    if (options === bare) await page.getByLabel('La ligne « premiers pas » du démarrage').fill(line);
    else {
      await page.getByLabel('La ligne « premiers pas » du démarrage').waitFor({ state: 'detached' });
      expect(await barriers(page)).toEqual([]);
    }
    await press(page, 'Commencer');

    await page.getByRole('heading', { name: 'Inviter la première personne' }).waitFor();
    await page.waitForURL(`${dashboard.origin()}/premiers-pas`);
    const said = await page.locator('main').innerText();
    expect(said).toMatch(/\d\d sondes sont prêtes et arrêtées/);
    expect(said).toMatch(/Pas donné\s?: MAIL_FROM/);
    expect(said).toMatch(/demandée à 127\.0\.0\.1:\d+, sans relais[\s\S]+Manque\s: PUBLIC_URL/);
    expect(said).toContain('npm run backup -- DOSSIER');
    if (options === bare) {
      expect(await typographyFaults(page)).toEqual([]);
      expect(await htmlFaults(await page.content())).toEqual([]);
    } else expect(await barriers(page)).toEqual([]);

    const field = page.getByLabel('Son adresse électronique');
    await field.fill('claire@chez-nous');
    await press(page, 'Faire le lien d’invitation');
    await page.locator('[aria-invalid="true"]').waitFor();
    expect([await field.inputValue(), await field.getAttribute('aria-invalid')]).toEqual([
      'claire@chez-nous',
      'true',
    ]);
    await field.fill(`claire-${way.length}@comptoir.example`);
    await press(page, 'Faire le lien d’invitation');
    await page.getByRole('heading', { name: 'Invitation faite pour claire' }).waitFor();
    if (options !== bare) expect(await barriers(page)).toEqual([]);
    const link = await page.getByLabel('Lien à remettre').inputValue();
    const invited = await open(new URL(link).pathname + new URL(link).hash, {});
    await readInvitation(invited);
    await invited.getByText('Pour Régulation Comptoir').waitFor();

    const again = await open('/premiers-pas', bare);
    await again.getByLabel('La ligne « premiers pas » du démarrage').fill(line);
    await press(again, 'Commencer');
    expect(await again.locator('#probleme').innerText()).toContain('déjà servi');
  });

  it('are kept out of addresses, of what is sent to other sites, and of what is kept', async () => {
    const response = await fetch(`${dashboard.origin()}/premiers-pas`);
    expect([
      response.status,
      response.headers.get('Referrer-Policy'),
      response.headers.get('Cache-Control'),
    ]).toEqual([200, 'no-referrer', 'no-store']);
  });

  it('are said by the page of signing in, and gone once somebody has an account', async () => {
    const before = await open('/espace/connexion', bare);
    await before.getByRole('link', { name: 'premiers pas' }).waitFor();
    await aPerson(dashboard, { organisation: 'desk' });
    const page = await open('/premiers-pas', bare);
    const unknown = await open('/nulle/part/ici/du/tout', bare);
    expect(await heading(page)).toBe(await heading(unknown));
    for (const path of ['/premiers-pas', '/nulle/part/ici/du/tout'])
      expect((await fetch(dashboard.origin() + path)).status).toBe(404);
    await expect
      .poll(async () => (await fetch(`${dashboard.origin()}/espace/connexion`)).text())
      .not.toContain('/premiers-pas');
  });
});
