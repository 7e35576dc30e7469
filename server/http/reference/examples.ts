import given from './examples.json' with { type: 'json' };
import type { Operation } from './openapi';

/** A whole answer: what was asked, of which door, and what came. */
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
