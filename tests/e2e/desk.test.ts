import { createHash } from 'node:crypto';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { awake, useDashboard } from '../support/runner/pages';
import { aPerson, type Person } from '../support/world/sign-in';

const HEADER =
  'mutuelle;platform;professions;code;csr;from;to;source_url;source_kind;source_as_of;source_confidence';

describe('the desk keeps the directory', () => {
  const dashboard = useDashboard();
  const { open, visit, origin } = dashboard;
  let desk: Person;
  let mutuelle: Person;
  beforeAll(async () => {
    desk = await aPerson(dashboard, { organisation: 'desk', name: 'Ada' });
    mutuelle = await aPerson(dashboard, { organisation: 'malakoff-humanis', name: 'Max' });
  });

  const as = (person: () => Person) => async (path: string) => open(path, await person().signedIn());
  const asDesk = as(() => desk);
  const asMutuelle = as(() => mutuelle);
  /** The form of a section, by the button that sends it. */
  const send = (page: Page, name: string) => page.getByRole('button', { name }).click();
  const hears = (page: Page, text: string) => page.locator('.done', { hasText: text }).waitFor();

  it('finds a mutuelle by name, changes its aliases, and the board finds it by the new one', async () => {
    const page = await asDesk('/espace/annuaire');
    await page.getByLabel('Nom, alias ou numéro AMC').fill('malakof');
    await page.getByRole('button', { name: 'Chercher' }).click();
    await page.getByRole('link', { name: 'Malakoff Humanis', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'Malakoff Humanis' }).waitFor();
    await page.getByLabel('Alias').fill('Médéric\nLa Zébrée');
    await send(page, 'Enregistrer la fiche');
    await hears(page, 'Fiche enregistrée');
    expect(await page.locator('#historique ~ *').innerText()).toContain('La Zébrée');
    await page.goto(`${origin()}/opticien?q=zebree`);
    expect(await page.locator('main').innerText()).toContain('Malakoff Humanis');
  });

  it('of two editors, tells the second what the first did, and keeps its text', async () => {
    const [first, second] = await Promise.all([
      asDesk('/espace/annuaire/alan'),
      asDesk('/espace/annuaire/alan'),
    ]);
    await second.getByLabel('Alias').fill('Alan Assurance');
    await first.getByLabel('Nom', { exact: true }).fill('Alan SA');
    await send(first, 'Enregistrer la fiche');
    await hears(first, 'Fiche enregistrée');
    await send(second, 'Enregistrer la fiche');
    const row = second.locator('section.warn tbody tr').first();
    expect(await row.innerText()).toMatch(/Nom\s+Alan\s+Alan SA changé\s+Alan/);
    expect(await second.getByLabel('Alias').inputValue()).toBe('Alan Assurance');
    await second.getByLabel('Nom', { exact: true }).fill('Alan SA');
    await send(second, 'Enregistrer la fiche');
    await hears(second, 'Fiche enregistrée');
    expect(await second.locator('h1').innerText()).toBe('Alan SA');
    expect(await second.getByLabel('Alias').inputValue()).toBe('Alan Assurance');
  });

  it('adds a convention, then ends it: the optician’s board follows', async () => {
    const board = await visit('/opticien/agrica-msa');
    expect(await board.locator('main').innerText()).not.toContain('Almerys');
    const page = await asDesk('/espace/annuaire/agrica-msa');
    await page.getByLabel('Plateforme').selectOption({ label: 'Almerys' });
    await page.getByLabel('Opticien').check();
    await page.getByLabel('Adresse de la source').fill('https://example.org/agrica');
    await page.getByLabel('Date de la source').fill('2026-11');
    await send(page, 'Ajouter la convention');
    await hears(page, 'Convention ajoutée');
    await board.reload();
    expect(await board.locator('main').innerText()).toContain('Almerys');

    await page.getByRole('link', { name: /Mettre fin.*Almerys/ }).click();
    await page.getByLabel('Elle ne compte plus à partir du').fill('2026-01-01');
    await send(page, 'Mettre fin à la convention');
    await hears(page, 'Fin de convention');
    expect(await page.locator('table.conventions').innerText()).toContain('terminée');
    await board.reload();
    expect(await board.locator('main').innerText()).not.toContain('Almerys');

    await page.getByLabel('Plateforme').selectOption({ label: 'Almerys' });
    await page.getByLabel('Opticien').check();
    await send(page, 'Ajouter la convention');
    expect(await page.getByRole('alert').innerText()).toContain('Cette convention existe déjà');
    expect(await page.locator('section.warn dl').innerText()).toContain('1er janvier 2026');
    await send(page, 'Ajouter la convention');
    await hears(page, 'Convention ajoutée');
    expect(await page.locator('table.conventions').innerText()).not.toContain('terminée');
  });

  it('shows what a CSV would change, and changes it when accepted', async () => {
    const page = await asDesk('/espace/annuaire/import');
    const rows = [
      'mgen;viamedis;optician|pharmacist;ÉTÉ;;2026-01-01;;https://example.org/été;press;2026-01;high',
      'alan;almerys;all;;;2020-01-01;;;press;;low',
    ];
    await page.getByLabel('Fichier CSV').setInputFiles({
      name: 'conventions.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from([HEADER, ...rows].join('\r\n'), 'latin1'),
    });
    await send(page, 'Voir ce qui changerait');
    await page.getByRole('heading', { name: 'À ajouter : 2' }).waitFor();
    expect(await page.locator('main').innerText()).toMatch(/MGEN\s+Viamedis\s+ÉTÉ/);
    expect(await page.locator('h2').first().innerText()).toBe('Ce fichier toucherait 2 conventions');
    await send(page, 'Accepter ces changements');
    await page.getByRole('heading', { name: 'C’est fait : 2 conventions chargées' }).waitFor();

    await page.goto(`${origin()}/espace/annuaire/mgen`);
    const row = page.locator('table.conventions tr', { hasText: 'ÉTÉ' });
    expect(await row.locator('a').first().getAttribute('href')).toBe('https://example.org/été');
    await page.goto(`${origin()}/espace/annuaire/import`);
    await page
      .getByLabel('Ou le texte du fichier')
      .fill([HEADER, rows[0]?.replace('2026-01-01;;', '2026-01-01;2026-06-01;')].join('\n'));
    await send(page, 'Voir ce qui changerait');
    await page.getByRole('heading', { name: 'À clore : 1' }).waitFor();
    expect(await page.locator('.change-lines').innerText()).toMatch(/sans fin →\s+devient\s+1er juin 2026/);
  });

  it('adds the professions of pasted cells, and puts them in their place only when asked', async () => {
    const page = await asDesk('/espace/annuaire/import');
    const row = (profession: string) =>
      ['Aésio Mutuelle', 'ALMERYS', profession, '', '', '01/03/2026', '', '', '', '', 'haute'].join('\t');
    const paste = async (profession: string, { isReplacing = false } = {}) => {
      await page.goto(`${origin()}/espace/annuaire/import`);
      const cells = [HEADER.replaceAll(';', '\t'), '\t'.repeat(10), row(profession)].join('\n');
      await page.getByLabel('Ou le texte du fichier').fill(cells);
      if (isReplacing) await page.getByRole('checkbox', { name: 'Remplacer' }).check();
      await send(page, 'Voir ce qui changerait');
    };
    const seen = async (heading: string) => {
      await page.getByRole('heading', { name: heading }).waitFor();
      return page.locator('section[aria-labelledby=ecart]').innerText();
    };
    await paste('Opticiens');
    expect(await seen('À ajouter : 1')).toMatch(/^3\s/m);
    await send(page, 'Accepter ces changements');
    await page.getByRole('heading', { name: /^C’est fait/ }).waitFor();
    await paste('dentiste');
    expect(await seen('À changer : 1')).toMatch(/devient\s+opticiens et dentistes/);
    await paste('dentiste', { isReplacing: true });
    expect(await seen('À remplacer : 1')).toMatch(/devient\s+dentistes/);
    expect(await seen('À remplacer : 1')).toMatch(/remplacer retire\s: opticiens/);
    expect(await page.getByRole('checkbox', { name: 'Remplacer' }).isChecked()).toBe(true);
    await send(page, 'Accepter ces changements');
    await page.getByRole('heading', { name: /^C’est fait/ }).waitFor();
    await paste('dentiste');
    await page.getByRole('heading', { name: 'Ce fichier ne change rien' }).waitFor();
  });

  it('gives a list to begin with, which is read as it is', async () => {
    const page = await asDesk('/espace/annuaire/import');
    const [model] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Fichier modèle' }).click(),
    ]);
    expect(model.suggestedFilename()).toBe('modele-conventions.csv');
    await page.getByLabel('Fichier CSV').setInputFiles(await model.path());
    await send(page, 'Voir ce qui changerait');
    await page.getByRole('heading', { name: 'Ce fichier ne change rien' }).waitFor();
  });

  it('loads what an address says, or puts it aside, once it was looked at', async () => {
    const page = await asDesk('/espace/annuaire');
    await page.getByRole('link', { name: 'Adresses lues chaque jour' }).click();
    const url = 'https://listes.example/conventions.csv';
    await page.getByLabel('Adresse', { exact: true }).fill(url);
    await send(page, 'Faire lire cette adresse');
    await hears(page, 'Adresse ajoutée');
    const said = async (profession: string) => {
      const waiting = Buffer.from(`${HEADER}\nmacif;viamedis;${profession};JOUR;;;;;;;low\n`);
      const waitingDigest = createHash('sha256').update(waiting).digest('hex');
      await dashboard
        .db()
        .updateTable('directorySource')
        .set({ waiting, waitingDigest, waitingSince: new Date(), readAt: new Date(), failure: null })
        .where('url', '=', url)
        .execute();
      await page.goto(`${origin()}/espace/annuaire/sources`);
      await page.getByRole('link', { name: 'Voir ce qui changerait' }).click();
    };
    await said('opticien');
    await page.getByRole('heading', { name: 'À ajouter : 1' }).waitFor();
    await send(page, 'Charger ces changements');
    await hears(page, 'Chargé');
    await said('dentiste');
    await page.getByRole('heading', { name: 'À changer : 1' }).waitFor();
    await send(page, 'Mettre de côté');
    await hears(page, 'Mis de côté');
    expect(await page.locator('main').innerText()).toContain('rien de nouveau');
    await page.goto(`${origin()}/espace/annuaire/macif`);
    const row = page.locator('table.conventions tr', { hasText: 'Viamedis' }).filter({ hasText: 'JOUR' });
    expect(await row.innerText()).toMatch(/opticiens/i);
    expect(await row.innerText()).not.toMatch(/dentistes/i);
    await page.goto(`${origin()}/espace/annuaire/sources`);
    await send(page, 'Ne plus lire cette adresse');
    await hears(page, 'Adresse retirée');
    expect(await page.locator('main').innerText()).toContain('Aucune adresse.');
  });

  it('names the line and the column of what is wrong in a file, and keeps its text', async () => {
    const page = await asDesk('/espace/annuaire/import');
    const text = [HEADER, 'mgen;viamedis;all;;;;;;;;high', 'mgen;viamédos;all;;;hier;;;;;sûre'].join('\n');
    await page.getByLabel('Ou le texte du fichier').fill(text);
    await send(page, 'Voir ce qui changerait');
    const faults = page.locator('table.change-table');
    await faults.waitFor();
    const where = await faults.locator('th[scope=row]').allInnerTexts();
    expect(where).toEqual([
      'Ligne 3, colonne platform',
      'Ligne 3, colonne from',
      'Ligne 3, colonne source_confidence',
    ]);
    expect(await page.getByLabel('Ou le texte du fichier').inputValue()).toBe(text);
    expect(await page.getByRole('button', { name: 'Accepter ces changements' }).count()).toBe(0);
  });

  it('a mutuelle proposes, the desk sees now beside proposed and accepts, the mutuelle sees it', async () => {
    const theirs = await asMutuelle('/espace/annuaire');
    expect(await theirs.locator('.desk-list > li').count()).toBe(2);
    await theirs.getByRole('link', { name: 'Malakoff Humanis', exact: true }).click();
    await theirs.getByLabel('Numéros AMC').fill('00999111');
    await theirs.getByRole('button', { name: 'Proposer au bureau' }).first().click();
    await hears(theirs, 'partie au bureau');
    expect(await theirs.locator('#propositions ~ ul').innerText()).toContain('à décider');

    const page = await asDesk('/espace/propositions');
    const card = page.getByRole('article', { name: /Malakoff Humanis/ });
    expect(await card.locator('tbody').innerText()).toMatch(/Numéros AMC\s+\S.*\s+00999111/);
    expect(await card.innerText()).not.toContain('Max');
    await card.getByLabel('Accepter').check();
    await card.getByLabel('Note à la mutuelle').fill('Vu sur votre site.');
    await card.getByRole('button', { name: 'Enregistrer la décision' }).click();
    await hears(page, 'Proposition acceptée');
    await theirs.goto(`${origin()}/espace/propositions`);
    expect(await theirs.locator('main').innerText()).toMatch(/acceptée[\s\S]*Vu sur votre site/);
    await page.goto(`${origin()}/espace/annuaire?q=00999111`);
    expect(await page.locator('.desk-list').innerText()).toContain('Malakoff Humanis');
  });

  it('adds an organisation and gives it its scope', async () => {
    const page = await asDesk('/espace/organisations');
    await page.getByRole('link', { name: 'Ajouter une organisation' }).click();
    await page.getByLabel('Identifiant').fill('fnof');
    await page.getByLabel('Sorte').selectOption({ label: 'Syndicat' });
    await page.getByLabel('Nom', { exact: true }).fill('FNOF');
    await send(page, 'Ajouter l’organisation');
    expect(await page.getByRole('alert').innerText()).toContain(
      'Un syndicat ne parle que pour ses professions',
    );
    expect(await page.getByLabel('Nom', { exact: true }).inputValue()).toBe('FNOF');
    await page.getByLabel('Opticien').check();
    await send(page, 'Ajouter l’organisation');
    await hears(page, 'Organisation ajoutée');
    await page.getByLabel('Audioprothésiste').check();
    await send(page, 'Enregistrer');
    await hears(page, 'enregistrée');
    await page.goto(`${origin()}/espace/organisations`);
    expect(await page.getByRole('row', { name: /FNOF/ }).innerText()).toContain(
      'opticiens et audioprothésistes',
    );
  });

  it('tells anyone else which scope they have', async () => {
    const union = await aPerson(dashboard, { organisation: 'rof' });
    const page = await visit('/espace/organisations', await union.signedIn());
    expect(await page.locator('main').innerText()).toMatch(
      /Hors de votre périmètre[\s\S]*ses professions \(opticiens\)/,
    );
    const theirs = await asMutuelle('/espace/annuaire/alan');
    expect(await theirs.locator('main').innerText()).toMatch(
      /ses mutuelles \(malakoff-humanis et amae-mutuelle\)/,
    );
  });

  it('works without script: the CSV, asked for a code when the last one is old', async () => {
    const page = await visit('/espace/annuaire/import', {
      ...(await desk.signedIn({ isFresh: false })),
      javaScriptEnabled: false,
    });
    await page
      .getByLabel('Ou le texte du fichier')
      .fill([HEADER, 'macif;almerys;optician;;;2026-02-01;;;press;;medium'].join('\n'));
    await send(page, 'Voir ce qui changerait');
    await page.getByLabel(/^Votre code, pour/).fill('000000');
    await send(page, 'Accepter ces changements');
    expect(await page.locator('.step-up .fault').innerText()).toContain('n’est pas le bon');
    expect(await page.locator('h2').first().innerText()).toBe('Ce fichier toucherait 1 convention');
    await page.getByLabel(/^Votre code, pour/).fill(desk.otp());
    await send(page, 'Accepter ces changements');
    expect(await page.locator('h2').first().innerText()).toMatch(/^C’est fait\s: 1 convention chargée$/);
  });

  it('keeps what was typed when the session is over', async () => {
    const lost = await aPerson(dashboard, { organisation: 'desk', email: 'perdue@example.org' });
    const page = await visit('/espace/annuaire/mgen', await lost.signedIn());
    await awake(page);
    await page.getByLabel('Alias').fill('Mutuelle des enseignants');
    await lost.signOut();
    await send(page, 'Enregistrer la fiche');
    await page.getByRole('heading', { name: 'Reconnectez-vous' }).waitFor();
    await page.waitForLoadState('networkidle');
    await page.getByLabel('Adresse électronique').fill('perdue@example.org');
    await page.getByLabel('Mot de passe').fill('quatre mots que personne ne dit');
    await page.getByLabel(/Code de votre application/).fill(lost.otp());
    await send(page, 'Se reconnecter et envoyer');
    await hears(page, 'Fiche enregistrée');
    expect(await page.getByLabel('Alias').inputValue()).toBe('Mutuelle des enseignants');
  });
});
