import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startServer } from '../support/server';
import { aPerson } from '../support/sign-in';
import { addressOf, type Things } from '../support/walk/addresses';
import { everyRoute } from '../support/walk/doors';

/**
 * What a form asks for may be refused when its form is no longer on the page: a colleague closed the incident, decided
 * the proposal, withdrew the notice. Each page is sent each gesture of the house, of a thing that is not there.
 */

const COMPONENTS = fileURLToPath(new URL('../../app/components/', import.meta.url));
const GESTURE = /(?:name="geste" value|gesture)="([a-z-]+)"/g;
/** They are not refused: a preview, a draft, a session that ends. */
const NOT_REFUSED = ['apercu', 'brouillon', 'modele', 'jeter', 'deconnexion', 'fermer-tout'];

const gestures = [
  ...new Set(
    readdirSync(COMPONENTS, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.tsx'))
      .flatMap((file) => [...readFileSync(COMPONENTS + file, 'utf8').matchAll(GESTURE)])
      .flatMap(([, gesture]) => gesture ?? []),
  ),
].filter((gesture) => !NOT_REFUSED.includes(gesture));

const THINGS: Things = {
  profession: 'optician',
  platform: 'viamedis',
  mutuelle: 'alan',
  incident: 'viamedis-2024',
  notice: 'n-e04',
  maintenance: 'aucune',
  statement: 'aucune',
  organisation: 'viamedis',
  probe: 'aucune',
};

describe('a refusal', () => {
  let server: Awaited<ReturnType<typeof startServer>>;
  const cookies = new Map<string, string>();
  beforeAll(async () => {
    server = await startServer();
    const given = { db: () => server.db, origin: () => server.origin };
    for (const organisation of ['desk', 'viamedis']) {
      const person = await aPerson(given, { organisation });
      const { storageState } = await person.signedIn();
      const [cookie] = (storageState as { cookies: { value: string }[] }).cookies;
      cookies.set(organisation, `session=${cookie?.value}`);
    }
  });
  afterAll(() => server.stop());

  const ask = async (address: string, cookie: string, body?: URLSearchParams) => {
    const response = await fetch(server.origin + address, {
      method: body ? 'POST' : 'GET',
      headers: { Cookie: cookie, Origin: server.origin },
      redirect: 'manual',
      ...(body ? { body } : {}),
    });
    return { status: response.status, text: await response.text() };
  };

  it('is said by the page it comes back to, whatever became of its form', async () => {
    expect(gestures.length).toBeGreaterThan(15);
    const pages = everyRoute(server).filter(
      ({ method, kind, pattern }) =>
        kind === 'page' && method === 'POST' && /^\/espace\/(?!connexion|deconnexion|journal)/.test(pattern),
    );
    expect(pages.length).toBeGreaterThan(20);
    const mute: string[] = [];
    let refused = 0;
    const walk = async (who: string, cookie: string, address: string) => {
      const read = await ask(address, cookie);
      // Whoever may not read it is shown why, and nothing else.
      if (read.status !== 200) return;
      const [, title] = /<h1[^>]*>(.*?)<\/h1>/.exec(read.text) ?? [];
      for (const geste of gestures) {
        const body = new URLSearchParams({ geste, id: 'absent', texte: 'Ce que j’ai écrit.' });
        const { status, text } = await ask(address, cookie, body);
        if (status < 400) continue;
        refused += 1;
        // A page of its own says nothing else; on the page of the form it is a note.
        const isOnPage = title === undefined || text.includes(`>${title}</h1>`);
        if (status >= 500 || (isOnPage && !text.includes('id="probleme"')))
          mute.push(`${who}: ${address} ${geste}: ${status}`);
      }
    };
    for (const [who, cookie] of cookies)
      await Promise.all(pages.map((page) => walk(who, cookie, addressOf(page, THINGS, null))));
    expect(mute).toEqual([]);
    expect(refused).toBeGreaterThan(100);
  }, 120_000);
});
