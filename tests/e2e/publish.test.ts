import { sql } from 'kysely';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { useDashboard } from '../support/runner/pages';
import { aged } from '../support/world/aged';
import { comesIn } from '../support/world/enrol';

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).last().click();

/** The story of an outage, from the command that lets the first people in to the boards that say « Oui » again. */
describe('an outage, told by those who may speak of it', () => {
  const dashboard = useDashboard();
  const { open, visit } = dashboard;
  let [operator, union, desk]: (Page | undefined)[] = [];
  const incident = { address: '' };
  beforeAll(async () => {
    operator = await comesIn(dashboard, 'Astreinte', 'viamedis');
    union = await comesIn(dashboard, 'Permanence', 'rof');
    desk = await comesIn(dashboard, 'Veille', 'desk');
    // They came in a month ago: nobody of this week is anybody's second person.
    const accounts = await dashboard.db().selectFrom('account').select('id').execute();
    for (const { id } of accounts) await aged(dashboard.db(), id, 30);
  }, 120_000);
  const pageOf = (page: Page | undefined): Page => {
    if (!page) throw new Error('personne n’est entré');
    return page;
  };

  /** What a profession's board says of a card of Viamedis. */
  const boardOf = async (profession: string) => {
    const page = await open(`/${profession}`, { javaScriptEnabled: false });
    const line = await page.locator('.operators li', { hasText: 'Viamedis' }).locator('.verdict').innerText();
    await page.context().close();
    return line;
  };
  const answerOf = async (profession: string) => {
    const page = await open(`/${profession}/malakoff-humanis`, { javaScriptEnabled: false });
    const text = await page.locator('main').innerText();
    await page.context().close();
    return text;
  };

  it('begins with boards that say « Oui »', async () => {
    expect([await boardOf('opticien'), await boardOf('pharmacien')]).toEqual(['Oui', 'Oui']);
  });

  it('the operator opens an incident: pec down for opticians; it sees first what the counters will read', async () => {
    const page = pageOf(operator);
    await page.getByRole('link', { name: 'Nouvel incident' }).click();
    await page.getByLabel('Titre').fill('Panne des prises en charge');
    await page.getByLabel('Cause', { exact: true }).selectOption('outage');
    await page.getByLabel('Coupé', { exact: true }).check();
    await page.getByRole('checkbox', { name: /^Prise en charge/ }).check();
    await page.getByRole('checkbox', { name: /^Opticien/ }).check();
    await page.getByText('1 changement sur 63 cases').waitFor();
    const preview = page.locator('.preview tbody tr', { hasText: 'Opticien' });
    await preview.filter({ hasText: 'Prise en charge coupée' }).waitFor();
    expect(await preview.innerText()).toMatch(/Opticien\s+Oui\s+Non/);
    await page.getByLabel('Étape', { exact: true }).selectOption('investigating');
    await page.getByLabel('Texte public').fill('Les demandes des opticiens n’aboutissent plus.');
    // The database does not say in time whether it keeps it; the same form sent again is kept once.
    const held = await dashboard.db().startTransaction().execute();
    await sql`lock table audit_head in exclusive mode`.execute(held);
    await press(page, 'Publier maintenant');
    await page.locator('#probleme', { hasText: 'Peut-être enregistré' }).waitFor();
    await held.rollback().execute();
    expect(await page.getByLabel('Texte public').inputValue()).toContain('n’aboutissent plus');
    await press(page, 'Publier maintenant');
    await page.waitForURL(/\/espace\/incidents\/viamedis-.*publie=/);
    incident.address = new URL(page.url()).pathname;
    const opened = dashboard.db().selectFrom('incident').select('id');
    expect(await opened.where('title', '=', 'Panne des prises en charge').execute()).toHaveLength(1);
    expect(await page.locator('.published').innerText()).toMatch(
      /Coupé[\s\S]*Annuler \(encore 10\u202fmin\)/,
    );
  });

  it('the opticians’ board says « Non », the pharmacists’ is what it was', async () => {
    expect([await boardOf('opticien'), await boardOf('pharmacien')]).toEqual(['Non', 'Oui']);
    expect(await answerOf('opticien')).toContain('Les demandes des opticiens n’aboutissent plus.');
    expect(await answerOf('pharmacien')).not.toContain('Non');
  });

  it('the union publishes what to do, and it is on the opticians’ board only', async () => {
    const page = pageOf(union);
    await page.locator('summary', { hasText: 'Publier' }).click();
    await page.getByRole('link', { name: 'Avis', exact: true }).click();
    await page.getByRole('link', { name: 'Nouvel avis' }).click();
    await page.getByLabel('Titre').fill('Prises en charge : gardez les dossiers');
    await page.getByLabel('Conseil').selectOption('defer-file');
    await page.getByLabel('Texte', { exact: true }).fill('Ne faites **pas** l’avance de la part mutuelle.');
    await press(page, 'Voir l’aperçu');
    await page.locator('#probleme', { hasText: 'ne dit pas qui il concerne' }).waitFor();
    await page.getByLabel('Viamedis', { exact: true }).check();
    await press(page, 'Voir l’aperçu');
    await page.locator('.previewed strong', { hasText: 'pas' }).waitFor();
    expect(await page.locator('main').innerText()).toMatch(
      /Opticien\s: change «\sQue faire\s» de \d+\smutuelles, dont \d+ «\sOui\s»/,
    );
    await press(page, 'Publier maintenant');
    await page.getByText('Avis publié').waitFor();
    const titles = async (profession: string) => {
      const board = await visit(`/${profession}`, { javaScriptEnabled: false });
      return (await board.locator('.notices h3').allInnerTexts()).join();
    };
    expect(await titles('opticien')).toContain('gardez les dossiers');
    expect(await titles('pharmacien')).not.toContain('gardez les dossiers');
  });

  it('the operator announces the return: the boards say « annoncé, non confirmé »', async () => {
    const page = pageOf(operator);
    await page.goto(dashboard.origin() + incident.address);
    await page.getByText('Le détail, échange par échange').click();
    const cell = page.getByLabel('Prise en charge, opticien\u202f: après');
    await cell.selectOption('operational');
    await page.getByLabel('Étape', { exact: true }).selectOption('monitoring');
    await page.getByLabel('Texte public').fill('Les prises en charge sont revenues.');
    await press(page, 'Publier maintenant');
    await page.waitForURL(/publie=/);
    expect(await boardOf('opticien')).toBe('Oui, avec réserve');
    expect(await answerOf('opticien')).toContain('retour annoncé, non confirmé');
  });

  it('it may not be closed before somebody else has seen it', async () => {
    const page = pageOf(operator);
    await page.goto(dashboard.origin() + incident.address);
    await page.locator('summary', { hasText: 'Clore l’incident' }).click();
    await press(page, 'Clore l’incident');
    await page.locator('.still').waitFor();
    expect(await page.locator('.still').innerText()).toBe('Prise en charge, Viamedis\u202f: opticiens');
  });

  it('a second person confirms it: the boards say « Oui »', async () => {
    const page = pageOf(desk);
    await page.getByRole('link', { name: /^À confirmer/ }).click();
    await page.getByRole('button', { name: /^Confirmer ce retour/ }).click();
    await page.getByText('Retour confirmé').waitFor();
    expect(await boardOf('opticien')).toBe('Oui');
    expect(await answerOf('opticien')).not.toContain('non confirmé');
  });

  it('and the operator closes the incident', async () => {
    const page = pageOf(operator);
    await page.goto(dashboard.origin() + incident.address);
    await page.locator('summary', { hasText: 'Clore l’incident' }).click();
    await page.getByLabel('Mot de la fin').fill('Un serveur remplacé.');
    await press(page, 'Clore l’incident');
    await page.getByText('Incident clos.').waitFor();
    expect(await page.locator('main').innerText()).toContain('Un serveur remplacé.');
  });
});
