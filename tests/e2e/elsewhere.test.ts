import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { barriers, htmlFaults, typographyFaults } from '../support/accessible';
import { loadOutage } from '../support/outage';
import { useDashboard } from '../support/pages';

/** On the page of somebody else: our element, our frame, our image. */

describe('elsewhere', () => {
  const { open, origin, db } = useDashboard();

  let elsewhere: Server;
  let page = '';
  beforeAll(async () => {
    await loadOutage(db());
    elsewhere = createServer((_, response) => {
      response
        .setHeader('Content-Type', 'text/html; charset=utf-8')
        .end(`<!doctype html><title>Syndicat</title>${page}`);
    });
    await new Promise<void>((listening) => elsewhere.listen(0, '127.0.0.1', listening));
  });
  afterAll(() => {
    elsewhere.close();
  });

  /** A page that holds this, opened from another origin. */
  const visit = async (html: string, options: Parameters<typeof open>[1] = {}) => {
    page = html;
    const opened = await open('/healthz', options);
    return {
      opened,
      go: () => opened.goto(`http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}/`),
    };
  };
  const WIDGET = () =>
    `<script src="${origin()}/widget.js"></script><comptoir-statut profession="opticien"></comptoir-statut>`;

  describe('the element', () => {
    it('shows the operators, worst first, in words, and when it was verified', async () => {
      const { opened, go } = await visit(WIDGET());
      await go();
      const element = opened.locator('comptoir-statut');
      await element.getByText('Vérifié il y a moins d’une minute.').waitFor();
      const lines = await element.locator('li').allInnerTexts();
      expect(lines[0]).toMatch(/Non/);
      expect(lines.some((line) => /Viamedis/.test(line) && /Non/.test(line))).toBe(true);
      await opened.context().close();
    });
    it('says « à vérifier » once what it shows is older than a quarter of an hour', async () => {
      const { opened, go } = await visit(WIDGET());
      await opened.clock.install();
      await go();
      const element = opened.locator('comptoir-statut');
      await element.getByText(/^Vérifié/).waitFor();
      await opened.route('**/api/v1/answers**', (route) => route.fulfill({ status: 503 }));
      await opened.clock.runFor('17:00');
      await element.getByText(/^À vérifier.+il y a 1[67]/).waitFor();
      await opened.context().close();
    });
    it('refuses an answer older than the one before', async () => {
      const { opened, go } = await visit(WIDGET());
      await opened.clock.install();
      await go();
      const element = opened.locator('comptoir-statut');
      await element.getByText(/^Vérifié/).waitFor();
      await opened.route('**/api/v1/answers**', async (route) => {
        const body = await (await route.fetch()).json();
        await route.fulfill({ json: { ...body, seq: 0 }, headers: { 'Access-Control-Allow-Origin': '*' } });
      });
      await opened.clock.runFor('01:05');
      await element.getByText(/^Non vérifiable/).waitFor();
      await opened.context().close();
    });
    it('falls back to the frame where it may not ask', async () => {
      const { opened, go } = await visit(WIDGET());
      await opened.route('**/api/v1/answers**', (route) => route.fulfill({ status: 503 }));
      await go();
      await opened.frameLocator('comptoir-statut iframe').getByText('Viamedis').waitFor();
      await opened.context().close();
    });
  });

  describe('the frame', () => {
    it('is read with JavaScript off, inside a page of somebody else', async () => {
      const html = `<iframe src="${origin()}/embed/opticien" title="Tiers payant"></iframe>`;
      const { opened, go } = await visit(html, { javaScriptEnabled: false });
      await go();
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
