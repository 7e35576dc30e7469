import {
  AuthorizationResponseError,
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  type Configuration,
  type CustomFetch,
  calculatePKCECodeChallenge,
  customFetch,
  discovery,
  enableNonRepudiationChecks,
  ResponseBodyError,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from 'openid-client';
import { MINUTE } from '#server/domain/facts/intervals';
import { accept, type Result, refuse } from '#server/domain/facts/result';

/** `issuer`: the provider's, or its whole discovery address. */
export type Registration = {
  issuer: string;
  clientId: string;
  clientSecret: string;
  redirectUri: string;
  /** Lets a provider on this machine speak plain http. */
  isLoopbackAllowed: boolean;
  /** The level of assurance that the provider is asked for; null: its own. */
  acrValues: string | null;
  /** How it is asked; by default, as any address is. */
  fetch?: CustomFetch;
};

export type SignInFailure = 'denied' | 'state-mismatch' | 'too-late' | 'provider-unreachable';

/** Signing somebody in: code flow with PKCE, state and nonce (OpenID Connect Core 1.0 §3.1, RFC 7636). */
export type OpenIdSignIn = {
  /** Asks what the provider says of itself; why that fails. */
  reach(): Promise<Result<null, unknown>>;
  /** Where to send the browser, and the secret `state` it keeps until it comes back. */
  begin(now: Date): Promise<Result<{ url: string; state: string }, 'provider-unreachable'>>;
  /** `subject` may be a national number: never keep it in clear. */
  finish(callback: URL, state: string, now: Date): Promise<Result<{ subject: string }, SignInFailure>>;
};

export const FLOW_LIFE = 10 * MINUTE;

const TIMEOUT_SECONDS = 5;
const LOOPBACK = /^(localhost|127(\.\d+){3}|\[::1\])$/;

type Flow = { verifier: string; state: string; nonce: string; startedAt: number };

/** Whether an issuer would be asked in clear over a network. */
export const isInClear = ({
  issuer,
  isLoopbackAllowed,
}: Pick<Registration, 'issuer' | 'isLoopbackAllowed'>) => {
  const { protocol, hostname } = new URL(issuer);
  return protocol !== 'https:' && !(isLoopbackAllowed && protocol === 'http:' && LOOPBACK.test(hostname));
};

export const createOpenIdSignIn = (registration: Registration): OpenIdSignIn => {
  const { clientId, clientSecret, redirectUri, acrValues } = registration;
  const issuer = new URL(registration.issuer);
  const isPlain = issuer.protocol !== 'https:';

  let known: Promise<Configuration> | null = null;
  const configuration = (): Promise<Configuration> => {
    known ??= discovery(issuer, clientId, clientSecret, undefined, {
      timeout: TIMEOUT_SECONDS,
      execute: [enableNonRepudiationChecks, ...(isPlain ? [allowInsecureRequests] : [])],
      [customFetch]: onlyAt(issuer.origin, registration.fetch ?? plainFetch),
    }).catch((error) => {
      known = null;
      throw error;
    });
    return known;
  };

  return {
    async reach() {
      try {
        await configuration();
        return accept(null);
      } catch (error) {
        return refuse(error);
      }
    },

    async begin(now) {
      const verifier = randomPKCECodeVerifier();
      const flow: Flow = { verifier, state: randomState(), nonce: randomNonce(), startedAt: +now };
      try {
        const url = buildAuthorizationUrl(await configuration(), {
          redirect_uri: redirectUri,
          // Not `scope_all`: it would bring names and practices we do not want to know.
          scope: 'openid',
          ...(acrValues === null ? {} : { acr_values: acrValues }),
          code_challenge: await calculatePKCECodeChallenge(verifier),
          code_challenge_method: 'S256',
          state: flow.state,
          nonce: flow.nonce,
        });
        return accept({ url: url.href, state: JSON.stringify(flow) });
      } catch {
        return refuse('provider-unreachable');
      }
    },

    async finish(callback, kept, now) {
      const { verifier, state, nonce, startedAt }: Flow = JSON.parse(kept);
      if (+now - startedAt >= FLOW_LIFE) return refuse('too-late');
      // As registered: behind a proxy, the address we are asked at is another.
      const registered = new URL(redirectUri);
      registered.search = callback.search;
      try {
        const tokens = await authorizationCodeGrant(await configuration(), registered, {
          pkceCodeVerifier: verifier,
          expectedState: state,
          expectedNonce: nonce,
          idTokenExpected: true,
        });
        const claims = tokens.claims();
        const subject = claims?.SubjectNameID || claims?.sub;
        return typeof subject === 'string' ? accept({ subject }) : refuse('state-mismatch');
      } catch (error) {
        return refuse(failureOf(error));
      }
    },
  };
};

/** A discovery document must not aim us at another machine: all we ask, we ask at the issuer's own origin. */
const onlyAt =
  (origin: string, ask: CustomFetch): CustomFetch =>
  async (url, options) => {
    if (new URL(url).origin !== origin) throw new TypeError(`hors de ${origin}`);
    return ask(url, options);
  };

const plainFetch: CustomFetch = (url, options) => fetch(url, options as RequestInit);

const BUSY = ['server_error', 'temporarily_unavailable'];
/** The error codes of oauth4webapi for an answer to another question than ours. */
const UNTRUE = [
  'OAUTH_INVALID_RESPONSE',
  'OAUTH_JWT_CLAIM_COMPARISON_FAILED',
  'OAUTH_JWT_TIMESTAMP_CHECK_FAILED',
];

const failureOf = (error: unknown): SignInFailure => {
  if (error instanceof AuthorizationResponseError)
    return BUSY.includes(error.error) ? 'provider-unreachable' : 'denied';
  if (error instanceof ResponseBodyError)
    return error.error === 'invalid_grant' ? 'state-mismatch' : 'provider-unreachable';
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return UNTRUE.includes(code) ? 'state-mismatch' : 'provider-unreachable';
};

/** Professionals sign in by it; its address ends in `/.well-known/wallet-openid-configuration`. */
export type ProSanteConnect = Pick<OpenIdSignIn, 'begin' | 'finish'>;

/** Throws, naming the cure, when the issuer would be asked in clear over a network. */
export const createProSanteConnect = (registration: Omit<Registration, 'acrValues'>): ProSanteConnect => {
  if (isInClear(registration))
    throw new Error('PRO_SANTE_CONNECT_ISSUER : valeur refusée ; donnez une adresse en https.');
  // The only level Pro Santé Connect takes, and it must be said.
  return createOpenIdSignIn({ ...registration, acrValues: 'eidas1' });
};
