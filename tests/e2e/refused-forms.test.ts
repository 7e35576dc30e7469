import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import pages from '#app/routes';
import { useDashboard } from '../support/runner/pages';
import { loadOutage } from '../support/world/outage';
import { aPerson, type Person } from '../support/world/sign-in';

/** What is typed wrong is told at its field, in words, with all that was typed: every form of the writers' space. */

type Who = 'desk' | 'operator';
type Row = {
  path: string;
  who?: Who;
  /** A code is asked: no factor was shown just now. */
  isStale?: true;
  /** What its form asks for, where the page has several. */
  geste?: string;
  typed: Record<string, string | string[]>;
  /** The field at fault, and what is said there. */
  at: string;
  said: RegExp;
};

/** Nobody's: its key is right, and it is no product. */
const PATIENT = 'Dossier 1 85 05 78 006 084 91';
const NO_PATIENT = /numéro de sécurité sociale/;
const FULL_KEY = { nom: 'Supervision', action: ['statement'] };
const CONVENTION = { plateforme: 'almerys', professions: ['optician'], depuis: '2024-01-01' };
const NEW_ORGANISATION = { identifiant: 'la-presse', nom: 'La presse', sorte: 'press' };

const ROWS: Record<string, Row> = {
  'a wrong password': {
    path: '/espace/connexion',
    typed: { adresse: 'qui@exemple.fr', passe: 'ce n’est pas lui' },
    at: 'passe',
    said: /inexact/,
  },
  'an address of e-mail cut short': {
    path: '/espace/personnes',
    who: 'desk',
    geste: 'inviter',
    typed: { adresse: 'claire@chez-nous', organisation: 'desk desk' },
    at: 'adresse',
    said: /illisible/,
  },
  'somebody who has an account': {
    path: '/espace/personnes',
    who: 'operator',
    geste: 'inviter',
    typed: { adresse: 'chef@viamedis.example', role: 'manager' },
    at: 'adresse',
    said: /déjà un compte/,
  },
  'a patient in a reason': {
    path: '/espace/personnes',
    who: 'operator',
    geste: 'suspendre',
    typed: { motif: PATIENT },
    at: 'motif',
    said: NO_PATIENT,
  },
  'a code that is wrong': {
    path: '/espace/personnes',
    who: 'operator',
    isStale: true,
    geste: 'inviter',
    typed: { adresse: 'nouvelle@viamedis.example', role: 'author', code: '000000' },
    at: 'code',
    said: /code/,
  },
  'a code that was left out': {
    path: '/espace/personnes',
    who: 'operator',
    isStale: true,
    geste: 'inviter',
    typed: { adresse: 'nouvelle@viamedis.example', role: 'author' },
    at: 'code',
    said: /cinq minutes/,
  },
  'a key without a name': {
    path: '/espace/cles',
    who: 'operator',
    geste: 'faire',
    typed: { ...FULL_KEY, nom: ' ' },
    at: 'nom',
    said: /vide/i,
  },
  'a key that may do nothing': {
    path: '/espace/cles',
    who: 'operator',
    geste: 'faire',
    typed: { ...FULL_KEY, action: [] },
    at: 'action',
    said: /./,
  },
  'a mutuelle without a name': {
    path: '/espace/annuaire/alan',
    who: 'desk',
    geste: 'fiche',
    typed: { nom: ' ' },
    at: 'nom',
    said: /vide/i,
  },
  'an AMC number of letters': {
    path: '/espace/annuaire/alan',
    who: 'desk',
    geste: 'fiche',
    typed: { amc: 'ABC' },
    at: 'amc',
    said: /./,
  },
  'a convention with nobody': {
    path: '/espace/annuaire/alan',
    who: 'desk',
    geste: 'convention',
    typed: { ...CONVENTION, plateforme: '' },
    at: 'plateforme',
    said: /./,
  },
  'a convention for no profession': {
    path: '/espace/annuaire/alan',
    who: 'desk',
    geste: 'convention',
    typed: { ...CONVENTION, professions: [] },
    at: 'professions',
    said: /./,
  },
  'a source that is no address': {
    path: '/espace/annuaire/alan',
    who: 'desk',
    geste: 'convention',
    typed: { ...CONVENTION, source: 'le portail' },
    at: 'source',
    said: /adresse/i,
  },
  'a date of a source that is none': {
    path: '/espace/annuaire/alan',
    who: 'desk',
    geste: 'convention',
    typed: { ...CONVENTION, date: 'hier' },
    at: 'date',
    said: /./,
  },
  'a list of nothing': {
    path: '/espace/annuaire/import',
    who: 'desk',
    geste: 'voir',
    typed: { texte: '' },
    at: 'texte',
    said: /aucun texte/i,
  },
  'a list that has faults': {
    path: '/espace/annuaire/import',
    who: 'desk',
    geste: 'voir',
    typed: { texte: 'mutuelle;platform;professions\nalan;nulle-part;optician' },
    at: 'texte',
    said: /nulle-part/,
  },
  'an address to read in clear': {
    path: '/espace/annuaire/sources',
    who: 'desk',
    geste: 'ajouter',
    typed: { adresse: 'http://listes.example/a.csv' },
    at: 'adresse',
    said: /./,
  },
  'an organisation whose id is none': {
    path: '/espace/organisations/nouvelle',
    who: 'desk',
    typed: { ...NEW_ORGANISATION, identifiant: 'La Presse !' },
    at: 'identifiant',
    said: /./,
  },
  'a mutuelle that nobody knows': {
    path: '/espace/organisations/nouvelle',
    who: 'desk',
    typed: { ...NEW_ORGANISATION, sorte: 'mutuelle', mutuelles: 'inconnue-au-bataillon' },
    at: 'mutuelles',
    said: /inconnu/i,
  },
  'a union of no profession': {
    path: '/espace/organisations/nouvelle',
    who: 'desk',
    typed: { ...NEW_ORGANISATION, sorte: 'union', professions: [] },
    at: 'professions',
    said: /./,
  },
  'an organisation without a name': {
    path: '/espace/organisations/viamedis',
    who: 'desk',
    typed: { nom: ' ' },
    at: 'nom',
    said: /vide/i,
  },
  'a provider that is no address': {
    path: '/espace/organisations/viamedis/connexion',
    who: 'desk',
    geste: 'regler',
    typed: { nom: 'Le nôtre', emetteur: 'notre annuaire', client: 'comptoir', 'secret-client': 'x' },
    at: 'emetteur',
    said: /adresse/i,
  },
  'payments of no day': {
    path: '/espace/paiements',
    who: 'operator',
    typed: { texte: 'Rien encore.' },
    at: '^jour-',
    said: /jour/i,
  },
  'a patient in what is said of payments': {
    path: '/espace/paiements',
    who: 'operator',
    typed: { '^jour-': 'missing', texte: PATIENT },
    at: 'texte',
    said: NO_PATIENT,
  },
  'an incident without a name': {
    path: '/espace/incidents/nouveau?plateforme=viamedis',
    who: 'operator',
    typed: { titre: '', texte: 'Nous cherchons.' },
    at: 'titre',
    said: /./,
  },
  'a patient in the end of an incident': {
    path: '/espace/incidents/panne',
    who: 'operator',
    geste: 'clore',
    typed: { note: PATIENT },
    at: 'note',
    said: NO_PATIENT,
  },
  'an end of an incident that is no instant': {
    path: '/espace/incidents/panne',
    who: 'operator',
    geste: 'clore',
    typed: { 'clos-depuis': '' },
    at: 'clos-depuis',
    said: /./,
  },
  'a patient in a retraction': {
    path: '/espace/declarations?retirer=panne-1',
    who: 'operator',
    typed: { motif: PATIENT },
    at: 'motif',
    said: NO_PATIENT,
  },
  'a password of now that is not': {
    path: '/espace/mot-de-passe',
    who: 'operator',
    typed: { 'passe-actuel': 'ce n’est pas lui', 'passe-nouveau': 'sept autres mots que nul ne connaît' },
    at: 'passe-actuel',
    said: /mot de passe/,
  },
  'a new password that is short': {
    path: '/espace/mot-de-passe',
    who: 'operator',
    typed: { 'passe-actuel': 'quatre mots que personne ne dit', 'passe-nouveau': 'court' },
    at: 'passe-nouveau',
    said: /15/,
  },
  'new recovery codes by a wrong password': {
    path: '/espace/compte',
    who: 'operator',
    isStale: true,
    geste: 'secours',
    typed: { 'passe-actuel': 'ce n’est pas lui' },
    at: 'passe-actuel',
    said: /mot de passe/,
  },
};

/** Pages that take forms and are not above, with why. */
const ELSEWHERE: Record<string, string> = {
  '/espace/invitation': 'sign-in.test.ts: a password that is guessed; a dead link is a page of its own',
  '/espace/second-facteur': 'sign-in.test.ts: a code that is wrong',
  '/espace/compte/fournisseur': 'own-provider.test.ts: a password that is wrong',
  '/espace/connexion/code': 'sign-in.test.ts: a code that is wrong',
  '/espace/deconnexion': 'nothing is typed',
  '/espace/apercu': 'nothing is refused: it shows what a form would publish',
  '/espace/confirmations': 'nothing is typed but a code',
  '/espace/organisations': 'nothing is typed but a code',
  '/espace/propositions': 'directory: desk.test.ts',
  '/espace/remarques': 'remarks.test.ts',
  '/espace/securite': 'nothing is typed',
  '/espace/sondes': 'probes.test.ts',
  '/espace/sondes/nouvelle': 'probes.test.ts',
  '/espace/sondes/:id': 'probes.test.ts',
  '/espace/avis/nouveau': 'notices.test.ts',
  '/espace/avis/:id': 'notices.test.ts',
  '/espace/maintenances': 'maintenances.test.ts',
  '/espace/maintenances/nouvelle': 'maintenances.test.ts',
};

/** What only programs are told. */
const FOR_PROGRAMS =
  /\/api\/|\b(POST|GET|PUT|JSON|ETag|If-Match|Idempotency-Key|Retry-After|expected|Invalid|Too (big|small))\b|description de l’API|Refusé par une règle|Question mal formée/;

type Shown = {
  note: string;
  wrong: { name: string; value: string; said: string }[];
  focused: string | null;
  held: Record<string, string[]>;
};

/** What the page says once it came back. */
const shownOn = (page: Page, form: string): Promise<Shown> =>
  page.evaluate((form) => {
    type Field = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;
    const described = (field: Element) =>
      (field.getAttribute('aria-describedby') ?? '')
        .split(' ')
        .map((id) => document.getElementById(id)?.innerText ?? '')
        .join(' ');
    const wrong = [...document.querySelectorAll<Field>('main [aria-invalid="true"]')].map((field) => ({
      name: field.name,
      value: field.value,
      said: described(field),
    }));
    const held: Record<string, string[]> = {};
    for (const field of document.querySelector(form)?.querySelectorAll<Field>('[name]') ?? []) {
      const isTicked =
        !(field instanceof HTMLInputElement) || !/checkbox|radio/.test(field.type) || field.checked;
      if (isTicked) held[field.name] = [...(held[field.name] ?? []), field.value];
    }
    const focused = document.activeElement as Field | null;
    return {
      note: document.getElementById('probleme')?.innerText ?? '',
      wrong,
      focused: focused?.getAttribute('aria-invalid') === 'true' ? focused.name : null,
      held,
    };
  }, form);

/** Types into a form what a browser that checks nothing would send. */
const fill = (page: Page, form: string, typed: Row['typed']): Promise<void> =>
  page.evaluate(
    ([selector, typed]) => {
      const form = document.querySelector<HTMLFormElement>(selector);
      if (!form) throw new Error(`pas de ${selector}`);
      form.noValidate = true;
      for (const folded of document.querySelectorAll('details')) folded.open = true;
      const found = (name: string) =>
        [...form.elements].filter((each): each is HTMLInputElement => {
          const own = each.getAttribute('name') ?? '';
          return name.startsWith('^') ? own.startsWith(name.slice(1)) : own === name;
        });
      for (const [name, value] of Object.entries(typed)) {
        const fields = found(name);
        if (fields.length === 0) throw new Error(`pas de champ ${name} dans ${selector}`);
        if (Array.isArray(value)) for (const field of fields) field.checked = value.includes(field.value);
        else if (fields[0]) fields[0].value = value;
      }
    },
    [form, typed] as const,
  );

const SECRET = /passe|code$|secret/;

describe('what is typed wrong in the writers’ space', () => {
  const dashboard = useDashboard();
  let people: Record<Who, Person>;
  beforeAll(async () => {
    await loadOutage(dashboard.db(), 'panne');
    people = {
      desk: await aPerson(dashboard, { organisation: 'desk' }),
      operator: await aPerson(dashboard, {
        organisation: 'viamedis',
        role: 'manager',
        email: 'chef@viamedis.example',
      }),
    };
    await aPerson(dashboard, { organisation: 'viamedis' });
  });

  it.each(Object.entries(ROWS))('%s is told at its field, in words, and kept', async (_, row) => {
    const own = row.who ? await people[row.who].signedIn({ isFresh: !row.isStale }) : {};
    const page = await dashboard.visit(row.path, { javaScriptEnabled: false, ...own });
    const form = row.geste
      ? `main form:has([name="geste"][value="${row.geste}"])`
      : 'main form[method="post"]:has(.field, .checks, select)';
    await fill(page, form, row.typed);
    const [answer] = await Promise.all([
      page.waitForResponse((each) => each.request().method() === 'POST'),
      page.locator(form).first().locator('button[type="submit"]').first().click(),
    ]);
    expect(answer.status()).toBeGreaterThanOrEqual(400);
    await page.waitForLoadState('domcontentloaded');
    const shown = await shownOn(page, form);
    const isAt = (name: string) =>
      row.at.startsWith('^') ? name.startsWith(row.at.slice(1)) : name === row.at;
    const fault = shown.wrong.find(({ name }) => isAt(name));
    expect(fault?.said ?? `rien à ${row.at} : ${JSON.stringify(shown)}`).toMatch(row.said);
    expect(`${shown.note} ${fault?.said}`).not.toMatch(FOR_PROGRAMS);
    expect(isAt(shown.focused ?? ''), `le curseur est à ${shown.focused}`).toBe(true);
    for (const [name, value] of Object.entries(row.typed))
      if (!SECRET.test(name) && !name.startsWith('^') && !(Array.isArray(value) && value.length === 0))
        expect(shown.held[name], name).toEqual(Array.isArray(value) ? value : [value]);
    expect(await page.content()).not.toContain('ce n’est pas lui');
  });

  it('is looked for in every form of the space', () => {
    type Node = { path?: string; children?: readonly Node[] };
    const under = (nodes: readonly Node[], above: string): string[] =>
      nodes.flatMap(({ path, children }) => {
        const pattern = path === undefined ? above : `${above}/${path}`;
        return children ? under(children, pattern) : [pattern];
      });
    const patterns = under(pages as readonly Node[], '').filter((path) => path.startsWith('/espace/'));
    const READ_ONLY =
      /journal|annuaire$|modele|espace$|espace\/avis$|annuaire\/:mutuelle\/|espace\/incidents\/nouveau\?/;
    const fits = (pattern: string, path: string): boolean =>
      new RegExp(`^${pattern.replaceAll(/:\w+/g, '[^/]+')}$`).test(path.split('?')[0] ?? '');
    const tried = Object.values(ROWS).map(({ path }) => path);
    const missed = patterns.filter(
      (pattern) =>
        !READ_ONLY.test(pattern) && !(pattern in ELSEWHERE) && !tried.some((path) => fits(pattern, path)),
    );
    expect(missed).toEqual([]);
  });
});
