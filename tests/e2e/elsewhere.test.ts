import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { barriers, htmlFaults, typographyFaults } from '../support/accessible';
import { loadOutage } from '../support/outage';
import { useDashboard } from '../support/pages';
import { serveSomebodysPage } from '../support/somebodys-page';

/** On the page of somebody else: our frame, that needs no script. */

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
    it('is the only page that may be framed, and runs nothing', async () => {
      const policy = async (path: string) => {
        const { headers } = await fetch(origin() + path);
        return [headers.get('Content-Security-Policy'), headers.get('X-Frame-Options')];
      };
      const [framed, frameOptions] = await policy('/embed/opticien');
      expect(framed).toContain('frame-ancestors *');
      expect(framed).toContain("script-src 'none'");
      expect(frameOptions).toBeNull();
      for (const path of ['/', '/opticien', '/badges/viamedis.svg', '/embed', '/embedded/opticien']) {
        const [ours, options] = await policy(path);
        expect(ours, path).toContain("frame-ancestors 'none'");
        expect(options, path).toBe('DENY');
      }
    });
  });
});
