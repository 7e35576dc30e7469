import { Secret, TOTP } from 'otpauth';
import { addPasskey } from '#db/factors';
import { newTotpSecret } from '#server/accounts/codes';
import { invite } from '#server/accounts/invitations';
import { digest } from '#server/accounts/secrets';
import { sessionId } from '#server/accounts/sessions';
import type { OrganisationKind } from '#server/domain/facts/vocabulary';
import { onJournal } from './on-journal';
import { aNotice, aWriter, type Headers, PASSWORD, type World, type Writer } from './writers';

/** The doors of accounts and of the writers' space, with what they answer to whom. */

export type Caller = { writer: Writer; kind: OrganisationKind };
type Asked = { path: string; body?: unknown; headers?: Headers };
/** `whose`: the organisation that the thing touched is of. */
type Ask = (whose: string, caller: Caller) => Asked | Promise<Asked>;
/** Statuses « own foreign », or one where nobody else's thing can be named; 403 403 for whoever is left out. */
export type Row = { route: string; ask: Ask; may: Partial<Record<string, string>> };

export const row = (route: string, may: Row['may'], ask: Ask): Row => ({ route, may, ask });
/** Of oneself: the path as it is. */
const plain = (route: string, may: Row['may'], body?: unknown): Row =>
  row(route, may, () => ({ path: (route.split(' ')[1] ?? '').replace(':form', 'words'), body }));

export const all = (status: string) => ({ operator: status, union: status, mutuelle: status, desk: status });
const ANYONE = { operator: '200', union: '200', mutuelle: '200', desk: '200', key: '200' };
const BY_HAND = { operator: '200', union: '200', mutuelle: '200', desk: '200', key: '403' };
/** These people write by key: no password is theirs. */
const NO_PASSWORD = { ...all('422'), key: '403' };
const ANOTHER_PASSWORD = 'sept autres mots que nul ne connaît';
const MANAGERS = (own: string, foreign: string) => ({
  manager: `${own} ${foreign}`,
  desk: `${own} ${own}`,
});
/** Whoever opens our pages, signed in or not; a key opens none. */
const OPEN = (status: string) => ({ ...ANYONE, nobody: status, ...all(status), key: '403', probe: '403' });
/** Whoever speaks from a counter: who one is here says nothing. */
const ANYBODY = (status: string) => ({ ...all(status), nobody: status, key: status, probe: status });

let count = 0;
const fresh = () => `account-${++count}`;

/** `by`: who speaks for an organisation. */
export const accountRows = (world: World, by: (whose: string) => Writer): Row[] => {
  const noOtp = async ({ writer }: Caller) => {
    await world.db
      .updateTable('account')
      .set({ totpStep: null })
      .where('id', '=', writer.account.id)
      .execute();
    await world.db.deleteFrom('attempt' as never).execute();
  };
  const invited = (whose: string) =>
    onJournal(world.db, (trx) =>
      invite(
        trx,
        { organisation: whose, email: `${fresh()}@example.org`, role: 'author', invitedBy: null },
        world.now(),
      ),
    );
  /** One more manager asks that one more account be closed. */
  const askedOf = async (organisation: string): Promise<string> => {
    const asker = await aWriter(world, { organisation, role: organisation === 'desk' ? 'desk' : 'manager' });
    const { account } = await aWriter(world, { organisation });
    const hand = await asker.session();
    return (await hand.post(`/accounts/${account.id}/disabling`, {})).body.id;
  };
  return [
    plain('POST /preview', ANYONE, { platform: 'north', statements: [] }),
    plain('POST /preview/notice', ANYONE, aNotice()),
    row('POST /preview/maintenance', ANYONE, () => ({
      path: '/preview/maintenance',
      body: { from: world.in(60_000), to: world.in(120_000), rrule: 'FREQ=DAILY;COUNT=2' },
    })),
    plain('GET /due', ANYONE),
    plain('GET /statements', ANYONE),
    row('GET /writes/:id', { ...all('404'), key: '404', probe: '404' }, () => ({ path: '/writes/unknown' })),
    plain('GET /drafts/:form', BY_HAND),
    plain('PUT /drafts/:form', BY_HAND, { content: {} }),
    plain('DELETE /drafts/:form', BY_HAND),
    plain('GET /accounts', BY_HAND),
    plain('GET /organisations', ANYONE),
    plain('GET /proposals', ANYONE),
    plain('GET /audit', BY_HAND),
    plain('GET /account', BY_HAND),
    plain('GET /security-events', BY_HAND),
    plain('GET /account/provider', BY_HAND),
    row('POST /account/provider', { ...all('409'), key: '403' }, () => ({ path: '/account/provider' })),
    row('DELETE /account/provider', { ...all('404'), key: '403' }, () => ({ path: '/account/provider' })),
    ...['GET', 'PUT', 'DELETE'].map((method) =>
      row(`${method} /organisations/:id/provider`, { desk: '200' }, async (whose) => {
        const path = `/organisations/${whose}/provider`;
        const body = { name: 'Le leur', issuer: 'https://id.example', clientId: 'x', clientSecret: 'y' };
        return { path, ...(method === 'PUT' ? { body } : {}) };
      }),
    ),
    row('POST /organisations/:id/provider/trial', { desk: '404' }, (whose) => ({
      path: `/organisations/${whose}/provider/trial`,
    })),
    plain('GET /invitations', { manager: '200', desk: '200' }),
    plain('GET /keys', { manager: '200', desk: '200' }),
    row('POST /invitations', MANAGERS('201', '403'), (whose) => ({
      path: '/invitations',
      body: {
        organisation: whose,
        email: `${fresh()}@example.org`,
        role: whose === 'desk' ? 'desk' : 'author',
      },
    })),
    row('DELETE /invitations/:id', MANAGERS('200', '403'), async (whose) => ({
      path: `/invitations/${(await invited(whose)).id}`,
    })),
    row('POST /accounts/:id/disabling', MANAGERS('202', '403'), async (whose) => ({
      path: `/accounts/${(await aWriter(world, { organisation: whose })).account.id}/disabling`,
      body: {},
    })),
    // Of a second account within the hour: it waits for a second person.
    row('POST /accounts/:id/suspension', MANAGERS('202', '403'), async (whose) => ({
      path: `/accounts/${(await aWriter(world, { organisation: whose })).account.id}/suspension`,
      body: {},
    })),
    plain('GET /restrictions', BY_HAND),
    row('POST /restrictions/:id/confirmation', MANAGERS('200', '403'), async (whose) => ({
      path: `/restrictions/${await askedOf(whose)}/confirmation`,
    })),
    row('POST /restrictions/:id/cancellation', MANAGERS('200', '403'), async (whose) => ({
      path: `/restrictions/${await askedOf(whose)}/cancellation`,
    })),
    plain('POST /keys', { manager: '201', desk: '201' }, { name: 'essai', actions: ['statement'] }),
    row('DELETE /keys/:id', MANAGERS('202', '403'), async (whose) => ({
      path: `/keys/${(await by(whose).anotherKey()).key.id}`,
    })),
    plain('DELETE /session', BY_HAND),
    plain('DELETE /sessions', BY_HAND),
    row('DELETE /sessions/:id', BY_HAND, async (_, { writer }) => {
      const { token } = await writer.session();
      return { path: `/sessions/${sessionId({ tokenHash: digest(token) })}` };
    }),
    plain('POST /session/password', NO_PASSWORD, { current: 'aucun', password: ANOTHER_PASSWORD }),
    plain('POST /session/password/check', NO_PASSWORD, { password: 'aucun' }),
    row('POST /organisations/:id/password-renewal', MANAGERS('200', '403'), (whose) => ({
      path: `/organisations/${whose}/password-renewal`,
      body: {},
    })),
    plain('POST /session/step-up/question', BY_HAND),
    row('POST /session/step-up', BY_HAND, async (_, caller) => {
      await noOtp(caller);
      return { path: '/session/step-up', body: { code: caller.writer.otp() } };
    }),
    plain('POST /account/totp/offer', BY_HAND),
    plain('POST /account/recovery-codes', BY_HAND),
    plain('POST /account/passkeys/question', BY_HAND),
    row('DELETE /account/passkeys/:id', BY_HAND, async (_, { writer }) => {
      const id = fresh();
      const key = { id, account: writer.account.id, name: 'clé', publicKey: Buffer.from('x'), counter: '0' };
      const passkey = { ...key, transports: [], createdAt: world.now(), lastUsedAt: null };
      await onJournal(world.db, (trx) => addPasskey(trx, passkey));
      return { path: `/account/passkeys/${id}` };
    }),
    row('POST /account/passkeys', { ...all('422'), key: '403' }, () => ({
      path: '/account/passkeys',
      body: { name: 'clé', response: { id: 'x', response: { clientDataJSON: 'x' } } },
    })),
    row('POST /account/totp', { ...all('422'), key: '403' }, async (_, caller) => {
      await noOtp(caller);
      const secret = newTotpSecret();
      const code = new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: 0 });
      return { path: '/account/totp', body: { secret, code } };
    }),
    plain('GET /session', { ...ANYONE, nobody: '200', probe: '200' }),
    row('POST /session', OPEN('401'), () => ({
      path: '/session',
      body: { email: `${fresh()}@example.org`, password: PASSWORD },
      headers: { 'X-Forwarded-For': `10.0.${++count % 250}.1` },
    })),
    row('POST /session/second-factor', OPEN('401'), () => ({
      path: '/session/second-factor',
      body: { code: '000000' },
    })),
    plain('POST /session/passkey/question', OPEN('200')),
    row('POST /session/passkey', OPEN('401'), () => ({
      path: '/session/passkey',
      body: { response: { id: 'x', response: { clientDataJSON: 'x' } } },
    })),
    row('POST /invitations/reading', OPEN('200'), async (whose) => ({
      path: '/invitations/reading',
      body: { token: (await invited(whose)).token },
    })),
    row('POST /invitations/acceptance', OPEN('201'), async (whose) => ({
      path: '/invitations/acceptance',
      body: { token: (await invited(whose)).token, name: 'Nouvelle', password: PASSWORD },
    })),
    // Somebody has an account: nothing is there any more.
    plain('POST /first-steps/reading', OPEN('404'), { token: 'x'.repeat(43) }),
    plain('POST /first-steps/invitation', OPEN('404'), {
      token: 'x'.repeat(43),
      email: 'qui@example.org',
      organisation: 'desk',
    }),
    plain('POST /professionals/sign-out', OPEN('204')),
    row('POST /reports', ANYBODY('201'), () => ({
      path: '/reports',
      body: { profession: 'optician', platform: 'north', flow: 'pec', outcome: 'blocked' },
      headers: { 'X-Forwarded-For': `10.1.${++count % 250}.1` },
    })),
    // No mail is sent here: whoever asks is told so.
    row('POST /subscriptions', ANYBODY('422'), () => ({
      path: '/subscriptions',
      body: { channel: 'email', address: 'qui@example.org', follows: [{ profession: 'optician' }] },
      headers: { 'X-Forwarded-For': `10.3.${++count % 250}.1` },
    })),
    row('POST /remarks', ANYBODY('201'), () => ({
      path: '/remarks',
      body: { profession: 'optician', mutuelle: 'alba', platform: 'south', says: 'served' },
      headers: { 'X-Forwarded-For': `10.2.${++count % 250}.1` },
    })),
  ];
};
