import { Secret, TOTP } from 'otpauth';
import { ask, type Reply } from '../../faults/kit/asking';
import type { Server } from '../../faults/kit/server';
import { adminOf } from './program';

/** Signing in over HTTP as a person does, by no function of ours: another revision's people sign in the same. */

const PASSWORD = 'quatre mots que personne ne dit';

/** A browser that keeps the cookies it is given. */
const openBrowser = ({ origin }: Pick<Server, 'origin'>) => {
  const kept = new Map<string, string>();
  const cookie = () => [...kept].map(([name, value]) => `${name}=${value}`).join('; ');
  const send = async (path: string, body?: object): Promise<Reply['body']> => {
    const headers = { Cookie: cookie(), Origin: origin, 'Sec-Fetch-Site': 'same-origin' };
    const reply = await ask(origin, { path: `/api/v1${path}`, headers, ...(body && { body }) });
    if (reply.status >= 300) throw new Error(`${path} : ${reply.status} ${reply.text.slice(0, 200)}`);
    for (const given of reply.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(given) ?? [];
      kept.set(name, value);
    }
    return reply.body;
  };
  return { send, cookie };
};

/** A writer, of the opticians' union as it is, is invited, enrols, and signs in anew. Resolves to the cookies of that browser. */
export const signIn = async (server: Server, organisation = 'rof'): Promise<string> => {
  const email = `personne-inventee@${organisation}.example`;
  const printed = await adminOf(server, 'invite', email, '--organisation', organisation);
  const token = /jeton=(\S+)/.exec(printed)?.[1];
  if (token === undefined) throw new Error(`pas d’invitation : ${printed}`);
  const first = openBrowser(server);
  await first.send('/invitations/acceptance', { token, name: 'Personne inventée', password: PASSWORD });
  const { secret } = await first.send('/account/totp/offer', {});
  const code = new TOTP({ secret: Secret.fromBase32(secret) }).generate();
  const { codes } = await first.send('/account/totp', { secret, code });
  const browser = openBrowser(server);
  await browser.send('/session', { email, password: PASSWORD });
  await browser.send('/session/second-factor', { code: codes[0] });
  const { state } = await browser.send('/session');
  if (state !== 'signed-in') throw new Error(`la session est « ${state} »`);
  return browser.cookie();
};
