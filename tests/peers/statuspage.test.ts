import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import type { Browser } from 'playwright-core';
import { Statuspage } from 'statuspage.io';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeContexts, sharedBrowser } from '../support/runner/browser';
import { startServer } from '../support/runner/server';
import { loadOutage, OUTAGE } from '../support/world/outage';

/** Clients nobody here wrote, that were written for another service. */

const WIDGET = readFileSync(
  createRequire(import.meta.url).resolve('@statuspage/status-widget/dist/index.js'),
  'utf8',
);

let server: Awaited<ReturnType<typeof startServer>>;
beforeAll(async () => {
  server = await startServer();
  await loadOutage(server.db);
});
afterAll(() => server.stop());

describe('the client statuspage.io', () => {
  const client = () => {
    const made = new Statuspage('x');
    made.setApiUrl(server.origin);
    return made.api;
  };

  it('reads the state, the summary, the components', async () => {
    expect((await client().getStatus()).status.description).toBe('Minor Service Outage');
    const { components, incidents, scheduled_maintenances } = await client().getSummary();
    expect(incidents.map(({ id }) => id)).toContain(OUTAGE);
    expect(scheduled_maintenances).toEqual([]);
    expect((await client().getComponents()).components).toEqual(components);
  });
  it('reads incidents and maintenances', async () => {
    const { incidents, scheduledMaintenances } = client();
    const all = (await incidents.getAll()).incidents.map(({ id }) => id);
    expect(all).toEqual([OUTAGE, 'almerys-2024', 'viamedis-2024']);
    expect((await incidents.getUnresolved()).incidents).toMatchObject([{ id: OUTAGE, impact: 'major' }]);
    expect((await scheduledMaintenances.getUpcoming()).scheduled_maintenances).toEqual([]);
    expect((await scheduledMaintenances.getActive()).page.name).toBe('Comptoir');
    expect((await scheduledMaintenances.getAll()).page.time_zone).toBe('Europe/Paris');
  });
});

describe('the widget of Statuspage', () => {
  let browser: Browser;
  let elsewhere: Server;
  beforeAll(async () => {
    browser = await sharedBrowser();
    elsewhere = createServer(({ url }, response) => {
      if (url === '/widget.js') return response.setHeader('Content-Type', 'text/javascript').end(WIDGET);
      response.setHeader('Content-Type', 'text/html');
      return response.end(
        `<!doctype html><script src="/widget.js"></script><statuspage-widget src="${server.origin}"></statuspage-widget>`,
      );
    });
    await new Promise<void>((listening) => elsewhere.listen(0, '127.0.0.1', listening));
  });
  afterAll(async () => {
    await closeContexts(browser);
    elsewhere.close();
  });

  it('shows the state on a page of somebody else', async () => {
    const page = await browser.newPage();
    const { port } = elsewhere.address() as AddressInfo;
    await page.goto(`http://127.0.0.1:${port}/`);
    await page.getByText('Minor Service Outage').waitFor();
    expect(await page.locator('.basic .minor').count()).toBe(1);
    await page.close();
  });
});
