import { type ActionFunctionArgs, data } from '@remix-run/node';
import { type Client, createClient } from '#server/client';
import type { Problem } from '#server/contract/problem';
import { perhapsKept } from '../words/space-form';
import { inWords } from './form/in-words';
import { FIRST_SENT, firstSentAt } from './form/sending';
import type { Answer, Refusal, Typed } from './form/typed';

/** What a form was answered. `needs`: what to show beside the form before it can be sent again. */
export type Answered<T> =
  | { ok: true; body: T; etag: string | null; headers: Headers }
  | (Refusal & { ok: false; headers: Headers });

export type Refused = Extract<Answered<never>, { ok: false }>;

/** The response for a refusal, with its status and the cookies set on the way. */
export const refusedPage = <Shown>({ problem, needs, typed, headers }: Refused, shown: Shown | null) => {
  const answer: Answer<Shown> = { refused: { problem, needs, typed }, shown };
  return data(answer, { status: problem.status, headers });
};

/** Fields every form of the space may carry beside its own. */
export const OWN_FIELDS = [
  'cle',
  'version',
  FIRST_SENT,
  'reconnexion-adresse',
  'reconnexion-passe',
  'code',
  'passe-actuel',
] as const;
const SECRET_FIELDS: readonly string[] = [
  'reconnexion-passe',
  'code',
  'passe-actuel',
  'passe-nouveau',
  'secret-client',
];

export const typedIn = (form: FormData): Typed => {
  const typed: Typed = {};
  for (const [name, value] of form) {
    if (SECRET_FIELDS.includes(name) || typeof value !== 'string') continue;
    typed[name] = [...(typed[name] ?? []), value];
  }
  return typed;
};

/** Actions that change a second factor: the password in the same form is checked first. */
const FACTOR_ACTIONS: readonly string[] = ['retirer', 'secours', 'montrer', 'preuve', 'relier', 'delier'];

const NEEDS: Record<string, 'sign-in' | 'step-up'> = {
  'urn:comptoir:problem:session-over': 'sign-in',
  'urn:comptoir:problem:unauthenticated': 'sign-in',
  'urn:comptoir:problem:second-factor-needed': 'sign-in',
  'urn:comptoir:problem:step-up-needed': 'step-up',
  'urn:comptoir:problem:password-needed': 'step-up',
};

/**
 * The client to call with, and the headers for idempotency and version. `fetch`: for what the typed client cannot say.
 */
export type Call = { client: Client; headers: Record<string, string>; fetch: typeof globalThis.fetch };

/**
 * Sends what a form says. Signs in again, or shows a factor again, with what the same form carries for it, so that
 * a session that ended loses nothing of what was typed. `null` body: our API answers nothing one needs.
 */
export const publish = async <T>(
  { context, request }: Pick<ActionFunctionArgs, 'context' | 'request'>,
  form: FormData,
  call: (call: Call) => Promise<Response>,
): Promise<Answered<T>> => {
  context.isAnswering = true;
  const typed = typedIn(form);
  const headers = new Headers();
  const cookies = jarOf(request);
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const asked = new Request(input, init);
    asked.headers.set('Cookie', cookies.header());
    const response = await context.fetch(asked);
    for (const cookie of response.headers.getSetCookie()) {
      cookies.keep(cookie);
      headers.append('Set-Cookie', cookie);
    }
    return response;
  };
  const client = createClient(new URL(request.url).origin, fetch);
  // The loaders that run after the action must read in the session this form may have opened.
  context.client = client;
  const refused = async (
    response: Response,
    needs: 'sign-in' | 'step-up' | null,
    place?: string,
  ): Promise<Refused> => {
    const problem = inWords((await response.json()) as Problem, place);
    return { ok: false, problem, needs: needs ?? NEEDS[problem.type] ?? null, typed, headers };
  };

  const shown = await reauthenticate(client, form);
  if (shown && !shown.response.ok) return refused(shown.response, shown.needs, shown.place);
  const proof = FACTOR_ACTIONS.includes(String(form.get('geste'))) ? form.get('passe-actuel') : null;
  if (typeof proof === 'string' && proof !== '') {
    const checked: Response = await client.api.v1.session.password.check.$post({ json: { password: proof } });
    if (!checked.ok) return refused(checked, null);
  }
  const response = await call({ client, headers: headersOf(form), fetch });
  if (!response.ok) return refused(response, null);
  const body: unknown = await response.json();
  if (isAwaitingCommit(response, body)) {
    const sentAt = firstSentAt(form, context.now).toISOString();
    return {
      ok: false,
      problem: PERHAPS_KEPT,
      needs: null,
      typed: { ...typed, [FIRST_SENT]: [sentAt] },
      headers,
    };
  }
  return { ok: true, body: body as T, etag: response.headers.get('ETag'), headers };
};

/** The database did not say in time whether it keeps it. */
const isAwaitingCommit = ({ status }: Response, body: unknown): boolean =>
  status === 202 && (body as { awaiting?: unknown }).awaiting === 'commit';

/** Every form that publishes carries the key under which it is kept once, however often it is sent. */
const PERHAPS_KEPT: Problem = { type: 'urn:comptoir:problem:awaiting-commit', status: 503, ...perhapsKept };

const headersOf = (form: FormData): Record<string, string> => {
  const key = form.get('cle');
  const version = form.get('version');
  return {
    ...(typeof key === 'string' && key !== '' ? { 'Idempotency-Key': key } : {}),
    ...(typeof version === 'string' && version !== '' ? { 'If-Match': version } : {}),
  };
};

/** `place`: the field of what was shown, where it may be wrong. */
type Reauthenticated = { response: Response; needs: 'sign-in' | 'step-up'; place: string };

/** Null when the form carries nothing for it. */
const reauthenticate = async (client: Client, form: FormData): Promise<Reauthenticated | null> => {
  const read = (name: string) => String(form.get(name) ?? '').trim();
  const code = read('code');
  const password = String(form.get('reconnexion-passe') ?? '');
  if (password !== '') {
    const json = { email: read('reconnexion-adresse'), password };
    const first: Response = await client.api.v1.session.$post({ json });
    if (!first.ok) return { response: first, needs: 'sign-in', place: '/reconnexion-passe' };
    const second: Response = await client.api.v1.session['second-factor'].$post({ json: { code } });
    return { response: second, needs: 'sign-in', place: '/code' };
  }
  if (code === '') return null;
  const response: Response = await client.api.v1.session['step-up'].$post({ json: { code } });
  return { response, needs: 'step-up', place: '/code' };
};

/** The cookies of a request, updated by those that responses set on the way. */
const jarOf = (request: Request) => {
  const jar = new Map<string, string>();
  const keep = (pair: string) => {
    const [name = '', ...value] = (pair.split(';')[0] ?? '').split('=');
    jar.set(name.trim(), value.join('='));
  };
  for (const pair of (request.headers.get('Cookie') ?? '').split(';')) if (pair.trim() !== '') keep(pair);
  return { keep, header: () => [...jar].map(([name, value]) => `${name}=${value}`).join('; ') };
};
