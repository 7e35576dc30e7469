import { describe, expect, it } from 'vitest';
import { LANGUAGES } from '#app/words/patient-note';
import { awake, CRISIS, useReaders } from '../support/runner/pages';
import { fontsFor, sheetsOf, systemFontsIn } from '../support/runner/paper';

const SHEETS = [
  `/fiche/opticien?${CRISIS}`,
  `/fiche/pharmacien?${CRISIS}`,
  '/fiche/pharmacien',
  // Days of the crisis on which most was said.
  ...[9, 13, 21, 29].flatMap((day) =>
    ['opticien', 'pharmacien'].map(
      (slug) => `/fiche/${slug}?at=2024-02-${String(day).padStart(2, '0')}T12:00:00%2B01:00`,
    ),
  ),
  `/fiche/opticien/malakoff-humanis?${CRISIS}`,
  `/fiche/pharmacien/malakoff-humanis?${CRISIS}`,
  `/fiche/opticien/aesio-mutuelle?${CRISIS}`,
  '/fiche/pharmacien/agrica-msa',
  `/fiche/pharmacien/operateur/viamedis?${CRISIS}`,
];
const NOTE = `/note-patient/opticien/malakoff-humanis?${CRISIS}`;
/** Pages that are read, and put on paper as they are. */
const READ = [
  '/avis/n-e04',
  '/attestation/optician.mutuelle.malakoff-humanis.20240202T110000Z',
  '/attestation/pharmacist.platform.viamedis.20240202T110000Z',
];
/** Half of an A4, less its margin, in CSS pixels. */
const HALF_A_PAGE = ((297 / 2 - 12) / 25.4) * 96;

describe('on paper', () => {
  const { open, visit } = useReaders();

  it.each(SHEETS)('%s is one A4, with its instant, its address and what one will be paid', async (path) => {
    const page = await visit(path);
    expect(await sheetsOf(page)).toBe(1);
    const said = await page.locator('.sheet').innerText();
    expect(said).toMatch(
      path.includes('at=') ? /Rejeu\s: .+ février 2024 à 12:00/ : /Périmé après le .+ \(Paris\)/,
    );
    expect(said).toMatch(/Paiement (normal|suspendu|retardé|à vérifier)|Nous ne savons pas/);
    expect(await page.locator('.qr').count()).toBe(1);
  });

  it('nothing but the sheet is printed, and nothing of it is coloured', async () => {
    const page = await visit(SHEETS[0] ?? '');
    await page.emulateMedia({ media: 'print' });
    for (const hidden of ['.top', '.foot', '.replay', '.paper-tools'])
      expect(await page.locator(hidden).first().isVisible()).toBe(false);
    const colours = await page.evaluate(() =>
      [...document.querySelectorAll('.sheet, .sheet *')].map((each) => getComputedStyle(each).color),
    );
    const isGrey = (colour: string) => new Set(colour.match(/\d+/g)?.slice(0, 3)).size === 1;
    expect(colours.filter((colour) => !isGrey(colour))).toEqual([]);
    await page.emulateMedia({ media: null });
  });

  it.each(READ)('%s is one A4, without what leads elsewhere', async (path) => {
    const page = await visit(path);
    await awake(page);
    expect(await sheetsOf(page)).toBe(1);
    await page.emulateMedia({ media: 'print' });
    for (const hidden of ['.top', '.foot a', '.no-print'])
      expect(await page.locator(hidden).filter({ visible: true }).count(), hidden).toBe(0);
    await page.emulateMedia({ media: null });
  });

  it.each(LANGUAGES)(
    'the note in %s is half a page, every letter of it is drawn, and nothing is asked',
    async (language) => {
      const page = await open(`${NOTE}&langue=${language}`, { bypassCSP: true });
      const note = page.locator('.sheet');
      const { css, missing } = fontsFor(await note.innerText());
      expect(missing).toEqual([]);
      await page.addStyleTag({ content: css });
      await page.evaluate(() => document.fonts.ready);
      expect(await systemFontsIn(page, '.sheet h1, .sheet li, .sheet small')).toEqual([]);
      expect(await note.locator('input, textarea').count()).toBe(0);
      const marks = await note.getByText('traduction non relue').count();
      const said = await note.locator('h1, li').count();
      expect(marks).toBe(language === 'fr' ? 0 : said);
      expect(await note.locator('[dir=rtl] h1').count()).toBe(language === 'ar' ? 1 : 0);
      expect(await sheetsOf(page)).toBe(1);
      await page.emulateMedia({ media: 'print' });
      await page.setViewportSize({ width: 703, height: 1000 });
      const { height = 0 } = (await note.boundingBox()) ?? {};
      expect(height).toBeLessThan(HALF_A_PAGE);
    },
  );
});
