import { newId } from '#db/database';
import { addPasskey } from '#db/factors';
import { changeSource } from '#db/sources';
import { digest } from '#server/accounts/secrets';
import { sessionId } from '#server/accounts/sessions';
import { HOUR, shift } from '#server/domain/facts/intervals';
import { onJournal } from '../../support/world/on-journal';
import { ask } from '../kit/asking';
import type { Voice } from '../kit/people';
import type { Server } from '../kit/server';
import type { Cast } from './cast';

/**
 * How each unsafe door is knocked at, aimed at what belongs to almerys, fspf or mutami. `rightful`: who is let in
 * with these very words. `sort`: « object », somebody's thing; « own », only ever one's own; « public », for whom
 * nobody is known yet.
 */
export type Aim = {
  door: string;
  path?: string;
  body?: unknown;
  headers?: Record<string, string>;
  sort: 'object' | 'own' | 'public';
  rightful: keyof Cast['rightful'] | null;
  /** Others are not even told that it is there. */
  isUnseen?: true;
  /** Asks for no factor shown just now: it publishes nothing. */
  isByAClick?: true;
  /** The key of a probe is let in: it is made for that. */
  isForProbes?: true;
};

const AT_ONCE = { 'If-Match': '*' };
const LATER = () => shift(new Date(), HOUR).toISOString();
const LATER_STILL = () => shift(new Date(), 2 * HOUR).toISOString();
const NOW = () => new Date().toISOString();

const words = (health: string, flow: string) => ({
  platform: 'almerys',
  flows: [flow],
  professions: ['pharmacist'],
  mutuelles: ['mutami'],
  precision: 'minute',
  health,
});
const notice = () => ({ title: 'Avis', body: 'Texte', professions: ['pharmacist'], platforms: [] });
const window = () => {
  const { health: _, precision: __, mutuelles: ___, ...scope } = words('down', 'pec');
  return { ...scope, from: LATER(), to: LATER_STILL() };
};
const nights = () => ({ from: LATER(), to: LATER_STILL(), rrule: 'FREQ=DAILY' });
const step = (flow: string) => ({
  effectiveAt: NOW(),
  stage: 'investigating',
  text: 'cherche',
  statements: [words('down', flow)],
});
const mutuelle = { name: 'Mutami', aliases: [], amcNumbers: [] };
const convention = (from: string) => ({
  mutuelle: 'mutami',
  platform: 'almerys',
  professions: ['pharmacist'],
  from,
  source: { confidence: 'low' },
});
const organisation = (id: string) => ({ id, name: 'Presse', kind: 'press' });
const CSV =
  'mutuelle;platform;professions;code;csr;from;to;source_url;source_kind;source_as_of;source_confidence\n' +
  'mutami;almerys;pharmacist;;;2026-03-01;;;;;low\n';
const definition = { name: 'Portail', steps: [{ kind: 'tcp', host: 'portail.invalid', port: 443 }] };
const probe = { ...definition, kind: 'tcp', platform: 'almerys' };
const beat = { 'Heartbeat-Token': 'A'.repeat(43) };
const reported = { profession: 'pharmacist', platform: 'almerys', flow: 'pec' };
const remark = { profession: 'pharmacist', mutuelle: 'mutami', platform: 'almerys', says: 'served' };
const SIGNED = { id: 'AAAA', rawId: 'AAAA', type: 'public-key', response: { clientDataJSON: 'e30' } };
const LINK = { labels: ['pec'], platform: 'almerys', flows: ['pec'], professions: 'all' };
const WRONG = { token: 'A'.repeat(43) };
/** As long as that of a subscription, and of none. */
const NO_TOKEN = 'A'.repeat(64);

/** Puts on record, by those who may, what others will try to touch. */
export const prepareAims = async ({ origin }: Server, cast: Cast): Promise<Aim[]> => {
  const { rightful, db, person, almerys } = cast;
  const made = async (who: keyof Cast['rightful'] | Voice, path: string, body: object, method = 'POST') => {
    const reply = await ask(origin, {
      method,
      path: `/api/v1${path}`,
      body,
      headers: { ...(typeof who === 'string' ? rightful[who] : who), ...AT_ONCE },
    });
    if (reply.status >= 300) throw new Error(`${path} : ${reply.status} ${reply.text}`);
    return reply.body;
  };
  const said = await made('almerys', '/statements', { ...words('down', 'pec'), effectiveAt: NOW() });
  const mistaken = await made('almerys', '/statements', {
    ...words('down', 'arl'),
    effectiveAt: NOW(),
  });
  const back = await made('almerys', '/statements', { ...words('operational', 'idb'), effectiveAt: NOW() });
  const planned = await made('almerys', '/maintenances', window());
  const published = await made('fspf', '/notices', notice());
  const another = await made('fspf', '/notices', notice());
  const { proposal } = await made('mutami', '/mutuelles/mutami', mutuelle, 'PUT');
  await made('desk', '/conventions', convention('2026-01-01'));
  await made('desk', '/organisations', organisation('la-presse'));
  const invited = await made('almerys', '/invitations', { email: 'guest@example.org' });
  const key = await made('almerys', '/keys', { name: 'essai', actions: ['statement'] });
  const looking = await made('desk', '/probes', { ...probe, flow: 'pec' });
  // Defined by another of the desk, so that the desk may approve it.
  const awaiting = (await made(await (await person('desk')).session(), '/probes', { ...probe, flow: 'idb' }))
    .id;
  const subscriber = newId();
  const address = { channel: 'push' as const, target: 'sealed', targetDigest: subscriber, share: 'push' };
  const since = { createdAt: new Date(), confirmedAt: null };
  await db
    .insertInto('subscriber')
    .values({ ...address, ...since, id: subscriber })
    .execute();
  const [source, removed] = [
    await made('desk', '/sources', { url: 'https://listes.example/une.csv' }),
    await made('desk', '/sources', { url: 'https://listes.example/deux.csv' }),
  ];
  const waiting = { waiting: Buffer.from(CSV), waitingDigest: 'a'.repeat(64), waitingSince: new Date() };
  await changeSource(db, source.id, waiting);
  const [plugged, unplugged] = [
    await made('almerys', '/connectors', { name: 'Surveillance' }),
    await made('almerys', '/connectors', { name: 'Ancienne' }),
  ];
  const linked = await made('almerys', `/connectors/${plugged.id}/links`, LINK);
  const alertNamed = async (name: string): Promise<string> => {
    await made({}, `/inbound/${plugged.token}`, { gatus: { name, state: 'TRIGGERED' } });
    const { alerts } = await made('almerys', '/due', {}, 'GET');
    return alerts.find(({ title }: { title: string }) => title === name).id;
  };
  const [alert, idle] = [await alertNamed('pec'), await alertNamed('essai')];
  const colleague = await person('almerys');
  const askedOf = async () => {
    const { id } = await person('almerys');
    return (await made('desk', `/accounts/${id}/disabling`, { reason: 'parti' })).id;
  };
  const [agreed, calledOff] = [await askedOf(), await askedOf()];
  const passkey = `passkey-${Date.now()}`;
  await onJournal(db, (trx) =>
    addPasskey(trx, {
      id: passkey,
      account: almerys.id,
      name: 'clé',
      publicKey: Buffer.from('AA'),
      counter: '0',
      transports: [],
      createdAt: new Date(),
      lastUsedAt: null,
    }),
  );

  /** Of almerys, beside the one it knocks with. */
  const anotherSession = async () => {
    const { Cookie = '' } = await almerys.session();
    return sessionId({ tokenHash: digest(Cookie.replace('session=', '')) });
  };

  const object = (door: string, rightful: Aim['rightful'], rest: Partial<Aim> = {}): Aim => ({
    door,
    rightful,
    sort: 'object',
    ...rest,
  });
  const own = (door: string, rest: Partial<Aim> = {}): Aim => ({
    door,
    rightful: null,
    sort: 'own',
    ...rest,
  });
  const open = (door: string, rest: Partial<Aim> = {}): Aim => ({
    door,
    rightful: null,
    sort: 'public',
    ...rest,
  });
  const at = (id: string) => ({ path: id });
  return [
    object('post /statements', 'almerys', { body: { ...words('down', 'dre'), effectiveAt: NOW() } }),
    object('post /statements/{id}/confirmation', 'desk', { ...at(back.id), body: {} }),
    object('post /statements/{id}/retraction', 'almerys', { ...at(said.id), body: { reason: 'erreur' } }),
    object('post /retractions', 'almerys', { body: { statements: [mistaken.id], reason: 'erreur' } }),
    object('post /incidents', 'almerys', {
      body: { title: 'Panne', platforms: ['almerys'], update: step('clc') },
    }),
    object('post /incidents/{id}/updates', 'almerys', { ...at(said.incident), body: step('noemie') }),
    object('post /incidents/{id}/closing', 'desk', {
      ...at(said.incident),
      body: { effectiveAt: NOW() },
      headers: AT_ONCE,
    }),
    object('post /maintenances', 'almerys', { body: window() }),
    object('post /maintenances/{id}/cancellation', 'almerys', {
      ...at(planned.id),
      body: {},
      headers: AT_ONCE,
    }),
    object('post /payments', 'almerys', {
      body: { platform: 'almerys', professions: 'all', day: '2026-01-05', state: 'paid' },
    }),
    object('post /notices', 'fspf', { body: notice() }),
    object('post /notices/{id}/corrections', 'fspf', {
      ...at(published.id),
      body: notice(),
      headers: AT_ONCE,
    }),
    object('post /notices/{id}/withdrawal', 'fspf', { ...at(another.id), body: {}, headers: AT_ONCE }),
    object('put /mutuelles/{id}', 'desk', { ...at('mutami'), body: mutuelle, headers: AT_ONCE }),
    object('post /conventions', 'desk', { body: convention('2026-02-01') }),
    object('post /conventions/end', 'desk', {
      body: { mutuelle: 'mutami', platform: 'almerys', from: '2026-01-01', to: '2026-06-01' },
      headers: AT_ONCE,
    }),
    object('post /proposals/{id}/decision', 'desk', { ...at(proposal), body: { accepted: false } }),
    object('post /organisations', 'desk', { body: organisation('autre-presse') }),
    object('put /organisations/{id}', 'desk', {
      ...at('la-presse'),
      body: organisation('la-presse'),
      headers: AT_ONCE,
    }),
    object('post /sources', 'desk', { body: { url: 'https://listes.example/autre.csv' } }),
    object('post /sources/{id}/removal', 'desk', { ...at(removed.id), body: {} }),
    object('post /sources/{id}/decision', 'desk', {
      ...at(source.id),
      body: { accepted: false, digest: 'a'.repeat(64) },
    }),
    own('post /connectors', { rightful: 'almerys', body: { name: 'Surveillance' } }),
    object('post /connectors/{id}/links', 'almerys', { ...at(plugged.id), body: LINK, isUnseen: true }),
    object('post /connectors/{id}/summary', 'almerys', {
      ...at(plugged.id),
      body: { url: null },
      isUnseen: true,
    }),
    object('post /connectors/{id}/revocation', 'almerys', { ...at(unplugged.id), isUnseen: true }),
    object('post /connector-links/{id}/removal', 'almerys', { ...at(linked.id), isUnseen: true }),
    object('post /alerts/{id}/publication', 'almerys', {
      ...at(alert),
      body: { state: 'waiting', incident: null, title: 'Panne', update: step('pec') },
      isUnseen: true,
    }),
    object('post /alerts/{id}/dropping', 'almerys', { ...at(idle), body: { note: 'essai' }, isUnseen: true }),
    object('post /imports', 'desk', {
      path: '?dryRun=false',
      body: CSV,
      headers: { 'Content-Type': 'text/csv' },
    }),
    object('post /invitations', 'almerys', { body: { email: 'other@example.org', organisation: 'almerys' } }),
    object('delete /invitations/{id}', 'almerys', at(invited.id)),
    object('delete /keys/{id}', 'almerys', at(key.id)),
    object('delete /sessions/{id}', 'almerys', {
      ...at(await anotherSession()),
      isUnseen: true,
      isByAClick: true,
    }),
    object('delete /account/passkeys/{id}', 'almerys', { ...at(passkey), isUnseen: true }),
    object('post /accounts/{id}/disabling', 'almerys', { ...at(colleague.id), body: { reason: 'parti' } }),
    object('post /accounts/{id}/suspension', 'almerys', { ...at(colleague.id), body: { reason: 'volé' } }),
    object('post /restrictions/{id}/confirmation', 'almerys', at(agreed)),
    object('post /restrictions/{id}/cancellation', 'almerys', at(calledOff)),
    object('post /probes', 'desk', { body: { ...probe, flow: 'carte' } }),
    object('put /probes/{id}', 'desk', { ...at(looking.id), body: definition, headers: AT_ONCE }),
    object('post /probes/{id}/approval', 'desk', { ...at(awaiting), headers: AT_ONCE }),
    object('post /probes/{id}/enabling', 'desk', at(looking.id)),
    object('post /probes/enabling', 'desk', { body: { probes: [looking.id] } }),
    object('post /probes/disabling', 'desk', { body: { probes: [looking.id] } }),
    object('post /probes/{id}/trial', 'desk', at(looking.id)),
    object('post /probe-trials', 'desk', { body: { steps: definition.steps, timeoutMs: 100 } }),
    object('post /probes/{id}/disabling', 'desk', at(looking.id)),
    object('post /deliveries/{id}/retry', 'desk', { ...at(subscriber), isByAClick: true }),
    object('post /remarks/decision', 'desk', { body: { ...remark, accepted: false, upTo: NOW() } }),
    own('post /observations', {
      body: { platform: 'almerys', flow: 'pec', observedAt: NOW(), outcome: 'ok' },
      isForProbes: true,
    }),
    own('post /preview', { rightful: 'almerys', body: { platform: 'almerys', statements: [] } }),
    own('post /preview/notice', { rightful: 'fspf', body: notice() }),
    own('post /preview/maintenance', { rightful: 'almerys', body: nights() }),
    own('post /keys', { body: { name: 'essai', actions: ['statement'] } }),
    own('put /drafts/{form}', { ...at('essai'), body: { content: { text: ['essai'] } } }),
    own('delete /drafts/{form}', at('essai')),
    // A session whose factor was not shown may end, and end only itself.
    open('delete /session'),
    own('delete /sessions'),
    object('post /organisations/{id}/password-renewal', 'almerys', { ...at('almerys'), body: {} }),
    own('post /session/password', {
      body: { current: 'aucun', password: 'sept autres mots que nul ne connaît' },
    }),
    own('post /session/password/check', { body: { password: 'aucun' } }),
    own('post /session/step-up/question'),
    own('post /session/step-up', { body: { code: '000000' } }),
    own('post /account/provider'),
    own('delete /account/provider'),
    object('put /organisations/{id}/provider', 'desk', {
      ...at('la-presse'),
      body: { name: 'Le leur', issuer: 'https://id.example', clientId: 'x', clientSecret: 'y' },
    }),
    object('post /organisations/{id}/provider/trial', 'desk', { ...at('la-presse'), isByAClick: true }),
    object('delete /organisations/{id}/provider', 'desk', at('la-presse')),
    own('post /account/totp/offer'),
    own('post /account/totp', { body: { secret: 'A'.repeat(32), code: '000000' } }),
    own('post /account/recovery-codes'),
    own('post /account/passkeys/question'),
    own('post /account/passkeys', { body: { name: 'clé', response: SIGNED } }),
    open('post /professionals/sign-out'),
    open('post /reports', { body: { ...reported, outcome: 'blocked' } }),
    open('post /remarks', { body: remark }),
    open('post /inbound/{token}', { ...at('A'.repeat(43)), body: {}, isUnseen: true }),
    open('post /subscriptions', {
      body: { channel: 'email', address: 'nobody@example.org', follows: [{ profession: 'pharmacist' }] },
    }),
    open('put /subscriptions/{token}', {
      ...at(NO_TOKEN),
      body: { follows: [{ profession: 'pharmacist' }] },
      isUnseen: true,
    }),
    open('delete /subscriptions/{token}', { ...at(NO_TOKEN), isUnseen: true }),
    open('post /subscriptions/{token}/confirmation', { ...at(NO_TOKEN), isUnseen: true }),
    open('post /subscriptions/{token}/resumption', { ...at(NO_TOKEN), isUnseen: true }),
    open('post /subscriptions/{token}/secret', { ...at(NO_TOKEN), isUnseen: true }),
    open('post /heartbeats', { headers: beat, isUnseen: true }),
    open('post /heartbeats/{token}', { ...at('A'.repeat(43)), isUnseen: true }),
    open('post /session', {
      body: { email: 'nobody@example.org', password: 'quatre mots que personne ne dit' },
    }),
    open('post /session/second-factor', { body: { code: '000000' } }),
    open('post /session/passkey/question'),
    open('post /session/passkey', { body: { response: SIGNED } }),
    open('post /first-steps/reading', { body: WRONG }),
    open('post /first-steps/invitation', {
      body: { ...WRONG, email: 'other@example.org', organisation: 'desk' },
    }),
    open('post /invitations/reading', { body: WRONG }),
    open('post /invitations/acceptance', {
      body: { ...WRONG, name: 'Quelqu’un', password: 'quatre mots que personne ne dit' },
    }),
  ];
};

/** A door's address with what it is aimed at. */
export const addressOf = ({ door, path }: Aim): { method: string; path: string } => {
  const [method = '', pattern = ''] = door.split(' ');
  const at = path?.startsWith('?') ? pattern + path : pattern.replace(/\{\w+\}/, path ?? '');
  return { method: method.toUpperCase(), path: `/api/v1${at}` };
};

/** Unsafe doors of the OpenAPI document, as they are named here. */
export const unsafeDoors = async ({ origin }: Server): Promise<string[]> => {
  const { body } = await ask(origin, { path: '/api/v1/openapi.json' });
  return Object.entries(body.paths as Record<string, object>).flatMap(([path, operations]) =>
    Object.keys(operations)
      .filter((method) => !['get', 'head', 'options'].includes(method))
      .map((method) => `${method} ${path.replace('/api/v1', '')}`),
  );
};
