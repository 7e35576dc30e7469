import { cruise, type ICruiseResult, type IForbiddenRuleType } from 'dependency-cruiser';
import { beforeAll, describe, expect, it } from 'vitest';

/** The import table of the house. A room may import what `may` says, and nothing else of ours or others'. */
type Room = { room: string; may: string[]; node?: true };

const npm = (name: string) => `node_modules/${name}/`;

const STORE = [npm('kysely'), npm('pg'), npm('@types/pg')];

/** Of the dashboard, what draws: a page's parts, and what all pages draw with. */
const COMPONENT =
  '^app/(?!(root|shell|problem|entry\\.(client|server)|rendering\\.server)\\.tsx$|.+\\.route\\.tsx$).+\\.tsx$';

const ROOMS: Room[] = [
  { room: '^server/domain/facts/', may: ['^server/domain/facts/'] },
  { room: '^server/domain/speakers/', may: ['^server/domain/(facts|speakers)/'] },
  { room: '^server/domain/judgement/', may: ['^server/domain/(facts|speakers|judgement)/'] },
  ...['availability', 'inbound', 'incidents'].map((room) => ({
    room: `^server/domain/${room}/`,
    may: ['^server/domain/(facts|speakers|judgement)/', `^server/domain/${room}/`],
  })),
  {
    room: '^server/domain/following/',
    may: ['^server/domain/(facts|speakers|judgement|incidents|following)/'],
  },
  { room: '^server/domain/rules/', may: ['^server/domain/'] },
  {
    room: '^server/contract/',
    may: [
      '^server/contract/',
      npm('zod'),
      npm('canonicalize'),
      '^server/domain/facts/(vocabulary|result)\\.ts$',
    ],
  },
  {
    room: '^db/(?!tables|(writer|tool)-tables|open\\.ts|dataset/|backup/)',
    may: [
      '^db/',
      ...STORE,
      npm('uuidv7'),
      '^server/domain/(facts/(directory|follows|intervals|observations|remarks|reports|result|time-rules|vocabulary)|speakers/independence)\\.ts$',
    ],
    node: true,
  },
  {
    room: '^db/((writer|tool)-)?tables\\.ts$',
    may: [...STORE, '^db/(writer|tool)-tables\\.ts$', '^server/domain/'],
  },
  // How a thing of the file lies in its table, which the audit asks too.
  { room: '^db/dataset/', may: ['^db/', ...STORE, '^server/contract/dataset\\.ts$'], node: true },
  { room: '^db/open\\.ts$', may: ['^db/', ...STORE, '^server/env\\.ts$'], node: true },
  {
    room: '^db/backup/',
    may: [
      '^db/',
      ...STORE,
      npm('pg-copy-streams'),
      npm('@types/pg-copy-streams'),
      npm('zod'),
      '^server/env\\.ts$',
    ],
    node: true,
  },
  {
    room: '^server/dataset/',
    may: [
      '^server/(dataset|contract|domain)/',
      '^db/',
      ...STORE,
      npm('csv-parse'),
      npm('fastest-levenshtein'),
    ],
    node: true,
  },
  {
    room: '^server/http/',
    may: [
      '^server/http/',
      npm('hono'),
      npm('@hono/zod-openapi'),
      npm('zod'),
      npm('minisearch'),
      npm('fastest-levenshtein'),
      npm('feed'),
      npm('@resvg/resvg-js'),
      npm('p-limit'),
      npm('prom-client'),
      npm('remark-parse'),
      npm('unified'),
      npm('ipaddr.js'),
      '^server/(contract|domain|read-model|measurements|signing|dataset|inbound|outbound|accounts|delivery)/',
      '^db/',
    ],
    node: true,
  },
  {
    room: '^server/accounts/',
    may: [
      '^server/accounts/',
      '^server/domain/',
      '^db/',
      npm('@node-rs/argon2'),
      npm('@simplewebauthn/.+'),
      npm('@zxcvbn-ts/.+'),
      npm('fastest-levenshtein'),
      npm('otpauth'),
      npm('openid-client'),
      npm('oauth4webapi'),
      npm('pg'),
      npm('@types/pg'),
      npm('rate-limiter-flexible'),
      npm('zod'),
    ],
    node: true,
  },
  {
    room: '^server/read-model/',
    may: [
      '^server/(read-model|measurements|signing|contract|domain)/',
      '^server/write-atomically\\.ts$',
      '^db/',
      npm('lru-cache'),
      npm('p-limit'),
      npm('pg'),
      npm('@types/pg'),
    ],
    node: true,
  },
  {
    room: '^server/inbound/',
    may: ['^server/(inbound|contract|domain|outbound)/', '^db/', npm('zod')],
    node: true,
  },
  { room: '^server/measurements/', may: ['^server/(measurements|domain)/', '^db/'], node: true },
  ...['signing', 'mirror'].map((room) => ({
    room: `^server/${room}/`,
    may: [`^server/(${room}|contract|domain)/`, '^server/write-atomically\\.ts$', '^db/'],
    node: true as const,
  })),
  // What leaves from here goes through it: probes, messages, and what is asked of providers of identity.
  {
    room: '^server/outbound/',
    may: ['^server/(outbound|contract|domain)/', npm('undici'), npm('ipaddr.js'), npm('p-limit')],
    node: true,
  },
  {
    room: '^server/delivery/',
    may: [
      '^server/(delivery|outbound|accounts|read-model|contract|domain)/',
      '^server/env\\.ts$',
      '^db/',
      npm('graphile-worker'),
      npm('ipaddr.js'),
      npm('kysely'),
      npm('lru-cache'),
      npm('nodemailer'),
      npm('@types/nodemailer'),
      npm('web-push'),
      npm('@types/web-push'),
      npm('p-limit'),
      npm('standardwebhooks'),
      npm('pg'),
      npm('@types/pg'),
      npm('zod'),
    ],
    node: true,
  },
  {
    room: '^server/probes/',
    may: ['^server/(probes|outbound|domain|contract)/', '^db/', npm('tough-cookie'), npm('p-limit')],
    node: true,
  },
  {
    room: '^server/site/',
    may: [
      '^server/site/',
      npm('hono'),
      npm('@hono/node-server'),
      npm('@remix-run/node'),
      npm('lru-cache'),
      npm('vite'),
      '^app/build/',
      '^server/client\\.ts$',
      '^server/read-model/response-cache/address\\.ts$',
    ],
    node: true,
  },
  {
    room: '^server/commands/',
    may: [
      '^server/(commands|accounts|contract|dataset|domain|runtime|signing)/',
      '^server/env\\.ts$',
      '^db/',
      npm('commander'),
    ],
    node: true,
  },
  { room: '^server/env\\.ts$', may: [npm('zod'), npm('ipaddr.js'), '^db/address\\.ts$'], node: true },
  { room: '^server/client\\.ts$', may: [npm('hono'), '^server/http/api\\.ts$'] },
  {
    room: '^app/(?!vite\\.config)',
    may: ['^app/', '^server/(contract/|client\\.ts$)', '^server/domain/facts/vocabulary\\.ts$', npm('.+')],
    node: true,
  },
  {
    room: '^tests/domain/',
    may: [
      '^tests/support/world/((builders|february-2024|worlds|changing-worlds)\\.ts$|sequences/)',
      '^server/domain/',
      npm('vitest'),
      npm('fast-check'),
    ],
    node: true,
  },
];

const table: IForbiddenRuleType[] = [
  ...ROOMS.map(({ room, may, node }) => ({
    name: `${room} imports only what the house allows`,
    severity: 'error' as const,
    from: { path: room },
    to: { pathNot: may, ...(node ? { dependencyTypesNot: ['core' as const] } : {}) },
  })),
  {
    name: 'the server knows the dashboard only as built',
    severity: 'error',
    // What puts the program together takes the words of its pages and what they read of an address.
    from: { path: '^server/', pathNot: '^server/(main\\.ts$|runtime/)' },
    to: { path: '^app/', pathNot: '^app/build/' },
  },
  {
    name: 'components take data by props',
    severity: 'error',
    from: { path: COMPONENT },
    to: { path: '^server/client\\.ts$|^app/(client/|load-context|space/(publish|writer))' },
  },
  { name: 'no cycles', severity: 'error', from: { path: '^(app|server|db)/' }, to: { circular: true } },
];

describe('the house', () => {
  let found: ICruiseResult;
  beforeAll(async () => {
    const { output } = await cruise(['app', 'server', 'db', 'tests'], {
      ruleSet: { forbidden: table },
      validate: true,
      // Vite resolves what is asked for by its address.
      exclude: { path: '^app/(build|public)/|\\.wasm\\?url$' },
      doNotFollow: { path: 'node_modules' },
      tsPreCompilationDeps: true,
      enhancedResolveOptions: {
        exportsFields: ['exports'],
        extensions: ['.ts', '.tsx', '.js', '.json', '.css'],
        conditionNames: ['import', 'types', 'node', 'default'],
      },
    });
    found = output as ICruiseResult;
  }, 120_000);

  it('resolves every import', () => {
    const unresolved = found.modules.flatMap(({ source, dependencies }) =>
      dependencies
        .filter(({ couldNotResolve, module }) => couldNotResolve && !module.startsWith('virtual:'))
        .map(({ module }) => `${source} → ${module}`),
    );
    expect(unresolved).toEqual([]);
  });
  it('crosses no wall that the import table forbids', () => {
    expect(found.summary.violations.map(({ from, to, rule }) => `${from} → ${to} (${rule.name})`)).toEqual(
      [],
    );
  });
});
