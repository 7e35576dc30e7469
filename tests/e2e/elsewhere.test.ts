import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { DAY, MINUTE } from '#server/domain/facts/intervals';
import { serveSomebodysPage } from '../support/peers/somebodys-page';
import { barriers, htmlFaults, typographyFaults } from '../support/runner/accessible';
import { useDashboard } from '../support/runner/pages';
import { undoubted } from '../support/runner/undoubted';
import { loadOutage } from '../support/world/outage';

/** On the page of somebody else: our frame, that is read without a script and does not stay green without us. */

describe('elsewhere', () => {
  const { open, origin, db } = useDashboard();

  let page: Awaited<ReturnType<typeof serveSomebodysPage>>;
  beforeAll(async () => {
    await loadOutage(db());
    page = await serveSomebodysPage();
  });
  afterAll(() => page.stop());

  describe('the frame', () => {
    it('is read with JavaScript off, inside a page of somebody else', async () => {
      const html = `<iframe src="${origin()}/embed/opticien" title="Tiers payant"></iframe>`;
      page.hold(html);
      const opened = await open(page.address, { javaScriptEnabled: false });
      const frame = opened.frameLocator('iframe');
      await frame.getByRole('heading', { name: /opticiens/ }).waitFor();
      await frame.getByText('Viamedis').waitFor();
      await opened.context().close();
    });
    it('bars nobody: axe, valid HTML, French typography', async () => {
      const opened = await open('/embed/opticien');
      expect(await barriers(opened)).toEqual([]);
      expect(await typographyFaults(opened)).toEqual([]);
      expect(await htmlFaults(await (await fetch(`${origin()}/embed/opticien`)).text())).toEqual([]);
      await opened.context().close();
    });
    it('is the only page that may be framed, and runs no script but our own file', async () => {
      const policy = async (path: string) => {
        const { headers } = await fetch(origin() + path);
        return [headers.get('Content-Security-Policy'), headers.get('X-Frame-Options')];
      };
      const [framed, frameOptions] = await policy('/embed/opticien');
      expect(framed).toContain('frame-ancestors *');
      expect(framed).toContain("script-src 'self';");
      expect(frameOptions).toBeNull();
      for (const path of ['/', '/opticien', '/badges/viamedis.svg', '/embed', '/embedded/opticien']) {
        const [ours, options] = await policy(path);
        expect(ours, path).toContain("frame-ancestors 'none'");
        expect(options, path).toBe('DENY');
      }
    });
  });

  describe('the frame left open', () => {
    /** Somebody's page with our frame, its clock in hand; it may be cut off, which its console is right to say. */
    const leftOpen = async (sandbox = '') => {
      page.hold(`<iframe ${sandbox} src="${origin()}/embed/opticien" title="Tiers payant"></iframe>`);
      const opened = await (await open('/healthz')).context().newPage();
      await opened.clock.install();
      await opened.goto(page.address);
      const frame = opened.frames()[1];
      if (!frame) throw new Error('pas de cadre');
      await frame.getByText('Viamedis').waitFor();
      return { opened, frame };
    };

    it.each(['', 'sandbox="allow-scripts"'])(
      'turns when cut off, and comes back by itself (%s)',
      async (sandbox) => {
        const { opened, frame } = await leftOpen(sandbox);
        await frame.locator('html.is-watched').waitFor();
        expect(await undoubted(frame)).not.toEqual([]);
        await opened.context().setOffline(true);
        await opened.clock.fastForward(2 * DAY);
        await expect.poll(() => undoubted(frame)).toEqual([]);
        expect(await frame.locator('.age').textContent()).toMatch(
          /^À vérifier.+depuis le \d+(?:er)? \S+ \d{4}/,
        );
        expect(await frame.getByText('À vérifier (était Non)').count()).toBe(3);
        await opened.context().setOffline(false);
        await opened.clock.setSystemTime(new Date());
        await opened.clock.runFor(MINUTE);
        await frame.getByText('Non', { exact: true }).first().waitFor();
        expect(await frame.locator('html').getAttribute('class')).not.toContain('is-stale');
      },
    );
    it('shows what changed since, in place', async () => {
      const { opened, frame } = await leftOpen();
      await frame.locator('html.is-watched').waitFor();
      const almerys = frame.getByRole('listitem').filter({ hasText: 'Almerys' });
      expect(await almerys.textContent()).toBe('AlmerysOui');
      await loadOutage(db(), 'panne-inventee', 'almerys');
      // The service itself hears of what is loaded beside it within five seconds.
      await vi.waitFor(
        async () =>
          expect(await (await fetch(`${origin()}/embed/opticien`)).text()).toMatch(
            /Almerys<\/span><strong data-judged>Non/,
          ),
        { timeout: 20_000, interval: 500 },
      );
      await opened.clock.fastForward(MINUTE);
      await expect.poll(() => almerys.textContent()).toBe('AlmerysNon');
    });
    it('says no verdict after fifteen minutes where scripts may not run', async () => {
      const { frame } = await leftOpen('sandbox');
      expect(await frame.locator('html').getAttribute('class')).toBe('is-of-now');
      const said = () => frame.locator('body').ariaSnapshot();
      /** By the clock of the page's own animations, which nothing else here moves. */
      const wait = (ms: number) =>
        frame.evaluate((time) => {
          for (const each of document.getAnimations()) each.currentTime = time;
        }, ms);
      await wait(14 * MINUTE);
      expect(await said()).toMatch(/Viamedis\s+- strong: Non/);
      await wait(15 * MINUTE + 1);
      expect(await said()).toMatch(/À vérifier.: plus rien ne nous confirme/);
      expect(await said()).toContain('Viamedis');
      expect(await said()).not.toMatch(/Oui|Non/);
    });
  });
});
