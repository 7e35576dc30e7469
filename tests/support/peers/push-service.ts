import { createECDH, createPublicKey, type ECDH, randomBytes, verify } from 'node:crypto';
import { decrypt } from 'http_ece';
import type { PushTarget } from '#server/delivery/channel';
import type { Certificate } from './certificates';
import { startReceiver } from './receiver';

/** What a browser reads of a notification, and what the push service reads of it. */
export type Pushed = {
  payload: Record<string, unknown>;
  headers: Record<string, string>;
  /** Whether the token is the key's, and what it says. */
  isSigned: boolean;
  claims: { aud: string; exp: number; sub: string };
  key: string;
};

/** A browser: a subscription of its own, and the keys that open what comes for it. */
type Browser = { target: PushTarget; ecdh: ECDH; secret: Buffer };

/** A push service on this machine (RFC 8030), whose browsers decrypt (RFC 8291) and verify who sends (RFC 8292). */
export const startPushService = async (certificate?: Certificate, host = '127.0.0.1') => {
  const receiver = await startReceiver(certificate);
  receiver.answer(() => ({ status: 201 }));
  const browsers = new Map<string, Browser>();
  return {
    ...receiver,
    subscribe: (): PushTarget => {
      const ecdh = createECDH('prime256v1');
      ecdh.generateKeys();
      const secret = randomBytes(16);
      const path = `/push/${randomBytes(8).toString('hex')}`;
      const target: PushTarget = {
        channel: 'push',
        endpoint: receiver.url(path, host),
        p256dh: ecdh.getPublicKey('base64url'),
        auth: secret.toString('base64url'),
      };
      browsers.set(path, { target, ecdh, secret });
      return target;
    },
    /** What came for a browser, opened. */
    opened: ({ endpoint }: PushTarget): Pushed[] => {
      const { pathname } = new URL(endpoint);
      const browser = browsers.get(pathname);
      if (!browser) throw new Error('ce navigateur n’est pas abonné');
      return receiver.brought
        .filter(({ path }) => path === pathname)
        .map(({ headers, body }) => {
          const clear = decrypt(body, {
            version: 'aes128gcm',
            privateKey: browser.ecdh,
            authSecret: browser.secret.toString('base64url'),
          });
          return {
            payload: JSON.parse(clear.toString('utf8')),
            headers: headers as Record<string, string>,
            ...tokenOf(headers.authorization ?? ''),
          };
        });
    },
  };
};
export type PushService = Awaited<ReturnType<typeof startPushService>>;

const tokenOf = (authorization: string): Pick<Pushed, 'isSigned' | 'claims' | 'key'> => {
  const { token = '', key = '' } =
    /^vapid t=(?<token>[^,]+), k=(?<key>\S+)$/.exec(authorization)?.groups ?? {};
  const [head = '', claims = '', signature = ''] = token.split('.');
  const point = Buffer.from(key, 'base64url');
  const publicKey = createPublicKey({
    format: 'jwk',
    key: {
      kty: 'EC',
      crv: 'P-256',
      x: point.subarray(1, 33).toString('base64url'),
      y: point.subarray(33).toString('base64url'),
    },
  });
  const isSigned = verify(
    'sha256',
    Buffer.from(`${head}.${claims}`),
    { key: publicKey, dsaEncoding: 'ieee-p1363' },
    Buffer.from(signature, 'base64url'),
  );
  return { isSigned, claims: JSON.parse(Buffer.from(claims, 'base64url').toString()), key };
};
