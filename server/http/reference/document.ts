import type { OpenAPIHono } from '@hono/zod-openapi';
import { z } from 'zod';
import { observationBody } from '#server/contract/observations';
import given from './examples.json';

/** The parts of an OpenAPI 3.1 document that we read and write. */
export type Parameter = {
  name: string;
  in: string;
  required?: boolean;
  description?: string;
  example?: unknown;
  schema?: { [key: string]: unknown };
};
type Content = { schema?: unknown; examples?: Record<string, { summary: string; value: unknown }> };
export type Operation = {
  tags?: string[];
  summary?: string;
  description?: string;
  parameters?: Parameter[];
  requestBody?: { content?: Record<string, { schema?: unknown }> };
  responses: Record<string, { description: string; content?: Record<string, Content> }>;
};
export type Document = {
  info: { title: string; version: string; description?: string };
  tags: { name: string; description: string }[];
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, unknown> };
};

/** A whole example: the request, its route, and the answer. */
type Example = { path: string; asked: string; status: number; answer: unknown };

/** Of February 2024, as this service tells it: `tests/http/reference-examples.test.ts` asks each again. */
const EXAMPLES: readonly Example[] = given;

/** Each status that has one with its example, beside its schema. */
export const illustrated = (path: string, responses: Operation['responses']): Operation['responses'] =>
  Object.fromEntries(
    Object.entries(responses).map(([status, reply]) => {
      const example = EXAMPLES.find((each) => each.path === path && String(each.status) === status);
      const [type] = Object.keys(reply.content ?? {});
      if (!example || type === undefined) return [status, reply];
      const examples = { 'fevrier-2024': { summary: `GET ${example.asked}`, value: example.answer } };
      return [
        status,
        { ...reply, content: { ...reply.content, [type]: { ...reply.content?.[type], examples } } },
      ];
    }),
  );

const ABOUT = {
  openapi: '3.1.0',
  info: {
    title: 'Comptoir',
    version: '1',
    description: 'Pour quelles mutuelles le tiers payant est-il possible maintenant, et sera-t-on payé ?',
    license: { name: 'MIT', identifier: 'MIT' },
  },
  servers: [{ url: '/' }],
};

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
    fits: /^\/(observations|heartbeats|probes|probe-)/,
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
    fits: /^\/(feeds|badges|embed|oembed|widget)/,
  },
  { name: 'Incidents et avis', description: 'Ce qui est dit, par qui et quand.', fits: /./ },
];

/** Values for the parameters of addresses, so that readers can try what is documented. */
const PARAMETER_EXAMPLES: Record<string, string> = {
  profession: 'optician',
  mutuelle: 'malakoff-humanis',
  platform: 'viamedis',
  file: 'viamedis.svg',
};
/** These ask for one of two things besides: an address of examples alone would be refused. */
const ASK_MORE = ['/api/v1/reports'];
const BY_PATH: Record<string, string> = {
  '/api/v1/mutuelles/{id}': 'malakoff-humanis',
  '/api/v1/platforms/{id}': 'viamedis',
  '/api/v1/incidents/{id}': 'viamedis-2024',
  '/api/v1/notices/{id}': 'n-e04',
};

/** OpenAPI 3.1 from the contract: each route in a part of the reference, with addresses one can try. */
export const openapiDocument = (doors: OpenAPIHono, open: OpenAPIHono): Document => {
  const made = doors.getOpenAPI31Document(ABOUT) as unknown as Document;
  const besides = open.getOpenAPI31Document(ABOUT) as unknown as Document;
  const all = { ...made.paths, ...besides.paths, ...FILES };
  const paths = Object.entries(all).map(([path, operations]) => [
    path,
    Object.fromEntries(
      Object.entries(operations).map(([method, operation]) => [method, placed(path, method, operation)]),
    ),
  ]);
  const schemas = { ...made.components.schemas, Observation: observationSchema };
  const tags = TAGS.map(({ name, description }) => ({ name, description }));
  return { ...made, tags, paths: Object.fromEntries(paths), components: { ...made.components, schemas } };
};

const { $schema: _, ...observationSchema } = z.toJSONSchema(observationBody, {
  io: 'input',
  unrepresentable: 'any',
});

/** Whatever an address answers otherwise, a parameter it does not know is refused. */
const MALFORMED = {
  description: 'Question mal formée, ou paramètre inconnu',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
};

const NOTHING_NEW = { description: 'Rien de neuf depuis l’étiquette (ETag) donnée dans If-None-Match' };

const placed = (path: string, method: string, operation: Operation): Operation => {
  const tag = TAGS.find(({ fits }) => fits.test(path.replace('/api/v1', '')));
  const parameters = operation.parameters?.map((parameter) => {
    const example = ASK_MORE.includes(path) ? undefined : exampleOf(path, parameter);
    return example === undefined ? parameter : { ...parameter, example };
  });
  const responses =
    method === 'get' ? { ...illustrated(path, operation.responses), 304: NOTHING_NEW } : operation.responses;
  const refused: Operation['responses'] = path in FILES ? {} : { 400: MALFORMED };
  return {
    ...operation,
    tags: tag ? [tag.name] : [],
    ...(parameters ? { parameters } : {}),
    responses: { ...refused, ...responses },
  };
};

const exampleOf = (path: string, { name, required }: Parameter): string | undefined => {
  if (name === 'id') return BY_PATH[path.replace(/(\/\{id\}).*/, '$1')];
  return name === 'q' && required ? SOUGHT : PARAMETER_EXAMPLES[name];
};

/** Where one cannot but search for something. */
const SOUGHT = 'm.g.e.n';
