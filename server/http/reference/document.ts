import type { OpenAPIHono } from '@hono/zod-openapi';
import { z } from 'zod';
import { observationBody } from '#server/contract/observations';
import { BODIES, exampleOf, illustrated } from './examples';
import {
  HEADERS,
  headersOf,
  IDEMPOTENCY_KEY,
  IF_MATCH,
  MALFORMED,
  NOTHING_NEW,
  SECURITY_SCHEMES,
  securityOf,
} from './headers';
import type { Content, Document, Operation, Parameter, Reply } from './openapi-types';
import { OPERATION_IDS } from './operations';
import { closedLists, readable, refersTo, type Schema } from './schemas';

/** `origin`: where this service is reached; null: wherever it was asked. */
const aboutOf = (origin: string | null) => ({
  openapi: '3.1.0',
  info: {
    title: 'Comptoir',
    version: '1',
    description: 'Pour quelles mutuelles le tiers payant est-il possible maintenant, et sera-t-on payé ?',
    license: { name: 'MIT', identifier: 'MIT' },
    contact: { name: 'Le bureau de Comptoir', ...(origin === null ? {} : { url: `${origin}/a-propos` }) },
  },
  servers: [{ url: origin ?? '/' }],
});

/** Served as files: no route makes them. */
const FILES: Document['paths'] = {
  '/widget.js': {
    get: {
      summary: 'L’élément <comptoir-statut>, pour la page d’un autre',
      description: 'Il lit l’état signé, d’ici ou d’un miroir, et ne montre que ce qu’il a vérifié.',
      responses: {
        200: { description: 'Un script', content: { 'text/javascript': { schema: { type: 'string' } } } },
      },
    },
  },
};

/** First that fits, by the beginning of what follows the version. */
const TAGS: readonly { name: string; description: string; fits: RegExp }[] = [
  { name: 'Statuspage v2', description: 'La forme d’Atlassian Statuspage, sans clé.', fits: /^\/api\/v2\// },
  {
    name: 'Sondes et mesures',
    description: 'Ce qui est mesuré.',
    fits: /^\/(observations|heartbeats|probes|probe-|inbound|connector|alerts)/,
  },
  {
    name: 'Comptes',
    description: 'Se connecter, inviter, gérer ses clés.',
    fits: /^\/(session|account|sign|invitations|keys|audit|professionals|drafts|due|spoken|preview|requests|proposals)/,
  },
  {
    name: 'Annuaire',
    description: 'Mutuelles, plateformes, conventions et qui parle.',
    fits: /^\/(mutuelles|platforms|conventions|organisations|imports|sources|remarks|availability)/,
  },
  {
    name: 'Réponses',
    description: 'Le tiers payant est-il possible, et sera-t-on payé ?',
    fits: /^\/(answers|overview|search|snapshot|stream|reports|signing)/,
  },
  {
    name: 'Sur les pages des autres',
    description: 'Fils, calendrier, images, cadre et élément.',
    fits: /^\/(feeds|badges|cards|embed|oembed|widget)/,
  },
  {
    name: 'Être averti',
    description: 'Par courriel, webhook ou notification, sans compte.',
    fits: /^\/(subscriptions|push-key|deliveries)/,
  },
  { name: 'Incidents et avis', description: 'Ce qui est dit, par qui et quand.', fits: /./ },
];

/** OpenAPI 3.1 from the contract: each route in a part of the reference, with addresses one can try. */
export const openapiDocument = (doors: OpenAPIHono, open: OpenAPIHono, origin: string | null): Document => {
  const about = aboutOf(origin);
  const made = doors.getOpenAPI31Document(about) as unknown as Document;
  const besides = open.getOpenAPI31Document(about) as unknown as Document;
  const all = { ...made.paths, ...besides.paths, ...FILES };
  const paths = Object.entries(all).flatMap(([path, operations]) => {
    const current = Object.entries(operations).filter(([, operation]) => !operation.deprecated);
    const own = current.map(([method, operation]) => [method, placed(path, method, operation)]);
    return own.length === 0 ? [] : [[path, Object.fromEntries(own)]];
  });
  const named = { ...made.components.schemas, ...besides.components.schemas, Observation: observationSchema };
  return {
    ...made,
    tags: TAGS.map(({ name, description }) => ({ name, description })),
    paths: Object.fromEntries(paths),
    components: {
      securitySchemes: SECURITY_SCHEMES,
      headers: HEADERS,
      schemas: { ...closedLists(), ...(readable(named) as Record<string, Schema>) },
    },
  };
};

const { $schema: _, ...observationSchema } = z.toJSONSchema(observationBody, {
  io: 'input',
  unrepresentable: 'any',
});

const placed = (path: string, method: string, operation: Operation): Operation => {
  const tag = TAGS.find(({ fits }) => fits.test(path.replace('/api/v1', '')));
  const operationId = OPERATION_IDS[path]?.[method] ?? '';
  const { responses } = operation;
  const parameters = [
    ...(operation.parameters ?? []).map((parameter) => parameterOf(path, parameter)),
    ...('428' in responses ? [IF_MATCH] : []),
    ...(isIdempotent(responses) ? [IDEMPOTENCY_KEY] : []),
  ];
  return {
    ...operation,
    operationId,
    tags: tag ? [tag.name] : [],
    security: securityOf(operationId, '401' in responses, operation.security),
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(operation.requestBody ? { requestBody: bodyOf(operationId, operation.requestBody) } : {}),
    responses: responsesOf(path, method, operationId, responses),
  };
};

/** A write that may be answered « awaiting: commit » is one that is kept under its key. */
const isIdempotent = (responses: Operation['responses']): boolean =>
  JSON.stringify(responses['202'] ?? responses['207'] ?? null).includes('AwaitingCommit') ||
  '207' in responses;

const parameterOf = (path: string, { schema: given, ...rest }: Parameter): Parameter => {
  const isList = given?.type === 'array';
  const schema = given && isProfession(path, rest.name) ? professions(given) : given;
  const example = exampleOf(path, rest);
  return {
    ...rest,
    ...(isList ? { style: 'form', explode: true } : {}),
    ...(schema ? { schema: readable(notNull(schema)) as Schema } : {}),
    ...(example === undefined ? {} : { example: isList ? [example] : example }),
  };
};

/** An address says a value or leaves it out: what is read as a number would pass for null besides. */
const notNull = (schema: Schema): Schema =>
  Array.isArray(schema.type) ? { ...schema, type: schema.type.find((each) => each !== 'null') } : schema;

/** Routes take any text, to answer with the nearest; whoever is compiled names one that is. Frames take slugs too. */
const isProfession = (path: string, name: string): boolean =>
  name === 'profession' && !path.startsWith('/embed/');

const professions = (schema: Schema): Schema =>
  schema.type === 'array' ? { ...schema, items: refersTo('Profession') } : refersTo('Profession');

const bodyOf = (id: string, body: NonNullable<Operation['requestBody']>) => ({
  ...body,
  content: Object.fromEntries(
    Object.entries(body.content ?? {}).map(([type, { schema }]) => [
      type,
      { schema: readable(schema), ...(id in BODIES ? { example: BODIES[id] } : {}) },
    ]),
  ),
});

const responsesOf = (
  path: string,
  method: string,
  id: string,
  responses: Operation['responses'],
): Operation['responses'] => {
  const refused: Operation['responses'] = path in FILES ? {} : { 400: MALFORMED };
  const told = method === 'get' ? { ...illustrated(path, responses), 304: NOTHING_NEW } : responses;
  return Object.fromEntries(
    Object.entries<Reply>({ ...refused, ...told }).map(([status, { content, ...reply }]) => {
      const headers = headersOf(id, method, status);
      return [
        status,
        {
          ...reply,
          ...(Object.keys(headers).length > 0 ? { headers } : {}),
          ...(content ? { content: readable(content) as Record<string, Content> } : {}),
        },
      ];
    }),
  );
};
