import { describe, expect, it } from 'vitest';
import { CRISIS, useReaders } from '../support/runner/pages';

describe('the answer, read at the counter', () => {
  const { visit } = useReaders();

  it('says Non to the optician, why, what to do, and who says so', async () => {
    const page = await visit(`/opticien/malakoff-humanis?${CRISIS}`);
    const text = await page.locator('body').innerText();
    expect(text).toMatch(/\bNon\b/);
    expect(text).toContain('Paiement normal');
    expect(text).toContain('Ne faites pas le tiers payant sur la part mutuelle.');
    expect(text).toContain('La part obligatoire passe comme d’habitude.');
    expect(text).toContain('La déconnexion de la plateforme touche en particulier les opticiens');
    expect(text).not.toMatch(/\b0\d (janvier|février|mars)/);
  });

  it('tells the pharmacist to go on with the paper card, payment suspended, two unions side by side', async () => {
    const page = await visit(`/pharmacien/malakoff-humanis?${CRISIS}`);
    const text = await page.locator('body').innerText();
    expect(text).toContain('Oui, avec réserve');
    expect(text).toContain('Paiement suspendu');
    expect(text).toContain('FSPF');
    expect(text).toContain('USPO');
    expect(text).toMatch(/lundi 29 janvier/);
  });

  it('never guesses between two operators: each is listed with its own word', async () => {
    const page = await visit(`/opticien/aesio-mutuelle?${CRISIS}`);
    const text = await page.locator('body').innerText();
    expect(text).toContain('Selon la carte');
    expect(text).toMatch(/Viamedis/);
    expect(text).toMatch(/Almerys/);
    await page.locator('main a[href*="/opticien/operateur/almerys"]').first().click();
    await page.waitForURL(/operateur\/almerys/);
    await expect.poll(() => page.locator('main').innerText()).toContain('Oui');
  });

  it('asks which operator is on the card when no convention is known, and any operator leads to an answer', async () => {
    const page = await visit('/pharmacien/agrica-msa');
    expect(await page.locator('body').innerText()).toMatch(/Selon le logo/);
    await page.locator('main a[href="/pharmacien/operateur/viamedis"]').first().click();
    await page.waitForURL(/operateur\/viamedis/);
    await expect.poll(() => page.locator('main').innerText()).toMatch(/Oui/);
  });

  it('says under which operator a mutuelle without a known one would be what', async () => {
    const page = await visit(`/pharmacien/mgen?${CRISIS}`);
    expect(await page.locator('.why').innerText()).toMatch(
      /Si la carte dit Viamedis \(connu chez les opticiens\)\s: Oui, avec réserve, paiement suspendu\./,
    );
    const [first, second] = await page.locator('.logos-table tbody tr').allInnerTexts();
    expect(first).toMatch(
      /^Viamedis\s+\(connu chez les opticiens\)\s+Oui, avec réserve\s+Paiement suspendu$/,
    );
    expect(second).toMatch(/^Actil\s+Oui$/);
    // What the unions say of Viamedis holds if the card carries it.
    const unions = await page.locator('.voice').allInnerTexts();
    expect(unions.map((said) => /^(FSPF|USPO)[\s\S]*Si la carte dit Viamedis\s:/.test(said))).toEqual([
      true,
      true,
    ]);
  });

  it('draws the health of each exchange over the incident, with its table twin', async () => {
    const page = await visit('/opticien/malakoff-humanis?at=2024-03-10T12:00:00%2B01:00');
    await page.locator('.recharts-surface').first().waitFor();
    const twin = page.locator('details', { has: page.locator('table') }).last();
    await twin.locator('summary').click();
    expect(await twin.locator('table').innerText()).toMatch(/Coupé/);
  });

  it('explains an unknown mutuelle, profession or instant, with what is near', async () => {
    const unknown = await visit('/opticien/malakof');
    // Whose card it is may be read instead: each operator with its answer.
    expect(await unknown.locator('.choices li', { hasText: 'Viamedis' }).innerText()).toMatch(
      /Viamedis\s+Oui/,
    );
    await unknown.locator('main a[href="/opticien/malakoff-humanis"]').first().click();
    await unknown.waitForURL(/malakoff-humanis/);
    const profession = await visit('/opticein');
    expect(await profession.locator('main').innerText()).toMatch(/[Oo]pticien/);
    const instant = await visit('/opticien?at=hier');
    expect(await instant.locator('main').innerText()).toContain('2024-02-02T12:00:00+01:00');
  });
});
