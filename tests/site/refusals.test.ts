import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startServer } from '../support/runner/server';
import { addressOf, type Things } from '../support/runner/walk/addresses';
import { everyRoute } from '../support/runner/walk/doors';
import { aPerson } from '../support/world/sign-in';

/**
 * What a form asks for may be refused when its form is no longer on the page: a colleague closed the incident, decided
 * the proposal, withdrew the notice. Each page is sent each action of the house, of a thing that is not there.
 */

const APP = fileURLToPath(new URL('../../app/', import.meta.url));
const ACTION = /(?:name="geste" value|\baction)="([a-z-]+)"/g;
/** They are not refused: a preview, a draft, a session that ends. */
const NOT_REFUSED = ['apercu', 'brouillon', 'modele', 'jeter', 'deconnexion', 'fermer-tout'];

const actions = [
  ...new Set(
    readdirSync(APP, { recursive: true, encoding: 'utf8' })
      .filter((file) => !file.startsWith('build/') && file.endsWith('.tsx'))
      .flatMap((file) => [...readFileSync(APP + file, 'utf8').matchAll(ACTION)])
      .flatMap(([, action]) => action ?? []),
  ),
].filter((action) => !NOT_REFUSED.includes(action));

/** Who is sent where: notices are their union's. */
const PEOPLE = [
  { organisation: 'desk', role: 'desk', where: /^/ },
  { organisation: 'viamedis', role: 'manager', where: /incidents|maintenances|declarations|personnes|cles/ },
  { organisation: 'fspf', role: 'author', where: /avis/ },
] as const;

/** A note, once; or a page of its own, which says nothing else. */
const isSaid = (status: number, text: string): boolean => {
  const notes = text.split('id="probleme"').length - 1;
  return status < 500 && notes === (OWN_PAGE.test(text) ? 0 : 1);
};
const OWN_PAGE = /<h1>(Formulaire inconnu|Reconnectez-vous|Ce lien ne sert plus)<\/h1>/;
const NOBODY = '00000000-0000-4000-8000-000000000000';
/** They show nothing by themselves; there is no alert, no connector and no probe. */
const NOT_READ = [
  `/espace/alertes/${NOBODY}`,
  '/espace/apercu',
  `/espace/branchements/${NOBODY}`,
  '/espace/maintenances/apercu',
  '/espace/sondes/aucune',
];

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
    for (const { organisation, role } of PEOPLE) {
      const person = await aPerson(given, { organisation, role });
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
    expect(actions.length).toBeGreaterThan(15);
    const pages = everyRoute(server).filter(
      ({ method, kind, pattern }) =>
        kind === 'page' && method === 'POST' && /^\/espace\/(?!connexion|deconnexion|journal)/.test(pattern),
    );
    expect(pages.length).toBeGreaterThan(20);
    const mute: string[] = [];
    const addresses = pages.map((page) => addressOf(page, THINGS, null));
    const unread = new Set(addresses);
    let refused = 0;
    const walk = async (who: string, address: string) => {
      const cookie = cookies.get(who) ?? '';
      const read = await ask(address, cookie);
      // Whoever may not read it is shown why, and nothing else.
      if (read.status !== 200) return;
      unread.delete(address);
      for (const geste of actions) {
        const body = new URLSearchParams({ geste, id: 'absent', texte: 'Ce que j’ai écrit.' });
        const { status, text } = await ask(address, cookie, body);
        // A page without a form takes none.
        if (status < 400 || status === 405) continue;
        refused += 1;
        if (isSaid(status, text)) continue;
        mute.push(`${who}: ${address} ${geste}: ${status}`);
      }
    };
    for (const { organisation, where } of PEOPLE) {
      const own = addresses.filter((address) => where.test(address));
      await Promise.all(own.map((address) => walk(organisation, address)));
    }
    expect(mute).toEqual([]);
    expect([...unread].sort()).toEqual(NOT_READ);
    expect(refused).toBeGreaterThan(100);
  }, 240_000);

  it('gives back what was written to a notice that somebody withdrew meanwhile', async () => {
    const written = 'Il contredit celui de lundi.';
    const cookie = cookies.get('fspf') ?? '';
    const { text: page } = await ask('/espace/avis/n-e04', cookie);
    const [, version = ''] = /name="version" value="([^"]+)"/.exec(page) ?? [];
    const withdraw = (cle: string) => {
      const fields = { geste: 'retirer', motif: written, version: version.replaceAll('&quot;', '"'), cle };
      return ask('/espace/avis/n-e04', cookie, new URLSearchParams(fields));
    };
    expect((await withdraw('d-abord')).status).toBe(302);
    const { status, text } = await withdraw('ensuite');
    expect([status, text.includes('id="probleme"'), text.includes(written)]).toEqual([412, true, true]);
  });
});
