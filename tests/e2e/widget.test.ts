import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MINUTE } from '#server/domain/facts/intervals';
import { serveFolder } from '../support/peers/folder-server';
import { serveSomebodysPage } from '../support/peers/somebodys-page';
import { useDashboard } from '../support/runner/pages';
import { loadOutage } from '../support/world/outage';

/** Our element on the page of somebody else, reading us or a mirror of our published folder. */

type File = { bytes: Buffer; signature: string };

describe('the element', () => {
  const { open, origin, db } = useDashboard();

  let page: Awaited<ReturnType<typeof serveSomebodysPage>>;
  let folder: string;
  let mirror: Awaited<ReturnType<typeof serveFolder>>;
  let older: File;
  let newer: File;
  const published = async (): Promise<File> => {
    const answer = await fetch(`${origin()}/api/v1/snapshot`);
    const bytes = Buffer.from(await answer.arrayBuffer());
    return { bytes, signature: answer.headers.get('Snapshot-Signature') ?? '' };
  };
  const seqOf = ({ bytes }: File): number => JSON.parse(bytes.toString('utf8')).seq;
  beforeAll(async () => {
    older = await published();
    await loadOutage(db());
    do newer = await published();
    while (seqOf(newer) === seqOf(older));
    folder = await mkdtemp(join(tmpdir(), 'comptoir-mirror-'));
    [page, mirror] = await Promise.all([serveSomebodysPage(), serveFolder(folder)]);
  });
  afterAll(async () => {
    await Promise.all([page.stop(), mirror.stop()]);
    await rm(folder, { recursive: true, force: true });
  });

  const SCRIPT = () => `<script src="${origin()}/widget.js"></script>`;
  const OURS = () => `${SCRIPT()}<comptoir-statut profession="opticien"></comptoir-statut>`;
  const MIRROR = (more = '') =>
    `${SCRIPT()}<comptoir-statut profession="opticien" src="${mirror.origin}/" ${more}></comptoir-statut>`;
  const publish = async ({ bytes, signature }: File) => {
    await writeFile(join(folder, 'snapshot.json'), bytes);
    await writeFile(join(folder, 'snapshot.json.sig'), `${signature}\n`);
  };
  const visit = async (html: string): Promise<Page> => {
    page.hold(html);
    return open(page.address);
  };
  const elementOf = (opened: Page) => opened.locator('comptoir-statut');
  /** No word of the board, whatever it is. */
  const expectRefused = async (opened: Page, why: RegExp) => {
    const element = elementOf(opened);
    await element.getByText(why).waitFor();
    expect(await element.locator('li').count()).toBe(0);
    expect(await element.evaluate(({ shadowRoot }) => shadowRoot?.textContent)).not.toMatch(/Oui|Vérifié/);
  };

  it('shows the operators, worst first, in words, and when it was verified', async () => {
    const opened = await visit(OURS());
    const element = elementOf(opened);
    await element.getByText('Vérifié il y a moins d’une minute.').waitFor();
    const lines = await element.locator('li').allInnerTexts();
    expect(lines[0]).toMatch(/Non$/);
    expect(lines.some((line) => /^Viamedis\s+Non$/.test(line))).toBe(true);
    expect(lines.length).toBeGreaterThan(5);
    await opened.context().close();
  });
  it('reads the signature beside a state that comes without its header, as a published folder sends it', async () => {
    page.hold(OURS());
    const opened = await open('/healthz');
    await opened.route('**/api/v1/snapshot', async (route) => {
      const response = await route.fetch();
      const { 'snapshot-signature': _, ...headers } = response.headers();
      await route.fulfill({ response, headers });
    });
    await opened.goto(page.address);
    await elementOf(opened).getByText('Vérifié il y a moins d’une minute.').waitFor();
    await opened.context().close();
  });
  /** Its element has been read; the clock of the browser is ours to move. */
  const visitByOurClock = async () => {
    const opened = await open('/healthz');
    await opened.clock.install();
    page.hold(OURS());
    await opened.goto(page.address);
    const element = elementOf(opened);
    await element.getByText(/^Vérifié/).waitFor();
    return { opened, element };
  };

  it('draws hollow a « Oui » that nobody said', async () => {
    const opened = await visit(OURS());
    const line = elementOf(opened).locator('li', { hasText: 'Almerys' });
    await line.getByText('aucun incident signalé').waitFor();
    expect(await line.locator('circle').getAttribute('fill')).toBe('none');
    await opened.context().close();
  });
  it('says « à vérifier » of every line once nothing new came for a quarter of an hour', async () => {
    const { opened, element } = await visitByOurClock();
    await opened.route('**/api/v1/snapshot', (route) => route.fulfill({ status: 503 }));
    await opened.clock.runFor('17:00');
    await element.getByText(/^À vérifier.+depuis.+\d\d:\d\d\.$/).waitFor();
    const words = new Set(await element.locator('li strong').allInnerTexts());
    expect([...words]).toEqual(['À vérifier']);
    await opened.context().close();
  });
  it('turns as its machine wakes, without a network, in words and with the day; and back with news', async () => {
    const { opened, element } = await visitByOurClock();
    await opened.context().setOffline(true);
    // As after a sleep: the time of day moved, no timer ran.
    await opened.clock.setSystemTime(Date.now() + 48 * 60 * MINUTE);
    await opened.evaluate(() => window.dispatchEvent(new Event('focus')));
    expect(await element.locator('p.age').innerText()).toMatch(
      /^À vérifier.+depuis \p{L}+ \d+(er)? \p{L}+ à \d\d:\d\d\.$/u,
    );
    expect(new Set(await element.locator('li strong').allInnerTexts())).toEqual(new Set(['À vérifier']));
    expect(await element.locator('li small').first().innerText()).toMatch(/^dernier état connu.+(Oui|Non)/);
    expect(await element.locator('svg [fill="#1c7a45"], svg [stroke="#1c7a45"]').count()).toBe(0);
    await opened.clock.setSystemTime(Date.now());
    await opened.context().setOffline(false);
    await element.getByText(/^Vérifié/).waitFor();
    await opened.context().close();
  });
  it('falls back to the frame where it may not ask', async () => {
    const opened = await open('/healthz');
    await opened.route('**/api/v1/snapshot', (route) => route.fulfill({ status: 503 }));
    page.hold(OURS());
    await opened.goto(page.address);
    await opened.frameLocator('comptoir-statut iframe').getByText('Viamedis').waitFor();
    await opened.context().close();
  });
  it('says that it could not verify, in a browser without Ed25519; of a mirror it then shows nothing', async () => {
    const opened = await open('/healthz');
    await opened.addInitScript(() => {
      SubtleCrypto.prototype.importKey = () =>
        Promise.reject(new DOMException('Unrecognized name.', 'NotSupportedError'));
    });
    page.hold(OURS());
    await opened.goto(page.address);
    await elementOf(opened)
      .getByText(/^Signature non vérifiée/)
      .waitFor();
    expect(await elementOf(opened).locator('li').count()).toBeGreaterThan(5);
    await publish(newer);
    page.hold(MIRROR());
    await opened.goto(page.address);
    await expectRefused(opened, /^Non vérifiable.+ce navigateur/);
    await opened.context().close();
  });

  describe('reading a mirror', () => {
    it('shows what is signed by a key that we list', async () => {
      await publish(newer);
      const opened = await visit(MIRROR());
      await elementOf(opened)
        .getByText(/^Vérifié/)
        .waitFor();
      const line = elementOf(opened).locator('li', { hasText: 'Viamedis' });
      expect(await line.innerText()).toMatch(/^Viamedis\s+Non$/);
      await opened.context().close();
    });
    it('refuses one byte changed', async () => {
      const bytes = Buffer.from(newer.bytes.toString('utf8').replace('"suspended"', '"possible" '));
      expect(bytes.length).toBe(newer.bytes.length);
      await publish({ ...newer, bytes });
      const opened = await visit(MIRROR());
      await expectRefused(opened, /^Non vérifiable.+signature/);
      await opened.context().close();
    });
    it('refuses the signature of another file, or none', async () => {
      await publish({ ...newer, signature: older.signature });
      const opened = await visit(MIRROR());
      await expectRefused(opened, /^Non vérifiable.+signature/);
      await rm(join(folder, 'snapshot.json.sig'));
      await opened.reload();
      await expectRefused(opened, /^Non vérifiable.+signature/);
      await opened.context().close();
    });
    it('refuses a state older than one it has seen, after a reload too, and believes the newer again', async () => {
      await publish(newer);
      const opened = await visit(MIRROR());
      await elementOf(opened)
        .getByText(/^Vérifié/)
        .waitFor();
      await publish(older);
      await opened.reload();
      await expectRefused(opened, /^Non vérifiable.+plus ancien/);
      await publish(newer);
      await opened.reload();
      await elementOf(opened)
        .getByText(/^Vérifié/)
        .waitFor();
      await opened.context().close();
    });
    it('shows the older one to whoever has seen nothing newer: it is ours, and says its age', async () => {
      await publish(older);
      const opened = await visit(MIRROR());
      await elementOf(opened)
        .getByText(/^Vérifié/)
        .waitFor();
      await opened.context().close();
    });
    it('believes no key but those the page gives', async () => {
      await publish(newer);
      const { keys } = await (await fetch(`${origin()}/api/v1/signing-keys`)).json();
      const opened = await visit(MIRROR(`keys="${keys[0].publicKey}"`));
      await opened.route('**/api/v1/signing-keys', (route) => route.fulfill({ status: 503 }));
      await opened.reload();
      await elementOf(opened)
        .getByText(/^Vérifié/)
        .waitFor();
      const other = 'MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=';
      page.hold(MIRROR(`keys="${other}"`));
      await opened.reload();
      await expectRefused(opened, /^Non vérifiable.+clé inconnue/);
      await opened.context().close();
    });
    it('says that nothing could be read, rather than nothing', async () => {
      await rm(join(folder, 'snapshot.json'));
      const opened = await visit(MIRROR());
      await expectRefused(opened, /^Non vérifiable.+rien/);
      await opened.context().close();
    });
  });
});
