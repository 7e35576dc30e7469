import type { Call } from '../publish';

/** What a form says: one value of a field, or all those of boxes that are ticked. */
type Asked = ((name: string) => string) & { all: (name: string) => string[] };

/** A page of several forms: each says in `geste` what it asks for, and in `id` of what. */
export type Actions = Record<string, (call: Call, asked: Asked) => Promise<Response>>;

/** How to ask for what this form says; an unknown action is no form of ours. */
export const actionOf = (actions: Actions, form: FormData): ((call: Call) => Promise<Response>) => {
  const asked = Object.assign((name: string) => String(form.get(name) ?? ''), {
    all: (name: string) => form.getAll(name).map(String),
  });
  const name = asked('geste');
  const action = Object.hasOwn(actions, name) ? actions[name] : undefined;
  if (!action) throw Response.json(UNKNOWN, { status: UNKNOWN.status });
  return (call) => action(call, asked);
};

const UNKNOWN = {
  type: 'about:blank',
  title: 'Formulaire inconnu',
  status: 400,
  detail: 'Cette page n’a pas de tel formulaire.',
  cure: 'Rechargez la page et recommencez.',
};

/** What was just done here, as the address says after it was. */
export const justDone = (request: Request): string | null => new URL(request.url).searchParams.get('fait');

/** What one does with what is asked of accounts, keys, probes and scopes. */
export const RESTRICTION_ACTIONS: Actions = {
  'annuler-demande': ({ client }, asked) =>
    client.api.v1.restrictions[':id'].cancellation.$post({ param: { id: asked('id') } }),
  'confirmer-demande': ({ client }, asked) =>
    client.api.v1.restrictions[':id'].confirmation.$post({ param: { id: asked('id') } }),
};
