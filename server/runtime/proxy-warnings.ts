import type { IncomingMessage } from 'node:http';
import { type AddressRange, cameFromOf, isTrusted, networkOf } from '../http/kit/network';

type Given = {
  trusted: readonly AddressRange[];
  publicUrl: string | undefined;
  warn: (what: string, about?: object) => void;
};

/**
 * Looks at what proxies send, and says once each what is not set as they need it: a proxy that is not believed, so that
 * all who come through it share one count; a proxy that is, while links are made from whatever Host it sends.
 */
export const createProxyWarnings = ({ trusted, publicUrl, warn }: Given) => {
  let hasWarnedOfUntrusted = false;
  let hasWarnedOfPublicUrl = publicUrl !== undefined;
  /** Nearly all come from the same peer: it is not looked up each time. */
  let lastTrusted: string | undefined;

  const tellUntrusted = (peer: string | undefined): void => {
    if (hasWarnedOfUntrusted) return;
    hasWarnedOfUntrusted = true;
    warn(
      'X-Forwarded-For ignoré : il vient d’un réseau qui n’est pas dans TRUSTED_PROXIES ; ' +
        'si c’est votre relais, nommez-le, sinon tous ses lecteurs comptent comme un seul réseau',
      { network: cameFromOf(networkOf(peer, undefined, trusted)) },
    );
  };
  const tellPublicUrl = (): void => {
    if (hasWarnedOfPublicUrl) return;
    hasWarnedOfPublicUrl = true;
    warn(
      'un relais parle et PUBLIC_URL manque : les liens suivent l’en-tête Host, et les cookies ne sont pas « Secure » ; ' +
        'donnez PUBLIC_URL, l’adresse https que voient les lecteurs',
    );
  };
  return ({ headers, socket }: IncomingMessage): void => {
    if (headers['x-forwarded-for'] === undefined) return;
    const peer = socket.remoteAddress;
    if (peer === lastTrusted || isTrusted(peer, trusted)) {
      lastTrusted = peer;
      tellPublicUrl();
    } else tellUntrusted(peer);
  };
};
