import { describe, expect, it } from 'vitest';
import { inWords } from '#app/space/form/in-words';
import { problemOf, type Refusal } from '#server/http/kit/problems';

const FOR_PROGRAMS =
  /\/api\/|If-Match|ETag|Idempotency-Key|Retry-After|ISO 8601|description de l’API|\b(POST|GET|JSON)\b/;

/** Every refusal that a form may meet. */
const REFUSALS: readonly Refusal[] = [
  { kind: 'malformed', pointer: '/nom', detail: 'Valeur absente.', cure: 'Attendu : un texte.' },
  {
    kind: 'malformed',
    pointer: '/email',
    detail: 'Adresse illisible.',
    cure: 'Voyez la description de l’API.',
  },
  {
    kind: 'malformed',
    pointer: '/role',
    detail: 'Valeur hors liste : "x".',
    cure: 'Valeurs admises : a, b.',
  },
  {
    kind: 'not-acceptable',
    pointer: '/from',
    detail: 'Instant illisible.',
    cure: 'un instant ISO 8601 avec son décalage est attendu',
    faults: [{ pointer: '/from', detail: 'Instant illisible.', cure: 'un instant ISO 8601 est attendu' }],
  },
  { kind: 'precondition-required' },
  { kind: 'stale', current: null, etag: '"1"' },
  { kind: 'key-reused' },
  { kind: 'unreachable' },
  { kind: 'no-space' },
  { kind: 'no-room' },
  { kind: 'busy' },
  { kind: 'too-many', retryAfter: 40 },
  { kind: 'too-many', retryAfter: 900 },
  { kind: 'step-up-needed' },
  { kind: 'password-needed' },
  { kind: 'codes-locked' },
];

describe('a refusal, said to a person', () => {
  it.each(REFUSALS.map((refused) => [JSON.stringify(refused), refused] as const))('%s', (_, refused) => {
    const { title, detail, cure, faults = [] } = inWords(problemOf(refused).problem);
    for (const said of [title, detail, cure, ...faults.flatMap((fault) => [fault.detail, fault.cure])])
      expect(said).not.toMatch(FOR_PROGRAMS);
    expect(title).not.toMatch(/^(Refusé par une règle|Question mal formée)$/);
    expect(cure).toMatch(/\p{L}{3}/u);
  });

  it('says how long to wait, in minutes when it is long', () => {
    const cureOf = (retryAfter: number) => inWords(problemOf({ kind: 'too-many', retryAfter }).problem).cure;
    expect([cureOf(40), cureOf(61), cureOf(900)]).toEqual([
      expect.stringMatching(/dans 40\ss/),
      expect.stringMatching(/dans 2\smin/),
      expect.stringMatching(/dans 15\smin/),
    ]);
  });

  it('is at the field that is to be filled, where the refusal names none', () => {
    const placeOf = (refused: Refusal, place?: string) => inWords(problemOf(refused).problem, place).pointer;
    expect([
      placeOf({ kind: 'step-up-needed' }),
      placeOf({ kind: 'unauthenticated', detail: 'Faux.', cure: 'Attendez le suivant.' }, '/code'),
      placeOf({ kind: 'malformed', pointer: '/email', detail: 'x', cure: 'y' }, '/code'),
    ]).toEqual(['/code', '/code', '/email']);
  });
});
