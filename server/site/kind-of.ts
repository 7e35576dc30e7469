/** What was asked, told by its address alone; the first that fits. */
const KINDS: readonly (readonly [string, RegExp])[] = [
  ['board', /^\/api\/v1\/answers\?/],
  ['answer', /^\/api\/v1\/answers\//],
  ['snapshot', /^\/api\/v1\/snapshot/],
  ['stream', /^\/api\/v1\/stream/],
  ['heartbeat', /^\/api\/v1\/heartbeats\b/],
  ['statuspage', /^\/api\/v2\//],
  ['api', /^\/api\//],
  ['file', /^\/(assets\/|favicon|robots\.txt|widget\.js)/],
  ['elsewhere', /^\/(feeds|badges|embed|oembed)\b/],
  ['machine', /^\/(healthz|readyz|metrics)\b/],
  ['space', /^\/espace\b/],
];

export const kindOf = (url: string): string => KINDS.find(([, form]) => form.test(url))?.[0] ?? 'page';
