import { describe, expect, it } from 'vitest';
import { goTo, walk } from '../support/runner/by-keyboard';
import { awake, useDashboard } from '../support/runner/pages';
import { loadOutage } from '../support/world/outage';
import { aPerson } from '../support/world/sign-in';

const DESK = { organisation: 'desk' } as const;

describe('the update form, by keyboard alone', () => {
  const dashboard = useDashboard();

  it('is filled and published without a pointer; « Entrée » in a field never publishes', async () => {
    const id = await loadOutage(dashboard.db());
    const duty = await aPerson(dashboard, { organisation: 'viamedis' });
    const page = await dashboard.open(`/espace/incidents/${id}`, await duty.signedIn());
    await goTo(page, 'Aller au contenu');
    await page.keyboard.press('Enter');

    await goTo(page, /^Le détail/);
    await page.keyboard.press('Enter');
    await goTo(page, 'Prise en charge, opticien\u202f: après');
    await page.keyboard.type('Rétabli');
    await goTo(page, 'Portail web, toute la ligne\u202f: après');
    await page.keyboard.type('Dégradé');
    await expect.poll(() => page.locator('.grid-count').innerText()).toContain('8 changements sur 63 cases');

    await goTo(page, 'Texte public');
    await page.keyboard.type('Les prises en charge reviennent.');
    await goTo(page, 'Étape');
    await page.keyboard.type('Retour');
    await goTo(page, /^Mutuelles/);
    await page.keyboard.press('Enter');
    await goTo(page, 'Mutuelle 1');
    await page.keyboard.type('Malakoff Humanis');
    await page.keyboard.press('Escape');
    const answered = page.waitForResponse((response) => response.url().includes(`/espace/incidents/${id}`));
    await page.keyboard.press('Enter');
    await answered;
    await page.getByRole('button', { name: 'Publier maintenant' }).waitFor();
    await page.locator('.preview').waitFor();
    expect(page.url()).not.toContain('publie=');
    await goTo(page, 'Mutuelle 1');
    await page.keyboard.press('Control+A');
    await page.keyboard.press('Delete');

    await goTo(page, 'Publier maintenant');
    await page.keyboard.press('Enter');
    await page.waitForURL(/publie=/);
    const said = await page.locator('.published').innerText();
    expect(said).toContain('Les prises en charge reviennent.');
    expect(said).toMatch(/Prise en charge\s+Retour annoncé/);
    expect(said).toMatch(/Portail web\s+Dégradé/);
  });

  it('takes the focus to what was refused', async () => {
    const id = await loadOutage(dashboard.db(), 'clavier');
    const duty = await aPerson(dashboard, { organisation: 'viamedis' });
    const page = await dashboard.visit(`/espace/incidents/${id}`, await duty.signedIn());
    await goTo(page, 'Aucune date');
    await page.keyboard.press('ArrowLeft');
    await goTo(page, 'Publier maintenant');
    await page.keyboard.press('Enter');
    await page.locator('#probleme').waitFor();
    const held = () => page.evaluate(() => document.activeElement?.getAttribute('name'));
    await expect.poll(held).toBe('retour');
  });
});

describe('an account, by keyboard alone', () => {
  const { open, ...dashboard } = useDashboard();

  it.each(['/premiers-pas', '/espace/securite', '/espace/mot-de-passe'])(
    '%s: every stop is seen, none is skipped, and one gets out',
    async (path) => {
      // While nobody has an account there are first steps; then somebody has.
      const options = path === '/premiers-pas' ? {} : await (await aPerson(dashboard, DESK)).signedIn();
      const page = await open(path, options);
      await awake(page);
      const { stops, skipped } = await walk(page);
      expect(stops.length).toBeGreaterThan(5);
      expect(skipped).toEqual([]);
      expect(stops.filter(({ isMarked, isInSight, name }) => !isMarked || !isInSight || name === '')).toEqual(
        [],
      );
    },
  );
});
