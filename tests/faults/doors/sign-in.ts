import { setTimeout as pause } from 'node:timers/promises';
import { renewRecoveryCodes } from '#server/accounts/codes';
import { hashPassword } from '#server/accounts/passwords';
import { ask, type Reply } from '../kit/asking';
import { newTotp, type Voice } from '../kit/people';
import type { Server } from '../kit/server';
import { isQuick, progress, result, tally } from '../kit/support';
import type { Cast, People } from './cast';

/** Signing in, seen by those who guess: addresses, passwords, sessions. */

const PASSWORD = 'quatre mots que personne ne dit';
const TRIES = isQuick ? 60 : 240;
/** Slow enough that what is allowed to all strangers together, 600 a minute, is not reached. */
const PACE = 150;
const STUFFED = 200;
/** Of each hundred times, the slowest are somebody else's doing on a machine that others use. */
const KEPT = 0.95;
/** Another for each answer, by design. */
const NONCE = /nonce-[^']+/g;

let network = 0;
export const elsewhere = (): Voice => {
  network += 1;
  return { 'X-Forwarded-For': `10.${Math.floor(network / 250)}.${network % 250}.7` };
};

const cookiesOf = ({ headers }: Reply): Record<string, string> =>
  Object.fromEntries(headers.getSetCookie().map((cookie) => (cookie.split(';')[0] ?? '').split(/=(.*)/s)));

/** From our own page, as a browser does. */
const post = (server: Server, path: string, body: object, headers: Voice = {}): Promise<Reply> =>
  ask(server.origin, {
    path: `/api/v1${path}`,
    body,
    headers: { Origin: server.origin, 'Sec-Fetch-Site': 'same-origin', ...headers },
  });
const signIn = (server: Server, email: string, password: string, headers: Voice = elsewhere()) =>
  post(server, '/session', { email, password }, headers);

/** All that is told but the instant: status, body, headers. */
const tellingOf = ({ status, text, headers }: Reply): string =>
  JSON.stringify([
    ...[status, text],
    ...[...headers]
      .filter(([name]) => !/^(date|set-cookie)$/.test(name))
      .map(([name, value]) => [name, value.replace(NONCE, '')]),
  ]);

const mean = (values: readonly number[]): number =>
  values.reduce((sum, each) => sum + each, 0) / values.length;
const trimmed = (values: readonly number[]): number[] =>
  [...values].sort((a, b) => a - b).slice(0, Math.ceil(values.length * KEPT));
const error = (values: readonly number[]): number => {
  const middle = mean(values);
  return Math.sqrt(mean(values.map((each) => (each - middle) ** 2)) / values.length);
};

/** Known and unknown addresses in turn, each from a network of its own. */
export const enumerate = async (server: Server, cast: Cast) => {
  const passwordHash = await hashPassword(PASSWORD);
  const known = await cast.person('desk', { also: { passwordHash } });
  const closed = await cast.person('desk', { isDisabled: true, also: { passwordHash } });
  const keyOnly = await cast.person('desk');
  const took: Record<'known' | 'unknown', number[]> = { known: [], unknown: [] };
  const tellings = new Set<string>();
  const once = async (sort: keyof typeof took | null, email: string, password: string) => {
    const startedAt = performance.now();
    const reply = await signIn(server, email, password);
    if (sort) took[sort].push(performance.now() - startedAt);
    tellings.add(tellingOf(reply));
    await pause(PACE);
  };
  for (let times = 0; times < 10; times += 1) await once(null, known.email, 'un autre mot de passe');
  for (let times = 0; times < TRIES; times += 1) {
    const pair = [
      () => once('known', known.email, `un autre mot de passe ${times}`),
      () => once('unknown', `nobody-${times}@example.org`, `un autre mot de passe ${times}`),
    ];
    for (const one of times % 2 ? pair : pair.reverse()) await one();
  }
  for (const { email } of [closed, keyOnly]) await once(null, email, PASSWORD);
  const [one, other] = [trimmed(took.known), trimmed(took.unknown)];
  const difference = Math.abs(mean(one) - mean(other)) / mean(other);
  const ms = (values: readonly number[]) => `${mean(values).toFixed(1)} ± ${error(values).toFixed(1)} ms`;
  progress('F21', `adresses connues et inconnues : ${(difference * 100).toFixed(1)} % d’écart`);
  return {
    isMet: tellings.size === 1 && difference <= 0.1,
    measured:
      `${TRIES} known and ${TRIES} unknown addresses in turn: ${tellings.size} telling, mean ${ms(one)} and ` +
      `${ms(other)} (slowest 5 % of each left out; whole: ${ms(took.known)} and ${ms(took.unknown)}), ` +
      `${(difference * 100).toFixed(1)} % apart, give or take ${((100 * Math.hypot(error(one), error(other))) / mean(other)).toFixed(1)}; a closed account and one without password answer the same`,
  };
};

/** Somebody whose password and second factor are known to us. */
export const anOwner = async (server: Server, { db, secrets, person }: People) => {
  const also = { passwordHash: await hashPassword(PASSWORD), totpSecret: secrets.seal(newTotp()) };
  const { id, email } = await person('desk', { also });
  const codes = await renewRecoveryCodes(db, secrets, id);
  /** Both steps; resolves to what the second gave, and the tokens of each. */
  const enter = async (headers: Voice) => {
    const first = await signIn(server, email, PASSWORD, headers);
    const pending = cookiesOf(first).session;
    // As a browser: the session given takes the place of the one it had.
    const kept = headers.Cookie?.startsWith('session=') ? undefined : headers.Cookie;
    const Cookie = [kept, `session=${pending}`].filter(Boolean).join('; ');
    const second = await post(
      server,
      '/session/second-factor',
      { code: codes.pop() },
      { ...headers, Cookie },
    );
    return { first, second, pending, given: cookiesOf(second) };
  };
  return { email, enter };
};

/** One address tried again and again from one network, while whose it is goes on signing in. */
export const stuff = async (server: Server, cast: Cast) => {
  const { email, enter } = await anOwner(server, cast);
  const device = `device=${(await enter(elsewhere())).given.device}`;
  const attacker = elsewhere();
  const replies: Reply[] = [];
  for (let times = 0; times < STUFFED; times += 10)
    replies.push(
      ...(await Promise.all(
        Array.from({ length: 10 }, (_, i) =>
          signIn(server, email, `mot de passe volé ${times + i}`, attacker),
        ),
      )),
    );
  const cut = replies.filter(({ status }) => status === 429);
  const tried = replies.filter(({ status }) => status === 401);
  const areKnown = cut.every(({ headers }) => Number(headers.get('Retry-After')) > 0);
  const owner = {
    elsewhere: (await enter(elsewhere())).second.status,
    'on a known device': (await enter({ ...attacker, Cookie: device })).second.status,
  };
  progress('F21', `bourrage : ${result(tally(replies.map(({ status }) => status)))}`);
  return {
    isMet:
      tried.length <= 10 &&
      cut.length === STUFFED - tried.length &&
      areKnown &&
      Object.values(owner).every((status) => status === 200),
    measured:
      `${STUFFED} guesses at one address from one network: ${result(tally(replies.map(({ status }) => status)))}, ` +
      `Retry-After ${areKnown ? 'on each' : 'MISSING'}; its owner meanwhile: ` +
      Object.entries(owner)
        .map(([where, status]) => `${status} ${where}${where === 'elsewhere' ? '' : ' of the same network'}`)
        .join(', '),
  };
};

/** A token somebody planted, or saw before the second factor, opens nothing afterwards. */
export const fixate = async (server: Server, cast: Cast) => {
  const { enter } = await anOwner(server, cast);
  const planted = 'P'.repeat(43);
  const { first, second, pending, given } = await enter({ ...elsewhere(), Cookie: `session=${planted}` });
  const stateOf = async (token: string | undefined) =>
    (await ask(server.origin, { path: '/api/v1/session', headers: { Cookie: `session=${token}` } })).body
      .state;
  const states = {
    planted: await stateOf(planted),
    pending: await stateOf(pending),
    given: await stateOf(given.session),
  };
  const flags = [first, second]
    .flatMap(({ headers }) => headers.getSetCookie())
    .filter((cookie) => !/HttpOnly/i.test(cookie) || !/SameSite=(Lax|Strict)/i.test(cookie));
  const areNew = new Set([planted, pending, given.session]).size === 3;
  return {
    isMet:
      areNew &&
      states.planted === 'signed-out' &&
      states.pending === 'over' &&
      states.given === 'signed-in' &&
      flags.length === 0,
    measured:
      `token new at each step: ${areNew ? 'yes' : 'NO'}; planted one « ${states.planted} », the one before the ` +
      `second factor « ${states.pending} », the last « ${states.given} »; cookies without HttpOnly and SameSite: ${flags.length}`,
  };
};
