import { beforeAll, describe, expect, it } from 'vitest';
import { addProfessionalSession } from '#db/sessions';
import { digest, newToken } from '#server/accounts/secrets';
import { HOUR, shift } from '#server/domain/facts/intervals';
import { barriers } from '../support/runner/accessible';
import { useDashboard } from '../support/runner/pages';
import { aPerson, type Person } from '../support/world/sign-in';

describe('a professional corrects the directory', () => {
  const dashboard = useDashboard();
  const { open, visit, origin } = dashboard;
  let desk: Person;
  beforeAll(async () => {
    desk = await aPerson(dashboard, { organisation: 'desk', name: 'Ada' });
  });

  it('by naming the operator of a mutuelle that none is known for; the desk accepts, the answer follows', async () => {
    const page = await open('/pharmacien/agrica-msa', { javaScriptEnabled: false });
    await page.getByRole('button', { name: 'Je l’ai lu : Almerys' }).click();
    expect(await page.locator('.done[role=status]').innerText()).toContain('attend le bureau');
    expect(await page.locator('h1').innerText()).toContain('Selon le logo');

    const space = await open('/espace', await desk.signedIn());
    await space.getByRole('link', { name: '1 remarque à décider' }).click();
    const card = space.getByRole('article', { name: /Agrica.*est chez Almerys, pour les pharmaciens/ });
    expect(await card.innerText()).toMatch(/Dit par 1 anonyme/);
    await card.getByLabel('Accepter').check();
    await card.getByLabel('Adresse où vous l’avez lu').fill('https://example.org/agrica');
    await card.getByRole('button', { name: 'Enregistrer la décision' }).click();
    await space.locator('.done', { hasText: 'l’annuaire a changé' }).waitFor();
    expect(await space.locator('h2').first().innerText()).toBe('Rien à décider');

    await page.goto(`${origin()}/pharmacien/agrica-msa`);
    expect(await page.locator('h1').innerText()).toContain('Oui');
    expect(await page.locator('main').innerText()).toContain('professionnels, vérifié par le bureau');
  });

  it('by saying that an operator does not serve a mutuelle; refused, nothing changes', async () => {
    const page = await open('/opticien/malakoff-humanis');
    await page.getByText('L’annuaire se trompe').click();
    await page.getByRole('button', { name: 'Cette mutuelle n’est pas chez Viamedis' }).click();
    await page.locator('.done[role=status]').waitFor();
    const space = await open('/espace/remarques', await desk.signedIn());
    await space.getByLabel('Refuser').check();
    await space.getByRole('button', { name: 'Enregistrer la décision' }).click();
    await space.locator('.done', { hasText: 'n’a pas changé' }).waitFor();
    await page.reload();
    expect(await page.locator('h1').innerText()).toContain('Oui');
  });

  it('by five practices that read the same card: the answer says it, the desk has its convention in one click', async () => {
    const { db } = dashboard;
    const body = { profession: 'pharmacist', mutuelle: 'mgen', platform: 'viamedis', says: 'served' };
    for (let practice = 0; practice < 5; practice++) {
      const [token, now] = [newToken(), new Date()];
      await addProfessionalSession(db(), {
        tokenHash: digest(token),
        subjectHash: `essai-${practice}`,
        createdAt: now,
        expiresAt: shift(now, HOUR),
      });
      const said = await fetch(`${origin()}/api/v1/remarks`, {
        method: 'POST',
        body: JSON.stringify(body),
        headers: { 'Content-Type': 'application/json', Origin: origin(), Cookie: `professional=${token}` },
      });
      expect(await said.json()).toMatchObject({ verified: true });
    }
    // Not asked before: what is kept of an answer is a minute old at most.
    const page = await open('/pharmacien/mgen');
    expect(await page.locator('main').innerText()).toMatch(/Viamedis\s: lu sur la carte par 5 confrères/);
    expect(await page.locator('h1').innerText()).toContain('Selon le logo');

    const space = await open('/espace/remarques', await desk.signedIn());
    const card = space.getByRole('article', { name: /MGEN est chez Viamedis, pour les pharmaciens/i });
    expect(await card.innerText()).toMatch(/Dit par 5 cabinets vérifiés/);
    expect(await barriers(space)).toEqual([]);
    await card.getByRole('button', { name: 'Créer la convention' }).click();
    await space.locator('.done', { hasText: 'l’annuaire a changé' }).waitFor();

    await page.reload();
    expect(await page.locator('h1').innerText()).toContain('Oui');
    expect(await page.locator('main').innerText()).toContain('lu sur la carte par 5 professionnels vérifiés');
  });

  it('is told when the directory says so already', async () => {
    const page = await visit('/opticien/agrica-msa');
    const refused = await page.request.post(`${origin()}/signaler/annuaire`, {
      headers: { Origin: origin() },
      form: { profession: 'opticien', mutuelle: 'agrica-msa', operateur: 'isante', dit: 'servie' },
    });
    expect(refused.status()).toBe(422);
    expect(await refused.text()).toContain('dit déjà');
  });
});
