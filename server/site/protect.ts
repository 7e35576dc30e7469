import type { MiddlewareHandler } from 'hono';
import { NONCE, secureHeaders } from 'hono/secure-headers';

type Where = { isHttps: boolean; isDevelopment: boolean };

/**
 * Security headers: nothing but our own files, scripts by nonce, no framing but of what
 * is made to be framed, which runs no script but our own file and sends nothing. What programs read is no page: it may do nothing at all.
 */
export const protect = (where: Where): MiddlewareHandler => {
  const pages = secureHeaders({ ...common(where), ...headers(where, false) });
  const framed = secureHeaders({ ...common(where), ...headers(where, true) });
  const scanning = secureHeaders({ ...common(where), ...ofScanner(headers(where, false)) });
  const secret = secureHeaders({
    ...common(where),
    ...headers(where, false),
    referrerPolicy: 'no-referrer',
  });
  const data = secureHeaders({
    ...common(where),
    contentSecurityPolicy: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] },
    referrerPolicy: 'no-referrer',
    crossOriginOpenerPolicy: false,
  });
  return async (c, next) => {
    if (c.req.path.startsWith('/embed/')) return framed(c, next);
    if (c.req.path.startsWith('/assets/')) {
      await pages(c, next);
      // What is no page is bound by none of its rules: said of each of fifteen files they weigh as one of them.
      if (c.res.ok) for (const name of OF_PAGES) c.res.headers.delete(name);
      return;
    }
    if (SECRET.test(c.req.path)) return secret(c, next);
    if (SCANNER.test(c.req.path)) return scanning(c, next);
    return (DATA.test(c.req.path) ? data : pages)(c, next);
  };
};

const OF_PAGES = [
  'Content-Security-Policy',
  'Cross-Origin-Opener-Policy',
  'Permissions-Policy',
  'Referrer-Policy',
  'X-Frame-Options',
];

/** Pages whose address may hold a secret. */
const SECRET = /^\/(?:espace\/invitation|premiers-pas|abonnements)\b/i;
/** The page that opens the camera, and reads what it sees by a program of ours in wasm. */
const SCANNER = /^\/scanner\/[^/]+\/?$/i;
const DATA = /^\/api\/v\d+\//;

const common = ({ isHttps }: Where) => ({
  crossOriginResourcePolicy: false,
  strictTransportSecurity: isHttps && 'max-age=31536000; includeSubDomains',
  // Headers that no browser in use heeds are left out: sent with each answer, they cost more than they give.
  xDownloadOptions: false,
  xPermittedCrossDomainPolicies: false,
  xXssProtection: false,
  xDnsPrefetchControl: false,
  originAgentCluster: false,
});

const headers = ({ isDevelopment }: Where, isFramed: boolean) => ({
  contentSecurityPolicy: {
    defaultSrc: ["'none'"],
    scriptSrc: isFramed ? ["'self'"] : [NONCE, "'self'"],
    // Vite's own client injects styles; the built dashboard has that of its first picture inline.
    styleSrc: isDevelopment ? ["'self'", "'unsafe-inline'"] : isFramed ? ["'self'"] : [NONCE, "'self'"],
    imgSrc: ["'self'", 'data:'],
    connectSrc: isDevelopment ? ["'self'", 'ws:'] : ["'self'"],
    manifestSrc: ["'self'"],
    formAction: [isFramed ? "'none'" : "'self'"],
    frameAncestors: [isFramed ? '*' : "'none'"],
    baseUri: ["'none'"],
    objectSrc: ["'none'"],
  },
  referrerPolicy: 'strict-origin-when-cross-origin',
  xFrameOptions: isFramed ? (false as const) : 'DENY',
  permissionsPolicy: { camera: [], microphone: [], geolocation: [] },
});

const ofScanner = (pages: ReturnType<typeof headers>) => ({
  ...pages,
  contentSecurityPolicy: {
    ...pages.contentSecurityPolicy,
    scriptSrc: [...pages.contentSecurityPolicy.scriptSrc, "'wasm-unsafe-eval'"],
  },
  permissionsPolicy: { ...pages.permissionsPolicy, camera: ['self'] },
});
