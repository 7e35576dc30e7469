import bodies from './bodies.json';
import given from './examples.json';
import type { Operation, Parameter } from './openapi-types';

/** A whole example: the request, its route, and the answer. */
type Example = { path: string; asked: string; status: number; answer: unknown };

/** Of February 2024, as this service tells it: `tests/http/reference-examples.test.ts` asks each again. */
const EXAMPLES: readonly Example[] = given;

/** What may be sent, by operation: `tests/http/reference.test.ts` holds each to its schema. */
export const BODIES: Readonly<Record<string, unknown>> = bodies;

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

/** Values for the parameters of addresses, so that readers can try what is documented. */
const PARAMETER_EXAMPLES: Record<string, string> = {
  profession: 'optician',
  mutuelle: 'malakoff-humanis',
  platform: 'viamedis',
};
const FILES: Record<string, string> = {
  '/badges/{file}': 'viamedis.svg',
  '/cards/{file}': 'opticien.png',
  '/cards/{profession}/{file}': 'malakoff-humanis.png',
  '/cards/{profession}/operateur/{file}': 'viamedis.png',
  '/cards/incidents/{file}': 'viamedis-2024.png',
  '/cards/avis/{file}': 'n-e04.png',
};
/** These ask for one of two things besides: an address of examples alone would be refused. */
const ASK_MORE = ['/api/v1/reports'];
const BY_PATH: Record<string, string> = {
  '/api/v1/mutuelles/{id}': 'malakoff-humanis',
  '/api/v1/platforms/{id}': 'viamedis',
  '/api/v1/incidents/{id}': 'viamedis-2024',
  '/api/v1/notices/{id}': 'n-e04',
};

/** What somebody may give a parameter, so that the address can be tried. */
export const exampleOf = (
  path: string,
  { name, required }: Omit<Parameter, 'schema'>,
): string | undefined => {
  if (ASK_MORE.includes(path)) return undefined;
  if (name === 'file') return FILES[path];
  if (name === 'id') return BY_PATH[path.replace(/(\/\{id\}).*/, '$1')];
  return name === 'q' && required ? SOUGHT : PARAMETER_EXAMPLES[name];
};

/** Where one cannot but search for something. */
const SOUGHT = 'm.g.e.n';
