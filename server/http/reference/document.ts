import type { OpenAPIHono } from '@hono/zod-openapi';
import { z } from 'zod';
import { observationBody } from '#server/contract/observations';

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

/** First that fits, by the beginning of what follows the version. */
const TAGS: readonly { name: string; description: string; fits: RegExp }[] = [
  { name: 'Statuspage v2', description: 'La forme d’Atlassian Statuspage, sans clé.', fits: /^\/api\/v2\// },
  {
    name: 'Sondes et mesures',
    description: 'Ce qui est mesuré.',
    fits: /^\/(observations|heartbeats|probes)/,
  },
  {
    name: 'Comptes',
    description: 'Se connecter, inviter, gérer ses clés.',
    fits: /^\/(session|account|sign|invitations|keys|audit|professionals|drafts|due|spoken|preview|requests|proposals)/,
  },
  {
    name: 'Annuaire',
    description: 'Mutuelles, plateformes, conventions et qui parle.',
    fits: /^\/(mutuelles|platforms|conventions|organisations|imports|remarks|availability)/,
  },
  {
    name: 'Réponses',
    description: 'Le tiers payant est-il possible, et sera-t-on payé ?',
    fits: /^\/(answers|snapshot|stream|reports|signing)/,
  },
  { name: 'Incidents et avis', description: 'Ce qui est dit, par qui et quand.', fits: /./ },
];

/** What a reader may put in an address, so that what is documented can be tried. */
const EXAMPLES: Record<string, string> = {
  profession: 'optician',
  mutuelle: 'malakoff-humanis',
  platform: 'viamedis',
};
/** These ask for one of two things besides: an address of examples alone would be refused. */
const ASK_MORE = ['/api/v1/reports'];
const BY_PATH: Record<string, string> = {
  '/api/v1/mutuelles/{id}': 'malakoff-humanis',
  '/api/v1/platforms/{id}': 'viamedis',
  '/api/v1/incidents/{id}': 'viamedis-2024',
  '/api/v1/notices/{id}': 'n-e04',
};

export type Parameter = {
  name: string;
  in: string;
  required?: boolean;
  description?: string;
  example?: unknown;
  schema?: { [key: string]: unknown };
};
export type Operation = {
  tags?: string[];
  summary?: string;
  description?: string;
  parameters?: Parameter[];
  requestBody?: { content?: Record<string, { schema?: unknown }> };
  responses: Record<string, { description: string; content?: Record<string, { schema?: unknown }> }>;
};
export type Document = {
  info: { title: string; version: string; description?: string };
  tags: { name: string; description: string }[];
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, unknown> };
};

/** OpenAPI 3.1 from the contract: each door in a part of the reference, with addresses one can try. */
export const openapiDocument = (doors: OpenAPIHono): Document => {
  const made = doors.getOpenAPI31Document(ABOUT) as unknown as Document;
  const paths = Object.entries(made.paths).map(([path, operations]) => [
    path,
    Object.fromEntries(
      Object.entries(operations).map(([method, operation]) => [method, placed(path, operation)]),
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

const placed = (path: string, operation: Operation): Operation => {
  const tag = TAGS.find(({ fits }) => fits.test(path.replace('/api/v1', '')));
  const parameters = operation.parameters?.map((parameter) => {
    const example = ASK_MORE.includes(path) ? undefined : exampleOf(path, parameter);
    return example === undefined ? parameter : { ...parameter, example };
  });
  return { ...operation, tags: tag ? [tag.name] : [], ...(parameters ? { parameters } : {}) };
};

const exampleOf = (path: string, { name }: Parameter): string | undefined =>
  name === 'id' ? BY_PATH[path.replace(/(\/\{id\}).*/, '$1')] : EXAMPLES[name];
