import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import routes from '#app/routes';
import { DAY, HOUR } from '#server/domain/facts/intervals';
import { barriers, typographyFaults } from '../support/runner/accessible';
import { awake, CRISIS, useDashboard } from '../support/runner/pages';
import { leftUndoubted } from '../support/runner/undoubted';
import { load } from '../support/world/datasets';
import { loadOutage, OUTAGE } from '../support/world/outage';

/** A tab left open: nothing confirms what it shows, and time goes by, by the clock of the browser. */

const PAGES = [
  '/?choisir=1',
  '/opticien',
  '/pharmacien?q=mg',
  '/opticien?verdict=possible',
  '/opticien/malakoff-humanis',
  '/opticien/aesio-mutuelle',
  '/pharmacien/agrica-msa',
  '/pharmacien/operateur/almerys',
  '/fiche/opticien',
  '/fiche/opticien/malakoff-humanis',
  '/fiche/pharmacien/operateur/almerys',
  '/note-patient/opticien/malakoff-humanis',
  '/note-patient/pharmacien/operateur/almerys',
  '/ecran/opticien',
  '/plateformes',
  '/plateformes/viamedis',
  `/incidents/${OUTAGE}`,
  '/incidents/viamedis-2024',
  '/historique',
  '/maintenances',
  '/maintenances/cette-nuit',
  '/avis',
  '/avis/n-e04',
];
/** Pages that show no state of anything, or that of an instant long signed, what is at no address, and writers' own. */
const STILL = [
  ...['signaler', 'signaler/annuaire', 'abonnements', 'abonnements/:token'],
  ...[
    'a-propos',
    'confidentialite',
    'accessibilite',
    'mentions-legales',
    'brancher',
    'premiers-pas',
    'espace',
  ],
  ...['scanner/:profession', 'attestation/:id'],
  '*',
];
const FOLLOWED_AND_READ = [
  '/opticien',
  '/opticien/malakoff-humanis',
  '/pharmacien/operateur/almerys',
  '/plateformes/viamedis',
  '/?choisir=1',
];
const SIXTEEN_MINUTES = '16:00';
const TWO_DAYS = '48:00:00';

describe('a page past its time', () => {
  const { open, origin, db } = useDashboard();
  beforeAll(async () => {
    await loadOutage(db());
    await load(db(), {
      format: 'comptoir-dataset/1',
      maintenances: [
        {
          id: 'cette-nuit',
          by: 'viamedis',
          platform: 'viamedis',
          flows: ['pec'],
          professions: 'all',
          from: new Date(Date.now() - HOUR).toISOString(),
          to: new Date(Date.now() + HOUR).toISOString(),
          recordedAt: new Date(Date.now() - DAY).toISOString(),
          text: 'Changement de matériel.',
        },
      ],
    });
  });

  /** A page whose clock is ours to move. */
  const leave = async (path: string): Promise<Page> => {
    const page = await open('/healthz');
    await page.clock.install();
    await page.goto(origin() + path);
    await awake(page);
    return page;
  };
  const banner = (page: Page) => page.locator('.past-its-time');
  const goAway = async (page: Page, time: string) => {
    await page.context().setOffline(true);
    await page.clock.fastForward(time);
    await expect.poll(() => leftUndoubted(page)).toEqual([]);
  };

  it('is each of those that show a state', async () => {
    const known = (await routes).map(({ path = '' }) => path).filter((path) => !STILL.includes(path));
    const asked = PAGES.map((path) => new URL(path, origin()).pathname.split('/').slice(1));
    const isWalked = (path: string) => {
      const names = path.split('/');
      return asked.some(
        (parts) =>
          names.length === parts.length && names.every((name, at) => name[0] === ':' || name === parts[at]),
      );
    };
    expect(known.filter((path) => !isWalked(path))).toEqual([]);
  });

  it.each(PAGES)('%s: two days without a network leave no answer undoubted', async (path) => {
    const page = await leave(path);
    await goAway(page, TWO_DAYS);
    expect(await typographyFaults(page)).toEqual([]);
  });

  it.each(FOLLOWED_AND_READ)(
    '%s: nor do sixteen minutes; one is told why, and it turns back with the network',
    async (path) => {
      const page = await leave(path);
      const title = await page.title();
      const head = await page.locator('main h1').innerText();
      // Gone from the start: a page that is being read as the network goes gives way to an error, which says so too.
      await page.context().setOffline(true);
      await page.clock.fastForward('14:00');
      expect(await banner(page).count()).toBe(0);
      await goAway(page, '02:00');
      expect(await banner(page).innerText()).toMatch(
        /^À vérifier.+plus rien n’est confirmé depuis (\p{L}+ \S+ \p{L}+ à )?\d\d:\d\d\./u,
      );
      expect(await page.locator('main').innerText()).toMatch(/étaient|était (Oui|Non|Coupé)/);
      await page.context().setOffline(false);
      await expect.poll(() => banner(page).count()).toBe(0);
      expect([await page.title(), await page.locator('main h1').innerText()]).toEqual([title, head]);
    },
  );

  it.each(FOLLOWED_AND_READ)('%s: axe finds nothing in doubt, light, dark, and on a phone', async (path) => {
    const page = await leave(path);
    await goAway(page, TWO_DAYS);
    expect(await barriers(page)).toEqual([]);
  });

  it('says of an answer what it was and when, the day too once it is another one', async () => {
    const page = await leave('/opticien/alan');
    expect(await page.title()).toContain('Oui');
    await goAway(page, TWO_DAYS);
    expect(await page.title()).toMatch(/Alan, opticien.+À vérifier/);
    const band = await page.locator('.band').innerText();
    expect(band).toMatch(/^À vérifier$/m);
    expect(band).toMatch(/^était Oui, \p{L}+ \d+(er)? \p{L}+ à \d\d:\d\d$/mu);
    expect(band).toMatch(/Paiement à vérifier.*était normal/s);
    const link = await page.locator('.live').innerText();
    expect(link).toMatch(/copie du \p{L}+ \d+(er)? \p{L}+, \d\d:\d\d, à vérifier/u);
  });

  it('counts its ages on, and none is in the future', async () => {
    const page = await leave('/opticien/malakoff-humanis');
    const since = () => page.locator('.facts small').first().innerText();
    expect(await since()).toMatch(/il y a 1\sh/);
    await goAway(page, TWO_DAYS);
    expect(await since()).toMatch(/il y a 2 jours et 1\sh/);
    expect(await page.locator('body').innerText()).not.toMatch(/\bdans \d+\s(s|min|h)\b/);
  });

  it.each(['/opticien', '/plateformes'])(
    '%s: is in doubt before it is seen when a machine wakes, no timer having run',
    async (path) => {
      const page = await leave(path);
      await page.clock.runFor('00:02');
      await page.context().setOffline(true);
      await page.clock.pauseAt(Date.now() + 60_000);
      await page.clock.setSystemTime(Date.now() + 2 * DAY);
      await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange', { bubbles: true })));
      expect(await leftUndoubted(page)).toEqual([]);
    },
  );

  it('grows no younger by an answer that was on its way while the machine slept', async () => {
    const page = await leave('/plateformes');
    const readAt = () => page.locator('main time').first().getAttribute('datetime');
    const first = await readAt();
    await loadOutage(db(), 'panne-avant-le-sommeil');
    const held: (() => void)[] = [];
    let rank = 0;
    // The first question is whether the page can be read, the second is the page; nothing answers those that follow.
    await page.route('**/plateformes.data*', async (route) => {
      rank += 1;
      if (rank > 2) return route.fulfill({ status: 503, body: '' });
      const response = await route.fetch();
      if (rank === 2) await new Promise<void>((arrives) => held.push(arrives));
      return route.fulfill({ response });
    });
    await page.clock.fastForward('06:30');
    await expect.poll(() => held.length).toBe(1);
    await page.clock.fastForward(SIXTEEN_MINUTES);
    await banner(page).waitFor();
    for (const arrives of held) arrives();
    await expect.poll(readAt).not.toBe(first);
    expect(await leftUndoubted(page)).toEqual([]);
  });

  it('is as old as its question when one clicked and the machine slept, and no older at the next click', async () => {
    const page = await leave('/plateformes');
    const held: (() => void)[] = [];
    await page.route('**/historique.data*', async (route) => {
      const response = await route.fetch();
      await new Promise<void>((arrives) => held.push(arrives));
      await route.fulfill({ response });
    });
    await page.getByRole('link', { name: 'Historique' }).first().click();
    await expect.poll(() => held.length).toBe(1);
    // Nothing answers what is asked at waking.
    await page.route('**/*.data*', (route) => route.fulfill({ status: 503, body: '' }));
    await page.clock.fastForward(SIXTEEN_MINUTES);
    for (const arrives of held) arrives();
    await page.waitForURL(/historique$/);
    await banner(page).waitFor();
    expect(await leftUndoubted(page)).toEqual([]);
    await page.unrouteAll();
    await page.getByRole('link', { name: 'Avis' }).first().click();
    await page.waitForURL(/avis$/);
    await expect.poll(() => banner(page).count()).toBe(0);
  });

  it('grows no younger when the time of day is set back', async () => {
    const page = await leave('/opticien');
    await goAway(page, SIXTEEN_MINUTES);
    await page.clock.setSystemTime(Date.now() - DAY);
    await page.clock.runFor('00:20');
    expect(await leftUndoubted(page)).toEqual([]);
  });

  it.each([2 * DAY, -2 * DAY])(
    'is fresh once the server has answered, though the time of day is %i ms apart',
    async (apart) => {
      const page = await open('/healthz');
      await page.clock.install({ time: Date.now() + apart });
      await page.goto(`${origin()}/opticien`);
      await page.getByText('En direct').waitFor();
      await expect.poll(() => banner(page).count()).toBe(0);
      expect(await page.locator('.live').innerText()).toMatch(/vérifié (à l’instant|il y a \d+\ss)/);
    },
  );

  it('speaks once, not at each tick', async () => {
    const page = await leave('/opticien');
    await goAway(page, SIXTEEN_MINUTES);
    const day = await banner(page).innerText();
    await page.evaluate(() => {
      const heard = new MutationObserver(() => document.body.setAttribute('data-spoken', 'again'));
      for (const region of document.querySelectorAll('[role=status]'))
        heard.observe(region, { childList: true, characterData: true, subtree: true });
    });
    await page.clock.runFor('02:00');
    // Midnight names the day, once.
    const hasTurned = (await banner(page).innerText()) !== day;
    expect(await page.locator('body').getAttribute('data-spoken')).toBe(hasTurned ? 'again' : null);
  });

  it('answers a search in doubt, and waits for no pointer that rests on the list', async () => {
    const page = await leave('/opticien');
    await page.locator('input[name=q]').fill('alan');
    await page.locator('[role=option]').first().waitFor();
    await page.locator('.group h2').last().hover();
    await goAway(page, TWO_DAYS);
    expect(await page.locator('[role=option]').first().innerText()).toMatch(/À vérifier\s+\(était Oui\)/);
    expect(await page.locator('.moved').count()).toBe(0);
  });

  it.each([
    ['/plateformes', 'Plateformes'],
    ['/?choisir=1', 'Le tiers payant'],
  ])('%s is read again by itself, and stays when it cannot be', async (path, head) => {
    const page = await leave(path);
    const readAt = () => page.locator('main time').first().getAttribute('datetime');
    const first = await readAt();
    // Something moved: what the server has ready is no longer what it sent.
    await loadOutage(db(), `panne-suivante-${path.length}`);
    await page.clock.fastForward('06:30');
    await expect.poll(readAt).not.toBe(first);
    await page.route('**/*.data*', (route) => route.fulfill({ status: 503, body: '' }));
    await page.clock.fastForward(SIXTEEN_MINUTES);
    await banner(page).waitFor();
    expect(await page.locator('main h1').innerText()).toBe(head);
    await loadOutage(db(), `panne-encore-${path.length}`);
    await page.unroute('**/*.data*');
    const afterTheNextTry = async () => {
      await page.clock.fastForward('01:10');
      return banner(page).count();
    };
    await expect.poll(afterTheNextTry, { interval: 1_000 }).toBe(0);
  });

  it.each([`/opticien?${CRISIS}`, `/plateformes/viamedis?${CRISIS}`])(
    '%s is not: a replay is of its own instant',
    async (path) => {
      const page = await leave(path);
      await page.context().setOffline(true);
      await page.clock.fastForward(TWO_DAYS);
      await page.clock.runFor('00:30');
      expect(await banner(page).count()).toBe(0);
      expect(await page.locator('main .verdict.is-suspended').count()).toBeGreaterThan(0);
    },
  );

  it('wears no colour and says its day from its first paint, when the browser had kept it', async () => {
    const page = await open('/healthz');
    await page.clock.install({ time: Date.now() + 2 * DAY });
    await page.route('**/*.js', (route) => route.fulfill({ status: 404 }));
    await page.goto(`${origin()}/opticien`, { waitUntil: 'domcontentloaded' });
    expect(await page.locator('.kept-note').innerText()).toMatch(/^À vérifier.+cette page a été lue le/);
    expect(await page.locator('main').evaluate((main) => getComputedStyle(main).filter)).toBe('grayscale(1)');
  });

  it.each(['/opticien', '/ecran/opticien'])(
    '%s: turns to doubt too where its scripts were lost on the way',
    async (path) => {
      const page = await open('/healthz');
      await page.clock.install();
      await page.route('**/*.js', (route) => route.abort('connectionreset'));
      await page.goto(origin() + path, { waitUntil: 'domcontentloaded' });
      const note = page.locator('.kept-note');
      expect(await note.isVisible()).toBe(false);
      await page.clock.fastForward(SIXTEEN_MINUTES);
      await note.waitFor();
      expect(await note.innerText()).toMatch(/^À vérifier.+cette page a été lue le/);
      expect(await page.locator('.live').isVisible()).toBe(false);
      expect(await page.locator('main').evaluate((main) => getComputedStyle(main).filter)).toBe(
        'grayscale(1)',
      );
    },
  );

  it('says it on paper too', async () => {
    const page = await leave('/opticien/alan');
    await goAway(page, TWO_DAYS);
    await page.emulateMedia({ media: 'print' });
    expect(await banner(page).isVisible()).toBe(true);
    expect(await page.locator('.word').innerText()).toBe('À vérifier');
  });
});
