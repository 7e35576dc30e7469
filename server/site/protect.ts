import type { MiddlewareHandler } from 'hono';
import { NONCE, secureHeaders } from 'hono/secure-headers';

type Where = { isHttps: boolean; isDevelopment: boolean };

/**
 * Security headers: nothing but our own files, scripts by nonce, no framing (reliability.md, « Web hygiene ») but of what
 * is made to be framed, which runs no script and sends nothing.
 */
export const protect = (where: Where): MiddlewareHandler => {
  const ours = headers(where, false);
  const framed = headers(where, true);
  return (c, next) => (c.req.path.startsWith('/embed/') ? framed : ours)(c, next);
};

const headers = ({ isHttps, isDevelopment }: Where, isFramed: boolean): MiddlewareHandler =>
  secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      scriptSrc: isFramed ? ["'none'"] : [NONCE, "'self'"],
      // Vite's own client injects styles; the built dashboard has none inline.
      styleSrc: isDevelopment ? ["'self'", "'unsafe-inline'"] : ["'self'"],
      imgSrc: ["'self'", 'data:'],
      connectSrc: isDevelopment ? ["'self'", 'ws:'] : ["'self'"],
      manifestSrc: ["'self'"],
      formAction: [isFramed ? "'none'" : "'self'"],
      frameAncestors: [isFramed ? '*' : "'none'"],
      baseUri: ["'none'"],
      objectSrc: ["'none'"],
    },
    referrerPolicy: 'strict-origin-when-cross-origin',
    crossOriginResourcePolicy: false,
    strictTransportSecurity: isHttps ? 'max-age=31536000; includeSubDomains' : false,
    xFrameOptions: isFramed ? false : 'DENY',
    permissionsPolicy: { camera: [], microphone: [], geolocation: [] },
  });
