import { OpenAPIHono } from '@hono/zod-openapi';
import type { Context, Hono, MiddlewareHandler } from 'hono';
import { z } from 'zod';
import { INSTANT_EXPECTED } from '#server/contract/instants';
import { type Fault, isEnglish, saidOf } from '#server/contract/problem';
import { bodyFaults, pointerTo } from './body';
import { type Refusal, refusal } from './problems';
import {
  type KnownParameters,
  nearestParameter,
  type ParametersAt,
  strayParameter,
} from './query-parameters';

const OPENAPI = 'GET /api/v1/openapi.json';

const REFUSALS = {
  body: { pointer: '', detail: 'Corps refusé.', cure: 'Vérifiez sa forme.' },
  instant: (name: string) => ({ detail: `« ${name} » est illisible.`, cure: INSTANT_EXPECTED }),
  value: (message = 'Valeur refusée') => ({
    detail: `${message}.`,
    cure: 'Donnez une des valeurs admises.',
  }),
  outOfList: (name: string, values: readonly unknown[]) => ({
    detail: `« ${name} » prend une valeur hors liste.`,
    cure: `Valeurs admises : ${values.map(String).join(', ')}.`,
  }),
  parameter: (name: string, nearest: string | null, known: readonly string[]) => ({
    detail: `Le paramètre « ${name} » n’existe pas à cette adresse.`,
    cure:
      nearest === null
        ? 'Retirez-le : cette adresse n’en prend aucun.'
        : `Le plus proche est « ${nearest} » ; cette adresse prend : ${known.join(', ')}.`,
  }),
};

export const nothingAt = (path: string): Refusal => ({
  kind: 'no-such-address',
  detail: `Rien à l’adresse ${path.slice(0, 200)}.`,
});

type Issue = Parameters<typeof saidOf>[0];

/** An empty router that refuses malformed questions and bodies with problems. */
export const createRouter = () =>
  new OpenAPIHono({
    defaultHook: async (result, c) => {
      if (result.success) return;
      const stranger = await strangerRefusal(c);
      if (stranger) return refusal(c, stranger);
      const { data } = result as { data?: unknown };
      if (result.target === 'json') return refuseBody(c, bodyFaults(result.error.issues, data));
      return refuseQuestion(c, result.target, result.error.issues[0], data);
    },
  });

/** A rule broken is 422, a form not respected 400; the worst of the two is the form. */
const refuseBody = (c: Context, faults: readonly (Fault & { isRule: boolean })[]) => {
  const isRule = faults.every((fault) => fault.isRule);
  const listed = faults.map(({ isRule: _, ...fault }) => fault);
  const [first = REFUSALS.body] = listed;
  const kind = isRule ? 'not-acceptable' : 'malformed';
  return refusal(c, { kind, ...first, see: OPENAPI, faults: listed });
};

const refuseQuestion = (c: Context, target: string, issue: Issue | undefined, data: unknown) => {
  // One value of several bears the name of the parameter, wherever it stands.
  const keys = (issue?.path ?? []).filter((key) => typeof key !== 'number');
  const pointer = `/${target}/${keys.join('/')}`;
  const isInstant = issue?.message === INSTANT_EXPECTED;
  const said = isInstant
    ? REFUSALS.instant(keys.join('.'))
    : issue?.values
      ? REFUSALS.outOfList(keys.join('.'), issue.values)
      : refusedValue(issue, data);
  return refusal(c, { kind: 'malformed', pointer, ...said, see: OPENAPI });
};

const refusedValue = (issue: Issue | undefined, data: unknown) => {
  const [said] = issue && isEnglish(issue.message) ? saidOf(issue, data, OPENAPI) : [];
  return said ? { detail: `${said.message}.`, cure: said.cure } : REFUSALS.value(issue?.message);
};

/** Addresses are read from the application's router: nothing here is listed by hand. */

/** An application, as far as its router goes. */
export type Routed = Pick<Hono, 'router'>;
/** The same, with its documented routes. */
type Documenting = Pick<OpenAPIHono, 'router' | 'openAPIRegistry'>;

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

/** The route that answers; what is used on the way to it is of all methods. */
const routeAt = ({ router }: Routed, method: string, path: string) =>
  router
    .match(method === 'HEAD' ? 'GET' : method, path)[0]
    .map(([[, route]]) => route)
    .find((route) => route.method !== 'ALL');

/** The methods an address answers to, `HEAD` and `OPTIONS` with them; empty: nothing is there. */
export const methodsAt = (app: Routed, path: string): string[] => {
  const own = METHODS.filter((method) => routeAt(app, method, path));
  if (own.length === 0) return [];
  return [...own.flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : method)), 'OPTIONS'];
};

/** For `notFound`: 405 with `Allow` where something is there, else 404. */
export const refuseUnrouted = (app: Routed) => (c: Context) => {
  const allow = methodsAt(app, c.req.path);
  return allow.length > 0
    ? refusal(c, { kind: 'method-not-allowed', allow })
    : refusal(c, nothingAt(c.req.path));
};

type Definition = OpenAPIHono['openAPIRegistry']['definitions'][number];
export type Operation = Extract<Definition, { type: 'route' }>['route'];

/** The documented operation that answers, as its route was declared; undefined where none is. */
export type OperationAt = (method: string, path: string) => Operation | undefined;

/** Routes may still be added until the first question. */
export const operationsOf = (app: Documenting): OperationAt => {
  let declared: Map<string, Operation> | null = null;
  const read = () =>
    new Map(
      app.openAPIRegistry.definitions.flatMap((each) =>
        each.type === 'route' ? [[keyOf(each.route.method, each.route.path), each.route]] : [],
      ),
    );
  return (method, path) => {
    const route = routeAt(app, method, path);
    declared ??= read();
    return route && declared.get(keyOf(route.method, route.path));
  };
};

const keyOf = (method: string, path: string): string =>
  `${method.toUpperCase()} ${path.replaceAll(/\{(\w+)\}/g, ':$1')}`;

/** The parameters of an application, from the query schemas of its routes: one that declares none takes none. */
export const parametersOf = (app: Documenting): ParametersAt => {
  const operationAt = operationsOf(app);
  return (method, path) =>
    routeAt(app, method, path) ? namesIn(operationAt(method, path)?.request?.query) : null;
};

const namesIn = (schema: unknown): KnownParameters => {
  if (!(schema instanceof z.ZodObject)) return [];
  return schema.def.catchall === undefined ? Object.keys(schema.shape).sort() : 'any';
};

/** Refuses what an address does not know: a question about the past whose « At » is ignored is answered with now. */
export const knownParametersOnly = (app: Documenting): MiddlewareHandler => {
  const parametersAt = parametersOf(app);
  return async (c, next) => {
    if (!c.req.url.includes('?')) return next();
    const known = parametersAt(c.req.method, c.req.path);
    if (known === null || known === 'any') return next();
    const stray = strayParameter(new URL(c.req.url).searchParams, known);
    if (stray === null) return next();
    return refusal(c, (await strangerRefusal(c)) ?? unknownParameter(stray, known));
  };
};

const unknownParameter = (stray: string, known: readonly string[]): Refusal => {
  const name = stray.slice(0, 100);
  const said = REFUSALS.parameter(name, nearestParameter(stray, known), known);
  return { kind: 'malformed', pointer: pointerTo(['query', name]), ...said, see: OPENAPI };
};

/**
 * Who asks comes before what is wrong with the question: where one must be known, a stranger is told that, whatever
 * is sent. Known people pay nothing for it: it is looked at when something is to be refused.
 */

type Check = () => Promise<Refusal | null>;

const checks = new WeakMap<Context, Check>();

/** Says how to know whether this question comes from a stranger who may not ask it. */
export const checkStrangersBy = (c: Context, check: Check): void => {
  checks.set(c, check);
};

/** Why a stranger is refused before anything else; null: it is open to all, or somebody known asks. */
export const strangerRefusal = async (c: Context): Promise<Refusal | null> =>
  (await checks.get(c)?.()) ?? null;
