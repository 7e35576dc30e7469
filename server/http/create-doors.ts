import { OpenAPIHono } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { INSTANT_EXPECTED } from '#server/contract/instants';
import type { Fault } from '#server/contract/problem';
import { bodyFaults } from './body-faults';
import { strangerRefusal } from './kit/strangers';
import { refusal } from './problems';

const OPENAPI = 'GET /api/v1/openapi.json';

type Issue = { message: string; path: readonly PropertyKey[] };

/** An empty set of doors whose refusals of malformed questions and bodies are problems. */
export const createDoors = () =>
  new OpenAPIHono({
    defaultHook: async (result, c) => {
      if (result.success) return;
      const stranger = await strangerRefusal(c);
      if (stranger) return refusal(c, stranger);
      if (result.target === 'json')
        return refuseBody(c, bodyFaults(result.error.issues, (result as { data?: unknown }).data));
      return refuseQuestion(c, result.target, result.error.issues[0]);
    },
  });

/** A rule broken is 422, a form not respected 400; the worst of the two is the form. */
const refuseBody = (c: Context, faults: readonly (Fault & { isRule: boolean })[]) => {
  const isRule = faults.every((fault) => fault.isRule);
  const told = faults.map(({ isRule: _, ...fault }) => fault);
  const [first = { pointer: '', detail: 'Corps refusé.', cure: 'Vérifiez sa forme.' }] = told;
  const kind = isRule ? 'not-acceptable' : 'malformed';
  return refusal(c, { kind, ...first, see: OPENAPI, faults: told });
};

const refuseQuestion = (c: Context, target: string, issue: Issue | undefined) => {
  const pointer = `/${target}/${(issue?.path ?? []).join('/')}`;
  const isInstant = issue?.message === INSTANT_EXPECTED;
  return refusal(c, {
    kind: 'malformed',
    pointer,
    detail: isInstant
      ? `« ${issue.path.join('.')} » est illisible.`
      : `${issue?.message ?? 'Valeur refusée'}.`,
    cure: isInstant ? INSTANT_EXPECTED : 'Donnez une des valeurs admises.',
    see: OPENAPI,
  });
};
